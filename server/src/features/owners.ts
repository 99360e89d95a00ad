/** Which section and which option a line belongs to. */
import { once, type Analysis } from '../analysis.ts';
import type { OutlineOption, OutlineSection } from '../config/outline.ts';
import type { Document, Line, Span } from '../config/syntax.ts';
import { isUnicodeSpace, skipSpace, trimEnd } from '../config/whitespace.ts';

export interface Owner {
  /** Undefined in front of the first, and for the blank lines behind one. */
  readonly section: OutlineSection | undefined;
  /** Undefined on a line that is no part of an option. */
  readonly option: OutlineOption | undefined;
}

const nobody: Owner = { section: undefined, option: undefined };

/** One for each line of the document, for features that look at many lines: linear in all. */
const owners = once(({ document, outline }: Analysis): readonly Owner[] => {
  const all = document.lines.map(() => nobody);
  for (const section of outline) {
    const own: Owner = { section, option: undefined };
    all.fill(own, section.header?.index ?? section.options[0]?.line.index ?? 0, section.lastLine + 1);
    for (const option of section.options) all.fill({ section, option }, option.line.index, option.lastLine + 1);
  }
  return all;
});

export const ownerOf = (analysis: Analysis, { index }: Line): Owner => owners(analysis)[index] ?? nobody;

/** Without the white space at both ends; empty on a blank line. */
export function contentOf({ text }: Document, { indent, end }: Line): Span {
  return { start: indent.end, end: trimEnd(text, indent.end, end, isUnicodeSpace) };
}

/** The value with the lines that a person sees joined to it, as far as it has text. */
export function valueWithContinuation(document: Document, { line, lastLine }: OutlineOption): Span {
  const last = document.lines[lastLine];
  if (last === undefined || last === line) return line.value;
  const { end } = contentOf(document, last);
  return { start: skipSpace(document.text, line.value.start, end, isUnicodeSpace), end };
}
