/** Numbers the lists, results and what-ifs of a preview, equal ones alike, and packs them. */
import type { PackedTables, Result, Update, WhatIf, Moment, Packed } from '../protocol.ts';
import type { Host } from './host.ts';
import { Packing } from './packing.ts';

export class PreviewTable {
  readonly #packing = new Packing();
  readonly #ids = new Map<string, number>();
  readonly #known = new WeakMap<readonly string[], number>();
  readonly #lists = new Numbered<readonly number[]>(this.#packing);
  readonly #results = new Numbered<Result>(this.#packing);
  readonly #whatIfs = new Numbered<WhatIf>(this.#packing);

  list(ids: readonly string[]): number {
    const known = this.#known.get(ids);
    if (known !== undefined) return known;
    const index = this.#lists.place(ids.map((id) => numberOf(this.#ids, id)));
    this.#known.set(ids, index);
    return index;
  }

  result(result: Result): number {
    return this.#results.place(result);
  }

  whatIf(whatIf: WhatIf): number {
    return this.#whatIfs.place(whatIf);
  }

  updates({ updates }: Host): readonly Update[] {
    return [...this.#ids.keys()].map((id) => ({ id, title: updates[id]?.title ?? '' }));
  }

  packed(moments: readonly Moment[]): Packed {
    const [lists, results, whatIfs] = [this.#lists.all, this.#results.all, this.#whatIfs.all];
    return this.#packing.packed({ lists, moments, results, whatIfs } satisfies PackedTables);
  }
}

/** Values, those that are equal once. */
class Numbered<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<number, number>();
  readonly #packing: Packing;

  constructor(packing: Packing) {
    this.#packing = packing;
  }

  place(value: T): number {
    const number = numberOf(this.#numbers, this.#packing.place(value));
    this.all[number] ??= value;
    return number;
  }
}

/** The number of a key, a new one for one that is not known yet. */
function numberOf<Key>(keys: Map<Key, number>, key: Key): number {
  const known = keys.get(key);
  if (known !== undefined) return known;
  keys.set(key, keys.size);
  return keys.size - 1;
}
