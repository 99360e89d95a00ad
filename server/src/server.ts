/** Wiring only: connection, documents, capabilities -> features. What a feature does stands in features/. */
import {
  CodeActionKind,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  ResponseError,
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
import { doFixAll } from './features/fix-all.ts';
import { findFoldingRanges } from './features/folding.ts';
import { doHover } from './features/hover.ts';
import { doSuppress } from './features/suppress.ts';
import { findSymbols } from './features/symbols.ts';
import { previewCommand, type InitializationOptions } from './protocol.ts';
import { Surroundings, type Files } from './surroundings.ts';
import { connectEditing } from './wiring/editing.ts';
import { connectPanel } from './wiring/panel.ts';
import { faultOf } from './wiring/params.ts';
import { connectReading, readingCapabilities } from './wiring/reading.ts';
import { connectSurroundings, filesOf } from './wiring/surroundings.ts';
import { isTooLarge } from './rules/size.ts';

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
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, convert.fixAllKind] },
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        codeLensProvider: {},
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        ...readingCapabilities,
        ...(pulls && {
          diagnosticProvider: { identifier: 'uptrack', interFileDependencies: false, workspaceDiagnostics: false },
        }),
      },
    };
  });

  /**
   * Answers a request about an open document; an error is logged without any of its text, and answered with nothing.
   *
   * @throws {ResponseError} where the request is not what it should be
   */
  function answer<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    name: string,
    nothing: Result,
    respond: (document: OpenDocument, params: Params) => Result,
  ): (params: Params) => Result {
    return (params) => {
      const fault = faultOf(name, params);
      if (fault !== null) throw new ResponseError(ErrorCodes.InvalidParams, `${name}: “${fault}” is missing or wrong.`);
      const document = documents.get(params.textDocument.uri);
      // The diagnostics say that it is too large.
      if (!document || (name !== 'diagnostics' && isTooLarge(document.analysis))) return nothing;
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

  const report = answer<DocumentDiagnosticParams, DocumentDiagnosticReport>(
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
    answer<CompletionParams, CompletionItem[]>('completion', [], (document, { position }) =>
      doComplete(document.analysis, document.source.offsetAt(position))
        .filter(({ isOnlySnippet }) => completionClient.knowsSnippets || !isOnlySnippet)
        .map((item, index) => convert.completionItem(document, item, index, completionClient)),
    ),
  );
  connection.onCompletionResolve(convert.resolvedCompletionItem);

  connection.onHover(
    answer<HoverParams, Hover | null>('hover', null, (document, { position }) => {
      const hover = doHover(document.analysis, document.source.offsetAt(position));
      return hover && { contents: convert.markdown(hover.markdown), range: document.range(hover.span) };
    }),
  );

  connection.onCodeAction(
    answer<CodeActionParams, CodeAction[]>('code actions', [], (document, { range, context: { only } }) => {
      const quickFixes = convert.asksFor(CodeActionKind.QuickFix, only)
        ? [
            ...doCodeActions(document.findings, document.span(range)),
            ...doSuppress(document.analysis, document.findings, document.span(range)),
          ]
        : [];
      // An editor asks for this kind by its name, on save or from the menu of source actions.
      const all =
        only && convert.asksFor(convert.fixAllKind, only) ? doFixAll(document.analysis, document.findings) : null;
      return [
        ...quickFixes.map((action) => convert.codeAction(document, action, runtime.rulePages)),
        ...(all ? [convert.fixAll(document, all)] : []),
      ];
    }),
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

  connectSurroundings(connection, documents, surroundings, (uri) => {
    changed(uri);
  });
  connectEditing(connection, answer);
  connectReading(connection, documents, answer);
  connectPanel(connection, documents, answer);

  connection.listen();
}
