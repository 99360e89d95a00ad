/** JSON on its way to the page: comes out as it went in, and what repeats in it goes once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpacked } from '../../../client/view/restored.ts';
import { packedLimit, type Packed } from '../../../server/src/protocol.ts';
import { Packing } from '../../../server/src/simulator/packing.ts';

const pack = (value: unknown): Packed => new Packing().packed(value);
const back = (value: unknown): unknown => unpacked(JSON.parse(JSON.stringify(pack(value))) as Packed);

describe('packing', () => {
  it('gives back any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(back(value))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('gives back any text with numbers in it', () => {
    const word = fc.constantFrom(
      ' ',
      '.',
      ',',
      '-',
      '–',
      'x',
      'é',
      '0',
      '00',
      '1',
      '22',
      '9999999',
      '10000000',
      '4.1.12',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(back(words.join(''))).toBe(words.join(''));
      }),
    );
  });

  it.each([
    ['neighbours', [4, 5, 6, 7]],
    ['neighbours, and others', [4, 5, 1, 2, 9]],
    ['numbers that stand still, or go back', [3, 3, 2, 1]],
    ['numbers that are no index', [0.5, -1, packedLimit]],
    ['nothing', []],
    ['numbers and something else', [1, 2, null]],
  ])('gives back a list of %s', (_, list) => {
    expect(back(list)).toEqual(list);
  });

  it('leaves out the fields that JSON leaves out', () => {
    expect(back({ a: undefined, b: 1 })).toEqual({ b: 1 });
  });

  it('gives back a field that is called like what every object has', () => {
    const text = '{"__proto__":{"constructor":1}}';
    expect(JSON.stringify(back(JSON.parse(text)))).toBe(text);
  });

  it('stores equal parts once, and makes one object of them', () => {
    const [one, other] = back([{ a: [1, 2] }, { a: [1, 2] }]) as object[];
    expect(one).toBe(other);
  });

  it('stores the words of sentences once that differ in their numbers', () => {
    const { words, values } = pack(['22 of 61 updates are back.', '23 of 61 updates are back.']);
    expect(words).toEqual([['', ' of ', ' updates are back.']]);
    expect(values).toHaveLength(3);
  });

  it('takes no release apart', () => {
    expect(pack('4.1.12-124.24.3.el6uek.x86_64').words).toEqual([]);
  });
});
