/** What goes out of the panel: to the clipboard, and into files that the user names. */
import * as vscode from 'vscode';
import { fileNameOf, folderOf, hostFileFilters, hostFileName } from './host-files.ts';
import { isDrawing } from './picture.ts';

/** Milliseconds that the status bar says so. */
const noticeTime = 3000;

export async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), noticeTime);
}

export async function saveJson(text: string, host: string, near: vscode.Uri): Promise<void> {
  await save(text, near, { name: `${fileNameOf(host)}-power-loss.json`, filters: { JSON: ['json'] } });
}

export async function saveHost(text: string, near: vscode.Uri): Promise<void> {
  await save(text, near, { name: hostFileName(text), filters: hostFileFilters });
}

/** Refuses what is no picture. */
export async function savePicture(svg: string, host: string, near: vscode.Uri): Promise<void> {
  if (isDrawing(svg)) {
    await save(svg, near, { name: `${fileNameOf(host)}-power-loss.svg`, filters: { SVG: ['svg'] } });
    return;
  }
  void vscode.window.showErrorMessage(vscode.l10n.t('Not saved: what the panel drew is not a plain picture.'));
}

interface FileKind {
  readonly name: string;
  readonly filters: Record<string, string[]>;
}

async function save(text: string, near: vscode.Uri, { name, filters }: FileKind): Promise<void> {
  const folder = folderOf(near);
  const uri = await vscode.window.showSaveDialog({
    filters,
    defaultUri: folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.from({ scheme: 'file', path: `/${name}` }),
  });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Not saved: {0}', reason));
    return;
  }
  const open = vscode.l10n.t('Open');
  const said = await vscode.window.showInformationMessage(
    vscode.l10n.t('Saved {0}', vscode.workspace.asRelativePath(uri)),
    open,
  );
  if (said === open) await vscode.commands.executeCommand('vscode.open', uri);
}
