import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, replace, rangeOf, ruleOf, takeKeys, waitForDiagnostics } from './editor.ts';
import { file } from './mainJob.ts';
import type { Test } from './runner.ts';
import { eventually, getPage } from './window.ts';

const squiggles = '.monaco-editor .squiggly-error';

/** What the editor shows while the file changes, and a template that only the settings know. */
export const typing: readonly Test[] = [
  {
    name: 'a held key never makes the squiggle elsewhere go',
    run: async () => {
      const editor = await open(file);
      const { document } = editor;
      await replace(editor, 'install_on_reboot', 'instal_on_reboot');
      await waitForDiagnostics(document, 'the finding', (all) => all.some((each) => ruleOf(each) === 'unknown-key'));
      const page = await getPage();
      await eventually('a squiggle', async () => ((await page.locator(squiggles).count()) > 0 ? true : undefined));

      // The end of the value of the key, where any character will do.
      const line = document.lineAt(document.positionAt(document.getText().indexOf('accesskey')).line);
      editor.selection = new vscode.Selection(line.range.end, line.range.end);
      await takeKeys(document, editor.viewColumn);
      // Sampled in the window at every frame: between two questions from here it could go and come back.
      await page.evaluate((selector) => {
        const counts: number[] = [];
        Object.assign(window, { counts });
        const sample = (): void => {
          counts.push(window.document.querySelectorAll(selector).length);
          requestAnimationFrame(sample);
        };
        sample();
      }, squiggles);
      const length = document.getText().length;
      // As fast as a keyboard repeats: all at once would be one change with one answer.
      for (let press = 0; press < 40; press++) {
        await page.keyboard.down('a');
        await page.waitForTimeout(30);
      }
      await page.keyboard.up('a');
      await eventually('all that was typed', () => (document.getText().length >= length + 40 ? true : undefined));
      // The answers to the last of it.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const counts = await page.evaluate(() => (window as unknown as { counts: number[] }).counts);
      assert.ok(counts.length > 10, `${counts.length} frames`);
      assert.equal(Math.min(...counts), 1, counts.join());
      rangeOf(document, 'a'.repeat(40));

      await replace(editor, 'a'.repeat(40), '');
      await replace(editor, 'instal_on_reboot', 'install_on_reboot');
    },
  },
  {
    name: 'a file that only files.associations makes ours is a template by what is behind its name',
    run: async () => {
      const settings = vscode.workspace.getConfiguration('files');
      await settings.update('associations', { '*.mustache': 'uptrack-conf' }, vscode.ConfigurationTarget.Workspace);
      try {
        const { document } = await open('templates/uptrack.conf.mustache');
        await eventually('its language', () => (document.languageId === 'uptrack-conf' ? true : undefined));
        const [found, ...more] = await waitForDiagnostics(document, 'a finding', (all) => all.length > 0);
        assert.ok(found);
        assert.deepEqual(more.map(ruleOf), []);
        assert.equal(ruleOf(found), 'unknown-key');
        assert.equal(document.getText(found.range), 'upgrade_on_rebot');
      } finally {
        await settings.update('associations', undefined, vscode.ConfigurationTarget.Workspace);
      }
    },
  },
];
