/** No secret of a file gets into the page, into what it keeps, or into what it says; nothing that is pasted is kept. */

import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../server/src/analysis.ts';
import { doPreview } from '../../server/src/features/preview.ts';
import type { Preview } from '../../server/src/protocol.ts';
import { key, leaksIn, oddKey, planted, plantedFile, plantedTemplates } from '../leaks/planted.ts';
import type { Panel } from './panel.ts';
import { button, session } from './session.ts';
import { restored } from '../../client/view/restored.ts';

const { show } = session();

/** As the server answers for a file. */
function previewFor(text: string, file: string): Preview {
  const context = { ...defaultContext, isTemplate: file.endsWith('.erb') };
  const request = { host: { sample: 'ubuntu-22.04' }, conditions: {}, assumptions: {} };
  const preview = doPreview(new Analysis(text, context), { ...request, uri: `file:///etc/${file}`, version: 1 });
  if (preview === null || !('packed' in preview)) throw new Error('No preview');
  return restored(preview);
}

/** All that the page shows, keeps and has said. */
async function everything(panel: Panel): Promise<string> {
  const shown = await panel.page.evaluate(() => document.documentElement.outerHTML);
  return `${shown}\n${JSON.stringify(await panel.state())}\n${JSON.stringify(await panel.messages())}`;
}

describe('a secret of the file', () => {
  it('is nowhere in the page, whatever the file', async () => {
    const panel = await show(null);
    const files = [
      ...Object.entries(planted).map(([name, text]) => [name, text, 'uptrack.conf'] as const),
      ...Object.entries(plantedTemplates).map(([name, text]) => [name, text, 'uptrack.conf.erb'] as const),
    ];
    for (const [name, text, file] of files) {
      await panel.send({ type: 'preview', preview: previewFor(text, file), fileName: file });
      expect([name, leaksIn(await everything(panel))]).toEqual([name, []]);
    }
  });

  it('is in nothing that the page has saved or asks for', async () => {
    const panel = await show(previewFor(plantedFile, 'uptrack.conf'));
    await panel.page.getByRole('region', { name: 'Updates' }).locator('tbody button').first().click();
    await button(panel, 'Run all scenarios').click();
    for (const name of ['Copy as Markdown', 'Copy transcript', 'Save JSON…', 'Save picture (SVG)…']) {
      await button(panel, 'Export').click();
      await button(panel, name).click();
    }
    await button(panel, 'Save host file…').click();
    const said = await everything(panel);
    for (const type of ['askWhy', 'explore', 'copy', 'saveJson', 'saveImage', 'saveHost'])
      expect(said).toContain(`"type":"${type}"`);
    expect(leaksIn(said)).toEqual([]);
  });
});

describe('what is pasted', () => {
  it('goes to the one who reads it, and is kept nowhere', async () => {
    const panel = await show();
    await button(panel, 'Paste uptrack-show output…').click();
    await panel.page.getByRole('textbox', { name: 'Output', exact: true }).fill(`accesskey = ${oddKey}\n${key}`);
    await button(panel, 'Read output').click();
    const sent = await panel.messages();
    expect(sent.map(({ type }) => type)).toEqual(['draftHost']);
    expect(leaksIn(JSON.stringify(sent))).not.toEqual([]);
    expect(leaksIn(await everything(panel))).toEqual([]);
    await button(panel, 'Cancel').click();
    expect(leaksIn(await everything(panel))).toEqual([]);
  });
});
