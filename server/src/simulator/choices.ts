/** Runs a program once for each way in which its choices can go, asking only those that it looks at. */

interface Choice {
  readonly id: string;
  readonly count: number;
  index: number;
}

/** One way through the program. */
export interface Course<T> {
  readonly result: T;
  /** By what was chosen: the index of the value. What the program did not look at is not in it. */
  readonly chosen: ReadonlyMap<string, number>;
}

export class Choices {
  /** In the order in which the program asks. */
  #path: Choice[] = [];
  #asked = 0;
  #chosen = new Map<string, number>();

  /** One of `count` values, by its index; asked again within a run, it answers the same. */
  choose(id: string, count: number): number {
    const known = this.#chosen.get(id);
    if (known !== undefined) return known;
    const choice = (this.#path[this.#asked++] ??= { id, count, index: 0 });
    this.#chosen.set(id, choice.index);
    return choice.index;
  }

  /** The program has to be deterministic: with the same answers it asks the same. */
  *courses<T>(program: () => T): Generator<Course<T>> {
    this.#path = [];
    do {
      this.#asked = 0;
      this.#chosen = new Map();
      yield { result: program(), chosen: this.#chosen };
    } while (this.#advance());
  }

  /** To the next untried answer of the latest choice that has one. */
  #advance(): boolean {
    for (let last = this.#path.pop(); last !== undefined; last = this.#path.pop()) {
      if (last.index + 1 < last.count) {
        this.#path.push({ ...last, index: last.index + 1 });
        return true;
      }
    }
    return false;
  }
}
