import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './window.ts';
import type { Test } from './runner.ts';

/** A folder's own settings, as whoever made the folder wants them. */
const settings = {
  'editor.tabSize': 7,
  'uptrack.trace.server': 'verbose',
  'uptrack.server.path': '/tmp/evil',
  'uptrack.rules': { 'unknown-key': 'off' },
};

/** What a folder cannot ask of the extension, trusted or not. */
export const hostileSettings: readonly Test[] = [
  {
    name: 'the settings of a folder do not have the extension write its files into a log',
    run: async () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder);
      const file = vscode.Uri.joinPath(folder, '.vscode/settings.json');
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(settings)));
      try {
        // One that a folder may set: now the others have been read, too.
        await eventually('the settings of the folder', () =>
          vscode.workspace.getConfiguration('editor').get('tabSize') === 7 ? true : undefined,
        );
        assert.equal(vscode.workspace.getConfiguration('uptrack').get('trace.server'), 'off');
      } finally {
        await vscode.workspace.fs.delete(file);
      }
      // What is not in the manifest nobody reads: there is one setting, and it runs nothing and names no file.
      const { contributes } = vscode.extensions.getExtension('uptrack-config.uptrack-config')?.packageJSON as {
        contributes: { configuration: { properties: object } };
      };
      assert.deepEqual(Object.keys(contributes.configuration.properties), ['uptrack.trace.server']);
    },
  },
];
