/** Activation: the language server, and the commands and panel that use it. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { previewCommand, type InitializationOptions } from '../../server/src/protocol.ts';
import { insertDefaultFile } from './default-file.ts';
import { answerForFiles, watchSurroundings } from './files.ts';
import { EffectiveViews } from './effective-view.ts';
import { changeLineEnds } from './line-ends.ts';
import { PowerLossPanels } from './panel.ts';
import { StatusItem } from './status.ts';

export const languageId = 'uptrack-conf';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const initializationOptions: InitializationOptions = {
    suggestCommand: 'editor.action.triggerSuggest',
    readsFiles: true,
  };
  const watchers = watchSurroundings();
  const client = new LanguageClient(
    'uptrack',
    'Uptrack Config',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [{ language: languageId }],
      initializationOptions,
      synchronize: { fileEvents: watchers },
      middleware: { provideCodeActions: changeLineEnds },
    },
  );
  const panels = new PowerLossPanels(context.extensionUri, client);
  const views = new EffectiveViews(client);
  context.subscriptions.push(
    ...watchers,
    answerForFiles(client),
    client,
    panels,
    views,
    new StatusItem(client, languageId),
    vscode.commands.registerCommand(previewCommand, (address?: unknown) => openPanel(panels, address)),
    vscode.commands.registerCommand('uptrack.showEffective', (address?: unknown) => showEffective(views, address)),
    vscode.commands.registerCommand('uptrack.insertDefaultFile', () => insertDefaultFile(client, languageId)),
  );
  await client.start();
}

/** From the lens with the address of its document, from the editor title with a Uri, from the palette with nothing. */
async function openPanel(panels: PowerLossPanels, address: unknown): Promise<void> {
  const file = await fileAt(address);
  if (file) {
    panels.open(file);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open an uptrack.conf first: the preview shows what a host runs after a power loss with that file.'),
  );
}

async function showEffective(views: EffectiveViews, address: unknown): Promise<void> {
  const file = await fileAt(address);
  if (file) {
    await views.show(file);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open an uptrack.conf first: the document shows what the client reads in that file.'),
  );
}

/** The file of our language that a command is for; undefined where there is none. */
async function fileAt(address: unknown): Promise<vscode.Uri | undefined> {
  const uri =
    typeof address === 'string'
      ? vscode.Uri.parse(address, true)
      : address instanceof vscode.Uri
        ? address
        : vscode.window.activeTextEditor?.document.uri;
  const document = uri && (await vscode.workspace.openTextDocument(uri));
  return document?.languageId === languageId ? document.uri : undefined;
}
