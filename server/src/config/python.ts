/** What the Pythons say and how they write a text in a message. */
import type { Dialect, InterpolationErrorType } from './reader.ts';

/** What the client passes to its parser. */
const path = '/etc/uptrack/uptrack.conf';

/** The name under which an option is stored and looked up. Python 2 lowers bytes: ASCII alone. */
export function lower(name: string, dialect: Dialect): string {
  const lowered = name.toLowerCase();
  if (dialect !== '2' || lowered === name) return lowered;
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const shortEscapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
/** Python 2 sees the UTF-8 bytes of a character, each of its own. A lone surrogate is saved as U+FFFD. */
const utf8 = new TextEncoder();

function escape(character: string, dialect: Dialect): string {
  const code = character.codePointAt(0) ?? 0;
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  if (dialect === '2') return Array.from(utf8.encode(character), (byte) => `\\x${hex(byte, 2)}`).join('');
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** Python 3 prints every character but those of the categories Other and Separator. */
const unprintable = { '2': /[^ -~]/gu, '3': /(?! )[\p{C}\p{Z}]/gu };

/** Nothing to escape but a final newline. */
const simple = /^[ !#-&(-[\]-~]*\n?$/;

/** As Python's `repr` writes a text: bytes in Python 2. */
export function repr(text: string, dialect: Dialect): string {
  if (simple.test(text)) return text.endsWith('\n') ? `'${text.slice(0, -1)}\\n'` : `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
  if (quote === "'" && body.includes("'")) body = body.replaceAll("'", "\\'");
  body = body.replace(unprintable[dialect === '2' ? '2' : '3'], (character) => escape(character, dialect));
  return quote + body + quote;
}

/** A line that Python complains about, its terminator included as Python sees it; the number is 1-based. */
export interface BlamedLine {
  readonly number: number;
  readonly text: string;
}

const padded = (number: number): string => String(number).padStart(2, ' ');

export function missingSectionHeader(line: BlamedLine, dialect: Dialect): string {
  const file = dialect === '2' ? path : repr(path, dialect);
  return `File contains no section headers.\nfile: ${file}, line: ${line.number}\n${repr(line.text, dialect)}`;
}

export function parsingErrors(lines: readonly BlamedLine[], dialect: Dialect): string {
  const start = dialect === '2' ? `File contains parsing errors: ${path}` : `Source contains parsing errors: '${path}'`;
  return start + lines.map(({ number, text }) => `\n\t[line ${padded(number)}]: ${repr(text, dialect)}`).join('');
}

export function duplicateSection(name: string, number: number, dialect: Dialect): string {
  return `While reading from '${path}' [line ${padded(number)}]: section ${repr(name, dialect)} already exists`;
}

export function duplicateOption(section: string, name: string, number: number, dialect: Dialect): string {
  const option = `option ${repr(name, dialect)} in section ${repr(section, dialect)}`;
  return `While reading from '${path}' [line ${padded(number)}]: ${option} already exists`;
}

/** Where an interpolation fails. */
export interface InterpolationFailure {
  readonly type: InterpolationErrorType;
  /** What is left to expand: from the offending `%`; behind the reference if its option is missing; the whole value if too deep. */
  readonly rest: string;
  /** The name that was looked up; null where there is none. */
  readonly reference: string | null;
}

/** The section, the option and the raw value that were asked for. */
export interface Asked {
  readonly section: string;
  readonly option: string;
  readonly raw: string;
}

/** Python's limit of nested references. */
export const maxInterpolationDepth = 10;

export function interpolationMessage(failure: InterpolationFailure, asked: Asked, dialect: Dialect): string {
  const { rest, reference } = failure;
  if (failure.type === 'InterpolationSyntaxError') {
    return rest.startsWith('%(')
      ? `bad interpolation variable reference ${repr(rest, dialect)}`
      : `'%' must be followed by '%' or '(', found: ${repr(rest, dialect)}`;
  }
  const isMissing = failure.type === 'InterpolationMissingOptionError';
  if (dialect === '2') {
    const title = isMissing ? 'Bad value substitution:' : 'Value interpolation too deeply recursive:';
    const key = isMissing ? `\tkey    : ${reference ?? ''}\n` : '';
    return `${title}\n\tsection: [${asked.section}]\n\toption : ${asked.option}\n${key}\trawval : ${rest}\n`;
  }
  const where = `option ${repr(asked.option, dialect)} in section ${repr(asked.section, dialect)}`;
  const raw = `Raw value: ${repr(asked.raw, dialect)}`;
  return isMissing
    ? `Bad value substitution: ${where} contains an interpolation key ${repr(reference ?? '', dialect)} which is not a valid option name. ${raw}`
    : `Recursion limit exceeded in value substitution: ${where} contains an interpolation key which cannot be substituted in ${maxInterpolationDepth} steps. ${raw}`;
}
