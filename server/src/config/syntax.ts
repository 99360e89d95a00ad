/**
 * The text of a configuration file as lines, before any Python reads it.
 *
 * The parser is lossless (the lines and their terminators, joined, are the text), total (it accepts any string and never
 * throws) and linear in the length of the text. What the client makes of a line is the reader's business.
 */

/** UTF-16 offsets into the text, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface LineBase extends Span {
  /** 0-based. `end` excludes the terminator. */
  readonly index: number;
  /** Where the next line starts: `end` plus the terminator (`\n`, `\r\n`, a lone `\r`, or none at the end of the text). */
  readonly next: number;
  /** Leading white space; an indented line may continue the value above it. */
  readonly indent: Span;
  /** The template spans of the document that touch this line. */
  readonly templates: readonly Span[];
}

/** Nothing but white space. */
export interface BlankLine extends LineBase {
  readonly kind: 'blank';
}

/** First character that is not white space is `#` or `;`. Only at column 0 is it a comment to every client. */
export interface CommentLine extends LineBase {
  readonly kind: 'comment';
  /** The text behind the marker, trimmed. */
  readonly content: Span;
}

/** Starts with `[`. */
export interface HeaderLine extends LineBase {
  readonly kind: 'header';
  /** Between `[` and the first `]`, or to the end of the line where that is missing. */
  readonly name: Span;
  /** The `]`, null where it is missing. */
  readonly close: Span | null;
  /** What follows the `]`, trimmed; empty as a rule. */
  readonly rest: Span;
}

/** Has a `=` or `:`. */
export interface OptionLine extends LineBase {
  readonly kind: 'option';
  /** Trimmed; empty in `= value`. */
  readonly key: Span;
  readonly delimiter: Span;
  /** What follows the delimiter on this line, trimmed. */
  readonly value: Span;
}

/** In a template: nothing but template spans (or the inside of one) and white space. No client ever sees it. */
export interface TagLine extends LineBase {
  readonly kind: 'tag';
}

/** Anything else: no delimiter, no bracket. */
export interface TextLine extends LineBase {
  readonly kind: 'text';
  /** Trimmed. */
  readonly content: Span;
}

export type Line = BlankLine | CommentLine | HeaderLine | OptionLine | TagLine | TextLine;

export interface Document {
  readonly text: string;
  /** Whether template spans are opaque; in a plain file the client reads them literally, and `templateSpans` only warns. */
  readonly isTemplate: boolean;
  readonly lines: readonly Line[];
  readonly templateSpans: readonly Span[];
}

export declare function parse(text: string, isTemplate?: boolean): Document;
export declare function textOf(document: Document, span: Span): string;
/** The line that holds an offset; offsets outside the text give the first or last line. */
export declare function lineAt(document: Document, offset: number): Line;
