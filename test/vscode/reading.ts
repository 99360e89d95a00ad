import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, replace } from './editor.ts';
import { file } from './mainJob.ts';
import type { Test } from './runner.ts';
import { eventually } from './window.ts';

/** Waits until the view of what the client reads holds a text. */
const viewHolds = (text: string): Promise<true> =>
  eventually(`a view with ${text}`, () => {
    const view = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'uptrack-read');
    return view?.getText().includes(text) ? true : undefined;
  });

/** What the client reads, and the file that there could be. */
export const reading: readonly Test[] = [
  {
    name: 'shows what the client reads, and follows the text',
    run: async () => {
      const editor = await open(file);
      await vscode.commands.executeCommand('uptrack.showEffective');
      await viewHolds('\ninstall_on_reboot = yes  #');
      await replace(editor, 'install_on_reboot = yes', 'install_on_reboot = off');
      await viewHolds('\ninstall_on_reboot = no  #');
      await replace(editor, 'install_on_reboot = off', 'install_on_reboot = yes');
      await viewHolds('\ninstall_on_reboot = yes  #');
      // It covers the panel.
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const isView = ({ input }: vscode.Tab): boolean =>
        input instanceof vscode.TabInputText && input.uri.scheme === 'uptrack-read';
      await vscode.window.tabGroups.close(tabs.filter(isView));
    },
  },
  {
    name: 'writes the default file into a new document',
    run: async () => {
      await open(file);
      await vscode.commands.executeCommand('uptrack.insertDefaultFile');
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.languageId, 'uptrack-conf');
      assert.ok(document.isUntitled);
      assert.match(document.getText(), /^\[Auth\]\n[^]*^accesskey = INSERT_ACCESS_KEY\n[^]*^autoinstall = no\n$/m);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await open(file);
    },
  },
  {
    name: 'formats with the command of the editor',
    run: async () => {
      const editor = await open(file);
      const before = editor.document.getText();
      await replace(editor, 'install_on_reboot = yes', 'install_on_reboot=yes');
      await vscode.commands.executeCommand('editor.action.formatDocument');
      await eventually('the text as it was', () => (editor.document.getText() === before ? true : undefined));
    },
  },
];
