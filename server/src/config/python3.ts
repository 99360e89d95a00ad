/** The lines of a document as Python 3's ConfigParser takes them, with its defaults: strict, blank lines inside of values. */
import {
  blame,
  continueOption,
  finish,
  hasSpan,
  indentBefore,
  joinFragment,
  newBuild,
  openOption,
  openSection,
  passOutput,
  passStatements,
  passStatementsBefore,
  passStatementsBehind,
  passTag,
  refuseEmptyName,
  stopForMissingHeader,
} from './building.ts';
import type { Build } from './building.ts';
import { lower } from './python.ts';
import type { BlamedLine } from './python.ts';
import type { Dialect, LineRole } from './reader.ts';
import type { Document, HeaderLine, Line, OptionLine, Span, TextLine } from './syntax.ts';
import { isStatement } from './tags.ts';
import { firstDelimiter, isUnicodeSpace, trimEnd, trimmed } from './whitespace.ts';

type FilledLine = HeaderLine | OptionLine | TextLine;

/** Where the first character that counts stands. */
function firstOf(line: FilledLine): number {
  switch (line.kind) {
    case 'header':
      return line.name.start - 1;
    case 'option':
      return line.key.start;
    case 'text':
      return line.content.start;
  }
}

/** Universal newlines: whatever ends the line, Python sees `\n`. */
function blamedLine(document: Document, line: Line): BlamedLine {
  const text = document.text.slice(line.start, line.end);
  return { number: line.index + 1, text: line.next > line.end ? `${text}\n` : text };
}

/** 3.9 ends the name at the first `]`, 3.10 at the last one; neither takes an empty name. */
function sectionName(document: Document, line: HeaderLine, last: number, dialect: Dialect): Span | null {
  const { close } = line;
  if (close === null) return null;
  const { start } = line.name;
  // Behind a statement is another branch.
  const statement = document.isTemplate
    ? line.templates.find((span) => span.start >= close.end && isStatement(document.text, span))
    : undefined;
  const behind = Math.min(last, statement?.start ?? last);
  const end = dialect === '3.9' ? line.name.end : document.masked.lastIndexOf(']', behind - 1);
  return end > start ? { start, end } : null;
}

/** The line as an option; null without a delimiter. */
function asOption(document: Document, line: FilledLine, first: number, last: number): OptionLine | null {
  if (line.kind === 'option') return line;
  const at = line.kind === 'header' ? firstDelimiter(document.masked, first, last) : -1;
  if (at === -1) return null;
  const { index, start, end, next, indent, templates } = line;
  const key = { start: first, end: trimEnd(document.masked, first, at, isUnicodeSpace) };
  const delimiter = { start: at, end: at + 1 };
  const value = trimmed(document.masked, at + 1, end);
  return { kind: 'option', index, start, end, next, indent, templates, key, delimiter, value };
}

/** Takes a line that is no continuation; `error` with `build.error` set where Python gives up at it. */
function takeLine(build: Build, line: FilledLine, first: number, last: number): LineRole {
  const { document, dialect } = build;
  if (line.kind === 'header') {
    const name = sectionName(document, line, last, dialect);
    if (name !== null) {
      const text = hasSpan(build, line, name.start, name.end) ? null : document.text.slice(name.start, name.end);
      return openSection(build, line, text) ? 'header' : 'error';
    }
    if (hasSpan(build, line, first, last)) {
      openSection(build, line, null);
      return 'header';
    }
  }
  const option = asOption(document, line, first, last);
  const isUnknown = hasSpan(build, line, first, option?.key.end ?? last);
  if (isUnknown) passOutput(build, line);
  const { section } = build;
  if (section === null) {
    stopForMissingHeader(build, line, blamedLine(document, line));
    return 'error';
  }
  if (option === null || option.key.start === option.key.end) {
    if (isUnknown) return 'tag';
    blame(build, line, blamedLine(document, line));
    if (option !== null) refuseEmptyName(build, section, line);
    return 'error';
  }
  const { key, value } = option;
  const name = isUnknown ? null : lower(document.text.slice(key.start, key.end), dialect);
  return openOption(build, section, option, name, value.start, value.end) ? 'option' : 'error';
}

/** The document as `3.9` or `3.10` read it. */
export function read3(document: Document, dialect: Exclude<Dialect, '2'>): Build {
  const build = newBuild(document, dialect);
  const { roles } = build;
  /** The indentation of the last line that was no continuation: what is indented deeper continues. */
  let level = 0;
  for (const line of document.lines) {
    if (build.error !== null) {
      roles.push('unread');
      continue;
    }
    if (line.kind === 'blank') {
      if (build.option !== null) build.option.blanks++;
      roles.push('blank');
      continue;
    }
    if (line.kind === 'comment') {
      passStatements(build, line);
      roles.push('comment');
      continue;
    }
    if (line.kind === 'tag') {
      passTag(build, line);
      roles.push('tag');
      continue;
    }
    if (line.kind === 'text' && line.isFragment) {
      roles.push(joinFragment(build, line));
      continue;
    }
    const first = firstOf(line);
    const last = trimEnd(document.masked, first, line.end, isUnicodeSpace);
    const indent = indentBefore(build, line, first);
    if (build.option !== null && indent > level) {
      continueOption(build, build.option, line, first, last);
      passStatements(build, line);
      roles.push('continuation');
      continue;
    }
    level = indent;
    passStatementsBefore(build, line, first);
    roles.push(takeLine(build, line, first, last));
    passStatementsBehind(build, line, first);
  }
  finish(build);
  return build;
}
