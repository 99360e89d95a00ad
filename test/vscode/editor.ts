/** The open file, by what VS Code says of it. */
import * as vscode from 'vscode';
import { eventually } from './window.ts';

/** Opens a file of the workspace; nothing is activated by hand. */
export async function open(file: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open');
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, file), { viewColumn: vscode.ViewColumn.One });
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
