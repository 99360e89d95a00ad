/** One failure is to stay one: after a failed test the window is put back to what the others begin with. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { open, replace, takeKeys } from './editor.ts';
import { correct, file, misspelt } from './mainJob.ts';
import { getSlider } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { getPage, takePicture } from './window.ts';

/** The files of the folder that is open. */
function files(): readonly string[] {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const atStart = new Set(files());

/** Keeps a picture of the window as a failed test has left it, and puts it back. */
export async function recover({ name }: Test): Promise<void> {
  await takePicture(name).catch(() => undefined);
  // A dialog takes it; the editor and the panel make nothing of it.
  await (await getPage()).keyboard.press('Escape');
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await takeKeys(document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  // With the panels, whose next one is as new.
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  await vscode.commands.executeCommand('notifications.clearAll');
  for (const left of files().filter((one) => !atStart.has(one))) rmSync(left);

  const editor = await open(file);
  if (editor.document.getText().includes(misspelt)) await replace(editor, misspelt, correct);
  await editor.document.save();
  await vscode.commands.executeCommand('uptrack.previewPowerLoss');
  await (await getSlider()).waitFor();
}
