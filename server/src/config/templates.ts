/** Template spans: the parts of a text that a template engine replaces before any client reads it. */
import type { Span } from './syntax.ts';
import { isUnicodeSpace, skipSpace } from './whitespace.ts';

/** `<%%` is how ERB and EPP write a literal `<%`. */
const openers = /<%(?!%)|\{[{%#]|\$\{|@[A-Za-z0-9_]+@/g;

const closers: Readonly<Record<string, string>> = { '<%': '%>', '{{': '}}', '{%': '%}', '{#': '#}', '${': '}' };

const inclusion = /^\{%[-+]?\s*(?:include|extends|block|call|filter)\b/;

/** In order and disjoint. An opener without its closer is literal text. */
export function findTemplateSpans(text: string): Span[] {
  const spans: Span[] = [];
  // A closer that is missing once is missing for every later opener too; looking again would be quadratic.
  const missing = new Set<string>();
  openers.lastIndex = 0;
  for (let match = openers.exec(text); match !== null; match = openers.exec(text)) {
    const start = match.index;
    const closer = closers[match[0]];
    if (closer === undefined) {
      spans.push({ start, end: openers.lastIndex });
      continue;
    }
    const close = missing.has(closer) ? -1 : text.indexOf(closer, openers.lastIndex);
    if (close === -1) {
      missing.add(closer);
      continue;
    }
    const end = close + closer.length;
    spans.push({ start, end });
    openers.lastIndex = end;
  }
  openers.lastIndex = 0;
  return spans;
}

/** The text with a filler, neither white space nor a delimiter, for each character of a span: offsets stay the same. */
export function mask(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), 'x'.repeat(end - start));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Renders to nothing by itself: control flow or a comment, not a value. */
export function isStatement(text: string, span: Span): boolean {
  const first = text.charAt(span.start);
  const third = text.charAt(span.start + 2);
  if (first === '<') return third !== '=';
  return first === '{' && text.charAt(span.start + 1) !== '{';
}

/** Whether a statement brings in text from elsewhere: Jinja2's `include`, `extends` and the like. */
export function isInclusion(text: string, { start, end }: Span): boolean {
  return inclusion.test(text.slice(start, Math.min(end, start + 80)));
}

/** Whether the white space on its line before a span is not rendered: only ERB and EPP have such a mark. */
export function eatsIndent(text: string, { start }: Span): boolean {
  return text.startsWith('<%-', start);
}

/** Whether the line break behind a span is not rendered. */
export function eatsLineBreak(text: string, { end }: Span): boolean {
  return text.startsWith('-%>', end - 3) || text.startsWith('-%}', end - 3);
}

/** Whether text[start, end) is nothing but (parts of) these spans and white space. */
export function isOnlySpans(text: string, start: number, end: number, spans: readonly Span[]): boolean {
  let at = start;
  for (const span of spans) {
    if (skipSpace(text, at, span.start, isUnicodeSpace) < span.start) return false;
    at = Math.min(span.end, end);
  }
  return skipSpace(text, at, end, isUnicodeSpace) === end;
}

/** The offset behind the statements and, where `isSpace` says so, the white space that text[start, end) begins with. */
export function skipStatements(
  text: string,
  start: number,
  end: number,
  spans: readonly Span[],
  isSpace: (code: number) => boolean,
): number {
  let at = start;
  for (const span of spans) {
    at = skipSpace(text, at, end, eatsIndent(text, span) ? isUnicodeSpace : isSpace);
    if (span.start > at || !isStatement(text, span)) return at;
    at = Math.min(span.end, end);
  }
  return skipSpace(text, at, end, isSpace);
}

/** Whether one of the spans lies at least partly in [start, end). */
export function touches(spans: readonly Span[], start: number, end: number): boolean {
  return spans.some((span) => span.start < end && span.end > start);
}
