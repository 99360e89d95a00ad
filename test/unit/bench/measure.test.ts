/** What the benchmarks make of numbers; the numbers here are made up. */
import { describe, expect, it } from 'vitest';
import { cellOf, growth, inTurns, ofTurns, quantile, ratio, slope } from '../../bench/measure.ts';

describe('quantile', () => {
  it.each([
    { numbers: [3, 1, 2], part: 0.5, expected: 2 },
    { numbers: [4, 1, 3, 2], part: 0.5, expected: 2.5 },
    { numbers: [7], part: 0.95, expected: 7 },
    { numbers: Array.from({ length: 21 }, (_, index) => 20 - index), part: 0.95, expected: 19 },
    { numbers: [10, 20], part: 0.95, expected: 19.5 },
  ])('$part of $numbers is $expected', ({ numbers, part, expected }) => {
    expect(quantile(numbers, part)).toBeCloseTo(expected, 10);
  });
});

describe('growth', () => {
  const sizes = [1, 10, 100];
  it.each([
    { cost: 'none', of: () => 5, power: 0 },
    { cost: 'linear', of: (size: number) => 3 * size, power: 1 },
    { cost: 'square', of: (size: number) => 0.1 * size ** 2, power: 2 },
    { cost: 'root', of: (size: number) => 7 * size ** 0.5, power: 0.5 },
  ])('finds the power of a cost that is $cost', ({ of, power }) => {
    const { measured, runs } = growth([sizes.map(of), sizes.map(of)], sizes);
    expect(measured).toBeCloseTo(power);
    expect(runs).toBe(2);
  });

  it('leaves further numbers of a turn out', () => {
    expect(growth([[1, 10, 100, 5]], sizes).measured).toBeCloseTo(1);
  });

  it('fits the line nearest to points that lie on none', () => {
    expect(slope([0, 1, 2], [0, 2, 2])).toBeCloseTo(1);
  });
});

describe('turns', () => {
  it('give the median, the p95 and the middle half', () => {
    const turns = [1, 2, 3, 4, 5].map((number) => [number]);
    expect(ofTurns(turns, ([number = NaN]) => number)).toEqual({ measured: 3, p95: 4.8, runs: 5, spread: [2, 4] });
    expect(cellOf(turns, 0)).toEqual({ median: 3, p95: 4.8 });
  });

  it('are compared one by one', () => {
    const turns = [
      [2, 1],
      [20, 40],
      [9, 3],
    ];
    expect(ratio(turns).measured).toBe(2);
    expect(ratio(turns, [10, 1]).measured).toBeCloseTo(0.2);
  });

  it('begin with another each time, and leave the first turn out', async () => {
    const order: string[] = [];
    const measure = (name: string, number: number) => () => {
      order.push(name);
      return number;
    };
    expect(await inTurns(2, [measure('a', 1), measure('b', 2)])).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(order.join('')).toBe('abbaab');
  });
});
