/** Chance that can be had again: the same seed gives the same choices. */
export interface Chance {
  /** A whole number from 0 to `most`. */
  readonly nat: (most: number) => number;
  readonly pick: <const T>(choices: readonly [T, ...T[]]) => T;
  readonly isOneIn: (count: number) => boolean;
}

/** Mulberry32: small, quick, and good enough to choose positions with. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const nat = (most: number): number => Math.floor(next() * (most + 1));
  return {
    nat,
    pick: ([first, ...rest]) => (rest.length === 0 ? first : ([first, ...rest][nat(rest.length)] ?? first)),
    isOneIn: (count) => nat(count - 1) === 0,
  };
}
