/** Wiring of what helps to read a file: tokens, hints, links, highlights, growing selections. */
import {
  DocumentHighlightKind,
  InlayHintKind,
  type Connection,
  type DocumentHighlight,
  type DocumentHighlightParams,
  type DocumentLink,
  type DocumentLinkParams,
  type InlayHint,
  type InlayHintParams,
  type SelectionRange,
  type SelectionRangeParams,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Documents, OpenDocument } from '../documents.ts';
import { findDocumentHighlights } from '../features/document-highlights.ts';
import { findDocumentLinks } from '../features/document-links.ts';
import { findInlayHints } from '../features/inlay-hints.ts';
import { findSelectionRanges } from '../features/selection-ranges.ts';
import { diffTokens, encodeTokens, findSemanticTokens, legend } from '../features/semantic-tokens.ts';
import type { Answer } from './answer.ts';

export const readingCapabilities = {
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

export function connectReading(connection: Connection, documents: Documents, answer: Answer): void {
  connection.onSelectionRanges(
    answer<SelectionRangeParams, SelectionRange[] | null>('selection ranges', null, (document, { positions }) => {
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
    }),
  );

  connection.onDocumentLinks(
    answer<DocumentLinkParams, DocumentLink[]>('document links', [], (document) =>
      findDocumentLinks(document.analysis, document.source.uri).map(({ span, target }) => ({
        range: document.range(span),
        target,
      })),
    ),
  );

  connection.onDocumentHighlight(
    answer<DocumentHighlightParams, DocumentHighlight[]>('highlights', [], (document, { position }) =>
      findDocumentHighlights(document.analysis, document.source.offsetAt(position)).map(({ span, kind }) => ({
        range: document.range(span),
        kind: highlightKinds[kind],
      })),
    ),
  );

  connection.languages.inlayHint.on(
    answer<InlayHintParams, InlayHint[]>('inlay hints', [], (document, { range }) => {
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

function connectTokens(connection: Connection, documents: Documents, answer: Answer): void {
  /** The last full answer for each open document: what a delta starts from. */
  const answered = new Map<string, SemanticTokens & { readonly resultId: string }>();
  documents.sources.onDidClose(({ document: { uri } }) => answered.delete(uri));

  function fullTokens(document: OpenDocument): SemanticTokens {
    const tokens = { resultId: document.resultId, data: encodeTokens(findSemanticTokens(document.analysis)) };
    answered.set(document.source.uri, tokens);
    return tokens;
  }

  const { semanticTokens } = connection.languages;
  semanticTokens.on(answer<SemanticTokensParams, SemanticTokens>('tokens', { data: [] }, fullTokens));
  semanticTokens.onDelta(
    answer<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
      'changed tokens',
      { data: [] },
      (document, { previousResultId }) => {
        const last = answered.get(document.source.uri);
        const before = last?.resultId === previousResultId ? last : undefined;
        const { data } = fullTokens(document);
        if (before === undefined) return { resultId: document.resultId, data };
        const edits = diffTokens(before.data, data).map((edit) => ({ ...edit, data: [...edit.data] }));
        return { resultId: document.resultId, edits };
      },
    ),
  );
  semanticTokens.onRange(
    answer<SemanticTokensRangeParams, SemanticTokens>('tokens of a range', { data: [] }, (document, { range }) => ({
      data: encodeTokens(findSemanticTokens(document.analysis, range.start.line, range.end.line)),
    })),
  );
}
