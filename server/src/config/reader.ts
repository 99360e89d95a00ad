/**
 * How each Python reads a document: exactly the sections, names and values that its ConfigParser gives, or the error it
 * raises. Measured against the interpreters themselves (test/unit/reader.differential.test.ts).
 */
import { isPlain } from './alike.ts';
import { expand } from './interpolation.ts';
import { interpolationMessage, lower } from './python.ts';
import { read2 } from './python2.ts';
import { read3 } from './python3.ts';
import type { Document, HeaderLine, OptionLine, Span } from './syntax.ts';

/** `2`: CPython 2.7 SafeConfigParser · `3.9`: CPython 3.6 to 3.9 ConfigParser · `3.10`: CPython 3.10 and later. */
export type Dialect = '2' | '3.9' | '3.10';
export const dialects: readonly Dialect[] = ['2', '3.9', '3.10'];

/** Python's own name of what it raises while it reads the file. */
export type ReadErrorType =
  | 'MissingSectionHeaderError'
  | 'ParsingError'
  | 'DuplicateSectionError'
  | 'DuplicateOptionError'
  | 'UnicodeDecodeError';

export interface ReadError {
  readonly type: ReadErrorType;
  /** Index of the (first) line that Python blames, 0-based. */
  readonly line: number;
  /** All lines that it blames: ParsingError collects them. */
  readonly lines: readonly number[];
  /** Python's own words, the file being called /etc/uptrack/uptrack.conf. */
  readonly message: string;
}

export type InterpolationErrorType =
  'InterpolationSyntaxError' | 'InterpolationMissingOptionError' | 'InterpolationDepthError';

/**
 * A value as the client gets it: a text, an error raised when it is fetched, or unknown, because a template span is in it
 * or because it expands to more than a machine could hold.
 */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly type: InterpolationErrorType; readonly message: string }
  | { readonly kind: 'unknown' };

/** What a dialect makes of a line of the document. */
export type LineRole =
  | 'blank' // nothing, or white space inside a value
  | 'comment'
  | 'header'
  | 'option'
  | 'continuation' // joins the value of the option above
  | 'tag' // rendered away before any client sees it
  | 'error' // this line is (part of) why the dialect raises
  | 'unread'; // comes after the line at which the dialect gave up

export interface OptionReading {
  /** As the client looks it up: lower-cased. */
  readonly name: string;
  /** The line that gave the value: of duplicates the last (Python 2). */
  readonly line: OptionLine;
  /** From the first character of the value to the last one on its last continuation line; empty for an empty value. */
  readonly valueSpan: Span;
  /** Before interpolation; null where a template span makes it unknown. */
  readonly raw: string | null;
}

export interface SectionReading {
  /** As written between the brackets; `DEFAULT` is not a section but `Reading.defaults`. */
  readonly name: string;
  /** Python 2 merges sections of the same name. Null for a name that a template span makes unknown: the section is then left out. */
  readonly headers: readonly HeaderLine[];
  /** Its own options, without those of [DEFAULT], in order of appearance. */
  readonly options: ReadonlyMap<string, OptionReading>;
}

export interface Reading {
  readonly dialect: Dialect;
  readonly document: Document;
  /** Null where the file can be read. With an error, `sections` holds what was read before the dialect gave up. */
  readonly error: ReadError | null;
  readonly sections: ReadonlyMap<string, SectionReading>;
  /** The options of [DEFAULT]. */
  readonly defaults: ReadonlyMap<string, OptionReading>;
  /** One for each line of the document. */
  readonly roles: readonly LineRole[];
}

/** One pass, linear in the text. A text is decoded already: UnicodeDecodeError is for those who read bytes. */
export function read(document: Document, dialect: Dialect): Reading {
  const build = dialect === '2' ? read2(document) : read3(document, dialect);
  const sections = new Map<string, SectionReading>();
  for (const [name, { headers, options }] of build.sections) sections.set(name, { name, headers, options });
  return { dialect, document, error: build.error, sections, defaults: build.defaults.options, roles: build.roles };
}

/** As `read` for each of the dialects; where they cannot differ, the document is read once. */
export function readAll(document: Document, wanted: readonly Dialect[]): readonly Reading[] {
  if (wanted.length > 1 && isPlain(document)) {
    // Of the strict ones, so that nothing stands twice.
    const reading = read(document, '3.9');
    if (reading.error === null) return wanted.map((dialect) => ({ ...reading, dialect }));
  }
  return wanted.map((dialect) => read(document, dialect));
}

/**
 * Of what `readAll` gives: whether one reading stands for all, that of a Python which refuses what stands twice, to its end. Then no
 * line is indented, and none is a remark.
 */
export const isReadOnce = ([first, ...others]: readonly Reading[]): boolean =>
  others.length > 0 && others.every(({ sections }) => sections === first?.sections);

const noOptions: ReadonlyMap<string, OptionReading> = new Map();

/** A section's own options; undefined where there is no such section. `DEFAULT` is one to `get` alone, and has none of its own. */
function ownOptions(reading: Reading, section: string): ReadonlyMap<string, OptionReading> | undefined {
  return section === 'DEFAULT' ? noOptions : reading.sections.get(section)?.options;
}

/** As `parser.get(section, option)`: with [DEFAULT] and interpolation; undefined where there is no such section or option. */
export function get(reading: Reading, section: string, option: string): Value | undefined {
  const { dialect, defaults } = reading;
  const own = ownOptions(reading, section);
  if (own === undefined) return undefined;
  const rawOf = (name: string): string | null | undefined => {
    const found = own.get(name);
    if (found !== undefined) return found.raw;
    // Python 2 keeps the section's name as an option, which hides that of [DEFAULT].
    if (name === '__name__' && dialect === '2' && section !== 'DEFAULT') return section;
    return defaults.get(name)?.raw;
  };
  const name = lower(option, dialect);
  const raw = rawOf(name);
  if (raw === undefined) return undefined;
  if (raw === null) return { kind: 'unknown' };
  if (!raw.includes('%')) return { kind: 'text', text: raw };
  const text = expand(raw, (reference) => {
    const referred = lower(reference, dialect);
    return { name: referred, raw: rawOf(referred) };
  });
  if (text === null) return { kind: 'unknown' };
  if (typeof text === 'string') return { kind: 'text', text };
  const message = interpolationMessage(text, { section, option: name, raw }, dialect);
  return { kind: 'error', type: text.type, message };
}

/** The reading that gives the option, be it of the section or of [DEFAULT]. */
export function find(reading: Reading, section: string, option: string): OptionReading | undefined {
  const own = ownOptions(reading, section);
  if (own === undefined) return undefined;
  const name = lower(option, reading.dialect);
  return own.get(name) ?? reading.defaults.get(name);
}

/** As `parser.options(section)`: with those of [DEFAULT]. */
export function optionNames(reading: Reading, section: string): string[] {
  const own = reading.sections.get(section)?.options;
  if (own === undefined) return [];
  const names = new Set([...own.keys(), ...reading.defaults.keys()]);
  if (reading.dialect === '2') names.delete('__name__');
  return [...names];
}
