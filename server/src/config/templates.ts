/** Template spans: the parts of a text that a template engine replaces before any client reads it. */
import type { Span } from './syntax.ts';
import { isLineStatement, isStatement } from './tags.ts';
import { isUnicodeSpace, skipSpace } from './whitespace.ts';

/** `<%%` is how ERB and EPP write a literal `<%`. */
const everywhere = String.raw`<%(?!%)|\{[{%#]|\$\{|@[A-Za-z0-9_]+@`;
/** What may as well be meant literally: Terraform's directives, the names of `envsubst`. */
const inTemplates = String.raw`${everywhere}|(?<!%)%\{|\$[A-Z_][A-Z0-9_]*`;
/** A line that ERB may take for Ruby. */
const inErb = String.raw`${inTemplates}|(?<![^\n\r])%[^\n\r]*`;

/** What a text is: for the client, for a template engine, for ERB, which may take whole lines for Ruby. */
export type TemplateForm = 'plain' | 'template' | 'erb';

const openersOf: Readonly<Record<TemplateForm, RegExp>> = {
  plain: new RegExp(everywhere, 'g'),
  template: new RegExp(inTemplates, 'g'),
  erb: new RegExp(inErb, 'g'),
};

const closers: Readonly<Record<string, string>> = {
  '<%': '%>',
  '{{': '}}',
  '{%': '%}',
  '{#': '#}',
  '${': '}',
  '%{': '}',
};

/** What Jinja2 and its kin render elsewhere or nowhere, up to the end of the block. */
const definition = /^\{%[-+~]?\s*(?:(macro|comment)\b|(set)\s+\w+\s*[-+~]?%\})/;
const definitionEnds: Readonly<Record<string, RegExp>> = {
  macro: /\{%[-+~]?\s*endmacro\b[^%]*%\}/g,
  comment: /\{%[-+~]?\s*endcomment\b[^%]*%\}/g,
  set: /\{%[-+~]?\s*endset\b[^%]*%\}/g,
};

/** In order and disjoint. An opener without its closer is literal text. */
export function findTemplateSpans(text: string, form: TemplateForm = 'plain'): Span[] {
  const openers = openersOf[form];
  const spans: Span[] = [];
  // A closer that is missing once is missing for every later opener too; looking again would be quadratic.
  const missing = new Set<string>();
  openers.lastIndex = 0;
  for (let match = openers.exec(text); match !== null; match = openers.exec(text)) {
    const start = match.index;
    const [opener] = match;
    const closer = closers[opener];
    if (closer === undefined) {
      if (opener.startsWith('%') && !isLineStatement(opener)) openers.lastIndex = start + 1;
      else spans.push({ start, end: openers.lastIndex });
      continue;
    }
    const close = missing.has(closer) ? -1 : text.indexOf(closer, openers.lastIndex);
    if (close === -1) {
      missing.add(closer);
      continue;
    }
    const end = definitionEnd(text, { start, end: close + closer.length }, missing);
    spans.push({ start, end });
    openers.lastIndex = end;
  }
  openers.lastIndex = 0;
  return spans;
}

/** Where the block ends that a tag begins, if what is in it is not rendered in its place; else where the tag does. */
function definitionEnd(text: string, { start, end }: Span, missing: Set<string>): number {
  const found = text.startsWith('{%', start) ? definition.exec(text.slice(start, end)) : null;
  const word = found?.[1] ?? found?.[2];
  const closer = word === undefined || missing.has(word) ? undefined : definitionEnds[word];
  if (word === undefined || closer === undefined) return end;
  closer.lastIndex = end;
  if (closer.test(text)) return closer.lastIndex;
  missing.add(word);
  return end;
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

/** Whether all white space before a span, line breaks too, is not rendered. */
export function trimsBefore(text: string, { start }: Span): boolean {
  return /^(?:\{[{%#]-|(?:\{\{|[%$]\{)~)/.test(text.slice(start, start + 3));
}

/** Whether all white space behind a span, line breaks too, is not rendered. */
export function trimsBehind(text: string, { end }: Span): boolean {
  return /(?:-[%#}]|~\}?)\}$/.test(text.slice(end - 3, end));
}

/** Whether the white space on its line before a span is not rendered. */
export function eatsIndent(text: string, span: Span): boolean {
  return text.startsWith('<%-', span.start) || trimsBefore(text, span);
}

/** Whether the line break behind a span is not rendered, or may not be: Jinja2 has a setting for that (`trim_blocks`). */
export function eatsLineBreak(text: string, span: Span): boolean {
  return /(?:-%>|%\}|#\})$/.test(text.slice(span.end - 3, span.end)) || trimsBehind(text, span);
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
