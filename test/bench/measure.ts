/** What the benchmarks share: two things are run in turns and compared, so that what slows the machine down slows both. */
import process from 'node:process';

/** What one of several did that are measured in the same turns: in the unit of the row; or why there is no number. */
export type Cell = { readonly median: number; readonly p95: number } | string;

/** What a row is held against, where servers are compared. */
export type Against = 'floor' | 'peer';

/** A row of the table. */
export interface Row {
  readonly name: string;
  /** The median of the turns; null: it cannot be measured here, and the note says why. */
  readonly measured: number | null;
  /** Of the turns, nineteen in twenty are below; left out or null where there are no turns. */
  readonly p95?: number | null;
  /** The most that is in order, in the same unit; null: it is only there for scale. */
  readonly bar: number | null;
  /** ×: how often the other fits in · ^: the cost grows with this power · /ms: how many in a millisecond */
  readonly unit: '×' | '^' | 'ms' | 'MB' | 'KB' | '/ms';
  /** How often each was run, without the runs that only warm up. */
  readonly runs: number;
  /** Between these two lies the middle half of the turns; null where there was none. */
  readonly spread: readonly [least: number, most: number] | null;
  /** What it says for scale, or why there is none. */
  readonly note: string;
  /** What the other servers did in the same turns, by their id. */
  readonly beside?: Readonly<Record<string, Cell>>;
  /** The most that is in order of the ratio to the empty server, and to the best peer. */
  readonly bars?: Readonly<Partial<Record<Against, number>>>;
}

/** Few turns, to see that all of it works: the numbers are not worth much. */
export const isQuick = process.argv.includes('--quick');

const quickTurns = 3;

/** Nothing is measured to the last digit: up to this power the cost counts as growing no faster than what it is held against. */
export const linear = 1.1;

/** What one run gives: a time in milliseconds, or whatever is compared. */
export type Measure = () => number | Promise<number>;

/** What each gave, by the turn. */
export type Turns = readonly (readonly number[])[];

/**
 * Runs all of them in turns, after one that is not counted; each turn begins with the next of them.
 *
 * @param patience after so many seconds no further turn begins, once there were a few
 */
export async function inTurns(turns: number, measures: readonly Measure[], patience = Infinity): Promise<Turns> {
  const wanted = isQuick ? Math.min(turns, quickTurns) : turns;
  const end = performance.now() + patience * 1000;
  const numbers: number[][] = [];
  while (numbers.length <= wanted && (numbers.length <= quickTurns || performance.now() < end)) {
    const row = measures.map(() => NaN);
    for (const [place] of measures.entries()) {
      const index = (place + numbers.length) % measures.length;
      row[index] = (await measures[index]?.()) ?? NaN;
    }
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

type Measurement = Pick<Row, 'measured' | 'p95' | 'runs' | 'spread'>;

/** The median of one number from each turn. */
export function ofTurns<Turn>(turns: readonly Turn[], numberOf: (turn: Turn) => number): Measurement {
  const numbers = turns.map(numberOf);
  return {
    measured: quantile(numbers, 0.5),
    p95: quantile(numbers, 0.95),
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
 * @param sizes one for each of the first numbers of a turn
 */
export const growth = (turns: Turns, sizes: readonly number[]): Measurement =>
  ofTurns(turns, (times) => slope(sizes.map(Math.log), times.slice(0, sizes.length).map(Math.log)));

/** Of the line nearest to the points. */
export function slope(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)];
  const along = xs.reduce((sum, each, index) => sum + (each - x) * ((ys[index] ?? y) - y), 0);
  return along / xs.reduce((sum, each) => sum + (each - x) ** 2, 0);
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Of one of the measures. */
export const medianOf = (turns: Turns, index: number): number => quantile(column(turns, index), 0.5);

/** The same with what nineteen in twenty turns are below. */
export const cellOf = (turns: Turns, index: number): Exclude<Cell, string> => ({
  median: medianOf(turns, index),
  p95: quantile(column(turns, index), 0.95),
});

const column = (turns: Turns, index: number): number[] => turns.map((numbers) => numbers[index] ?? NaN);

/** @param part 0.5 is the median; between two numbers it is as far along as the part says */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low = NaN, high = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place % 1);
}

/** For a note: a time in words. */
export const inWords = (milliseconds: number): string =>
  milliseconds >= 1 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds * 1000).toPrecision(3)} µs`;
