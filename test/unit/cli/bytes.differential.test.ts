/** Our reading of files that are not UTF-8 against the Pythons 3 of this machine, around the ends of the pieces that these decode. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { decode, withDecodeError } from '../../../server/src/cli/bytes.ts';
import { read, type Dialect } from '../../../server/src/config/reader.ts';
import { parse } from '../../../server/src/config/syntax.ts';
import { findInterpreters, startOracle, type Answer } from '../python.ts';

const runs = 1_000;
const seed = Number(process.env.UPTRACK_DIFFERENTIAL_SEED ?? Math.floor(Math.random() * 2 ** 31));

const text = fc
  .constantFrom('a', 'é', '日', '😀', '\ufeff', '\n', '\r', '\r\n', '=', '\n[B]\n', '\nx = 1\n', '\nx\n')
  .map((each) => Buffer.from(each));
/** Where a character ends too soon, goes on wrongly, or must not begin. */
const notText = fc
  .constantFrom(
    ...[[0x80], [0xc0, 0x80], [0xc3], [0xe2, 0x82], [0xe0, 0x9f], [0xf0, 0x9f, 0x98], [0xf4, 0x90], [0xf5], [0xff]],
    ...[[0xed], [0xed, 0x9f], [0xed, 0xa0], [0xed, 0xbf], [0xed, 0xa0, 0x80], [0xed, 0xa0, 0x41]],
  )
  .map((each) => Buffer.from(each));
const some = (part: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc.array(part, { maxLength: 5 }).map((parts) => Buffer.concat(parts));

const start = fc.constantFrom('', '[A]\n', 'x\n', '[A]\ny\n', '[A]\nx=1\nx=2\n', '\r\n[A]\r');
/** Lines of comment in all the room there is: one, or many. */
const comment = fc.constantFrom('#', '#yyyyyyyyyyyyyyyyyyyyyy\n', ';yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r');
/** Room that is left in front of the end of a piece. */
const room = fc.nat(8);

const files: fc.Arbitrary<Buffer> = fc
  .tuple(start, comment, fc.constantFrom(0, 8192, 16384), room, some(text), some(fc.oneof(text, notText)), some(text))
  .map(([first, filler, end, left, ...rest]) => {
    const length = Math.max(0, end - left - first.length);
    return Buffer.concat([Buffer.from(first), Buffer.alloc(length, filler), ...rest]);
  });

/** Python names no line where it cannot decode. */
interface Refusal {
  readonly type: string;
  readonly line: number | null;
  readonly message: string;
}

function ourRefusal(file: Uint8Array, dialect: Dialect): Refusal | null {
  const { text: content, undecodable } = decode(file);
  const { error } = withDecodeError(read(parse(content), dialect), undecodable);
  if (error === null) return null;
  const { type, line, message } = error;
  return { type, line: type === 'UnicodeDecodeError' ? null : line + 1, message };
}

function refusalIn(answer: Answer): Refusal | null {
  if (!('error' in answer)) return null;
  const { type, line, message } = answer.error;
  return { type, line, message };
}

const holdsSurrogate = (file: Buffer): boolean =>
  file.some((byte, index) => byte === 0xed && (file[index + 1] ?? 0) >= 0xa0);

const oracles = findInterpreters()
  .filter(({ dialect }) => dialect !== '2')
  .map(startOracle);
afterAll(() => {
  for (const oracle of oracles) oracle.close();
});

if (oracles.length === 0) {
  test('no Python 3 is installed here: bytes.test.ts stands alone', () => {
    console.warn('No Python 3.6+ found: nothing to compare with.');
  });
} else {
  test.each(oracles.map((oracle) => [oracle.interpreter.version, oracle] as const))(
    'files that are not UTF-8 are refused as Python %s refuses them',
    async (version, oracle) => {
      const all = fc.sample(files, { numRuns: runs, seed });
      // Python 3.6 alone takes a surrogate in two pieces otherwise.
      const asked = version.startsWith('3.6.') ? all.filter((file) => !holdsSurrogate(file)) : all;
      const answers = await oracle.ask(asked);
      for (const [index, file] of asked.entries()) {
        const answer = answers[index];
        const ends = `${file.length} bytes, the last ones ${file.subarray(-40).toString('hex')}`;
        const what = `UPTRACK_DIFFERENTIAL_SEED=${seed}: ${ends}`;
        expect(ourRefusal(file, oracle.interpreter.dialect), what).toEqual(answer && refusalIn(answer));
      }
    },
  );
}
