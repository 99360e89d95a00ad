import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { key, leaksIn, plantedFile } from '../leaks/planted.ts';
import { open, replace, waitForDiagnostics } from './editor.ts';
import { exportAs, getButton, getSlider, nameFile, readVerdict, useDialogsOfVSCode } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { setting } from './setting.ts';
import { eventually, getPage, getPanel } from './window.ts';

const name = 'etc/planted/uptrack.conf';

function address(relative: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open');
  return vscode.Uri.joinPath(folder.uri, relative);
}

const assertNoLeaks = (what: string, text: string): void => {
  assert.notEqual(text, '', what);
  assert.deepEqual(leaksIn(text), [], what);
};

/** Everything about the file that is shown or kept somewhere, now. */
async function look(document: vscode.TextDocument): Promise<void> {
  const panel = await getPanel();
  assertNoLeaks('panel', await panel.locator('html').evaluate((element) => element.outerHTML));
  assertNoLeaks('diagnostics', JSON.stringify(vscode.languages.getDiagnostics(document.uri)));
  assertNoLeaks('status', await (await getPage()).locator('.statusbar').evaluate((element) => element.outerHTML));
  assertNoLeaks('tabs', vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).join('\n'));
  for (const line of Array.from({ length: document.lineCount }, (_, index) => index)) {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, 4),
    );
    assert.deepEqual(leaksIn(JSON.stringify(hovers)), []);
  }
}

/** What VS Code keeps of each file by itself, ours or not: unsaved text, and saved text for its time line. */
const ownOfVSCode = /[\\/](?:Backups|History)[\\/]/;

/** The files that VS Code has written for this window, with its logs. */
function written(): readonly string[] {
  const folder = path.join(path.dirname(setting('UPTRACK_TEST_RESULTS')), 'user-data');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !ownOfVSCode.test(file));
}

/** Secrets of an open file, and all that goes out of it. */
export const leaks: readonly Test[] = [
  {
    name: 'a planted key and password are in nothing that is shown, exported or logged',
    run: async () => {
      await useDialogsOfVSCode();
      await vscode.workspace.fs.writeFile(address(name), new TextEncoder().encode(plantedFile));
      await chmod(address(name).fsPath, 0o640);
      const editor = await open(name);
      const { document } = editor;
      await waitForDiagnostics(document, 'a diagnostic', (all) => all.length > 0);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).waitFor();
      const verdict = await readVerdict('a verdict', () => true);
      await look(document);
      await replace(editor, 'install_on_reboot = yes', `install_on_reboot = ${key}`);
      await readVerdict('the refusal', (text) => text !== verdict);
      await waitForDiagnostics(document, 'its finding', (all) => all.length > 1);
      await look(document);

      for (const format of ['Copy as Markdown', 'Copy transcript']) {
        await vscode.env.clipboard.writeText('');
        await exportAs(format);
        assertNoLeaks(
          format,
          await eventually('a text', async () => (await vscode.env.clipboard.readText()) || undefined),
        );
      }
      for (const [button, file] of [
        ['Save JSON…', 'leaks.json'],
        ['Save picture (SVG)…', 'leaks.svg'],
        ['Save host file…', 'leaks.uptrack-host.json'],
      ] as const) {
        await (button === 'Save host file…' ? (await getButton(button)).click() : exportAs(button));
        const saved = address(file);
        await nameFile(saved.fsPath);
        assertNoLeaks(button, await eventually(file, () => readFile(saved.fsPath, 'utf8').catch(() => undefined)));
        await vscode.workspace.fs.delete(saved);
      }
      await vscode.commands.executeCommand('notifications.clearAll');
      await open(name);
      await vscode.commands.executeCommand('uptrack.showEffective');
      const view = await eventually('what the client reads', () =>
        vscode.workspace.textDocuments.find(
          ({ uri }) => uri.scheme === 'uptrack-read' && uri.query.includes('planted'),
        ),
      );
      assertNoLeaks('effective view', view.getText());
      assert.match(view.getText(), /refuses/);
      await open(name);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.workspace.fs.delete(address(name));
    },
  },
  {
    name: 'a planted key and password are in no file that VS Code has written, its logs among them',
    run: () => {
      const files = written();
      // A VS Code whose logger could not be built writes none; else what the extension has said is among them.
      const logs = files.filter((file) => file.endsWith('.log')).map((file) => path.basename(file));
      if (logs.length > 0) assert.ok(logs.includes('Uptrack Config.log'), logs.join());
      assert.ok(files.length > 0);
      for (const file of files) assert.deepEqual(leaksIn(readFileSync(file, 'latin1')), [], file);
      return Promise.resolve();
    },
  },
];
