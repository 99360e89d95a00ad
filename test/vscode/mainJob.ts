import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { open, replace, ruleOf, waitForDiagnostics } from './editor.ts';
import { pressKey } from './keys.ts';
import { getSlider, readVerdict } from './powerLossPanel.ts';
import type { Test } from './runner.ts';

/** The file of the workspace, with its one misspelt option, which the first test corrects for all others. */
export const file = 'etc/uptrack/uptrack.conf';
export const misspelt = 'instal_on_reboot';
export const correct = 'install_on_reboot';

/** What a person does with the extension, from the first look at a file to the verdict. */
export const mainJob: readonly Test[] = [
  {
    name: 'opens a file, and a misspelt option is found; an edit takes the finding away',
    run: async () => {
      // A copy that everybody may read would be a finding of its own, for the key in it.
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
      await chmod(path.join(folder, file), 0o640);
      const editor = await open(file);
      assert.equal(editor.document.languageId, 'uptrack-conf');
      const [found, ...more] = await waitForDiagnostics(editor.document, 'a diagnostic', (all) => all.length > 0);
      assert.ok(found);
      assert.deepEqual(more.map(ruleOf), []);
      assert.equal(ruleOf(found), 'unknown-key');
      assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
      assert.equal(editor.document.getText(found.range), misspelt);
      assert.match(found.message, /install_on_reboot/);
      await replace(editor, misspelt, correct);
      await waitForDiagnostics(editor.document, 'no diagnostic', (all) => all.length === 0);
      assert.ok(await editor.document.save());
    },
  },
  {
    name: 'opens the panel with its command; the verdict follows the moment of the cut',
    run: async () => {
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      const slider = await getSlider();
      await pressKey(slider, 'Home');
      const first = await readVerdict('a verdict', () => true);
      await pressKey(slider, 'PageUp');
      const later = await readVerdict('another verdict while updates are applied', (verdict) => verdict !== first);
      await pressKey(slider, 'Home');
      await readVerdict('the first verdict again', (verdict) => verdict === first);
      await pressKey(slider, 'ArrowRight');
      assert.equal(await slider.inputValue(), '1');
      assert.notEqual(first, later);
    },
  },
  {
    name: 'the verdict follows the text as it is typed',
    run: async () => {
      await pressKey(await getSlider(), 'Home');
      const before = await readVerdict('a verdict', () => true);
      const editor = await open(file);
      await replace(editor, 'install_on_reboot = yes', 'install_on_reboot = no');
      await readVerdict('another verdict with install_on_reboot off', (verdict) => verdict !== before);
      await replace(editor, 'install_on_reboot = no', 'install_on_reboot = yes');
      await readVerdict('the verdict from before', (verdict) => verdict === before);
    },
  },
];
