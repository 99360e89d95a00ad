/** Stores what repeats in an answer once: of many moments, most differ in a few numbers. */
import { packedKinds, packedLimit, type Packed, type PackedValue } from '../protocol.ts';

/** A number in a sentence that stands by itself, below `packedLimit`; never a part of a release. */
const numbers = /(?<![\w.-])(0|[1-9]\d{0,6})(?![\w-]|\.\w)/;

export class Packing {
  readonly #values = new Stored<PackedValue>();
  /** By what was placed: the same object is not looked into again. */
  readonly #places = new Map<unknown, number>();
  readonly #shapes = new Stored<readonly string[]>();
  readonly #words = new Stored<readonly string[]>();

  /** Where a value of JSON is stored: equal ones in the same place. What is placed once must not change. */
  place(value: unknown): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const place = this.#values.place(this.#packed(value));
    this.#places.set(value, place);
    return place;
  }

  /** @param value whose parts may have been placed before */
  packed(value: unknown): Packed {
    const root = this.place(value);
    return { root, values: this.#values.all, shapes: this.#shapes.all, words: this.#words.all };
  }

  #packed(value: unknown): PackedValue {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value as PackedValue;
    return Array.isArray(value) ? this.#list(value) : this.#object(value);
  }

  #text(text: string): PackedValue {
    const parts = text.split(numbers);
    if (parts.length === 1) return text;
    const words = this.#words.place(parts.filter((_, index) => index % 2 === 0));
    return [packedKinds.text, words, ...parts.flatMap((part, index) => (index % 2 === 1 ? Number(part) : []))];
  }

  #list(items: readonly unknown[]): PackedValue {
    return items.length > 0 && items.every(isIndex)
      ? [packedKinds.runs, ...runsOf(items)]
      : [packedKinds.list, ...items.map((item) => this.place(item))];
  }

  #object(value: object): PackedValue {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    const shape = this.#shapes.place(fields.map(([name]) => name));
    return [packedKinds.object, shape, ...fields.map(([, field]) => this.place(field))];
  }
}

const isIndex = (value: unknown): value is number =>
  Number.isInteger(value) && 0 <= (value as number) && (value as number) < packedLimit;

/** The first of each run of neighbours, and how many they are. */
function runsOf(indices: readonly number[]): readonly number[] {
  const runs: number[] = [];
  let next = -1;
  for (const index of indices) {
    if (index === next) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(index, 1);
    next = index + 1;
  }
  return runs;
}

/** Values, those that are equal once. */
class Stored<T> {
  readonly all: T[] = [];
  readonly #places = new Map<string, number>();

  place(value: T): number {
    const key = JSON.stringify(value);
    const place = this.#places.get(key) ?? this.all.push(value) - 1;
    this.#places.set(key, place);
    return place;
  }
}
