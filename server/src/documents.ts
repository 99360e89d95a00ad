/** The open documents, each analysed at most once a version. */
import type { Connection, Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Analysis, type AnalysisContext } from './analysis.ts';
import { lineAt, type Span } from './config/syntax.ts';
import { TextDocuments } from './library.ts';
import { check } from './rules/index.ts';
import type { Finding } from './rules/rule.ts';
import { isTooLarge } from './rules/size.ts';

/** An open document at one version, with offsets translated at its edge. */
export class OpenDocument {
  readonly source: TextDocument;
  readonly version: number;
  readonly analysis: Analysis;
  /** Names what is known of this version; never given twice, also when a document is closed and opened again. */
  readonly resultId: string;
  #findings: readonly Finding[] | undefined;

  constructor(source: TextDocument, context: AnalysisContext, resultId: string) {
    const text = source.getText();
    // The one that is given becomes the next version with the next edit, while this may still be asked about.
    this.source = TextDocument.create(source.uri, source.languageId, source.version, text);
    this.resultId = resultId;
    this.version = source.version;
    this.analysis = new Analysis(text, context);
  }

  get findings(): readonly Finding[] {
    return (this.#findings ??= check(this.analysis));
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** As `source.positionAt`, which would look for the lines of the text once more. */
  position(offset: number): Position {
    if (isTooLarge(this.analysis)) return this.source.positionAt(offset);
    const { index, start, end } = lineAt(this.analysis.document, offset);
    return { line: index, character: Math.max(0, Math.min(offset, end) - start) };
  }

  span({ start, end }: Range): Span {
    return { start: this.source.offsetAt(start), end: this.source.offsetAt(end) };
  }
}

/**
 * As the library does it, but with a range that lies outside of the text brought into it first: the library's table of lines would grow
 * up to the line that is named, which takes minutes or fails.
 */
function update(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  const within = (position: Position): Position => document.positionAt(document.offsetAt(position));
  // Each is a place in the text that the one before it has left.
  for (const change of changes) {
    const inside = 'range' in change ? { ...change, range: bothEnds(change.range, within) } : change;
    TextDocument.update(document, [inside], version);
  }
  return document;
}

const bothEnds = ({ start, end }: Range, within: (position: Position) => Position): Range => ({
  start: within(start),
  end: within(end),
});

export class Documents {
  readonly sources = new TextDocuments({ create: TextDocument.create, update });
  readonly #open = new Map<string, OpenDocument>();
  #analysed = 0;

  readonly #contextOf: (uri: string) => AnalysisContext;

  /** @param contextOf the same object as long as nothing in it has changed */
  constructor(connection: Connection, contextOf: (uri: string) => AnalysisContext) {
    this.#contextOf = contextOf;
    this.sources.listen(connection);
    this.sources.onDidClose(({ document }) => this.#open.delete(document.uri));
  }

  /** Undefined for a document that is not open. */
  get(uri: string): OpenDocument | undefined {
    const source = this.sources.get(uri);
    if (!source) return undefined;
    const known = this.#open.get(uri);
    const context = this.#contextOf(uri);
    // A client may give a version twice, with another text.
    const isKnown = known?.version === source.version && known.analysis.text === source.getText();
    if (isKnown && known.analysis.context === context) return known;
    const fresh = new OpenDocument(source, context, String(++this.#analysed));
    this.#open.set(uri, fresh);
    return fresh;
  }
}
