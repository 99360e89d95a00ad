/** Wiring of what helps to read a file: hover, lens, symbols, tokens, hints, links, highlights, growing selections. */
import type {
  CodeLens,
  CodeLensParams,
  Connection,
  DocumentHighlight,
  DocumentHighlightParams,
  DocumentLink,
  DocumentLinkParams,
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  Hover,
  HoverParams,
  InlayHint,
  InlayHintParams,
  SelectionRange,
  SelectionRangeParams,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  ServerCapabilities,
} from 'vscode-languageserver';
import { DocumentHighlightKind, InlayHintKind } from 'vscode-languageserver-types';
import * as convert from '../convert.ts';
import type { Documents, OpenDocument } from '../documents.ts';
import { legend } from '../features/token-legend.ts';
import { previewCommand } from '../protocol.ts';
import type { AnswerEditor, EditorFeatures } from './editor.ts';

export const readingCapabilities = {
  hoverProvider: true,
  codeLensProvider: {},
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  documentHighlightProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...legend.tokenTypes], tokenModifiers: [...legend.tokenModifiers] },
    full: { delta: true },
    range: true,
  },
  inlayHintProvider: {},
} satisfies ServerCapabilities;

const highlightKinds = {
  write: DocumentHighlightKind.Write,
  read: DocumentHighlightKind.Read,
  text: DocumentHighlightKind.Text,
} as const;

export function connectReading(connection: Connection, documents: Documents, answer: AnswerEditor): void {
  connection.onHover(
    answer<HoverParams, Hover | null>('hover', null, ({ doHover }, document, { position }) => {
      const hover = doHover(document.analysis, document.source.offsetAt(position));
      return hover && { contents: convert.markdown(hover.markdown), range: document.range(hover.span) };
    }),
  );

  connection.onCodeLens(
    answer<CodeLensParams, CodeLens[]>('code lens', [], ({ findCodeLenses }, document) =>
      findCodeLenses(document.analysis).map(({ span, title }) => ({
        range: document.range(span),
        command: { title, command: previewCommand, arguments: [document.source.uri] },
      })),
    ),
  );

  connection.onDocumentSymbol(
    answer<DocumentSymbolParams, DocumentSymbol[]>('symbols', [], ({ findSymbols }, document) =>
      findSymbols(document.analysis).map((symbol) => convert.documentSymbol(document, symbol)),
    ),
  );

  connection.onFoldingRanges(
    answer<FoldingRangeParams, FoldingRange[]>('folding', [], ({ findFoldingRanges }, document) =>
      findFoldingRanges(document.analysis).map(convert.foldingRange),
    ),
  );

  connection.onSelectionRanges(
    answer<SelectionRangeParams, SelectionRange[] | null>(
      'selection ranges',
      null,
      ({ findSelectionRanges }, document, { positions }) => {
        const offsets = positions.map((position) => document.source.offsetAt(position));
        return findSelectionRanges(document.analysis, offsets).map((spans, index) => {
          const outward = spans.map((span) => document.range(span)).toReversed();
          const position = positions[index] ?? { line: 0, character: 0 };
          const innermost = outward.reduce<SelectionRange | undefined>(
            (parent, range) => (parent ? { range, parent } : { range }),
            undefined,
          );
          return innermost ?? { range: { start: position, end: position } };
        });
      },
    ),
  );

  connection.onDocumentLinks(
    answer<DocumentLinkParams, DocumentLink[]>('document links', [], ({ findDocumentLinks }, document) =>
      findDocumentLinks(document.analysis, document.source.uri).map(({ span, target }) => ({
        range: document.range(span),
        target,
      })),
    ),
  );

  connection.onDocumentHighlight(
    answer<DocumentHighlightParams, DocumentHighlight[]>(
      'highlights',
      [],
      ({ findDocumentHighlights }, document, { position }) =>
        findDocumentHighlights(document.analysis, document.source.offsetAt(position)).map(({ span, kind }) => ({
          range: document.range(span),
          kind: highlightKinds[kind],
        })),
    ),
  );

  connection.languages.inlayHint.on(
    answer<InlayHintParams, InlayHint[]>('inlay hints', [], ({ findInlayHints }, document, { range }) => {
      const { start, end } = document.span(range);
      return findInlayHints(document.analysis)
        .filter(({ offset }) => start <= offset && offset <= end)
        .map(({ offset, label, tooltip }) => ({
          position: document.source.positionAt(offset),
          label,
          kind: InlayHintKind.Parameter,
          tooltip,
          paddingLeft: true,
        }));
    }),
  );

  connectTokens(connection, documents, answer);
}

function connectTokens(connection: Connection, documents: Documents, answer: AnswerEditor): void {
  /** The last full answer for each open document: what a delta starts from. */
  const answered = new Map<string, SemanticTokens & { readonly resultId: string }>();
  documents.sources.onDidClose(({ document: { uri } }) => answered.delete(uri));

  function fullTokens({ encodeTokens, findSemanticTokens }: EditorFeatures, document: OpenDocument): SemanticTokens {
    const tokens = { resultId: document.resultId, data: encodeTokens(findSemanticTokens(document.analysis)) };
    // It may have been closed while they were loaded.
    if (documents.sources.get(document.source.uri)) answered.set(document.source.uri, tokens);
    return tokens;
  }

  const { semanticTokens } = connection.languages;
  semanticTokens.on(answer<SemanticTokensParams, SemanticTokens>('tokens', { data: [] }, fullTokens));
  semanticTokens.onDelta(
    answer<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
      'changed tokens',
      { data: [] },
      (features, document, { previousResultId }) => {
        const last = answered.get(document.source.uri);
        const before = last?.resultId === previousResultId ? last : undefined;
        const { data } = fullTokens(features, document);
        if (before === undefined) return { resultId: document.resultId, data };
        const edits = features.diffTokens(before.data, data).map((edit) => ({ ...edit, data: [...edit.data] }));
        return { resultId: document.resultId, edits };
      },
    ),
  );
  semanticTokens.onRange(
    answer<SemanticTokensRangeParams, SemanticTokens>(
      'tokens of a range',
      { data: [] },
      ({ encodeTokens, findSemanticTokens }, document, { range }) => ({
        data: encodeTokens(findSemanticTokens(document.analysis, range.start.line, range.end.line)),
      }),
    ),
  );
}
