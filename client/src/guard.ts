/** Keeps the language alive: starts the server again whenever it dies, and sets aside what ends it again and again. */
import * as vscode from 'vscode';
import {
  CloseAction,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  ErrorAction,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type BaseLanguageClient,
  type DocumentDiagnosticReport,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import type { SceneParams } from '../../server/src/protocol.ts';
import {
  addressesOf,
  answered,
  asked,
  delayOf,
  died,
  dropped,
  isSetAside,
  nothingKnown,
  readmitted,
  setAside,
  subjectOf,
} from './culprits.ts';

/** Sends to the server what was set aside; without parameters. */
export const tryAgainCommand = 'uptrack.tryAgain';

/** Milliseconds without an edit until a document that was set aside is tried again. */
const pauseInTyping = 1000;

/** What a request or notification may say of what it is about. */
type Params = Partial<Pick<SceneParams, 'textDocument' | 'host'>> | undefined;

export class Guard implements vscode.Disposable {
  readonly #opened = new vscode.EventEmitter<void>();
  /** The server has been told of the open documents, or again of those that were set aside. */
  readonly onDidOpen = this.#opened.event;
  readonly #subscriptions: vscode.Disposable;
  readonly #edited = new Set<string>();
  #client: BaseLanguageClient | undefined;
  #known = nothingKnown;
  #goOn: () => void = () => undefined;
  /** The server that starts or runs has been told of the open documents, or has died. */
  #isOpen = this.#untilOpen();
  #sent = 0;
  #start: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#opened,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#look(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#look(document);
      }),
    );
  }

  /** For the client that is started here. */
  readonly options: Pick<LanguageClientOptions, 'middleware' | 'errorHandler' | 'initializationFailedHandler'> = {
    errorHandler: {
      // It dies if there is anything to it; else nothing is lost by going on.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // The client would start it at once, and give up after a few times.
      closed: () => {
        this.#died();
        return {
          action: CloseAction.DoNotRestart,
          handled: true,
          message: 'The server has ended. It is started again.',
        };
      },
    },
    initializationFailedHandler: () => false,
    middleware: {
      sendRequest: async (type, param, token, next) => {
        const method = methodOf(type);
        const subject = subjectIn(param as Params);
        if (subject === undefined) return next(type, param, token);
        const reason = this.#reason(subject);
        if (reason !== undefined) return refusal(method, reason) as Awaited<ReturnType<typeof next>>;
        // VS Code asks on its own once the documents are open; what we ask may be ahead of that.
        if (isOurs(method)) await this.#isOpen;
        const id = this.#ask(subject, method);
        try {
          const answer = await next(type, param, token);
          this.#known = answered(this.#known, id);
          return answer;
        } catch (error) {
          if (isAnswer(error)) this.#known = (isCancelled(error) ? dropped : answered)(this.#known, id);
          throw error;
        }
      },
      sendNotification: (type, next, params) => {
        const subject = subjectIn(params as Params);
        if (subject !== undefined) {
          if (this.#reason(subject) !== undefined) return Promise.resolve();
          this.#ask(subject, null);
        }
        return next(type, params);
      },
    },
  };

  /** Starts the server, and again whenever it dies. */
  async start(client: BaseLanguageClient): Promise<void> {
    this.#client = client;
    try {
      await client.start();
      // Until the client has sent what it had begun to send when it started.
      await new Promise((resolve) => setTimeout(resolve));
      this.#goOn();
      if (client.isRunning()) this.#opened.fire();
    } catch {
      if (this.#start === undefined) this.#died();
    }
  }

  /** Why nothing about a document is sent to the server; undefined: it is sent. */
  reasonFor(document: vscode.Uri): string | undefined {
    return this.#reason(this.#addressOf(document));
  }

  /** Sends to the server what was set aside because of a document, or all of it. */
  async tryAgain(document?: vscode.Uri): Promise<void> {
    const address = document && this.#addressOf(document);
    const subjects = setAside(this.#known).filter((one) => !address || addressesOf(one).includes(address));
    for (const subject of subjects) this.#known = readmitted(this.#known, subject);
    if (this.#client?.isRunning()) for (const subject of subjects) await this.#open(this.#client, subject);
    if (subjects.length === 0) return;
    this.#opened.fire();
    await this.#showCommand();
  }

  /** The server has not heard of a document that was set aside. */
  async #open(client: BaseLanguageClient, subject: string): Promise<void> {
    const document = vscode.workspace.textDocuments.find(({ uri }) => this.#addressOf(uri) === subject);
    if (!document) return;
    const params = client.code2ProtocolConverter.asOpenTextDocumentParams(document);
    await client.sendNotification(DidOpenTextDocumentNotification.type, params);
    const provider = client.getFeature(DocumentDiagnosticRequest.method).getProvider(document);
    provider?.onDidChangeDiagnosticsEmitter.fire();
  }

  /** An edit may have been the remedy; a document that is closed and opened may be another. */
  #look({ uri, isClosed }: vscode.TextDocument): void {
    const address = this.#addressOf(uri);
    if (!setAside(this.#known).some((subject) => addressesOf(subject).includes(address))) return;
    this.#edited.add(uri.toString());
    clearTimeout(this.#pause);
    const tryAll = (): void => {
      for (const edited of this.#edited) void this.tryAgain(vscode.Uri.parse(edited, true));
      this.#edited.clear();
    };
    this.#pause = setTimeout(tryAll, isClosed ? 0 : pauseInTyping);
  }

  #ask(subject: string, method: string | null): number {
    const id = ++this.#sent;
    this.#known = asked(this.#known, { id, subject, method });
    return id;
  }

  #untilOpen(): Promise<void> {
    return new Promise((resolve) => (this.#goOn = resolve));
  }

  #died(): void {
    this.#goOn();
    this.#isOpen = this.#untilOpen();
    const before = setAside(this.#known);
    this.#known = died(this.#known, Date.now());
    for (const subject of setAside(this.#known)) if (!before.includes(subject)) void this.#tell(subject);
    void this.#showCommand();
    clearTimeout(this.#start);
    this.#start = setTimeout(() => {
      this.#start = undefined;
      if (this.#client) void this.start(this.#client);
    }, delayOf(this.#known));
  }

  async #tell(subject: string): Promise<void> {
    const tryAgain = vscode.l10n.t('Try Again');
    const [document = ''] = addressesOf(subject);
    const answer = await vscode.window.showErrorMessage(reasonOf(subject), tryAgain);
    if (answer === tryAgain) await this.tryAgain(vscode.Uri.parse(document, true));
  }

  async #showCommand(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'uptrack.hasSetAside', setAside(this.#known).length > 0);
  }

  #reason(subject: string): string | undefined {
    const [document = ''] = addressesOf(subject);
    const culprit = [document, subject].find((one) => isSetAside(this.#known, one));
    return culprit === undefined ? undefined : reasonOf(culprit);
  }

  #addressOf(uri: vscode.Uri): string {
    return this.#client?.code2ProtocolConverter.asUri(uri) ?? uri.toString();
  }

  dispose(): void {
    clearTimeout(this.#start);
    clearTimeout(this.#pause);
    this.#client = undefined;
    this.#subscriptions.dispose();
  }
}

function subjectIn(params: Params): string | undefined {
  const document = params?.textDocument?.uri;
  const host = params?.host;
  return document === undefined ? undefined : subjectOf(document, host && 'file' in host ? host.file : undefined);
}

function reasonOf(subject: string): string {
  const [document = '', host] = addressesOf(subject).map((address) =>
    vscode.workspace.asRelativePath(vscode.Uri.parse(address, true)),
  );
  const name = host === undefined ? document : vscode.l10n.t('{0} with the host {1}', document, host);
  return vscode.l10n.t(
    'The language server died over {0} three times in a row. It is set aside: edit it, or run the command “Uptrack: Try Again”.',
    name,
  );
}

/** What VS Code is answered about something that is set aside; our own requests say why. */
function refusal(method: string, reason: string): unknown {
  if (isOurs(method)) throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
  if (method !== DocumentDiagnosticRequest.method) return null;
  const start = { line: 0, character: 0 };
  const item = { range: { start, end: start }, severity: 1 as const, source: 'uptrack', message: reason };
  return { kind: DocumentDiagnosticReportKind.Full, items: [item] } satisfies DocumentDiagnosticReport;
}

const isOurs = (method: string): boolean => method.startsWith('uptrack/');

const methodOf = (type: string | { readonly method: string }): string =>
  typeof type === 'string' ? type : type.method;

const codeOf = (error: unknown): number | undefined => (error instanceof ResponseError ? error.code : undefined);
const isCancelled = (error: unknown): boolean => codeOf(error) === LSPErrorCodes.RequestCancelled;
const isAnswer = (error: unknown): boolean => codeOf(error) !== undefined && !isOfDeadServer(error);

/** There was no server that could have answered. */
export function isOfDeadServer(error: unknown): boolean {
  const code = codeOf(error);
  return code === ErrorCodes.PendingResponseRejected || code === ErrorCodes.ConnectionInactive;
}
