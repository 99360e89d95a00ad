/** Texts with marks: `|` for a position, `«…»` for a range. */
import type { Edit } from '../../server/src/rules/rule.ts';
import type { Span } from '../../server/src/config/syntax.ts';

/** The text without its `|`, and where that stood. */
export function withCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  if (offset === -1) throw new Error(`No | in ${marked}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** The text without its `«…»`, and what they surround. */
export function withRanges(marked: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  for (const [index, part] of marked.split(/[«»]/).entries()) {
    if (index % 2 === 1) spans.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { text, spans };
}

/** The text with the marks of a range. */
export const mark = (text: string, { start, end }: Span): string =>
  `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;

/** As an editor does it: all at once, and never two that overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => a.span.start - b.span.start || a.order - b.order);
  let at = 0;
  let result = '';
  for (const { span, newText } of ordered) {
    if (span.start < at || span.end < span.start || span.end > text.length) {
      throw new Error(`Overlapping or misplaced edit at ${span.start}`);
    }
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
