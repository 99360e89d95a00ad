/** The page in a panel, as its host side sees it: whether it is there, what it shows, what it says. */
import * as vscode from 'vscode';
import type { StoredPreview } from '../../server/src/protocol.ts';
import { readFromView, type FromView, type ToView } from '../view/messages.ts';
import { pageOf } from './html.ts';

/** What becomes of a page's message. */
interface Listener {
  /** It has just loaded. */
  readonly ready: () => void;
  /** It can no longer show anything. */
  readonly gone: () => void;
  readonly message: (message: FromView) => unknown;
  /** It said something that is no message. */
  readonly dropped: () => void;
}

export class Page implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #subscriptions: vscode.Disposable;
  /** VS Code takes the page away while its panel is hidden. */
  #isThere = false;
  #shown: ToView | null = null;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, listener: Listener) {
    const { webview } = panel;
    this.#webview = webview;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
    this.#subscriptions = vscode.Disposable.from(
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.#isThere = false;
        listener.gone();
      }),
      webview.onDidReceiveMessage((value: unknown) => {
        const message = readFromView(value);
        if (message?.type === 'ready') {
          this.#isThere = true;
          this.#shown = null;
          listener.ready();
        } else if (message) listener.message(message);
        else listener.dropped();
      }),
    );
    webview.html = pageOf(webview, extensionUri);
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** Null: it shows something else. */
  get preview(): StoredPreview | null {
    return this.#shown?.type === 'preview' ? this.#shown.preview : null;
  }

  /** What it shows from now on. */
  show(message: ToView): void {
    // What is the same again would close what the user has opened on it.
    if (this.#shown && keyOf(this.#shown) === keyOf(message)) return;
    this.#shown = message;
    this.post(message);
  }

  /** Something beside what it shows. */
  post(message: ToView): void {
    if (this.#isThere) void this.#webview.postMessage(message);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** The same for what looks the same. */
const keyOf = (message: ToView): string =>
  message.type === 'preview' ? message.preview.resultId : JSON.stringify(message);
