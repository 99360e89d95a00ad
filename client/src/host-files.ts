/** Host files, as the editor has them: chosen, read with what is not saved yet, followed, drafted. */
import * as vscode from 'vscode';

const suffix = '.uptrack-host.json';

/** By its name. */
export const isHostFile = ({ path }: vscode.Uri): boolean => path.endsWith(suffix);

/** What dialogs show: the schema of host files goes by their name. */
export const hostFileFilters = { 'Uptrack hosts': [suffix.slice(1)], JSON: ['json'] };

/** What the host in a host file is called, as a file name without a folder. */
export function hostFileName(text: string): string {
  return `${fileNameOf(hostNameIn(text))}${suffix}`;
}

/** A name that every file system takes. */
export function fileNameOf(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'host';
}

function hostNameIn(text: string): string {
  try {
    const { name } = JSON.parse(text) as { readonly name?: unknown };
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}

/** The one that the user picks; undefined: none. */
export async function pickHostFile(near: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folder = folderOf(near);
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Load a Host File'),
    filters: hostFileFilters,
    ...(folder && { defaultUri: folder }),
  });
  return picked?.[0];
}

/**
 * Its text in the editor, saved or not, else on disk; null: it can be read in neither. VS Code keeps a document for minutes after
 * its editor was closed, also where the file is gone.
 */
export async function readHostFile(uri: vscode.Uri): Promise<string | null> {
  const open = openDocument(uri);
  if (open && (open.isUntitled || open.isDirty || (await exists(uri)))) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/**
 * Follows a host file in the editor and on disk.
 *
 * @param changed its text may be another
 * @param moved it was a new file, and has now been saved under this address
 */
export function followHostFile(
  uri: vscode.Uri,
  changed: () => void,
  moved: (uri: vscode.Uri) => void,
): vscode.Disposable {
  const address = uri.toString();
  /** What a new file held when it was closed. */
  let closed: string | undefined;
  // VS Code does not tell that a new file was saved as another: it has the place that was meant for it, or the same text.
  const isSaved = (document: vscode.TextDocument): boolean =>
    closed !== undefined &&
    !document.isUntitled &&
    (document.uri.path === uri.path || (document.uri.path.endsWith('.json') && document.getText() === closed));
  const look = (document: vscode.TextDocument): void => {
    if (document.uri.toString() === address) {
      closed = undefined;
      changed();
    } else if (isSaved(document)) moved(document.uri);
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      look(document);
    }),
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidSaveTextDocument(look),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.uri.toString() !== address) return;
      if (document.isUntitled) closed = document.getText();
      const saved = vscode.workspace.textDocuments.find(isSaved);
      if (saved) moved(saved.uri);
      else changed();
    }),
    ...(uri.scheme === 'untitled' ? [] : [watchFile(uri, changed)]),
  );
}

/** All files of its folder are watched: a name may hold what a pattern reads otherwise. */
function watchFile(uri: vscode.Uri, changed: () => void): vscode.Disposable {
  const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const ifSame = (other: vscode.Uri): void => {
    if (other.toString() === uri.toString()) changed();
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(ifSame),
    watcher.onDidCreate(ifSame),
    watcher.onDidDelete(ifSame),
  );
}

/** A new, unsaved host file with this text, in front of the user. */
export async function openDraft(text: string, near: vscode.Uri, viewColumn: vscode.ViewColumn): Promise<vscode.Uri> {
  const document = await vscode.workspace.openTextDocument(await freeAddress(hostFileName(text), near));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: false });
  return document.uri;
}

/** Its name gives a document its language and its schema, so it has one before it is saved. */
async function freeAddress(name: string, near: vscode.Uri): Promise<vscode.Uri> {
  const folder = folderOf(near);
  for (let copy = 1; ; copy++) {
    const unique = copy === 1 ? name : name.replace(suffix, `-${copy}${suffix}`);
    const file = folder && vscode.Uri.joinPath(folder, unique);
    const untitled = file?.with({ scheme: 'untitled' }) ?? vscode.Uri.from({ scheme: 'untitled', path: unique });
    if (!openDocument(untitled) && !(file && (await exists(file)))) return untitled;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Where files that belong to a document go; undefined for a new document outside any folder. */
export function folderOf(uri: vscode.Uri): vscode.Uri | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri ?? (uri.scheme === 'untitled' ? undefined : vscode.Uri.joinPath(uri, '..'));
}

const openDocument = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
