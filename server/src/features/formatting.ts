/**
 * Formatting: white space only, and only where no Python reads anything else after it. One space on each side of `=`
 * (behind `:` alone), no trailing white space, one blank line before a section, one line break at the end. Nothing is
 * reordered, joined or split, and a line that a selected Python cannot read, or that is more of a value, stays as it is.
 *
 * All three dialects are asked, whichever the file is for: formatting is no reason for one of them to read it otherwise.
 */
import type { Analysis } from '../analysis.ts';
import { commentedOption } from '../config/commented.ts';
import { dialects, readAll, type LineRole, type Reading } from '../config/reader.ts';
import type { Document, Line, OptionLine, Span } from '../config/syntax.ts';
import { isStatement } from '../config/tags.ts';
import { isAsciiSpace, skipSpace, trimEnd } from '../config/whitespace.ts';
import type { Edit } from '../rules/rule.ts';

/** The edits that format the text, in its order; none overlap, none is without effect. Those of a range lie inside of it. */
export function doFormat(analysis: Analysis, range?: Span): readonly Edit[] {
  const { document } = analysis;
  const lines = new Lines(document);
  const inserted = [...sectionSpacing(lines), ...ending(lines)];
  return [...inserted, ...document.lines.flatMap((line) => spacesOf(lines, line))]
    .filter(({ span, newText }) => document.text.slice(span.start, span.end) !== newText)
    .filter(({ span }) => !range || isInside(span, range, document.text.length))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** An insertion at the end of a range is in front of the next line, which is outside. */
const isInside = ({ start, end }: Span, range: Span, length: number): boolean =>
  range.start <= start && end <= range.end && (start < range.end || start === length);

const replace = (start: number, end: number, newText: string): Edit => ({ span: { start, end }, newText });

/** What may be done to which line. */
class Lines {
  readonly document: Document;
  readonly eol: string;
  /** Blank lines that go: a line is in here once, whatever the reason. */
  readonly deleted = new Set<number>();
  readonly #readings: readonly Reading[];
  readonly #isInValue: readonly boolean[];

  constructor(document: Document) {
    this.document = document;
    this.eol = document.text.includes('\r\n') ? '\r\n' : '\n';
    this.#readings = readAll(document, dialects);
    this.#isInValue = linesInValues(document, this.#readings);
  }

  at(index: number): Line | undefined {
    return this.document.lines[index];
  }

  /** Whether at least one dialect reads the line as this, and none as something else. */
  isReadAs(line: Line, role: LineRole): boolean {
    const roles = this.#readings.map((reading) => roleOf(reading, line.index, role));
    return roles.includes(role) && roles.every((each) => each === role || each === 'unread') && this.isPlain(line);
  }

  /** Python 2 does not take a lone `\r` for the end of a line, and so reads the lines around it as one. */
  isPlain({ index, end, next }: Line): boolean {
    const { text } = this.document;
    const above = this.document.lines[index - 1];
    const isLone = (from: number, to: number): boolean => to > from && text.charCodeAt(to - 1) === 0x0d;
    return !isLone(end, next) && !(above && isLone(above.end, above.next));
  }

  /** Blank to every dialect, and neither inside a value nor inside a template tag. */
  isFreeBlank(line: Line | undefined): line is Line {
    return (
      line?.kind === 'blank' &&
      line.templates.length === 0 &&
      this.#isInValue[line.index] !== true &&
      this.isPlain(line) &&
      this.isAscii(line.start, line.end)
    );
  }

  /** Whether a gap is white space to both Pythons. */
  isAscii(start: number, end: number): boolean {
    return skipSpace(this.document.text, start, end, isAsciiSpace) === end;
  }

  /** Whether a dialect takes the line for an option, also where it looks like a header, as `[] = x` does. */
  isOption({ index }: Line): boolean {
    return this.#readings.some(({ roles }) => roles[index] === 'option');
  }

  /** Whether a dialect quotes the line, to its very end, in an error. */
  isQuoted({ index }: Line): boolean {
    return this.#readings.some((reading) => reading.roles[index] === 'error' && !isRefusedTwin(reading, index));
  }
}

/** A duplicate is sound but for its twin. */
const isRefusedTwin = ({ error }: Reading, index: number): boolean =>
  error !== null && error.type.startsWith('Duplicate') && error.line === index;

const roleOf = (reading: Reading, index: number, expected: LineRole): LineRole | undefined =>
  isRefusedTwin(reading, index) ? expected : reading.roles[index];

/** For each line whether it stands between the lines of one value: blank lines and comments may. */
function linesInValues({ lines }: Document, readings: readonly Reading[]): readonly boolean[] {
  const inside: boolean[] = [];
  let isInside = false;
  for (let index = lines.length - 1; index >= 0; index--) {
    const kind = lines[index]?.kind;
    const continues = readings.some(({ roles }) => roles[index] === 'continuation');
    isInside = continues || (isInside && (kind === 'blank' || kind === 'comment' || kind === 'tag'));
    inside[index] = isInside;
  }
  return inside;
}

/** The white space inside of a line and at its end. */
function spacesOf(lines: Lines, line: Line): readonly Edit[] {
  if (lines.deleted.has(line.index)) return [replace(line.start, line.next, '')];
  switch (line.kind) {
    case 'option':
      return lines.isReadAs(line, 'option') ? spacesOfOption(lines, line) : [];
    case 'header':
      return line.templates.length === 0 && lines.isReadAs(line, 'header') ? trailing(lines, line) : [];
    case 'comment':
      return line.templates.length === 0 && lines.isReadAs(line, 'comment') ? trailing(lines, line) : [];
    case 'blank':
      return lines.isFreeBlank(line) ? [replace(line.start, line.end, '')] : [];
    case 'tag':
    case 'text':
      return [];
  }
}

function trailing({ document: { text } }: Lines, { start, end }: Line): readonly Edit[] {
  return [replace(trimEnd(text, start, end, isAsciiSpace), end, '')];
}

function spacesOfOption(lines: Lines, line: OptionLine): readonly Edit[] {
  const { text } = lines.document;
  const { key, delimiter, value, templates, start, end } = line;
  if (key.start !== start || key.start === key.end) return [];
  if (templates.some((span) => span.start < delimiter.end || span.end > end)) return [];
  const isEqualSign = text[delimiter.start] === '=';
  const isEmpty = value.start === value.end;
  const edits: Edit[] = [];
  // Python 2 takes `rem` for a comment once white space follows it.
  const isRem = text.slice(key.start, key.end).toLowerCase() === 'rem';
  if (!isRem && lines.isAscii(key.end, delimiter.start)) {
    edits.push(replace(key.end, delimiter.start, isEqualSign ? ' ' : ''));
  }
  if (!isEmpty && lines.isAscii(delimiter.end, value.start)) edits.push(replace(delimiter.end, value.start, ' '));
  const contentEnd = isEmpty ? delimiter.end : value.end;
  if (lines.isAscii(contentEnd, end) && hasFreeEnd(lines.document, line)) edits.push(replace(contentEnd, end, ''));
  return edits;
}

/** Whether the white space behind the value may go. */
function hasFreeEnd({ text }: Document, { value, templates }: OptionLine): boolean {
  const valueText = text.slice(value.start, value.end);
  // Python 2 looks at the last character of such a line to tell a comment.
  if (valueText.startsWith(';') || (templates.length > 0 && valueText.includes(';'))) return false;
  const last = templates.at(-1);
  if (last?.end !== value.end) return true;
  // Behind a tag that trims, or that is no output, an engine may take the line break away with it.
  return !isStatement(text, last) && !/-(?:%>|\}\})$/.test(valueText);
}

/** The blank lines at the start of the text and before each section. */
function sectionSpacing(lines: Lines): readonly Edit[] {
  const edits: Edit[] = [];
  let first = 0;
  for (; first < lines.document.lines.length - 1 && lines.isFreeBlank(lines.at(first)); first++)
    lines.deleted.add(first);
  for (const line of lines.document.lines) {
    if (line.kind !== 'header' || !lines.isReadAs(line, 'header')) continue;
    const top = topOf(lines, line);
    if (top <= first) continue;
    let above = top - 1;
    while (lines.isFreeBlank(lines.at(above - 1)) && lines.isFreeBlank(lines.at(above))) lines.deleted.add(above--);
    const neighbour = lines.at(above);
    if (neighbour && isSolid(lines, neighbour))
      edits.push(replace(startOf(lines, top), startOf(lines, top), lines.eol));
  }
  return edits;
}

/** A line from which a section may be moved away: no template tag, which may belong to either side, nothing blank. */
const isSolid = (lines: Lines, line: Line): boolean =>
  line.kind !== 'blank' && line.kind !== 'tag' && line.templates.length === 0 && lines.isPlain(line);

const startOf = (lines: Lines, index: number): number => lines.at(index)?.start ?? 0;

/** The first line of what belongs to a header: the comments right above it, but not an option that is commented out. */
function topOf(lines: Lines, header: Line): number {
  let top = header.index;
  for (;;) {
    const above = lines.at(top - 1);
    if (above?.kind !== 'comment' || above.templates.length > 0 || !lines.isReadAs(above, 'comment')) return top;
    if (commentedOption(lines.document, above) !== null) return top;
    top--;
  }
}

/** One line break at the end, no blank line. */
function ending(lines: Lines): readonly Edit[] {
  const { text, lines: all } = lines.document;
  let last = all.length - 1;
  for (; last >= 0 && lines.isFreeBlank(lines.at(last)); last--) lines.deleted.add(last);
  const line = lines.at(last);
  if (!line || line.next > line.end) return [];
  if (lines.isQuoted(line) || !lines.isPlain(line)) return [];
  // To Python 2 the \r of a line break would be the white space that makes such a value a comment.
  const needsLineFeed =
    line.kind === 'option'
      ? text.startsWith(';', line.value.start)
      : lines.isOption(line) && text.includes(';', line.start);
  return [replace(text.length, text.length, needsLineFeed ? '\n' : lines.eol)];
}
