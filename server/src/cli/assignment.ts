/** `--set Section.option=value`: the text of a file with that line in it. */
import type { Analysis } from '../analysis.ts';
import { redactMessage } from '../config/redact.ts';
import { findOption } from '../config/options.ts';
import type { Span } from '../config/syntax.ts';
import { UsageError } from './arguments.ts';

export interface Assignment {
  readonly section: string;
  readonly name: string;
  readonly value: string;
}

/** @throws {UsageError} for what is not `Section.option=value` on one line */
export function parseAssignment(argument: string): Assignment {
  const match = /^([^=\r\n]+)\.([^.=\r\n]+)=([^\r\n]*)$/.exec(argument);
  const [, section = '', name = '', value = ''] = match ?? [];
  if (!match || name.trim() === '') {
    throw new UsageError(`--set takes Section.option=value; not “${redactMessage(argument)}”.`);
  }
  return { section, name: name.trim(), value: value.trim() };
}

/** Null for an option that some client reads. */
export function remarkOn({ section, name }: Assignment): string | null {
  if (findOption(section, name.toLowerCase())) return null;
  return `No client reads ${section}.${name}: setting it changes nothing. Names of sections are case-sensitive.`;
}

/**
 * The text with the option set: in the place of each line that gives it a value, else at the end of its section, else in
 * a new section at the end.
 */
export function assign(analysis: Analysis, assignment: Assignment): string {
  const { text, document, outline } = analysis;
  const { section, name, value } = assignment;
  const terminator = text.includes('\r\n') ? '\r\n' : '\n';
  const line = value === '' ? `${name} =` : `${name} = ${value}`;

  const places = placesOf(analysis, assignment);
  if (places.length > 0) return replaceAll(text, places, line);

  const last = outline.findLast((candidate) => candidate.header !== null && candidate.name === section);
  if (last !== undefined) {
    const end = document.lines[last.lastLine]?.end ?? text.length;
    return `${text.slice(0, end)}${terminator}${line}${text.slice(end)}`;
  }
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : terminator;
  return `${text}${gap}[${section}]${terminator}${line}${terminator}`;
}

/** From the name of the option to the end of its last continuation line, for any Python; in the order of the text. */
function placesOf({ document, outline, readings }: Analysis, { section, name }: Assignment): Span[] {
  const lower = name.toLowerCase();
  const ends = new Map<number, number>();
  const add = (start: number, end: number): void => void ends.set(start, Math.max(end, ends.get(start) ?? end));
  for (const reading of readings) {
    const own = section === 'DEFAULT' ? reading.defaults : reading.sections.get(section)?.options;
    const found = own?.get(lower);
    if (found) add(found.line.key.start, Math.max(found.line.end, found.valueSpan.end));
  }
  // A template may give the option a value in several branches, and a reading has but the last of them.
  const branches = document.isTemplate ? outline.filter((candidate) => candidate.name === section) : [];
  for (const option of branches.flatMap(({ options }) => options)) {
    if (option.name === lower) add(option.line.key.start, document.lines[option.lastLine]?.end ?? option.line.end);
  }
  return [...ends].map(([start, end]) => ({ start, end })).sort((a, b) => a.start - b.start);
}

function replaceAll(text: string, places: readonly Span[], line: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of places) {
    // Inside of the place before, it was no option of its own to every Python.
    if (start < at) continue;
    parts.push(text.slice(at, start), line);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
