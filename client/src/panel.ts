/** The host side of the power-loss panel: asks the server, hands its answers to the page, follows the text. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { previewRequest, type ConditionValue, type Preview, type PreviewParams } from '../../server/src/protocol.ts';
import { readFromView, readViewState, type ToView } from '../view/messages.ts';
import { pageOf } from './html.ts';

const viewType = 'uptrack.powerLoss';

/** What the user chose; the page keeps it over a reload. */
interface Choice {
  readonly uri: vscode.Uri;
  readonly host: string | null;
  readonly conditions: Readonly<Record<string, ConditionValue>>;
}

/** One panel a window; it shows the document that it was last opened for. */
export class PowerLossPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #client: BaseLanguageClient;
  readonly #registration: vscode.Disposable;
  #current: PowerLossPanel | undefined;

  constructor(extensionUri: vscode.Uri, client: BaseLanguageClient) {
    this.#extensionUri = extensionUri;
    this.#client = client;
    this.#registration = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  open(uri: vscode.Uri): void {
    if (this.#current) {
      this.#current.show(uri);
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, 'Power-Loss Preview', vscode.ViewColumn.Beside);
    this.#attach(panel, { uri, host: null, conditions: {} });
  }

  /** After a reload of the window, with what the page had kept. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = readViewState(state);
    if (kept) this.#attach(panel, { uri: vscode.Uri.parse(kept.uri), host: kept.host, conditions: kept.conditions });
    else panel.dispose();
    return Promise.resolve();
  }

  #attach(panel: vscode.WebviewPanel, choice: Choice): void {
    this.#current?.dispose();
    const attached = new PowerLossPanel(panel, this.#extensionUri, this.#client, choice);
    this.#current = attached;
    panel.onDidDispose(() => {
      attached.dispose();
      if (this.#current === attached) this.#current = undefined;
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#current?.dispose();
  }
}

class PowerLossPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #client: BaseLanguageClient;
  readonly #subscriptions: { dispose(): unknown }[];
  #choice: Choice;
  #isReady = false;
  /** A request is under way; what changed meanwhile is asked for after it. */
  #isAsking = false;
  #isStale = false;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, client: BaseLanguageClient, choice: Choice) {
    this.#panel = panel;
    this.#client = client;
    this.#choice = choice;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'client', 'icon.png');
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
    };
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#choice.uri.toString()) this.#refresh();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === 'uptrack-conf') this.#follow(editor.document.uri);
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#refresh();
        else if (newState === State.Stopped)
          this.#problem('The language server has stopped. It is started again by itself.');
      }),
    ];
    panel.webview.html = pageOf(panel.webview, extensionUri);
  }

  show(uri: vscode.Uri): void {
    this.#panel.reveal(undefined, true);
    this.#follow(uri);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
    this.#panel.dispose();
  }

  #follow(uri: vscode.Uri): void {
    if (uri.toString() === this.#choice.uri.toString()) return;
    this.#choice = { ...this.#choice, uri };
    this.#refresh();
  }

  async #receive(value: unknown): Promise<void> {
    const message = readFromView(value);
    switch (message?.type) {
      case undefined:
        this.#client.outputChannel.appendLine('The panel sent a message that is none; dropped.');
        return;
      case 'ready':
        this.#isReady = true;
        this.#refresh();
        return;
      case 'chooseHost':
        this.#choice = { ...this.#choice, host: message.host, conditions: {} };
        this.#refresh();
        return;
      case 'setConditions':
        this.#choice = { ...this.#choice, conditions: message.conditions };
        this.#refresh();
        return;
      case 'openLine': {
        const at = new vscode.Position(message.line, 0);
        await vscode.window.showTextDocument(this.#choice.uri, {
          viewColumn: vscode.ViewColumn.One,
          selection: new vscode.Range(at, at),
        });
      }
    }
  }

  #refresh(): void {
    if (!this.#isReady) return;
    this.#isStale = true;
    if (!this.#isAsking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    while (this.#isStale) {
      this.#isStale = false;
      const { uri, host, conditions } = this.#choice;
      try {
        // Opens the document for the server where no editor has it, as after a reload.
        await vscode.workspace.openTextDocument(uri);
        const params: PreviewParams = { textDocument: { uri: uri.toString() }, host, conditions };
        const preview = await this.#client.sendRequest<Preview | null>(previewRequest, params);
        if (preview) await this.#post({ type: 'preview', preview, fileName: vscode.workspace.asRelativePath(uri) });
        else
          await this.#post({
            type: 'waiting',
            text: 'Open an uptrack.conf to see what a host runs after a power loss.',
          });
      } catch (error) {
        this.#problem(`No preview: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.#isAsking = false;
  }

  #problem(text: string): void {
    void this.#post({ type: 'problem', text });
  }

  async #post(message: ToView): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }
}
