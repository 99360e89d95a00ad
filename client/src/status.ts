/** The status of the language: which client and Pythons a file is for, and what comes back after a power loss. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { previewCommand, statusRequest, type DocumentParams, type Status } from '../../server/src/protocol.ts';

const severities: Readonly<Record<NonNullable<Status['worst']>, vscode.LanguageStatusSeverity>> = {
  error: vscode.LanguageStatusSeverity.Error,
  warning: vscode.LanguageStatusSeverity.Warning,
  information: vscode.LanguageStatusSeverity.Information,
  hint: vscode.LanguageStatusSeverity.Information,
};

export class StatusItem implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #item: vscode.LanguageStatusItem;
  readonly #languageId: string;
  readonly #subscriptions: vscode.Disposable;
  /** A request is under way; what changed meanwhile is asked for after it. */
  #isAsking = false;
  #isStale = false;

  constructor(client: BaseLanguageClient, languageId: string) {
    this.#client = client;
    this.#languageId = languageId;
    this.#item = vscode.languages.createLanguageStatusItem('uptrack.status', { language: languageId });
    this.#item.name = 'Uptrack';
    this.#item.text = 'Uptrack';
    const refresh = (): void => void this.#refresh();
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(refresh),
      vscode.workspace.onDidOpenTextDocument(refresh),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) refresh();
      }),
      // Also where the findings change because of what stands around the file.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) refresh();
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) refresh();
      }),
    );
    refresh();
  }

  async #refresh(): Promise<void> {
    if (this.#isAsking) {
      this.#isStale = true;
      return;
    }
    this.#isAsking = true;
    try {
      do {
        this.#isStale = false;
        await this.#ask();
      } while (this.#wasChanged());
    } finally {
      this.#isAsking = false;
    }
  }

  #wasChanged(): boolean {
    return this.#isStale;
  }

  async #ask(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== this.#languageId || !this.#client.isRunning()) return;
    const uri = this.#client.code2ProtocolConverter.asUri(document.uri);
    const params: DocumentParams = { textDocument: { uri } };
    try {
      const status = await this.#client.sendRequest<Status | null>(statusRequest, params);
      if (status) this.#show(status, document.uri);
    } catch {
      // A server that ends while it is asked is started again, and asked again.
    }
  }

  #show({ client, pythons, sentence, worst }: Status, uri: vscode.Uri): void {
    this.#item.text = sentence;
    this.#item.detail = vscode.l10n.t('{0} client, {1}', client, pythons);
    this.#item.severity = worst ? severities[worst] : vscode.LanguageStatusSeverity.Information;
    this.#item.command = {
      title: vscode.l10n.t('Preview Power Loss'),
      command: previewCommand,
      arguments: [uri.toString()],
    };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
