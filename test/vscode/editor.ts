/** The open file, by what VS Code says of it. */
import * as vscode from 'vscode';
import { isInEditor } from './keys.ts';
import { eventually } from './window.ts';

/** Opens a file of the workspace; nothing is activated by hand. */
export async function open(file: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, file));
  return takeKeys(document, vscode.ViewColumn.One);
}

/**
 * Has keys and commands go to a document. Late word that the panel had the focus makes that the active one once more, with which they
 * would go there.
 */
export function takeKeys(
  document: vscode.TextDocument,
  viewColumn: vscode.ViewColumn = vscode.ViewColumn.Active,
): Promise<vscode.TextEditor> {
  return eventually('the focus in the editor', async () => {
    // One that is only looked at would make room for the next one, and its group would go with that.
    const editor = await vscode.window.showTextDocument(document, { viewColumn, preview: false });
    return vscode.window.activeTextEditor === editor && (await isInEditor()) ? editor : undefined;
  });
}

/** Replaces the one occurrence of a text. */
export async function replace(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const range = rangeOf(editor.document, before);
  const done = await editor.edit((edit) => {
    edit.replace(range, after);
  });
  if (!done) throw new Error(`Not edited: ${before}`);
}

/** Where a text stands that stands there once. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0 || start !== document.getText().lastIndexOf(text)) throw new Error(`Not there once: ${text}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The id of the rule behind a diagnostic. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The diagnostics of a document, once they are as `accept` wants them. */
export function waitForDiagnostics(
  document: vscode.TextDocument,
  what: string,
  accept: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(what, () => {
    const diagnostics = vscode.languages.getDiagnostics(document.uri);
    return accept(diagnostics) ? diagnostics : undefined;
  });
}
