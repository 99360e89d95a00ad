/** Wiring only: connection, documents, capabilities -> features. What a feature does stands in features/. */
import {
  CodeActionKind,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CodeLensParams,
  type CompletionItem,
  type CompletionParams,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type FoldingRange,
  type FoldingRangeParams,
  type Hover,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import * as convert from './convert.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { doCodeActions } from './features/code-actions.ts';
import { findCodeLenses } from './features/code-lens.ts';
import { doComplete } from './features/completion.ts';
import { findFoldingRanges } from './features/folding.ts';
import { doHover } from './features/hover.ts';
import { doPreview } from './features/preview.ts';
import { findSymbols } from './features/symbols.ts';
import {
  previewCommand,
  previewRequest,
  type InitializationOptions,
  type Preview,
  type PreviewParams,
} from './protocol.ts';

/** What the runtime knows and the core does not. */
export interface Runtime {
  /** Address of the folder with the page of each rule, without a slash at its end; null: not known. */
  readonly rulePages: string | null;
  readonly version: string;
}

export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = new Documents(connection);
  let suggestCommand: string | null = null;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const pulls = params.capabilities.textDocument?.diagnostic !== undefined;
    suggestCommand = (params.initializationOptions as InitializationOptions | undefined)?.suggestCommand ?? null;
    if (!pulls) pushDiagnostics();
    return {
      serverInfo: { name: 'uptrack-config', version: runtime.version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        completionProvider: { triggerCharacters: ['[', '=', ' '] },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        codeLensProvider: {},
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        ...(pulls && {
          diagnosticProvider: { identifier: 'uptrack', interFileDependencies: false, workspaceDiagnostics: false },
        }),
      },
    };
  });

  /** Answers a request about an open document; an error is logged without any of its text, and answered with nothing. */
  function answer<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    name: string,
    nothing: Result,
    respond: (document: OpenDocument, params: Params) => Result,
  ): (params: Params) => Result {
    return (params) => {
      const document = documents.get(params.textDocument.uri);
      if (!document) return nothing;
      try {
        return respond(document, params);
      } catch (error) {
        connection.console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.name) : 'unknown'}`);
        return nothing;
      }
    };
  }

  const diagnosticsOf = (document: OpenDocument): Diagnostic[] =>
    document.findings.map((finding) => convert.diagnostic(document, finding, runtime.rulePages));

  /** For clients that do not ask for diagnostics. */
  function pushDiagnostics(): void {
    documents.sources.onDidChangeContent(({ document: { uri } }) => {
      const document = documents.get(uri);
      if (!document) return;
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnosticsOf(document) });
    });
    documents.sources.onDidClose(({ document: { uri } }) => void connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  connection.languages.diagnostics.on(
    answer<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      'diagnostics',
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      (document, { previousResultId }) =>
        document.resultId === previousResultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: document.resultId }
          : { kind: DocumentDiagnosticReportKind.Full, resultId: document.resultId, items: diagnosticsOf(document) },
    ),
  );

  connection.onCompletion(
    answer<CompletionParams, CompletionItem[]>('completion', [], (document, { position }) =>
      doComplete(document.analysis, document.source.offsetAt(position)).map((item, index) =>
        convert.completionItem(document, item, index, suggestCommand),
      ),
    ),
  );

  connection.onHover(
    answer<HoverParams, Hover | null>('hover', null, (document, { position }) => {
      const hover = doHover(document.analysis, document.source.offsetAt(position));
      return hover && { contents: convert.markdown(hover.markdown), range: document.range(hover.span) };
    }),
  );

  connection.onCodeAction(
    answer<CodeActionParams, CodeAction[]>('code actions', [], (document, { range }) =>
      doCodeActions(document.findings, document.span(range)).map((action) =>
        convert.codeAction(document, action, runtime.rulePages),
      ),
    ),
  );

  connection.onCodeLens(
    answer<CodeLensParams, CodeLens[]>('code lens', [], (document) =>
      findCodeLenses(document.analysis).map(({ span, title }) => ({
        range: document.range(span),
        command: { title, command: previewCommand, arguments: [document.source.uri] },
      })),
    ),
  );

  connection.onDocumentSymbol(
    answer<DocumentSymbolParams, DocumentSymbol[]>('symbols', [], (document) =>
      findSymbols(document.analysis).map((symbol) => convert.documentSymbol(document, symbol)),
    ),
  );

  connection.onFoldingRanges(
    answer<FoldingRangeParams, FoldingRange[]>('folding', [], (document) =>
      findFoldingRanges(document.analysis).map(convert.foldingRange),
    ),
  );

  connection.onRequest(
    previewRequest,
    answer<PreviewParams, Preview | null>('preview', null, (document, params) =>
      doPreview(document.analysis, { ...params, uri: document.source.uri, version: document.version }),
    ),
  );

  connection.listen();
}
