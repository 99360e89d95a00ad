/** A client of the language server as it is shipped, whatever the way to it. */
import {
  createMessageConnection,
  type CancellationToken,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Position, Range, TextEdit } from 'vscode-languageserver-types';

export interface InitializeResult {
  readonly serverInfo: { readonly name: string; readonly version: string };
  readonly capabilities: Readonly<Record<string, unknown>>;
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The way to a server that has just been started. */
export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** All that the server has sent, as it was sent. */
  readonly received: () => string;
  /** When it has ended: the exit code; null where there is none. */
  readonly ended: Promise<number | null>;
  /** Ends it if it still runs. */
  readonly kill: () => void;
}

export interface Client {
  readonly initialized: InitializeResult;
  request<T>(method: string, params: unknown, token?: CancellationToken): Promise<T>;
  /** Calls back with what the server says unasked. */
  listen(method: string, hear: (params: never) => void): void;
  notify(method: string, params: unknown): Promise<void>;
  /** Answers what the server asks. */
  answer(method: string, respond: (params: never) => unknown): void;
  open(uri: string, text: string): Promise<void>;
  /** Changes the document on both sides; the server is sent the ranges alone. */
  change(uri: string, ...edits: readonly TextEdit[]): Promise<void>;
  textOf(uri: string): string;
  /** Where a text stands in the document. */
  position(uri: string, text: string): Position;
  range(uri: string, text: string): Range;
  /** The next that the server pushes for this version; undefined: for a document that was closed. */
  pushed(uri: string, version: number | undefined): Promise<readonly Diagnostic[]>;
  /** All that the server has sent, as it was sent. */
  readonly received: () => string;
  /** The exit code; null where there is none. */
  shutDown(): Promise<number | null>;
  /** Ends the server if it still runs. */
  kill(): void;
}

export async function startClient(transport: Transport, capabilities: unknown, options: object = {}): Promise<Client> {
  const connection = createMessageConnection(transport.reader, transport.writer);
  // A request to a server that is gone is refused, not waited for.
  const ended = transport.ended.finally(() => {
    connection.dispose();
  });

  const published: Published[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
    published.push(params);
    for (const look of waiting) look();
  });
  connection.listen();

  const documents = new Map<string, TextDocument>();
  const documentAt = (uri: string): TextDocument => {
    const document = documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  };
  const range = (uri: string, text: string): Range => {
    const document = documentAt(uri);
    const start = document.getText().indexOf(text);
    if (start < 0) throw new Error(`${uri} has no “${text}”`);
    return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  };

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
    ...options,
  });
  await connection.sendNotification('initialized', {});

  return {
    initialized,
    // A token that is not there would count as another parameter.
    request: (method, params, token) =>
      token ? connection.sendRequest(method, params, token) : connection.sendRequest(method, params),
    listen: (method, hear) => {
      connection.onNotification(method, (params) => {
        hear(params as never);
      });
    },
    notify: (method, params) => connection.sendNotification(method, params),
    answer: (method, respond) => {
      connection.onRequest(method, (params) => respond(params as never));
    },
    open: (uri, text) => {
      documents.set(uri, TextDocument.create(uri, 'uptrack-conf', 1, text));
      const textDocument = { uri, languageId: 'uptrack-conf', version: 1, text };
      return connection.sendNotification('textDocument/didOpen', { textDocument });
    },
    change: (uri, ...edits) => {
      const document = documentAt(uri);
      const version = document.version + 1;
      const contentChanges = edits.map((edit) => ({ range: edit.range, text: edit.newText }));
      TextDocument.update(document, contentChanges, version);
      return connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    },
    textOf: (uri) => documentAt(uri).getText(),
    position: (uri, text) => range(uri, text).start,
    range,
    pushed: (uri, version) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = published.find((params) => params.uri === uri && params.version === version);
          if (!found) return;
          waiting.delete(look);
          resolve(found.diagnostics);
        };
        waiting.add(look);
        look();
      }),
    received: transport.received,
    shutDown: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return ended;
    },
    kill: transport.kill,
  };
}
