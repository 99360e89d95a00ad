/** Writes the documented default file where there is nothing yet. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { defaultFileRequest, type DefaultFile } from '../../server/src/protocol.ts';

/** Into the open file of the language if that is empty, else into a new one: nothing is overwritten. */
export async function insertDefaultFile(client: BaseLanguageClient, languageId: string): Promise<void> {
  const { snippet } = await client.sendRequest<DefaultFile>(defaultFileRequest);
  const active = vscode.window.activeTextEditor;
  const isEmpty = active?.document.languageId === languageId && active.document.getText().trim() === '';
  const editor = isEmpty
    ? active
    : await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: languageId }));
  const last = editor.document.lineAt(editor.document.lineCount - 1);
  await editor.insertSnippet(
    new vscode.SnippetString(snippet),
    new vscode.Range(new vscode.Position(0, 0), last.range.end),
  );
}
