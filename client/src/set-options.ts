/** Options set in a document from the panel: the smallest edit, and one undo takes it back. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  setOptionsRequest,
  type OptionChoices,
  type OptionEdits,
  type SetOptionsParams,
} from '../../server/src/protocol.ts';

/** How often to ask again where the text has changed meanwhile. */
const attempts = 3;

/**
 * Sets options in a document, which is not saved.
 *
 * @returns the first changed line, 0-based; null: nothing had to change, or the text did not stand still
 */
export async function setOptions(
  client: BaseLanguageClient,
  uri: vscode.Uri,
  options: OptionChoices,
): Promise<number | null> {
  const params: SetOptionsParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
    options,
  };
  const document = await vscode.workspace.openTextDocument(uri);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = await client.sendRequest<OptionEdits | null>(setOptionsRequest, params);
    if (!answer || answer.edits.length === 0) return null;
    if (answer.version !== document.version) continue;
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      uri,
      answer.edits.map(({ range, newText }) => new vscode.TextEdit(rangeOf(range), newText)),
    );
    if (await vscode.workspace.applyEdit(edit)) return Math.min(...answer.edits.map(changedLine));
  }
  void vscode.window.showWarningMessage(vscode.l10n.t('Nothing was set: the file changed meanwhile. Try again.'));
  return null;
}

type ProtocolEdit = OptionEdits['edits'][number];

const rangeOf = ({ start, end }: ProtocolEdit['range']): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** An edit that begins with a line break changes the line after it. */
const changedLine = ({ range, newText }: ProtocolEdit): number => range.start.line + (/^\r?\n/.test(newText) ? 1 : 0);
