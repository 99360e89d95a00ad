/**
 * The lines of a document as Python 2's SafeConfigParser takes them: bytes, of which ASCII white space and letters alone
 * count, and lines that end with `\n` alone.
 */
import {
  blame,
  continueOption,
  finish,
  hasSpan,
  joinFragment,
  newBuild,
  openOption,
  openSection,
  passOutput,
  passStatements,
  passStatementsBefore,
  passStatementsBehind,
  passTag,
  stopForMissingHeader,
} from './building.ts';
import type { Build } from './building.ts';
import { lower } from './python.ts';
import type { BlamedLine } from './python.ts';
import type { LineRole } from './reader.ts';
import { atTop, tornBy } from './seams.ts';
import { lineOf } from './syntax.ts';
import type { Document, Line, OptionLine, Span } from './syntax.ts';
import { skipStatements } from './templates.ts';
import { firstDelimiter, isAsciiSpace, skipSpace, trimEnd, trimmed } from './whitespace.ts';

const never = (): boolean => false;

/** Whether `rem` and white space, or the end of the line, stand here; in any case. */
function isRem(text: string, at: number, end: number): boolean {
  if (end - at < 3 || (end - at > 3 && !isAsciiSpace(text.charCodeAt(at + 3)))) return false;
  const lowerCase = (offset: number): number => text.charCodeAt(at + offset) | 0x20;
  return lowerCase(0) === 0x72 && lowerCase(1) === 0x65 && lowerCase(2) === 0x6d;
}

/** Where the line ends for Python 2: a `\r` before the `\n` is white space of the line. */
function endOf(document: Document, line: Line): number {
  const endsWithLineFeed = line.next > line.end && document.text.charCodeAt(line.next - 1) === 0x0a;
  return endsWithLineFeed ? line.next - 1 : line.next;
}

function blamedLine(document: Document, line: Line, number: number): BlamedLine {
  return { number, text: document.text.slice(line.start, line.next) };
}

/** The line as an option; null without a delimiter. */
function asOption(document: Document, line: Line, first: number): OptionLine | null {
  if (line.kind === 'option') return line;
  const at = line.kind === 'text' ? -1 : firstDelimiter(document.masked, first, line.end);
  if (at === -1) return null;
  const { index, start, end, next, indent, templates } = line;
  const key = trimmed(document.masked, first, at);
  const delimiter = { start: at, end: at + 1 };
  const value = trimmed(document.masked, at + 1, end);
  return { kind: 'option', index, start, end, next, indent, templates, key, delimiter, value };
}

/** Takes text[at, end) of an option's line behind the delimiter as its value. */
function takeValue(build: Build, line: OptionLine, name: string | null, end: number): void {
  const { masked, text } = build.document;
  const start = skipSpace(masked, line.delimiter.end, end, isAsciiSpace);
  let last = end;
  // Only the first semicolon may start a comment. At the start of the value, Python looks at the value's last character
  // for the white space before it.
  for (let at = start; at < end; at++) {
    if (masked.charCodeAt(at) !== 0x3b) continue;
    if (isAsciiSpace(masked.charCodeAt(at === start ? end - 1 : at - 1))) last = at;
    break;
  }
  last = trimEnd(masked, start, last, isAsciiSpace);
  if (text.slice(start, Math.min(last, start + 3)) === '""') last = start;
  if (build.section !== null) openOption(build, build.section, line, name, start, last);
}

/** Takes a line that is no continuation, from its first character on. */
function takeLine(build: Build, line: Line, first: number, end: number, number: number): LineRole {
  const { document } = build;
  const { masked, text } = document;
  const isBracket = masked.charCodeAt(first) === 0x5b && line.kind === 'header';
  if (isBracket && line.close !== null && line.name.end > line.name.start) {
    const { start, end: close } = line.name;
    openSection(build, line, hasSpan(build, line, start, close) ? null : text.slice(start, close));
    return 'header';
  }
  if (isBracket && hasSpan(build, line, first, end)) {
    openSection(build, line, null);
    return 'header';
  }
  const isIndented = isAsciiSpace(masked.charCodeAt(first));
  const option = isIndented ? null : asOption(document, line, first);
  const isUnknown = hasSpan(build, line, first, option === null ? end : option.delimiter.start);
  if (isUnknown) passOutput(build, line);
  if (build.section === null) {
    stopForMissingHeader(build, line, blamedLine(document, line, number));
    return 'error';
  }
  if (option === null || option.delimiter.start === first) {
    if (isUnknown) return 'tag';
    blame(build, line, blamedLine(document, line, number));
    return 'error';
  }
  const keyEnd = trimEnd(masked, first, option.delimiter.start, isAsciiSpace);
  takeValue(build, option, isUnknown ? null : lower(text.slice(first, keyEnd), '2'), end);
  return 'option';
}

/** The role of a line; `number` is Python's, 1-based. */
function roleOf(build: Build, line: Line, number: number): LineRole {
  const { document } = build;
  const { masked } = document;
  if (line.kind === 'tag') {
    passTag(build, line);
    return 'tag';
  }
  if (line.kind === 'text' && line.isFragment) return joinFragment(build, line);
  const end = endOf(document, line);
  const hasTags = document.isTemplate && line.templates.length > 0;
  const { start } = line.indent;
  const first = hasTags ? skipStatements(document.text, start, end, line.templates, never) : start;
  const content = skipSpace(masked, first, end, isAsciiSpace);
  if (content === end) return 'blank';
  const code = masked.charCodeAt(first);
  if (code === 0x23 || code === 0x3b || isRem(masked, first, end)) {
    passStatements(build, line);
    return 'comment';
  }
  if (content > first && build.option !== null) {
    continueOption(build, build.option, line, content, trimEnd(masked, content, end, isAsciiSpace));
    passStatements(build, line);
    return 'continuation';
  }
  passStatementsBefore(build, line, first);
  const role = takeLine(build, line, first, end, number);
  passStatementsBehind(build, line, first);
  return role;
}

/** The lines as Python 2 counts them: a lone `\r` ends none. Each has the index of its first line in the document. */
function physicalLines(document: Document): readonly Line[] {
  const { text, lines } = document;
  const isLone = (line: Line): boolean => line.next > line.end && text.charCodeAt(line.next - 1) === 0x0d;
  if (!lines.some(isLone)) return lines;
  const physical: Line[] = [];
  let parts: Line[] = [];
  let torn: Span | null = null;
  for (const line of lines) {
    parts.push(line);
    if (isLone(line)) continue;
    const [{ index, start } = line] = parts;
    const templates = [...new Set(parts.flatMap((part) => part.templates))];
    const place = { index, start, end: line.end, next: line.next, templates };
    const whole = parts.length === 1 ? line : lineOf(document, place, torn, atTop);
    physical.push(whole);
    torn = tornBy(whole, torn);
    parts = [];
  }
  return physical;
}

/** The document as `2` reads it. */
export function read2(document: Document): Build {
  const build = newBuild(document, '2');
  const { roles } = build;
  const physical = physicalLines(document);
  for (const [at, line] of physical.entries()) {
    const role = build.error === null ? roleOf(build, line, at + 1) : 'unread';
    const next = physical[at + 1]?.index ?? document.lines.length;
    for (let index = line.index; index < next; index++) roles.push(role);
  }
  finish(build);
  return build;
}
