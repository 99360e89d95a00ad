/** The smallest decision tree: every combination of values leads to one branch, to what comes of it alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchesOf, type Branch, type Leaf } from '../../../server/src/simulator/decision-tree.ts';
import type { AssumedValue, Assuming } from '../../../server/src/simulator/outcome.ts';

type Values = Readonly<Record<string, readonly AssumedValue[]>>;

/** Every combination of the values, and what comes of each, numbered by its name. */
function leavesOf(values: Values, happening: (assuming: Assuming) => number): readonly Leaf<string>[] {
  const combinations = Object.entries(values).reduce<readonly Assuming[]>(
    (all, [name, choices]) => all.flatMap((assuming) => choices.map((value) => ({ ...assuming, [name]: value }))),
    [{}],
  );
  return combinations.map((assuming) => ({ assuming, result: nameOf(assuming), happening: happening(assuming) }));
}

const nameOf = (assuming: Assuming) => Object.values(assuming).map(String).join('/');

/** Whether a branch speaks of a combination. */
function covers({ assuming }: Branch<string>, leaf: Leaf<string>): boolean {
  return Object.entries(assuming).every(([name, value]) => {
    const own = leaf.assuming[name];
    return Array.isArray(value) ? value.includes(String(own)) : own === value;
  });
}

const both = [true, false];
const branches = (values: Values, happening: (assuming: Assuming) => number) => branchesOf(leavesOf(values, happening));

describe('the branches', () => {
  it('of nothing are none', () => {
    expect(branchesOf([])).toEqual([]);
  });

  it('are one where all is the same', () => {
    expect(branches({ a: both, b: both }, () => 7)).toEqual([
      { assuming: {}, happening: 7, results: ['true/true', 'true/false', 'false/true', 'false/false'] },
    ]);
  });

  it('leave out what makes no difference', () => {
    expect(branches({ a: both, b: both }, ({ b }) => Number(b))).toEqual([
      { assuming: { b: true }, happening: 1, results: ['true/true', 'false/true'] },
      { assuming: { b: false }, happening: 0, results: ['true/false', 'false/false'] },
    ]);
  });

  it('look first at what makes the fewest of them', () => {
    // b alone decides, but for one value of it.
    const all = branches({ a: both, b: ['x', 'y', 'z'] }, ({ a, b }) => (b === 'x' ? Number(a) : b === 'y' ? 2 : 3));
    expect(all.map(({ assuming }) => assuming)).toEqual([
      { b: 'x', a: true },
      { b: 'x', a: false },
      { b: 'y' },
      { b: 'z' },
    ]);
  });

  it('share the values that lead to the same', () => {
    const all = branches({ a: [null, 'x', 'y'] }, ({ a }) => Number(a === 'x'));
    expect(all.map(({ assuming }) => assuming)).toEqual([{ a: ['null', 'y'] }, { a: 'x' }]);
  });

  it('of two values of which neither decides alone are all four', () => {
    const all = branches({ a: both, b: both }, ({ a, b }) => Number(a === b));
    expect(all.map(({ assuming }) => assuming)).toEqual([
      { a: true, b: true },
      { a: true, b: false },
      { a: false, b: true },
      { a: false, b: false },
    ]);
  });
});

/** Two Pythons, each of which leaves some of the options unknown, and up to three happenings. */
const anyLeaves = fc
  .tuple(
    fc.record({ a: fc.constant(both), b: fc.constant(both), c: fc.constantFrom([null, 'x'], [null, 'x', 'y']) }),
    fc.array(fc.subarray(['a', 'b', 'c']), { minLength: 1, maxLength: 2 }),
    fc.array(fc.nat(2), { minLength: 64, maxLength: 64 }),
  )
  .map(([values, known, happenings]) =>
    known
      .flatMap((names, python) => {
        const chosen = Object.entries(values).filter(([name]) => names.includes(name));
        return leavesOf({ python: [String(python)], ...Object.fromEntries(chosen) }, () => 0);
      })
      .map((leaf, index): Leaf<string> => ({ ...leaf, happening: happenings[index] ?? 0 })),
  );

it('every combination is in one branch alone, and with those alone to which the same happens', () => {
  fc.assert(
    fc.property(anyLeaves, (leaves) => {
      const all = branchesOf(leaves);
      for (const leaf of leaves) {
        const [branch, ...others] = all.filter((candidate) => covers(candidate, leaf));
        expect(others).toEqual([]);
        expect(branch?.happening).toBe(leaf.happening);
        expect(branch?.results).toContain(leaf.result);
      }
      expect(all.flatMap(({ results }) => results).sort()).toEqual(leaves.map(({ result }) => result).sort());
    }),
  );
});
