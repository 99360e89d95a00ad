/** Where a template joins a line to the one above it. */
import type { Document, Line, OptionLine, Span } from './syntax.ts';
import { isStatement, stepOf } from './tags.ts';
import { eatsLineBreak, isOnlySpans, trimsBefore, trimsBehind } from './templates.ts';
import { isUnicodeSpace, skipSpace } from './whitespace.ts';

/** The template span that reaches from a line with other text, or from a fragment of one, into the next line. */
export function tornBy(line: Line, torn: Span | null): Span | null {
  const last = line.templates.at(-1);
  if (last === undefined || last.end <= line.next) return null;
  return line.kind !== 'tag' || line.templates[0] === torn ? last : null;
}

/** How many blocks are open in a value that is still to come, on lines that a template joins to its option; null: it is not. */
export type Awaited = number | null;

/** What is still to come behind a line, its own nature apart: `key = <% if @a -%>`. */
export function awaitedBehind(document: Document, line: Line, above: Awaited): Awaited {
  if (!document.isTemplate) return null;
  if (above !== null && joinsValue(line, above)) {
    const depth = openBehind(document, line, line.start, above);
    return above > 0 && depth <= 0 ? null : depth;
  }
  return awaitsValue(document, line) ? openBehind(document, line, line.value.start, 0) : null;
}

/** Whether a line is part of a value that is still to come. In a block all but a section is; else only what looks like nothing else. */
export function joinsValue({ kind }: Line, awaited: number): boolean {
  return kind === 'text' || kind === 'tag' || kind === 'blank' || (awaited > 0 && kind !== 'header');
}

function awaitsValue({ text }: Document, line: Line): line is OptionLine {
  if (line.kind !== 'option') return false;
  const spans = line.templates.filter(({ start }) => start >= line.value.start);
  const last = spans.at(-1);
  if (last?.end !== line.value.end || !eatsLineBreak(text, last)) return false;
  return spans.every((span) => isStatement(text, span)) && isOnlySpans(text, line.value.start, line.value.end, spans);
}

/** How many blocks are open behind a line, given those at an offset in it. */
function openBehind({ text }: Document, { templates }: Line, offset: number, open: number): number {
  return templates
    .filter(({ start }) => start >= offset)
    .map((span) => stepOf(text, span))
    .reduce((depth, step) => depth + (step === 'opens' ? 1 : step === 'closes' ? -1 : 0), open);
}

/** What a line of a template is rendered behind. */
export interface Seam {
  /** The line break above it, with all white space around, is taken away. */
  readonly isTrimmed: boolean;
  /** There is text on the rendered line above. */
  readonly hasText: boolean;
}

export const atTop: Seam = { isTrimmed: false, hasText: false };

/** What the next line is rendered behind. */
export function seamBehind({ text }: Document, line: Line, above: Seam): Seam {
  const { kind, templates, indent } = line;
  const first = templates[0];
  const last = templates.at(-1);
  const isBlank = kind === 'blank';
  const isTrimmed = above.isTrimmed || (first?.start === indent.end && trimsBefore(text, first));
  const writes = isBlank ? false : kind !== 'tag' || templates.some((span) => !isStatement(text, span));
  return {
    isTrimmed:
      last === undefined
        ? isBlank && isTrimmed
        : last.end <= line.end && isAtEnd(text, last, line) && trimsBehind(text, last),
    hasText: writes || (isTrimmed && above.hasText),
  };
}

const isAtEnd = (text: string, span: Span, line: Line): boolean =>
  skipSpace(text, span.end, line.end, isUnicodeSpace) === line.end;
