/** Activation: the language server, and the commands and panel that use it. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { previewCommand, type InitializationOptions } from '../../server/src/protocol.ts';
import { PowerLossPanels } from './panel.ts';

export const languageId = 'uptrack-conf';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const initializationOptions: InitializationOptions = { suggestCommand: 'editor.action.triggerSuggest' };
  const client = new LanguageClient(
    'uptrack',
    'Uptrack Config',
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: languageId }], initializationOptions },
  );
  const panels = new PowerLossPanels(context.extensionUri, client);
  context.subscriptions.push(
    client,
    panels,
    vscode.commands.registerCommand(previewCommand, (address?: unknown) => openPanel(panels, address)),
  );
  await client.start();
}

/** From the lens with the address of its document, from the editor title with a Uri, from the palette with nothing. */
async function openPanel(panels: PowerLossPanels, address: unknown): Promise<void> {
  const uri =
    typeof address === 'string'
      ? vscode.Uri.parse(address, true)
      : address instanceof vscode.Uri
        ? address
        : vscode.window.activeTextEditor?.document.uri;
  const document = uri && (await vscode.workspace.openTextDocument(uri));
  if (document?.languageId !== languageId) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open an uptrack.conf first: the preview shows what a host runs after a power loss with that file.',
      ),
    );
    return;
  }
  panels.open(document.uri);
}
