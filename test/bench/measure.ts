/** What the benchmarks share: two things are run in turns and compared, so that what slows the machine down slows both. */

/** A row of the table. */
export interface Row {
  readonly name: string;
  /** The median of the turns; null: it cannot be measured here, and the note says why. */
  readonly measured: number | null;
  /** The most that is in order, in the same unit. */
  readonly bar: number;
  /** ×: how often the other fits in · ^: the cost grows with this power · ms */
  readonly unit: '×' | '^' | 'ms';
  /** How often each was run, without the runs that only warm up. */
  readonly runs: number;
  /** Between these two lies the middle half of the turns; null where there was none. */
  readonly spread: readonly [least: number, most: number] | null;
  /** What it says for scale, or why there is none. */
  readonly note: string;
}

/** Nothing is measured to the last digit: up to this power the cost counts as growing no faster than what it is held against. */
export const linear = 1.1;

/** What one run gives: a time in milliseconds, or whatever is compared. */
type Measure = () => number | Promise<number>;

/** What each gave, by the turn. */
type Turns = readonly (readonly number[])[];

/** Runs all of them in turns, after one that is not counted. */
export async function inTurns(turns: number, measures: readonly Measure[]): Promise<Turns> {
  const numbers: number[][] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const row: number[] = [];
    for (const measure of measures) row.push(await measure());
    numbers.push(row);
  }
  return numbers.slice(1);
}

/** @param times the same so often that it lasts longer than a clock is wrong */
export const timed =
  (run: () => unknown, times = 1): Measure =>
  () => {
    const start = performance.now();
    for (let index = 0; index < times; index++) run();
    return performance.now() - start;
  };

type Measurement = Pick<Row, 'measured' | 'runs' | 'spread'>;

/** The median of one number from each turn. */
export function ofTurns<Turn>(turns: readonly Turn[], numberOf: (turn: Turn) => number): Measurement {
  const numbers = turns.map(numberOf);
  return {
    measured: quantile(numbers, 0.5),
    runs: turns.length,
    spread: [quantile(numbers, 0.25), quantile(numbers, 0.75)],
  };
}

/**
 * The first number of each turn, held against the second.
 *
 * @param parts how many of what is compared each of the two holds
 */
export const ratio = (turns: Turns, [ofOne, ofOther]: readonly [number, number] = [1, 1]): Measurement =>
  ofTurns(turns, ([one = NaN, other = NaN]) => one / ofOne / (other / ofOther));

/**
 * The power with which the numbers of a turn grow.
 *
 * @param sizes one for each number of a turn
 */
export const growth = (turns: Turns, sizes: readonly number[]): Measurement =>
  ofTurns(turns, (times) => slope(sizes.map(Math.log), times.map(Math.log)));

/** Of the line nearest to the points. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)];
  const along = xs.reduce((sum, each, index) => sum + (each - x) * ((ys[index] ?? y) - y), 0);
  return along / xs.reduce((sum, each) => sum + (each - x) ** 2, 0);
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Of one of the measures. */
export const medianOf = (turns: Turns, index: number): number =>
  quantile(
    turns.map((numbers) => numbers[index] ?? NaN),
    0.5,
  );

function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low = NaN, high = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place % 1);
}

/** For a note: a time in words. */
export const inWords = (milliseconds: number): string =>
  milliseconds >= 1 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds * 1000).toPrecision(3)} µs`;
