/** The open documents, each analysed at most once a version. */
import type { Connection, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Analysis, type AnalysisContext } from './analysis.ts';
import type { Span } from './config/syntax.ts';
import { TextDocuments } from './library.ts';
import { check } from './rules/index.ts';
import type { Finding } from './rules/rule.ts';

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
    return { start: this.source.positionAt(start), end: this.source.positionAt(end) };
  }

  span({ start, end }: Range): Span {
    return { start: this.source.offsetAt(start), end: this.source.offsetAt(end) };
  }
}

export class Documents {
  readonly sources = new TextDocuments(TextDocument);
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
    if (known?.version === source.version && known.analysis.context === context) return known;
    const fresh = new OpenDocument(source, context, String(++this.#analysed));
    this.#open.set(uri, fresh);
    return fresh;
  }
}
