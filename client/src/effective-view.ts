/** The document beside a file that shows what the client reads in it; it follows the text. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { effectiveRequest, type DocumentParams, type EffectiveView } from '../../server/src/protocol.ts';
import { hasStopped, textOf } from './asking.ts';
import type { Guard } from './guard.ts';

const scheme = 'uptrack-read';

/**
 * Views are named after their file: its whole address is the query, its name what the tab shows. The suffix makes it an INI
 * file, not one of our language: findings and lenses are no business of this document.
 */
const viewOf = (file: vscode.Uri): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/${nameOf(file)} (as read).ini`, query: file.toString() });
const fileOf = (view: vscode.Uri): vscode.Uri => vscode.Uri.parse(view.query);
const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);

export class EffectiveViews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(client: BaseLanguageClient, guard: Guard) {
    this.#client = client;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#refresh((view) => view.query === document.uri.toString());
      }),
      // Also where the file is read otherwise because of what stands around it.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        this.#refresh((view) => uris.some((uri) => view.query === uri.toString()));
      }),
      guard.onDidOpen(() => {
        this.#refresh(() => true);
      }),
    );
  }

  /** VS Code asks for the shown ones again. */
  #refresh(isStale: (view: vscode.Uri) => boolean): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === scheme && isStale(uri)) this.#changed.fire(uri);
    }
  }

  /** Beside the file, which keeps the focus. */
  async show(file: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(viewOf(file));
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  async provideTextDocumentContent(view: vscode.Uri): Promise<string> {
    const file = fileOf(view);
    try {
      // The server knows open documents alone; after a reload the file may not be one yet.
      await vscode.workspace.openTextDocument(file);
      const params: DocumentParams = { textDocument: { uri: this.#client.code2ProtocolConverter.asUri(file) } };
      const answer = await this.#client.sendRequest<EffectiveView | null>(effectiveRequest, params);
      return answer?.text ?? nothing;
    } catch (error) {
      return hasStopped(this.#client, error) ? nothing : `# ${textOf(error)}\n`;
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

const nothing = '# The file is not open or too large, or the language server does not run.\n';
