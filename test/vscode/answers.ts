import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, rangeOf } from './editor.ts';
import { file } from './mainJob.ts';
import type { Test } from './runner.ts';
import { eventually, getPage } from './window.ts';

/** What the open file answers when it is asked. */
export const answers: readonly Test[] = [
  {
    name: 'hover explains an option',
    run: async () => {
      const { document } = await open(file);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        rangeOf(document, 'upgrade_on_reboot').start,
      );
      const text = hovers
        .flatMap(({ contents }) => contents)
        .map((part) => (part instanceof vscode.MarkdownString ? part.value : ''))
        .join();
      assert.match(text, /upgrade_on_reboot/);
      assert.match(text, /default/i);
    },
  },
  {
    name: 'completion offers the options that are not set yet',
    run: async () => {
      const { document } = await open(file);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(document.lineCount - 1, 0),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('effective_version'), labels.join());
      assert.ok(!labels.includes('autoinstall'), labels.join());
    },
  },
  {
    name: 'completion offers no word of the file as a value',
    run: async () => {
      const { document } = await open(file);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        rangeOf(document, 'accesskey = ').end,
      );
      assert.deepEqual(
        items.map(({ label }) => label),
        [],
      );
    },
  },
  {
    name: 'the lens above [Settings] shows in the editor',
    run: async () => {
      await open(file);
      const lens = (await getPage()).locator('.codelens-decoration a').first();
      await eventually('the text of the lens', async () => (await lens.innerText()) || undefined);
    },
  },
];
