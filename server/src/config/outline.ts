/**
 * The sections and options that a person sees in the text, also where a Python gives up half-way: what completion, symbols
 * and the rules about names go by. What a client really reads is the reader's business.
 */
import { passBefore, passBehind, type Branches } from './branches.ts';
import { mayWrite } from './tags.ts';
import { textOf, type Document, type HeaderLine, type Line, type OptionLine, type Span } from './syntax.ts';

export interface OutlineOption {
  /** Lower case; null where a template span is in it. */
  readonly name: string | null;
  readonly line: OptionLine;
  /** Index of the last line of its value. */
  readonly lastLine: number;
  /** Whether it is in the section above it whatever a template renders: a header in a branch may not be there. */
  readonly isSettled: boolean;
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
  /** The section that is open, which is mostly the one above; null: nobody knows. */
  let open: Building | null = section;
  const branches: Branches<Building | null> = { blocks: [], join: theOnly, unknown: () => null };
  /** The indentation of the last line that was no continuation: as in Python 3, what is indented deeper continues. */
  let level = 0;
  const nameIn = (line: HeaderLine | OptionLine, part: Span): string | null =>
    document.isTemplate && line.templates.some((span) => span.start < part.end && part.start < span.end)
      ? null
      : textOf(document, part);

  for (const line of document.lines) {
    if (line.kind === 'blank') continue;
    const isTagged = document.isTemplate && line.templates.length > 0;
    const content = contentOf(line);
    if (isTagged) open = passBefore(branches, document.text, line, content, open);
    const indent = line.indent.end - line.indent.start;
    const above = section.options.at(-1);
    if (line.kind === 'header' || line.kind === 'option' || line.kind === 'text') {
      if (above && indent > level) above.lastLine = line.index;
      else {
        level = indent;
        if (line.kind === 'header') {
          sections.push(section);
          section = { header: line, name: nameIn(line, line.name), options: [], lastLine: line.index };
          open = section;
        } else if (line.kind === 'option') {
          const name = nameIn(line, line.key)?.toLowerCase() ?? null;
          section.options.push({ name, line, lastLine: line.index, isSettled: open === section });
        }
      }
    }
    if (isTagged) {
      open = passBehind(branches, document.text, line, content, open);
      if (mayBeHeader(document, line)) open = null;
    }
    section.lastLine = line.index;
  }
  sections.push(section);
  return sections.filter(({ header, options }) => header !== null || options.length > 0);
}

/** Where the text of a line begins, behind the statements in front of it. */
function contentOf(line: Line): number {
  if (line.kind === 'header') return line.name.start - 1;
  return line.kind === 'option' ? line.key.start : line.next;
}

/**
 * The section that is open behind several branches, the nearest of those of one name; null where they differ. A branch without any
 * is out of the question: no client reads that.
 */
function theOnly(states: readonly (Building | null)[]): Building | null {
  const open = states.filter((state) => state?.header !== null);
  const [nearest = null] = open.toSorted((a, b) => (b?.header?.index ?? 0) - (a?.header?.index ?? 0));
  if (open.length === 0) return states[0] ?? null;
  return open.every((state) => state === nearest || (state?.name ?? null) === (nearest?.name ?? '')) ? nearest : null;
}

/** Whether a line of a template that seems to be something else may be rendered as a section header. */
function mayBeHeader({ text }: Document, line: Line): boolean {
  return (line.kind === 'tag' || line.kind === 'text') && mayWrite(text, line.templates);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Building = Mutable<Omit<OutlineSection, 'options'>> & { options: Mutable<OutlineOption>[] };
