/**
 * Lists of update ids: order, and what the steps of a plan do to them. Lists never change, and the same few meet again and
 * again in the moments of one host: what is computed of two of them is remembered.
 */
import type { Kernel } from './host.ts';

/** A step of a plan, `Install ID` or `Remove ID`. */
export interface Step {
  readonly command: 'Install' | 'Remove';
  readonly id: string;
}

export function parseStep(step: string): Step {
  const at = step.indexOf(' ');
  return { command: step.startsWith('Remove') ? 'Remove' : 'Install', id: at < 0 ? '' : step.slice(at + 1) };
}

type List = readonly string[];

function remembered(compute: (a: List, b: List) => List): (a: List, b: List) => List {
  const known = new WeakMap<List, WeakMap<List, List>>();
  return (a, b) => {
    const results = known.get(a) ?? new WeakMap<List, List>();
    known.set(a, results);
    const result = results.get(b) ?? compute(a, b);
    results.set(b, result);
    return result;
  };
}

const places = new WeakMap<List, ReadonlyMap<string, number>>();

function placesIn(list: List): ReadonlyMap<string, number> {
  const found = places.get(list) ?? new Map(list.map((id, index) => [id, index]));
  places.set(list, found);
  return found;
}

/** Remove what is installed and not available, then install the rest of available. */
export const fullUpgrade = remembered((available, installed) => [
  ...without(installed, available).map((id) => `Remove ${id}`),
  ...without(available, installed).map((id) => `Install ${id}`),
]);

/** The steps of an upgrade: as the kernel's plan says, or of a full upgrade where it has none. */
export function stepsOf({ upgradePlan, available }: Kernel, installed: readonly string[]): readonly string[] {
  return upgradePlan ?? fullUpgrade(available, installed);
}

/** What is installed after these steps, in the order in which it was. */
export function run(installed: readonly string[], steps: readonly string[]): readonly string[] {
  const present = new Set(installed);
  for (const { command, id } of steps.map(parseStep)) {
    if (command === 'Remove') present.delete(id);
    else present.add(id);
  }
  return [...present];
}

/** Mostly a list is in order already. */
function isAscending(ids: List, place: ReadonlyMap<string, number>): boolean {
  let last = -1;
  return ids.every((id) => {
    const at = place.get(id) ?? -1;
    const isNext = at > last;
    last = at;
    return isNext;
  });
}

/** In the order of the package list. What the list does not hold keeps its place behind the id it stood behind. */
export const inListOrder = remembered((ids, list) => {
  if (sameIds(ids, list)) return list;
  const place = placesIn(list);
  if (isAscending(ids, place)) return ids;
  const groups: { readonly place: number; readonly ids: string[] }[] = [{ place: -1, ids: [] }];
  for (const id of ids) {
    const at = place.get(id);
    if (at === undefined) groups.at(-1)?.ids.push(id);
    else groups.push({ place: at, ids: [id] });
  }
  const ordered = groups.sort((a, b) => a.place - b.place).flatMap((group) => group.ids);
  return sameIds(ordered, list) ? list : sameIds(ordered, ids) ? ids : ordered;
});

/** Those of `ids` that are not in `others`, in order. */
export const without = remembered((ids, others) => {
  if (sameIds(ids, others)) return [];
  const taken = placesIn(others);
  return ids.filter((id) => !taken.has(id));
});

const heads = new WeakMap<List, Map<number, List>>();

/** The first so many of a list. */
export function firstOf(list: readonly string[], count: number): readonly string[] {
  const known = heads.get(list) ?? new Map<number, List>();
  heads.set(list, known);
  const head = known.get(count) ?? (count >= list.length ? list : list.slice(0, count));
  known.set(count, head);
  return head;
}

/** `ids`, then `more`. */
export const joined = remembered((ids, more) => (more.length === 0 ? ids : [...ids, ...more]));

export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((id, index) => id === b[index]));
}
