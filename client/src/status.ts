/**
 * The status of the language: what comes back after a power loss, and which client and Pythons a file is for. VS Code shows each item
 * on one line of about seventy characters, with its command, and cuts off what is longer: hence two of them, and few words.
 */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { previewCommand, statusRequest, type DocumentParams, type Status } from '../../server/src/protocol.ts';
import { tryAgainCommand, type Guard } from './guard.ts';
import { repeated } from './repeated.ts';

const severities: Readonly<Record<NonNullable<Status['worst']>, vscode.LanguageStatusSeverity>> = {
  error: vscode.LanguageStatusSeverity.Error,
  warning: vscode.LanguageStatusSeverity.Warning,
  information: vscode.LanguageStatusSeverity.Information,
  hint: vscode.LanguageStatusSeverity.Information,
};

export class StatusItem implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #guard: Guard;
  readonly #verdict: vscode.LanguageStatusItem;
  readonly #readers: vscode.LanguageStatusItem;
  readonly #languageId: string;
  readonly #subscriptions: vscode.Disposable;

  constructor(client: BaseLanguageClient, guard: Guard, languageId: string) {
    this.#client = client;
    this.#guard = guard;
    this.#languageId = languageId;
    const selector = { language: languageId };
    this.#verdict = vscode.languages.createLanguageStatusItem('uptrack.status', selector);
    this.#verdict.name = vscode.l10n.t('Uptrack after a power loss');
    this.#readers = vscode.languages.createLanguageStatusItem('uptrack.readers', selector);
    this.#readers.name = vscode.l10n.t('Uptrack client and Python');
    for (const item of [this.#verdict, this.#readers]) item.text = 'Uptrack';
    const refresh = repeated(() => this.#ask());
    this.#subscriptions = vscode.Disposable.from(
      this.#verdict,
      this.#readers,
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
      guard.onDidOpen(refresh),
    );
    refresh();
  }

  async #ask(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== this.#languageId || !this.#client.isRunning()) return;
    const reason = this.#guard.reasonFor(document.uri);
    if (reason !== undefined) {
      this.#showReason(reason);
      return;
    }
    const uri = this.#client.code2ProtocolConverter.asUri(document.uri);
    const params: DocumentParams = { textDocument: { uri } };
    try {
      const status = await this.#client.sendRequest<Status | null>(statusRequest, params);
      if (status) this.#show(status, document.uri);
    } catch {
      // A server that ends while it is asked is started again, and asked again.
    }
  }

  #showReason(reason: string): void {
    write(this.#verdict, {
      text: vscode.l10n.t('The server ends over this file'),
      severity: vscode.LanguageStatusSeverity.Error,
      command: { title: vscode.l10n.t('Try Again'), tooltip: reason, command: tryAgainCommand },
    });
  }

  #show({ client, pythons, sentence, summary, worst }: Status, uri: vscode.Uri): void {
    write(this.#readers, {
      text: client === 'online' ? vscode.l10n.t('Online client') : vscode.l10n.t('Offline client'),
      detail: pythons,
    });
    write(this.#verdict, {
      text: summary,
      severity: worst ? severities[worst] : vscode.LanguageStatusSeverity.Information,
      command: {
        title: vscode.l10n.t('Preview'),
        tooltip: sentence,
        command: previewCommand,
        arguments: [uri.toString()],
      },
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

type Written = Pick<vscode.LanguageStatusItem, 'text'> &
  Partial<Pick<vscode.LanguageStatusItem, 'detail' | 'severity' | 'command'>>;

const written = new WeakMap<vscode.LanguageStatusItem, string>();

/** VS Code draws the status bar anew whenever an item is written, also where it says the same as before. */
function write(item: vscode.LanguageStatusItem, fields: Written): void {
  const text = JSON.stringify(fields);
  if (written.get(item) === text) return;
  written.set(item, text);
  Object.assign(item, fields);
}
