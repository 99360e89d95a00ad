import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from './editor.ts';
import { file } from './mainJob.ts';
import { getButton, getSlider, panelTabs } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPanel } from './window.ts';

const other = 'hosts/db-01/uptrack.conf';

const titles = (): readonly string[] => panelTabs().map(({ label }) => label);

async function waitForFile(name: string): Promise<void> {
  await (await getPanel()).getByRole('heading', { level: 1, name }).waitFor();
}

/** More than one panel. */
export const pinning: readonly Test[] = [
  {
    name: 'a pinned panel stays with its file; the preview of another file is a second one, which follows the editor',
    run: async () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder);
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, other), new TextEncoder().encode('[Settings]\n'));
      await open(file);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).waitFor();
      await (await getButton('Pin')).click();
      await (await getButton('Pinned')).waitFor();

      await open(other);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await eventually('two panels', () => (panelTabs().length === 2 ? true : undefined));
      await waitForFile(other);
      assert.deepEqual(titles(), ['Power Loss: uptrack/uptrack.conf', 'Power Loss: db-01/uptrack.conf']);

      await open(file);
      await waitForFile(file);
      assert.deepEqual(titles(), ['Power Loss: uptrack/uptrack.conf', 'Power Loss: uptrack/uptrack.conf']);
      const second = panelTabs()[1];
      assert.ok(second?.isActive);
      await vscode.window.tabGroups.close(second);
      await (await getButton('Pinned')).click();
      await (await getButton('Pin')).waitFor();
      await open(other);
      await waitForFile(other);

      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'hosts'), { recursive: true });
      await open(file);
      await waitForFile(file);
    },
  },
];
