import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, distance, nearMiss } from '../../../server/src/config/distance.ts';

describe('distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['Auth', 'auth', 1],
    ['upgrade_on_rebot', 'upgrade_on_reboot', 1],
    ['acceskey', 'accesskey', 1],
    ['access_key', 'accesskey', 1],
    // A swap of neighbours is one edit, not two.
    ['Settnigs', 'Settings', 1],
    ['abcd', 'badc', 2],
    // Optimal string alignment: nothing is edited twice (unrestricted: 2).
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['flaw', 'lawn', 2],
  ])('of %j and %j is %i', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
    expect(distance(b, a)).toBe(expected);
  });

  it('is 0 for equal words alone, symmetric, and at most the longer length', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const edits = distance(a, b);
        expect(edits === 0).toBe(a === b);
        expect(distance(b, a)).toBe(edits);
        expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(edits).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });

  it('is told up to a limit, and Infinity beyond it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, most) => {
        const edits = distance(a, b);
        expect(distance(a, b, most)).toBe(edits > most ? Infinity : edits);
      }),
      { numRuns: 1000 },
    );
  });

  it('grows by one with each edit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.nat(7), (a, at) => {
        const place = at % a.length;
        expect(distance(a, a.slice(0, place) + a.slice(place + 1))).toBe(1);
        expect(distance(a, `${a.slice(0, place)}x${a.slice(place)}`)).toBe(1);
        expect(distance(a, `${a.slice(0, place)}x${a.slice(place + 1)}`)).toBe(1);
      }),
    );
  });
});

describe('closest', () => {
  const names = ['Auth', 'Network', 'Settings', 'User'];

  it.each([
    ['auth', 'Auth', 0],
    [' Auth ', 'Auth', 0],
    ['SETTINGS', 'Settings', 0],
    ['Setting', 'Settings', 1],
    ['Networking', null, null],
    ['Netwrk', 'Network', 1],
    ['Ntwrk', 'Network', 2],
    ['Ntwk', null, null],
    ['', null, null],
  ])('of %j is %j', (word, expected, edits) => {
    expect(closest(word, names)).toEqual(expected === null ? null : { word: expected, distance: edits });
  });

  it('is the nearest, and of equally near ones the first', () => {
    expect(closest('ab', ['abcd', 'abc', 'abd'])?.word).toBe('abc');
  });

  it('is a near miss or nothing', () => {
    expect(nearMiss).toBe(2);
    expect(closest('abc', ['abcdef'])).toBeNull();
  });
});
