/** Stores what repeats in a preview once. */
import type { Result, Update, WhatIf } from '../protocol.ts';
import type { Host } from './host.ts';

export class PreviewTable {
  readonly lists: (readonly number[])[] = [];
  readonly results: Result[] = [];
  readonly whatIfs: WhatIf[] = [];
  readonly #ids = new Map<string, number>();
  readonly #known = new WeakMap<readonly string[], number>();
  readonly #lists = new Map<string, number>();
  readonly #results = new Map<string, number>();
  readonly #told = new WeakMap<WhatIf, number>();
  readonly #whatIfs = new Map<string, number>();

  list(ids: readonly string[]): number {
    const known = this.#known.get(ids);
    if (known !== undefined) return known;
    const numbers = ids.map((id) => intern(this.#ids, id));
    const index = intern(this.#lists, numbers.join());
    this.lists[index] ??= numbers;
    this.#known.set(ids, index);
    return index;
  }

  result(result: Result): number {
    const index = intern(this.#results, JSON.stringify(result));
    this.results[index] ??= result;
    return index;
  }

  whatIf(whatIf: WhatIf): number {
    const known = this.#told.get(whatIf);
    if (known !== undefined) return known;
    const index = intern(this.#whatIfs, JSON.stringify(whatIf));
    this.whatIfs[index] ??= whatIf;
    this.#told.set(whatIf, index);
    return index;
  }

  updates({ updates }: Host): readonly Update[] {
    return [...this.#ids.keys()].map((id) => ({ id, title: updates[id]?.title ?? '' }));
  }
}

/** The number of a key, a new one for one that is not known yet. */
function intern(keys: Map<string, number>, key: string): number {
  const known = keys.get(key);
  if (known !== undefined) return known;
  keys.set(key, keys.size);
  return keys.size - 1;
}
