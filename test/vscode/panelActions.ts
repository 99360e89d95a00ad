import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { open, takeKeys } from './editor.ts';
import { pressKey } from './keys.ts';
import { file } from './mainJob.ts';
import {
  exportAs,
  getButton,
  getHosts,
  getSlider,
  nameFile,
  readVerdict,
  useDialogsOfVSCode,
  waitForHost,
} from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPage, getPanel } from './window.ts';

/** The key in the file, and any part of it. */
const key = '0123456789abcdef';

/** What somebody does in the panel, beside moving the cut. */
export const panelActions: readonly Test[] = [
  {
    name: 'another host, and another condition of its boot',
    run: async () => {
      await open(file);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).waitFor();
      const hosts = await getHosts();
      const names = await hosts.locator('option').allInnerTexts();
      const [first = '', second = ''] = names;
      const slider = await getSlider();
      const steps = (await getPanel()).getByRole('region', { name: 'What the host runs' }).getByRole('list').first();
      const stepsAre = (what: string, accept: (text: string) => boolean): Promise<true> =>
        eventually(what, async () => (accept(await steps.innerText()) ? true : undefined));
      await pressKey(slider, 'Home');
      const before = await steps.innerText();
      await hosts.selectOption({ label: second });
      await waitForHost(second);
      await stepsAre('other steps', (text) => text !== before);

      await hosts.selectOption({ label: first });
      await waitForHost(first);
      await pressKey(slider, 'Home');
      await stepsAre('the steps from before', (text) => text === before);
      await (await getPanel()).getByRole('checkbox', { name: 'nouptrack' }).check();
      await stepsAre('other steps', (text) => text !== before);
      await (await getButton('Reset')).click();
      await stepsAre('the steps from before', (text) => text === before);
    },
  },
  {
    name: 'an option is set in the file with one edit, and one undo takes it back to the letter',
    run: async () => {
      const { document } = await open(file);
      const before = document.getText();
      const { version } = document;
      const panel = await getPanel();
      await panel
        .getByRole('radio', { name: /upgrade_on_reboot = yes/ })
        .first()
        .check();
      await (await getButton('Apply to file')).click();
      await eventually('the option in the file', () => (document.version > version ? true : undefined));
      assert.equal(document.getText(), before.replace('upgrade_on_reboot = no', 'upgrade_on_reboot = yes'));
      assert.ok(document.isDirty);
      const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
      assert.ok(editor);
      await eventually('the line that was set', () =>
        document.lineAt(editor.selection.active).text === 'upgrade_on_reboot = yes' ? true : undefined,
      );
      const now = panel.locator('tr[aria-current="true"] td[data-column="upgrade_on_reboot"]');
      await eventually('the panel with it', async () => ((await now.innerText()).trim() === 'yes' ? true : undefined));

      await takeKeys(document, editor.viewColumn);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    },
  },
  {
    name: 'why an update is in or not',
    run: async () => {
      const panel = await getPanel();
      await panel.getByRole('region', { name: 'Updates' }).locator('tbody button').first().click();
      await eventually('an explanation', async () => {
        const text = await panel.locator('.why').innerText();
        return text.includes('Asking') || text.trim() === '' ? undefined : true;
      });
    },
  },
  {
    name: 'all scenarios are counted; one of them can be looked at',
    run: async () => {
      const panel = await getPanel();
      const scenarios = panel.getByRole('region', { name: 'All scenarios' });
      await (await getButton('Run all scenarios')).click();
      await scenarios.getByText(/^[\d,]+ scenarios\.$/).waitFor();
      await scenarios
        .getByRole('button', { name: /^Example: / })
        .first()
        .click();
      await readVerdict('a verdict of the example', () => true);
    },
  },
  {
    name: 'Markdown and transcript are copied, and hold no key',
    run: async () => {
      const page = await getPage();
      for (const name of ['Copy as Markdown', 'Copy transcript']) {
        await vscode.env.clipboard.writeText('');
        await exportAs(name);
        await page.locator('.statusbar').getByText('Copied').waitFor();
        const text = await eventually('a text', async () => (await vscode.env.clipboard.readText()) || undefined);
        assert.ok(text.length > 100, text);
        assert.equal(text.includes('**'), name.endsWith('Markdown'), text);
        assert.ok(!text.includes(key), text);
      }
    },
  },
  {
    name: 'JSON and picture are written into the file that is named',
    run: async () => {
      await useDialogsOfVSCode();
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
      for (const [button, name, check] of [
        ['Save JSON…', 'result.json', (text) => Array.isArray((JSON.parse(text) as { outcomes?: unknown }).outcomes)],
        ['Save picture (SVG)…', 'result.svg', (text) => /^<svg [^]*<\/svg>$/.test(text)],
      ] as readonly (readonly [string, string, (text: string) => boolean])[]) {
        const saved = path.join(folder, name);
        await exportAs(button);
        await nameFile(saved);
        const text = await eventually(saved, () => readFile(saved, 'utf8').catch(() => undefined));
        assert.ok(check(text), text.slice(0, 500));
        assert.ok(!text.includes(key));
        await vscode.workspace.fs.delete(vscode.Uri.file(saved));
      }
      await vscode.commands.executeCommand('notifications.clearAll');
    },
  },
];
