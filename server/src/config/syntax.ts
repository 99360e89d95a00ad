/**
 * The text of a configuration file as lines, before any Python reads it.
 *
 * The parser is lossless (the lines and their terminators, joined, are the text), total (it accepts any string and never
 * throws) and linear in the length of the text. What the client makes of a line is the reader's business.
 */

import { atTop, awaitedBehind, joinsValue, seamBehind, tornBy, type Awaited, type Seam } from './seams.ts';
import { findTemplateSpans, isOnlySpans, mask, skipStatements, trimsBefore } from './templates.ts';
import { firstDelimiter, isUnicodeSpace, skipSpace, trimEnd, trimmed } from './whitespace.ts';

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
  /** Leading white space, without what a template tag above takes away; an indented line may continue the value above it. */
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
  /** In a template: a part of a line above, behind the end of a span that began there, or behind a trimmed line break. */
  readonly isFragment: boolean;
}

export type Line = BlankLine | CommentLine | HeaderLine | OptionLine | TagLine | TextLine;

export interface Document {
  readonly text: string;
  /** Whether template spans are opaque; in a plain file the client reads them literally, and `templateSpans` only warns. */
  readonly isTemplate: boolean;
  /** Never empty: a text that ends with a terminator has an empty last line, as in an editor. */
  readonly lines: readonly Line[];
  /** In order and disjoint; each may reach over several lines. */
  readonly templateSpans: readonly Span[];
  /** The text; in a template with a filler, neither white space nor delimiter, for each character of a template span. */
  readonly masked: string;
}

const noSpans: readonly Span[] = [];
const atStart: Span = { start: 0, end: 0 };
/** The line of an empty text. */
const emptyLine: BlankLine = { kind: 'blank', index: 0, ...atStart, next: 0, indent: atStart, templates: noSpans };

/**
 * Lossless, total and linear.
 *
 * @param hasRubyLines of a template: whether its engine takes lines that start with `%` for Ruby
 */
export function parse(text: string, isTemplate = false, hasRubyLines = false): Document {
  const templateSpans = findTemplateSpans(text, isTemplate ? (hasRubyLines ? 'erb' : 'template') : 'plain');
  const masked = isTemplate && templateSpans.length > 0 ? mask(text, templateSpans) : text;
  const lines: Line[] = [];
  const document: Document = { text, isTemplate, lines, templateSpans, masked };
  let lineFeed = text.indexOf('\n');
  let carriageReturn = text.indexOf('\r');
  let firstSpan = 0;
  let torn: Span | null = null;
  let awaited: Awaited = null;
  let seam = atTop;
  let start = 0;
  for (;;) {
    if (lineFeed !== -1 && lineFeed < start) lineFeed = text.indexOf('\n', start);
    if (carriageReturn !== -1 && carriageReturn < start) carriageReturn = text.indexOf('\r', start);
    let end = lineFeed === -1 ? text.length : lineFeed;
    let next = lineFeed === -1 ? end : end + 1;
    if (carriageReturn !== -1 && carriageReturn < end) {
      end = carriageReturn;
      next = text.charCodeAt(end + 1) === 0x0a ? end + 2 : end + 1;
    }
    let templates = noSpans;
    if (firstSpan < templateSpans.length) {
      let last = firstSpan;
      while (last < templateSpans.length && (templateSpans[last]?.start ?? 0) < next) last++;
      if (last > firstSpan) templates = templateSpans.slice(firstSpan, last);
      firstSpan = (templateSpans[last - 1]?.end ?? 0) > next ? last - 1 : last;
    }
    const found = lineOf(document, { index: lines.length, start, end, next, templates }, torn, seam);
    const isJoined = awaited !== null && found.kind !== 'tag' && found.kind !== 'blank' && joinsValue(found, awaited);
    const line = isJoined ? fragmentOf(document, found, found.indent) : found;
    if (isTemplate) seam = seamBehind(document, line, seam);
    awaited = awaitedBehind(document, line, awaited);
    lines.push(line);
    torn = tornBy(line, torn);
    if (next === end) return document;
    start = next;
  }
}

/** Where a line is. */
export interface Place extends Span {
  readonly index: number;
  readonly next: number;
  readonly templates: readonly Span[];
}

/** The line at a place. `torn` and `seam` are what `tornBy` and `seamBehind` give for the line above. */
export function lineOf(document: Document, place: Place, torn: Span | null, seam: Seam): Line {
  const { text, masked } = document;
  const { start, end, templates } = place;
  const first = skipSpace(text, start, end, isUnicodeSpace);
  const indent = { start: seam.isTrimmed ? first : start, end: first };
  if (!document.isTemplate) return classify(masked, place, indent, first);
  const [span] = templates;
  if (span !== undefined && isOnlySpans(text, start, end, templates)) return { kind: 'tag', ...place, indent };
  const isTrimmed = seam.isTrimmed || (span?.start === first && trimsBefore(text, span));
  if ((isTrimmed && seam.hasText && first < end) || (span !== undefined && span === torn)) {
    return fragmentOf(document, place, indent);
  }
  return classify(masked, place, indent, skipStatements(text, start, end, templates, isUnicodeSpace));
}

/** The line as a part of one above. */
function fragmentOf({ masked }: Document, { index, start, end, next, templates }: Place, indent: Span): TextLine {
  const content = { start: indent.end, end: trimEnd(masked, indent.end, end, isUnicodeSpace) };
  return { kind: 'text', index, start, end, next, indent, templates, content, isFragment: true };
}

/** By the first character that counts, at `first`. */
function classify(text: string, { index, start, end, next, templates }: Place, indent: Span, first: number): Line {
  if (first === end) return { kind: 'blank', index, start, end, next, indent, templates };
  const last = trimEnd(text, first, end, isUnicodeSpace);
  const code = text.charCodeAt(first);
  if (code === hash || code === semicolon) {
    const content = trimmed(text, first + 1, last);
    return { kind: 'comment', index, start, end, next, indent, templates, content };
  }
  if (code === openBracket) {
    let at = first + 1;
    while (at < last && text.charCodeAt(at) !== closeBracket) at++;
    const name = { start: first + 1, end: at };
    const close = at < last ? { start: at, end: at + 1 } : null;
    const rest = close === null ? { start: last, end: last } : trimmed(text, close.end, last);
    return { kind: 'header', index, start, end, next, indent, templates, name, close, rest };
  }
  const at = firstDelimiter(text, first, last);
  if (at === -1)
    return {
      kind: 'text',
      index,
      start,
      end,
      next,
      indent,
      templates,
      content: { start: first, end: last },
      isFragment: false,
    };
  const key = { start: first, end: trimEnd(text, first, at, isUnicodeSpace) };
  const delimiter = { start: at, end: at + 1 };
  const value = trimmed(text, at + 1, end);
  return { kind: 'option', index, start, end, next, indent, templates, key, delimiter, value };
}

const hash = 0x23;
const semicolon = 0x3b;
const openBracket = 0x5b;
const closeBracket = 0x5d;

export function textOf(document: Document, span: Span): string {
  return document.text.slice(span.start, span.end);
}

/** The line that holds an offset; offsets outside the text give the first or last line. */
export function lineAt(document: Document, offset: number): Line {
  const { lines } = document;
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return lines[low] ?? emptyLine;
}
