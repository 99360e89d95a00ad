/** Edits of line ends. VS Code keeps those apart from the text: the line breaks of a text edit become those of its document. */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Whether an edit makes a line break one of Unix, and nothing else. */
const isLineFeed = ({ newText, range: { start, end } }: vscode.TextEdit): boolean =>
  newText === '\n' && end.line === start.line + 1 && end.character === 0;

/** Has VS Code change the line ends where that is all that an action of the server does. */
export const changeLineEnds: NonNullable<Middleware['provideCodeActions']> = async (
  document,
  range,
  context,
  token,
  next,
) => {
  const actions = await next(document, range, context, token);
  for (const action of actions ?? []) {
    if (!(action instanceof vscode.CodeAction)) continue;
    const edits = action.edit?.get(document.uri) ?? [];
    if (edits.length === 0 || !edits.every(isLineFeed)) continue;
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, [vscode.TextEdit.setEndOfLine(vscode.EndOfLine.LF)]);
  }
  return actions;
};
