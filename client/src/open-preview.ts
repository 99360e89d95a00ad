/** The command that opens the panel: from the lens with an address, from the editor title with a Uri, from the palette with nothing. */
import * as vscode from 'vscode';
import { isHostFile } from './host-files.ts';
import { languageId, type LastDocument } from './language.ts';
import type { PowerLossPanels } from './panels.ts';

/** Previews the document that is meant; for a host file, the last document with that host. */
export async function openPreview(panels: PowerLossPanels, last: LastDocument, address: unknown): Promise<void> {
  const meant = addressed(address);
  const host = meant && isHostFile(meant) ? meant : undefined;
  const document = (meant && !host ? await ofOurLanguage(meant) : undefined) ?? last.uri ?? (await askForDocument());
  if (document) panels.open(document, host);
}

/** The file that a command is for; undefined where none is open. */
export const addressed = (address: unknown): vscode.Uri | undefined =>
  typeof address === 'string'
    ? vscode.Uri.parse(address, true)
    : address instanceof vscode.Uri
      ? address
      : vscode.window.activeTextEditor?.document.uri;

/** The address of a document of our language, opened; undefined: it is of another. */
export async function ofOurLanguage(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  return document.languageId === languageId ? document.uri : undefined;
}

async function askForDocument(): Promise<vscode.Uri | undefined> {
  const openFile = vscode.l10n.t('Open File…');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Open an uptrack.conf first: the preview shows what a host runs after a power loss with that file.'),
    openFile,
  );
  if (answer !== openFile) return undefined;
  const [file] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Open an uptrack.conf') })) ?? [];
  if (!file) return undefined;
  const { document } = await vscode.window.showTextDocument(file);
  // Whatever its name is: the user has just said what it is.
  await vscode.languages.setTextDocumentLanguage(document, languageId);
  return document.uri;
}
