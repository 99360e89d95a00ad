/** Wiring only: connection, documents, capabilities -> features. What a feature does stands in features/. */
import type {
  CompletionItem,
  CompletionParams,
  Connection,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  InitializeParams,
  InitializeResult,
} from 'vscode-languageserver';
import * as convert from './convert.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { doComplete } from './features/completion.ts';
import { DocumentDiagnosticReportKind, TextDocumentSyncKind } from './library.ts';
import type { InitializationOptions } from './protocol.ts';
import { Surroundings, type Files } from './surroundings.ts';
import { answersOf } from './wiring/answer.ts';
import { connectEditing, editingCapabilities } from './wiring/editing.ts';
import { loadEditorFeatures } from './wiring/editor.ts';
import { connectPanel } from './wiring/panel.ts';
import { connectReading, readingCapabilities } from './wiring/reading.ts';
import { connectSurroundings, filesOf } from './wiring/surroundings.ts';

/** What the runtime knows and the core does not. */
export interface Runtime {
  /** Address of the folder with the page of each rule, without a slash at its end; null: not known. */
  readonly rulePages: string | null;
  readonly version: string;
  /** Of the machine that the server runs on; null: it has none. */
  readonly files: Files | null;
}

export function startServer(connection: Connection, runtime: Runtime): void {
  const surroundings = new Surroundings();
  const documents = new Documents(connection, (uri) => surroundings.contextOf(uri));
  const answers = answersOf(connection, documents);
  let changed: (uri: string) => void = () => undefined;
  let completionClient: convert.CompletionClient;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const pulls = params.capabilities.textDocument?.diagnostic !== undefined;
    const { completionItem } = params.capabilities.textDocument?.completion ?? {};
    completionClient = {
      suggestCommand: (params.initializationOptions as InitializationOptions | undefined)?.suggestCommand ?? null,
      knowsSnippets: completionItem?.snippetSupport === true,
      resolvesDocumentation: completionItem?.resolveSupport?.properties.includes('documentation') === true,
    };
    surroundings.files = filesOf(connection, params, runtime.files);
    if (!pulls) changed = pushDiagnostics();
    else if (params.capabilities.workspace?.diagnostics?.refreshSupport) {
      changed = () => void connection.languages.diagnostics.refresh().catch(() => undefined);
    }
    return {
      serverInfo: { name: 'uptrack-config', version: runtime.version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        completionProvider: {
          triggerCharacters: ['[', '=', ' '],
          resolveProvider: completionClient.resolvesDocumentation,
        },
        ...editingCapabilities,
        ...readingCapabilities,
        ...(pulls && {
          diagnosticProvider: { identifier: 'uptrack', interFileDependencies: false, workspaceDiagnostics: false },
        }),
      },
    };
  });

  const diagnosticsOf = (document: OpenDocument): Diagnostic[] =>
    document.findings.map((finding) => convert.diagnostic(document, finding, runtime.rulePages));

  /** For clients that do not ask for diagnostics; gives what pushes those of a document again. */
  function pushDiagnostics(): (uri: string) => void {
    const push = (uri: string): void => {
      const document = documents.get(uri);
      if (!document) return;
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnosticsOf(document) });
    };
    documents.sources.onDidChangeContent(({ document: { uri } }) => {
      const pending = surroundings.pending(uri);
      if (!pending) push(uri);
      else
        void pending.then(() => {
          push(uri);
        });
    });
    documents.sources.onDidClose(({ document: { uri } }) => void connection.sendDiagnostics({ uri, diagnostics: [] }));
    return push;
  }

  const report = answers.now<DocumentDiagnosticParams, DocumentDiagnosticReport>(
    'diagnostics',
    { kind: DocumentDiagnosticReportKind.Full, items: [] },
    (document, { previousResultId }) =>
      document.resultId === previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: document.resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId: document.resultId, items: diagnosticsOf(document) },
  );
  connection.languages.diagnostics.on((params) => {
    const pending = surroundings.pending(params.textDocument.uri);
    return pending ? pending.then(() => report(params)) : report(params);
  });

  connection.onCompletion(
    answers.now<CompletionParams, CompletionItem[]>('completion', [], (document, { position }) =>
      doComplete(document.analysis, document.source.offsetAt(position))
        .filter(({ isOnlySnippet }) => completionClient.knowsSnippets || !isOnlySnippet)
        .map((item, index) => convert.completionItem(document, item, index, completionClient)),
    ),
  );
  connection.onCompletionResolve(convert.resolvedCompletionItem);

  connectSurroundings(connection, documents, surroundings, (uri) => {
    changed(uri);
  });
  const answer = answers.from(loadEditorFeatures);
  connectReading(connection, documents, answer);
  connectEditing(connection, answer, runtime.rulePages);
  connectPanel(connection, documents, answers);

  connection.listen();
}
