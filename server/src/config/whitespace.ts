/**
 * What the two Pythons take for white space and for upper case. JavaScript's own `trim`, `\s` and `toLowerCase` are no
 * substitute: `\s` lacks U+001C to U+001F and U+0085, and has U+FEFF.
 */
import type { Span } from './syntax.ts';

/** Whether a UTF-16 code unit is white space. */
export type IsSpace = (code: number) => boolean;

/** Python 2 on bytes: `str.isspace` and `\s` in the C locale. */
export function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Python 3: `str.isspace` and `\s`; all of it lies in the basic plane. */
export function isUnicodeSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    (code >= 0x1680 &&
      (code === 0x1680 ||
        (code >= 0x2000 && code <= 0x200a) ||
        code === 0x2028 ||
        code === 0x2029 ||
        code === 0x202f ||
        code === 0x205f ||
        code === 0x3000))
  );
}

/** The first offset from `start` that is no white space, `end` if there is none. */
export function skipSpace(text: string, start: number, end: number, isSpace: IsSpace): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Where text[start, end) ends without its trailing white space. */
export function trimEnd(text: string, start: number, end: number, isSpace: IsSpace): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Without white space at both ends; where nothing is left, an empty span at `end`. */
export function trimmed(text: string, start: number, end: number, isSpace: IsSpace = isUnicodeSpace): Span {
  const from = skipSpace(text, start, end, isSpace);
  return { start: from, end: trimEnd(text, from, end, isSpace) };
}

/** The offset of the first `=` or `:` in text[start, end), or -1. */
export function firstDelimiter(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3d || code === 0x3a) return at;
  }
  return -1;
}
