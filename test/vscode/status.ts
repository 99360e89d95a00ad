import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, replace } from './editor.ts';
import { file } from './mainJob.ts';
import type { Test } from './runner.ts';
import { eventually, getPage } from './window.ts';

/** What the status bar says of the language, once it holds all of some texts. */
export async function readStatus(...texts: readonly string[]): Promise<string> {
  const item = (await getPage()).locator('[id="status.languageStatus"]');
  return eventually(`a status with ${texts.join(', ')}`, async () => {
    const label = (await item.getAttribute('aria-label')) ?? '';
    return texts.every((text) => label.includes(text)) ? label : undefined;
  });
}

/** The status of the language, and what it follows. */
export const status: readonly Test[] = [
  {
    name: 'the status of the language says client, Pythons and verdict, and follows the text',
    run: async () => {
      const editor = await open(file);
      await readStatus('Online client', 'Python 2, Python 3.6 to 3.9, Python 3.10 and later');
      await readStatus('After a power loss: the saved updates come back');
      await replace(editor, 'upgrade_on_reboot = no', 'upgrade_on_reboot = yes');
      await readStatus('After a power loss: all updates come back');
      await replace(editor, 'upgrade_on_reboot = yes', 'upgrade_on_reboot = maybe');
      await readStatus('After a power loss: the client refuses this file');
      await replace(editor, 'upgrade_on_reboot = maybe', 'upgrade_on_reboot = no');
      await readStatus('After a power loss: the saved updates come back');
    },
  },
  {
    name: 'the status of the language follows the project file',
    run: async () => {
      await open(file);
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder);
      const project = vscode.Uri.joinPath(folder, '.uptrack-conf.json');
      const text = JSON.stringify({ client: 'offline', dialects: ['3.9'] });
      await vscode.workspace.fs.writeFile(project, new TextEncoder().encode(text));
      try {
        assert.ok(!(await readStatus('Offline client', 'Python 3.6 to 3.9')).includes('Python 2'));
      } finally {
        await vscode.workspace.fs.delete(project);
      }
      await readStatus('Online client', 'Python 2');
    },
  },
  {
    name: 'nothing of the status is cut off where it is shown',
    run: async () => {
      const page = await getPage();
      await open(file);
      await readStatus('After a power loss: the saved updates come back');
      await page.locator('[id="status.languageStatus"]').hover();
      const popup = page.locator('.workbench-hover', { has: page.locator('.hover-language-status') });
      const box = await popup.boundingBox();
      assert.ok(box);
      const parts = popup.locator('.hover-language-status .left, .hover-language-status a:not(.codicon)');
      const texts = await parts.allInnerTexts();
      assert.ok(['After a power loss', 'Online client', 'Preview'].every((text) => texts.join('\n').includes(text)));
      for (const [index, part] of (await parts.all()).entries()) {
        const { x = 0, width = Infinity } = (await part.boundingBox()) ?? {};
        assert.ok(x >= box.x && x + width <= box.x + box.width, texts[index]);
      }
      await page.mouse.move(0, 0);
    },
  },
];
