/** Which of several assumed values make a difference: the smallest decision tree over them, as its branches. */
import type { AssumedValue, Assuming } from './outcome.ts';

/** One combination of values, and what comes of it. */
export interface Leaf<T> {
  readonly assuming: Assuming;
  readonly result: T;
  /** Equal where the same happens. */
  readonly happening: number;
}

/** Combinations of values under which the same happens. */
export interface Branch<T> {
  /** What they have in common; a list: any of these values. What makes no difference is not in it. */
  readonly assuming: Assuming;
  readonly happening: number;
  /** Of each combination, in the order of the leaves. */
  readonly results: readonly T[];
}

interface Tree<T> {
  readonly branches: readonly Branch<T>[];
  /** Equal where the same values lead to the same happenings. */
  readonly key: string;
}

/**
 * The smallest tree, of several the one whose first variable stands first in the leaves. Leaves that do not know a variable are
 * told apart by another one before it is looked at.
 *
 * @param leaves every combination of the values of its variables, each once
 */
export function branchesOf<T>(leaves: readonly Leaf<T>[]): readonly Branch<T>[] {
  const places = new Map(leaves.map((leaf, index) => [leaf, index]));
  // The same leaves are left whichever variable is looked at first.
  const known = new Map<string, Tree<T>>();
  const decide = (some: readonly Leaf<T>[]): Tree<T> => {
    const key = some.map((leaf) => places.get(leaf)).join();
    const tree = known.get(key) ?? keyed(smallest(some, decide));
    known.set(key, tree);
    return tree;
  };
  return decide(leaves).branches;
}

function keyed<T>(branches: readonly Branch<T>[]): Tree<T> {
  return { branches, key: JSON.stringify(branches.map(({ assuming, happening }) => [assuming, happening])) };
}

type Decide<T> = (leaves: readonly Leaf<T>[]) => Tree<T>;

function smallest<T>(leaves: readonly Leaf<T>[], decide: Decide<T>): readonly Branch<T>[] {
  const [first] = leaves;
  if (first === undefined) return [];
  const { happening } = first;
  if (leaves.every((leaf) => leaf.happening === happening)) {
    return [{ assuming: {}, happening, results: leaves.map(({ result }) => result) }];
  }
  const variables = Object.keys(first.assuming).filter(
    (name) =>
      leaves.every(({ assuming }) => name in assuming) &&
      leaves.some(({ assuming }) => assuming[name] !== first.assuming[name]),
  );
  return variables
    .map((name) => split(leaves, name, decide))
    .reduce((best, tree) => (tree.length < best.length ? tree : best));
}

function split<T>(leaves: readonly Leaf<T>[], name: string, decide: Decide<T>): readonly Branch<T>[] {
  const byValue = [...groupBy(leaves, ({ assuming }) => assuming[name] ?? null)].map(([value, group]) => ({
    value,
    tree: decide(group),
  }));
  // Values under which all is the same share one tree.
  const shared = [...groupBy(byValue, ({ tree }) => tree.key).values()].map((same) => ({
    values: same.map(({ value }) => value),
    branches: same.map(({ tree }) => tree.branches).reduce(together),
  }));
  return shared.flatMap(({ values, branches }) => {
    if (shared.length === 1) return branches;
    const [only = null] = values;
    const value: AssumedValue = values.length > 1 ? values.map(String) : only;
    return branches.map((branch) => ({ ...branch, assuming: { [name]: value, ...branch.assuming } }));
  });
}

/** Of two trees with the same branches: what either stands for. */
function together<T>(one: readonly Branch<T>[], other: readonly Branch<T>[]): readonly Branch<T>[] {
  return one.map((branch, index) => ({ ...branch, results: [...branch.results, ...(other[index]?.results ?? [])] }));
}

/** In the order of the items, and the groups in that of their first. */
export function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
