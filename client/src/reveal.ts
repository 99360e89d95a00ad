/** Where text is shown that belongs to a panel. */
import * as vscode from 'vscode';

/** Shows a line, 0-based, in the editor that has the file, else beside the panel. */
export async function revealLine(
  panel: vscode.WebviewPanel,
  uri: vscode.Uri,
  line: number,
  preserveFocus = false,
): Promise<void> {
  const isIt = (editor: vscode.TextEditor): boolean => editor.document.uri.toString() === uri.toString();
  const viewColumn = vscode.window.visibleTextEditors.find(isIt)?.viewColumn ?? columnBeside(panel);
  const at = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(uri, { viewColumn, preserveFocus, selection: new vscode.Range(at, at) });
}

/** The editors are usually in the first column, the panel beside them. */
export function columnBeside({ viewColumn }: vscode.WebviewPanel): vscode.ViewColumn {
  return viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
}
