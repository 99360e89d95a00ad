/** Activation: the language server, and the commands and panel that use it. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { previewCommand, type InitializationOptions } from '../../server/src/protocol.ts';
import { insertDefaultFile } from './default-file.ts';
import { answerForFiles, watchSurroundings } from './files.ts';
import { EffectiveViews } from './effective-view.ts';
import { Guard, tryAgainCommand } from './guard.ts';
import { changeLineEnds } from './line-ends.ts';
import { languageId, LastDocument } from './language.ts';
import { addressed, ofOurLanguage, openPreview } from './open-preview.ts';
import { PowerLossPanels } from './panels.ts';
import { serverFlags } from './server-flags.ts';
import { StatusItem } from './status.ts';

export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const initializationOptions: InitializationOptions = {
    suggestCommand: 'editor.action.triggerSuggest',
    readsFiles: true,
  };
  const watchers = watchSurroundings();
  const guard = new Guard();
  const client = new QuietClient(
    'uptrack',
    'Uptrack Config',
    { module, transport: TransportKind.ipc, options: { execArgv: serverFlags } },
    {
      documentSelector: [{ language: languageId }],
      initializationOptions,
      synchronize: { fileEvents: watchers },
      ...guard.options,
      middleware: { ...guard.options.middleware, provideCodeActions: changeLineEnds },
    },
  );
  const panels = new PowerLossPanels(context.extensionUri, client, guard);
  const last = new LastDocument();
  const views = new EffectiveViews(client, guard);
  context.subscriptions.push(
    ...watchers,
    answerForFiles(client),
    guard,
    client,
    panels,
    last,
    views,
    new StatusItem(client, guard, languageId),
    vscode.commands.registerCommand(previewCommand, (address?: unknown) => openPreview(panels, last, address)),
    vscode.commands.registerCommand('uptrack.showEffective', (address?: unknown) => showEffective(views, address)),
    vscode.commands.registerCommand('uptrack.insertDefaultFile', () => insertDefaultFile(client, languageId)),
    vscode.commands.registerCommand(tryAgainCommand, () => guard.tryAgain()),
  );
  // What needs the server waits for it; commands and panels are there before.
  void guard.start(client);
}

/** A server that does not start is started again: no need for a window that says so each time. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown, showNotification?: boolean | 'force'): void {
    super.error(message, data, showNotification !== 'force' && showNotification);
  }
}

async function showEffective(views: EffectiveViews, address: unknown): Promise<void> {
  const uri = addressed(address);
  const file = uri && (await ofOurLanguage(uri));
  if (file) {
    await views.show(file);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open an uptrack.conf first: the document shows what the client reads in that file.'),
  );
}
