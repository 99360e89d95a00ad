import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, restore, withDecodeError } from '../../../server/src/cli/bytes.ts';
import { read, type Dialect } from '../../../server/src/config/reader.ts';
import { parse } from '../../../server/src/config/syntax.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array => Buffer.concat(parts.map((part) => Buffer.from(part)));

function errorOf(content: Uint8Array, dialect: Dialect) {
  const { text, undecodable } = decode(content);
  const { error } = withDecodeError(read(parse(text), dialect), undecodable);
  return error && { type: error.type, line: error.line, message: error.message };
}

const undecodable = (line: number, what: string) => ({
  type: 'UnicodeDecodeError',
  line,
  message: `'utf-8' codec can't decode ${what}`,
});

// What CPython 3.7, 3.9, 3.10 and 3.13 answered; 3.6 differs in surrogates that are cut.
describe('bytes that are not UTF-8, to Python 3', () => {
  const filler = `#${'y'.repeat(8190)}\n`;

  it.each([
    [
      'Latin-1',
      bytes('[A]\nx = caf', [0xe9], '\n'),
      undecodable(1, 'byte 0xe9 in position 11: invalid continuation byte'),
    ],
    ['a lone continuation', bytes('[A]\n', [0x80]), undecodable(1, 'byte 0x80 in position 4: invalid start byte')],
    ['an overlong form', bytes('[A]\n', [0xc0, 0x80]), undecodable(1, 'byte 0xc0 in position 4: invalid start byte')],
    ['UTF-16', bytes([0xff, 0xfe, 0x5b, 0]), undecodable(0, 'byte 0xff in position 0: invalid start byte')],
    [
      'a surrogate',
      bytes('a', [0xed, 0xa0, 0x80]),
      undecodable(0, 'byte 0xed in position 1: invalid continuation byte'),
    ],
    ['a third byte', bytes([0xe2, 0x82], 'a'), undecodable(0, 'bytes in position 0-1: invalid continuation byte')],
    ['too high', bytes([0xf4, 0x90, 0x80]), undecodable(0, 'byte 0xf4 in position 0: invalid continuation byte')],
    ['cut short', bytes('[A]\nx = ', [0xc3]), undecodable(1, 'byte 0xc3 in position 0: unexpected end of data')],
    ['cut shorter', bytes([0xf0, 0x9f, 0x98]), undecodable(0, 'bytes in position 0-2: unexpected end of data')],
    [
      'in the second piece',
      bytes(filler, '[A]\n', [0xff]),
      undecodable(2, 'byte 0xff in position 4: invalid start byte'),
    ],
    [
      'after a character in two pieces',
      bytes('#'.repeat(8191), 'é\n[A]\n', [0xff]),
      undecodable(2, 'byte 0xff in position 7: invalid start byte'),
    ],
    [
      'a surrogate in two pieces',
      bytes('#'.repeat(8190), [0xed, 0xa0, 0x80]),
      undecodable(0, 'byte 0xed in position 0: invalid continuation byte'),
    ],
    [
      'a surrogate cut short',
      bytes('[A]\nx = ', [0xed, 0xa0]),
      undecodable(1, 'byte 0xed in position 0: invalid continuation byte'),
    ],
    [
      'a surrogate before the end of a piece',
      bytes('#'.repeat(8189), [0xed, 0xa0, 0x80]),
      undecodable(0, 'byte 0xed in position 8189: invalid continuation byte'),
    ],
    [
      'after a carriage return that ends a piece, and no line yet',
      bytes('#'.repeat(8189), '\nx\r', [0xff]),
      undecodable(2, 'byte 0xff in position 0: invalid start byte'),
    ],
    [
      'behind a ParsingError',
      bytes('[A]\nx\n', filler, [0xff]),
      undecodable(3, 'byte 0xff in position 6: invalid start byte'),
    ],
    [
      'in the piece of another mistake',
      bytes('x\n', [0xff]),
      undecodable(1, 'byte 0xff in position 2: invalid start byte'),
    ],
  ] as const)('%s', (_, content, expected) => {
    expect(errorOf(content, '3.9')).toEqual(expected);
    expect(errorOf(content, '3.10')).toEqual(expected);
    expect(errorOf(content, '2')?.type).not.toBe('UnicodeDecodeError');
  });

  it('comes after a mistake that ends the reading in an earlier piece', () => {
    expect(errorOf(bytes('x\n', filler, [0xff]), '3.9')?.type).toBe('MissingSectionHeaderError');
    expect(errorOf(bytes('[A]\nx=1\nx=2\n', filler, [0xff]), '3.10')?.type).toBe('DuplicateOptionError');
    expect(errorOf(bytes('x\n', [0xc3]), '3.9')?.type).toBe('MissingSectionHeaderError');
  });
});

describe('decoding', () => {
  it('keeps a byte order mark and every other character', () => {
    expect(decode(bytes('\ufeff[A]\0é😀'))).toEqual({ text: '\ufeff[A]\0é😀', undecodable: null });
  });

  it('agrees with the platform on what UTF-8 is, and loses no byte', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.constantFrom('a', '\n', 'é', '日', '😀', '\ufeff', '\ufffd').map((text) => bytes(text)),
    );
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const content = Buffer.concat(parts);
        const { text, undecodable: failure } = decode(content);
        let expected: string | null = null;
        try {
          expected = strict.decode(content);
        } catch {
          expect(failure).not.toBeNull();
        }
        if (expected !== null) expect({ text, failure }).toEqual({ text: expected, failure: null });
        const written = Array.from(text, (character) =>
          /[\uf780-\uf7ff]/.test(character) ? bytes([character.charCodeAt(0) & 0xff]) : bytes(character),
        );
        expect(Buffer.concat(written)).toEqual(content);
      }),
    );
  });

  it('makes every byte readable again', () => {
    for (let byte = 0x80; byte <= 0xff; byte++) {
      expect(restore(decode(bytes([byte])).text)).toBe(String.fromCharCode(byte));
    }
  });

  it("writes a byte as Python 2 does in its parser's words", () => {
    const { text } = decode(bytes('[A]\nsans d', [0xe9], 'limiteur\n'));
    expect(restore(read(parse(text), '2').error?.message ?? '')).toContain(String.raw`'sans d\xe9limiteur\n'`);
  });
});

it('encodes what it has decoded, as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (content) => {
      const { text, undecodable: isBroken } = decode(content);
      if (isBroken !== null) expect([...encode(text)]).toEqual([...content]);
    }),
  );
  expect([...encode(decode(bytes('caf', [0xe9], '\u00e9')).text)]).toEqual([...bytes('caf', [0xe9], '\u00e9')]);
});
