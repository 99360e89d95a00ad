/** The smallest decision tree over what is assumed. */
import { describe, expect, it } from 'vitest';
import { branchesOf, type Leaf } from '../../../server/src/simulator/decision-tree.ts';
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
