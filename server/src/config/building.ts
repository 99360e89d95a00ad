/** What the readers of both Pythons do alike: open sections, collect values, note roles and errors. */
import type { Dialect, LineRole, ReadError, ReadErrorType } from './reader.ts';
import type { Document, HeaderLine, Line, OptionLine } from './syntax.ts';
import { duplicateOption, duplicateSection, missingSectionHeader, parsingErrors } from './python.ts';
import type { BlamedLine } from './python.ts';
import { passBefore, passBehind, type Branches } from './branches.ts';
import { assign, joinSections, newSection, type SectionBuild } from './open-section.ts';
import { isStatement, mayWrite } from './tags.ts';
import { eatsIndent, touches } from './templates.ts';

/** The option whose value is being collected. */
interface OptionBuild {
  readonly section: SectionBuild;
  /** Null for a name that a template span makes unknown: its value is read and dropped. */
  readonly name: string | null;
  readonly line: OptionLine;
  readonly tags: number;
  start: number;
  end: number;
  raw: string | null;
  /** Blank lines that become part of the value if another line joins it. */
  blanks: number;
}

export interface Build {
  readonly document: Document;
  readonly dialect: Dialect;
  readonly sections: Map<string, SectionBuild & { readonly name: string }>;
  readonly defaults: SectionBuild;
  readonly roles: LineRole[];
  /** Lines that are collected into one ParsingError. */
  readonly bad: (BlamedLine & { readonly index: number })[];
  section: SectionBuild | null;
  /** How a template comes to the section. */
  readonly branches: Branches<SectionBuild | null>;
  option: OptionBuild | null;
  /** What ends the reading at once. */
  error: ReadError | null;
  /** How many template tags were passed; two lines with a tag between them may be in different branches. */
  tags: number;
}

export function newBuild(document: Document, dialect: Dialect): Build {
  return {
    document,
    dialect,
    sections: new Map(),
    defaults: newSection('DEFAULT'),
    roles: [],
    bad: [],
    section: null,
    branches: { blocks: [], join: joinSections, unknown: () => newSection(null) },
    option: null,
    error: null,
    tags: 0,
  };
}

/** Whether a template span makes text[start, end) of a line unknown. In a plain file the client reads spans literally. */
export function hasSpan(build: Build, line: Line, start: number, end: number): boolean {
  return line.templates.length > 0 && build.document.isTemplate && touches(line.templates, start, end);
}

/** The width of the white space before `first` as it is rendered: statements render to nothing, some eat what is before them. */
export function indentBefore(build: Build, line: Line, first: number): number {
  let width = Math.max(0, first - line.indent.start);
  if (line.templates.length === 0 || !build.document.isTemplate) return width;
  const { text } = build.document;
  for (const span of line.templates) {
    if (span.start >= first) break;
    width -= Math.min(span.end, first) - Math.max(span.start, line.indent.start);
    if (eatsIndent(text, span) && span.start > line.start) width = first - span.end;
  }
  return width;
}

/** Whether statements make what stands before and behind a line branches. */
function hasStatements({ document }: Build, { templates }: Line): boolean {
  return document.isTemplate && templates.some((span) => isStatement(document.text, span));
}

/** Passes the statements before the text of a line, which begins at an offset. */
export function passStatementsBefore(build: Build, line: Line, offset: number): void {
  if (!hasStatements(build, line)) return;
  build.tags++;
  build.section = passBefore(build.branches, build.document.text, line, offset, build.section);
}

/** Passes the other statements of the line. */
export function passStatementsBehind(build: Build, line: Line, offset: number): void {
  if (!hasStatements(build, line)) return;
  build.tags++;
  build.section = passBehind(build.branches, build.document.text, line, offset, build.section);
}

/** Passes the statements of a line that sets nothing. */
export function passStatements(build: Build, line: Line): void {
  passStatementsBefore(build, line, line.next);
}

/** A line of nothing but template spans. */
export function passTag(build: Build, line: Line): void {
  build.tags++;
  build.section = passBefore(build.branches, build.document.text, line, line.next, build.section);
  passOutput(build, line);
}

/** A line that may be rendered as a section header. */
export function passOutput(build: Build, { templates }: Line): void {
  if (build.section === null && mayWrite(build.document.text, templates)) build.section = newSection(null);
}

function stop(build: Build, type: ReadErrorType, line: Line, message: string): false {
  build.error = { type, line: line.index, lines: [line.index], message };
  return false;
}

export function stopForMissingHeader(build: Build, line: Line, blamed: BlamedLine): void {
  stop(build, 'MissingSectionHeaderError', line, missingSectionHeader(blamed, build.dialect));
}

/** False where the dialect refuses a second section of this name. */
export function openSection(build: Build, line: HeaderLine, name: string | null): boolean {
  closeOption(build);
  if (name === null) {
    build.section = newSection(null);
    return true;
  }
  if (name === 'DEFAULT') {
    build.section = build.defaults;
  } else {
    const known = build.sections.get(name);
    if (known === undefined) {
      const added = { ...newSection(name), name };
      build.sections.set(name, added);
      build.section = added;
    } else if (build.dialect !== '2' && known.tags === build.tags) {
      return stop(build, 'DuplicateSectionError', line, duplicateSection(name, line.index + 1, build.dialect));
    } else {
      build.section = known;
    }
  }
  build.section.tags = build.tags;
  build.section.headers.push(line);
  return true;
}

/** Python 3 goes on after an option without a name, but not after a second one. */
export function refuseEmptyName(build: Build, section: SectionBuild, line: Line): void {
  closeOption(build);
  if (section.hasEmptyName && section.name !== null)
    stop(build, 'DuplicateOptionError', line, duplicateOption(section.name, '', line.index + 1, build.dialect));
  section.hasEmptyName = true;
}

/** Notes a line for the ParsingError at the end of the file. */
export function blame(build: Build, line: Line, blamed: BlamedLine): void {
  build.bad.push({ ...blamed, index: line.index });
}

/** The line of a new option, its name and where its value stands; false where the dialect refuses a second such option. */
export function openOption(
  build: Build,
  section: SectionBuild,
  line: OptionLine,
  name: string | null,
  start: number,
  end: number,
): boolean {
  closeOption(build);
  if (name !== null && build.dialect !== '2' && section.name !== null && section.options.has(name)) {
    const before = section.assignments.get(name);
    if (before === undefined || before.tags === build.tags)
      return stop(
        build,
        'DuplicateOptionError',
        line,
        duplicateOption(section.name, name, line.index + 1, build.dialect),
      );
  }
  const raw = hasSpan(build, line, start, end) ? null : build.document.text.slice(start, end);
  build.option = { section, name, line, tags: build.tags, start, end: spanEnd(build, line, end), raw, blanks: 0 };
  return true;
}

/** Joins text[start, end) of a line to the value. */
export function continueOption(build: Build, option: OptionBuild, line: Line, start: number, end: number): void {
  if (option.raw !== null) {
    const breaks = option.blanks === 0 ? '\n' : '\n'.repeat(option.blanks + 1);
    // Behind a tag, the line joins the value in one branch only.
    const isUnknown = option.tags !== build.tags || hasSpan(build, line, start, end);
    option.raw = isUnknown ? null : option.raw + breaks + build.document.text.slice(start, end);
  }
  option.blanks = 0;
  if (option.start === option.end) option.start = start;
  option.end = spanEnd(build, line, end);
}

/** The role of a fragment; to a value it is one more unknown part. */
export function joinFragment(build: Build, line: Line): LineRole {
  const above = build.roles.findLast((role) => role !== 'tag' && role !== 'blank') ?? 'tag';
  passStatements(build, line);
  if (above !== 'option' && above !== 'continuation') return above;
  if (build.option !== null) continueOption(build, build.option, line, line.start, line.end);
  return 'continuation';
}

/** A value that ends in a template span ends where that does, be it lines below. */
function spanEnd(build: Build, line: Line, end: number): number {
  const last = build.document.isTemplate ? line.templates.at(-1) : undefined;
  return last !== undefined && last.start < end && last.end > end ? last.end : end;
}

/** Stores the option whose value is now complete. */
export function closeOption(build: Build): void {
  const { option } = build;
  if (option === null) return;
  build.option = null;
  const { section, name, line, start, end } = option;
  if (name === null) return;
  const reading = { name, line, valueSpan: { start, end }, raw: option.raw };
  if (build.document.isTemplate)
    for (const candidate of section.candidates) assign(candidate, option.tags, { ...reading, raw: null });
  if (build.document.isTemplate) assign(section, option.tags, reading);
  else section.options.set(name, reading);
}

/** The error that the dialect raises at the end of the file, if any. */
export function finish(build: Build): void {
  closeOption(build);
  const [first] = build.bad;
  if (build.error !== null || first === undefined) return;
  build.error = {
    type: 'ParsingError',
    line: first.index,
    lines: build.bad.map(({ index }) => index),
    message: parsingErrors(build.bad, build.dialect),
  };
}
