/** Stores what repeats in a preview once. */
import type { Result, StoredPreview, StoredResult, Update, WhatIf } from '../protocol.ts';
import type { Host } from './host.ts';

export class PreviewTable {
  readonly lists: (readonly number[])[] = [];
  readonly results: StoredResult[] = [];
  readonly whatIfs: WhatIf[] = [];
  readonly #ids = new Map<string, number>();
  readonly #known = new WeakMap<readonly string[], number>();
  readonly #lists = new Map<string, number>();
  readonly #results = new Map<string, number>();
  readonly #parts = {
    boot: new Stored<Result['boot']>(),
    stages: new Stored<Result['stages']>(),
    fix: new Stored<Result['fix']>(),
    trap: new Stored<Result['trap']>(),
    refusal: new Stored<Result['refusal']>(),
  };
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
    const { boot, stages, fix, trap, refusal } = this.#parts;
    const stored: StoredResult = {
      ...result,
      boot: boot.place(result.boot),
      stages: stages.place(result.stages),
      fix: fix.place(result.fix),
      trap: trap.place(result.trap),
      refusal: refusal.place(result.refusal),
    };
    const index = intern(this.#results, JSON.stringify(stored));
    this.results[index] ??= stored;
    return index;
  }

  get shared(): StoredPreview['shared'] {
    const { boot, stages, fix, trap, refusal } = this.#parts;
    return { boot: boot.all, stages: stages.all, fix: fix.all, trap: trap.all, refusal: refusal.all };
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

/** Values, those that are equal once. */
class Stored<T> {
  readonly all: T[] = [];
  readonly #places = new Map<string, number>();

  place(value: T): number {
    const place = intern(this.#places, JSON.stringify(value));
    this.all[place] ??= value;
    return place;
  }
}

/** The number of a key, a new one for one that is not known yet. */
function intern(keys: Map<string, number>, key: string): number {
  const known = keys.get(key);
  if (known !== undefined) return known;
  keys.set(key, keys.size);
  return keys.size - 1;
}
