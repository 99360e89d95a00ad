/**
 * The sections and options that a person sees in the text, also where a Python gives up half-way: what completion, symbols
 * and the rules about names go by. What a client really reads is the reader's business.
 */
import { textOf, type Document, type HeaderLine, type OptionLine, type Span } from './syntax.ts';

export interface OutlineOption {
  /** Lower case; null where a template span is in it. */
  readonly name: string | null;
  readonly line: OptionLine;
  /** Index of the last line of its value. */
  readonly lastLine: number;
}

export interface OutlineSection {
  /** Null for what stands before the first header. */
  readonly header: HeaderLine | null;
  /** As written; null where a template span is in it, or before the first header. */
  readonly name: string | null;
  readonly options: readonly OutlineOption[];
  /** Index of its last line that is not blank. */
  readonly lastLine: number;
}

export function outline(document: Document): readonly OutlineSection[] {
  const sections: Building[] = [];
  let section: Building = { header: null, name: null, options: [], lastLine: 0 };
  /** The indentation of the last line that was no continuation: as in Python 3, what is indented deeper continues. */
  let level = 0;
  const nameIn = (line: HeaderLine | OptionLine, part: Span): string | null =>
    document.isTemplate && line.templates.some((span) => span.start < part.end && part.start < span.end)
      ? null
      : textOf(document, part);

  for (const line of document.lines) {
    if (line.kind === 'blank') continue;
    const indent = line.indent.end - line.indent.start;
    const above = section.options.at(-1);
    if (line.kind === 'header' || line.kind === 'option' || line.kind === 'text') {
      if (above && indent > level) above.lastLine = line.index;
      else {
        level = indent;
        if (line.kind === 'header') {
          sections.push(section);
          section = { header: line, name: nameIn(line, line.name), options: [], lastLine: line.index };
        } else if (line.kind === 'option') {
          const name = nameIn(line, line.key)?.toLowerCase() ?? null;
          section.options.push({ name, line, lastLine: line.index });
        }
      }
    }
    section.lastLine = line.index;
  }
  sections.push(section);
  return sections.filter(({ header, options }) => header !== null || options.length > 0);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Building = Mutable<Omit<OutlineSection, 'options'>> & { options: Mutable<OutlineOption>[] };
