/**
 * Files as bytes. Python 2 reads any; Python 3 reads UTF-8 alone and raises UnicodeDecodeError, piece by piece, so that
 * a mistake in an earlier piece is reported instead (measured with CPython 3.6 to 3.13).
 */
import { isUtf8 } from 'node:buffer';
import { lineAt } from '../config/syntax.ts';
import type { Reading } from '../config/reader.ts';

/** The first bytes of a file that are no UTF-8. */
export interface Undecodable {
  /** Offset into the decoded text. */
  readonly offset: number;
  /** How many bytes Python blames; as many characters of the decoded text. */
  readonly length: number;
  /** Python's own words. */
  readonly message: string;
  /** Offset into the decoded text up to which Python has read when it meets them: it knows the lines that end there, or before. */
  readonly readUpTo: number;
}

export interface Decoded {
  readonly text: string;
  readonly undecodable: Undecodable | null;
}

/** Never throws. Each byte that is no UTF-8 becomes one character, from which `restore` makes a readable one. */
export function decode(bytes: Uint8Array): Decoded {
  if (isUtf8(bytes)) return { text: textOf(bytes), undecodable: null };
  const lengthOf = (end: number): number => textOf(bytes.subarray(0, end)).length;
  const { failure, pieceStart, position } = firstFailure(bytes);
  // A carriage return ends a line only when it is known whether a line feed follows.
  const waitsForLineFeed = bytes[pieceStart - 1] === 0x0d;
  return {
    text: decodeLeniently(bytes),
    undecodable: {
      offset: lengthOf(failure.start),
      length: failure.end - failure.start,
      message: messageOf(bytes, failure, position),
      readUpTo: lengthOf(waitsForLineFeed ? pieceStart - 1 : pieceStart),
    },
  };
}

/** A byte order mark is a character to Python, and to us: one decoder that keeps it, for making one costs more than using it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Characters of the private use area stand for bytes: one code unit each, and neither white space nor letter to any Python. */
const placeholder = 0xf700;

/** A text that came out of an undecodable file, readable: each byte as the character of Latin-1, or escaped as Python 2 does. */
export function restore(text: string): string {
  return text
    .replace(/[\uf780-\uf7ff]/g, (character) => String.fromCharCode(character.charCodeAt(0) - placeholder))
    .replace(/\\xef\\x(9[ef])\\x([89ab][0-9a-f])/g, (_, high: string, low: string) => {
      const code = 0xf000 | ((parseInt(high, 16) & 0x3f) << 6) | (parseInt(low, 16) & 0x3f);
      return `\\x${(code - placeholder).toString(16)}`;
    });
}

/** What Python 3 makes of the file that a lenient reading stands for. */
export function withDecodeError(reading: Reading, undecodable: Undecodable | null): Reading {
  if (undecodable === null || reading.dialect === '2') return reading;
  const { document, error } = reading;
  const blamed = error === null ? undefined : document.lines[error.line];
  const isComplete = blamed !== undefined && blamed.next > blamed.end && blamed.next <= undecodable.readUpTo;
  // ParsingError alone waits for the end of the file.
  if (error !== null && error.type !== 'ParsingError' && isComplete) return reading;
  const line = lineAt(document, undecodable.offset).index;
  const { message } = undecodable;
  return {
    ...reading,
    error: { type: 'UnicodeDecodeError', line, lines: [line], message },
    sections: new Map(),
    defaults: new Map(),
    roles: reading.roles.map((_, index) => (index === line ? 'error' : 'unread')),
  };
}

interface Failure {
  readonly start: number;
  readonly end: number;
  readonly reason: 'invalid start byte' | 'invalid continuation byte' | 'unexpected end of data';
}

/** How much of a file Python's text layer decodes at a time, in bytes. */
const pieceLength = 8192;

/** The first bytes that are no UTF-8, and where they stand: in the piece that Python decodes, and that piece in the file. */
function firstFailure(bytes: Uint8Array): { failure: Failure; pieceStart: number; position: number } {
  let boundary = 0;
  let pieceStart = 0;
  let at = 0;
  const enterPieceOf = (byte: number): void => {
    if (byte < boundary + pieceLength) return;
    boundary = byte - (byte % pieceLength);
    // The bytes of a character that goes on in this piece are decoded with it.
    pieceStart = Math.min(at, boundary);
  };
  for (;;) {
    const next = sequenceAt(bytes, at);
    if (typeof next === 'number') {
      enterPieceOf(next - 1);
      at = next;
      continue;
    }
    if (next.reason === 'unexpected end of data' || isCutSurrogate(bytes, at)) pieceStart = at;
    else enterPieceOf(next.reason === 'invalid start byte' ? at : next.end);
    return { failure: next, pieceStart, position: at - pieceStart };
  }
}

/**
 * Whether a piece ends with the first two of the three bytes of a surrogate, which Python 3.7 and later take for the start of a character
 * and decode with the next piece, be it empty. Python 3.6 blames them at once, in the piece that they end (measured).
 */
function isCutSurrogate(bytes: Uint8Array, at: number): boolean {
  const [first, second = 0] = bytes.subarray(at, at + 2);
  const end = at + 2;
  return first === 0xed && second >= 0xa0 && second <= 0xbf && (end % pieceLength === 0 || end === bytes.length);
}

/** Where the character at `at` ends, or why there is none. */
function sequenceAt(bytes: Uint8Array, at: number): number | Failure {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return at + 1;
  if (first < 0xc2 || first > 0xf4) return { start: at, end: at + 1, reason: 'invalid start byte' };
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return { start: at, end: at + index, reason: 'unexpected end of data' };
    const [least, most] = index === 1 ? (secondByte[first] ?? [0x80, 0xbf]) : [0x80, 0xbf];
    if (byte < least || byte > most) return { start: at, end: at + index, reason: 'invalid continuation byte' };
  }
  return at + length;
}

/** After these first bytes the second one is limited further: no overlong forms, no surrogates, nothing above U+10FFFF. */
const secondByte: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

function decodeLeniently(bytes: Uint8Array): string {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length;) {
    const next = sequenceAt(bytes, at);
    if (typeof next === 'number') {
      at = next;
      continue;
    }
    parts.push(textOf(bytes.subarray(start, at)), String.fromCharCode(placeholder + (bytes[at] ?? 0)));
    start = ++at;
  }
  parts.push(textOf(bytes.subarray(start)));
  return parts.join('');
}

function messageOf(bytes: Uint8Array, { start, end, reason }: Failure, position: number): string {
  const what =
    end - start === 1
      ? `byte 0x${(bytes[start] ?? 0).toString(16)} in position ${position}`
      : `bytes in position ${position}-${position + end - start - 1}`;
  return `'utf-8' codec can't decode ${what}: ${reason}`;
}

/** The bytes of a text that came out of an undecodable file: `decode` gives the same text again. */
export function encode(text: string): Uint8Array {
  return Buffer.concat(
    text
      .split(/([\uf780-\uf7ff])/)
      .map((part, index) => (index % 2 === 0 ? Buffer.from(part) : Buffer.of(part.charCodeAt(0) - placeholder))),
  );
}
