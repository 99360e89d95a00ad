/** The bytes of a file as the Pythons decode them: Python 2 not at all, Python 3 strictly, in chunks. */
import type { Undecodable } from './syntax.ts';

/** In bytes: how much Python 3 reads, and decodes, at a time. Lines of earlier chunks are taken before a later one fails. */
const chunkLength = 8192;

/** A byte order mark stays: it is what Python sees. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

export interface Decoded {
  /** With U+FFFD for what is no UTF-8. */
  readonly text: string;
  /** Null for valid UTF-8. */
  readonly undecodable: Undecodable | null;
}

/** The text of a file, and where Python 3 refuses it; both are for `parse`. */
export function decode(bytes: Uint8Array): Decoded {
  const text = utf8.decode(bytes);
  const invalid = text.includes('\ufffd') ? firstInvalid(bytes) : null;
  if (invalid === null) return { text, undecodable: null };
  const { start, end, reason } = invalid;
  const from = decodedFrom(bytes, invalid);
  const first = start - from;
  const place =
    end === start + 1
      ? `byte 0x${(bytes[start] ?? 0).toString(16).padStart(2, '0')} in position ${first}`
      : `bytes in position ${first}-${end - 1 - from}`;
  const lengthUpTo = (offset: number): number => utf8.decode(bytes.subarray(0, offset)).length;
  const message = `'utf-8' codec can't decode ${place}: ${reason}`;
  return { text, undecodable: { at: lengthUpTo(start), readTo: lengthUpTo(from), message } };
}

/** Offsets of bytes. */
interface Invalid {
  readonly start: number;
  readonly end: number;
  readonly reason: 'invalid start byte' | 'invalid continuation byte' | 'unexpected end of data';
}

/** How many bytes a character has, by its first one; 0 for none. */
function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** The least and the greatest second byte where these are not 0x80 and 0xbf: no overlong form, no surrogate, no more than U+10FFFF. */
const secondBytes: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

function firstInvalid(bytes: Uint8Array): Invalid | null {
  for (let start = 0; start < bytes.length;) {
    const first = bytes[start] ?? 0;
    const length = lengthOf(first);
    if (length === 0) return { start, end: start + 1, reason: 'invalid start byte' };
    for (let end = start + 1; end < start + length; end++) {
      const byte = bytes[end];
      if (byte === undefined) return { start, end, reason: 'unexpected end of data' };
      const [least, most] = (end === start + 1 ? secondBytes[first] : undefined) ?? [0x80, 0xbf];
      if (byte < least || byte > most) return { start, end, reason: 'invalid continuation byte' };
    }
    start += length;
  }
  return null;
}

/** Where the bytes begin that Python decodes together with the invalid ones: at a chunk, or at a character that it cuts. */
function decodedFrom(bytes: Uint8Array, { start, end, reason }: Invalid): number {
  const chunk = Math.floor(start / chunkLength) * chunkLength;
  const chunkEnd = Math.min(chunk + chunkLength, bytes.length);
  // The beginning of a surrogate is kept for the next chunk too, though nothing can make it valid (since 3.7).
  const isSurrogate = bytes[start] === 0xed && (bytes[start + 1] ?? 0) >= 0xa0 && (bytes[start + 1] ?? 0) <= 0xbf;
  const needed = isSurrogate ? end + 1 : end;
  const isCut = reason === 'unexpected end of data' || (reason === 'invalid continuation byte' && needed >= chunkEnd);
  if (isCut) return start;
  let from = chunk;
  while (from > 0 && from > chunk - 4 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from--;
  return from + lengthOf(bytes[from] ?? 0) > chunk ? from : chunk;
}
