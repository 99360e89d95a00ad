/** Ratios, verdicts and tables of the benchmarks, from rows that are made up. */
import { describe, expect, it } from 'vitest';
import type { Row } from '../../bench/measure.ts';
import { pageOf, plainTable, ratioOf, verdictOf } from '../../bench/report.ts';

const row = (fields: Partial<Row>): Row => ({
  name: 'hover, 500 lines',
  measured: 2,
  p95: 3,
  bar: null,
  unit: 'ms',
  runs: 9,
  spread: null,
  note: '',
  ...fields,
});

const beside: Row['beside'] = {
  floor: { median: 1, p95: 1.5 },
  yaml: { median: 8, p95: 9 },
  json: { median: 4, p95: 5 },
  toml: 'not installed',
};

describe('ratioOf', () => {
  it.each([
    { what: 'to the floor', fields: { beside }, against: 'floor', expected: { value: 2, of: 'floor' } },
    { what: 'to the best peer', fields: { beside }, against: 'peer', expected: { value: 0.5, of: 'json' } },
    {
      what: 'to no peer that has no number',
      fields: { beside: { ...beside, json: 'cannot', yaml: { median: NaN, p95: NaN } } },
      against: 'peer',
      expected: null,
    },
    { what: 'of what was not measured', fields: { beside, measured: null }, against: 'peer', expected: null },
    { what: 'where nothing is beside it', fields: {}, against: 'floor', expected: null },
  ] as const)('$what', ({ fields, against, expected }) => {
    expect(ratioOf(row(fields), against)).toEqual(expected);
  });
});

describe('verdictOf', () => {
  it.each([
    { what: 'no bar', fields: { beside }, verdict: '-' },
    { what: 'just on the bar', fields: { bar: 2 }, verdict: 'ok' },
    { what: 'over the bar', fields: { bar: 1.9 }, verdict: 'over' },
    { what: 'not measured', fields: { bar: 1, measured: null }, verdict: '-' },
    { what: 'within a ratio', fields: { beside, bars: { peer: 0.5 } }, verdict: 'ok' },
    { what: 'over one of two ratios', fields: { beside, bars: { peer: 1, floor: 1.5 } }, verdict: 'over' },
    { what: 'no peer to hold it against', fields: { bars: { peer: 0.1 } }, verdict: '-' },
  ])('$what: $verdict', ({ fields, verdict }) => {
    expect(verdictOf(row(fields))).toBe(verdict);
  });
});

it('puts numbers, ratios and bars of a row in one line', () => {
  const [head = '', line = ''] = plainTable([row({ beside, bars: { floor: 1.25, peer: 1 } })]).split('\n');
  const cells = (text: string): string[] => text.trim().split(/ {2,}/);
  expect(cells(head)).toContain('to the best peer');
  expect(cells(line)).toEqual([
    'hover, 500 lines',
    '2 ×',
    '0.5 × json',
    '1.25 × floor, 1 × best peer',
    'over',
    '2 ms',
    '3 ms',
    '1 / 1.5',
    '8 / 9',
    '4 / 5',
    'not installed',
    '9',
  ]);
});

describe('the page', () => {
  const machine = {
    date: '2026-01-02',
    processor: 'Some Processor',
    processors: 4,
    system: 'Linux x64',
    node: '24.0.0',
    load: 0.123456,
  };
  const page = pageOf([row({ bar: 1 }), row({ name: 'parsing', unit: '^', measured: 0.98765, bar: 1.1 })], machine);

  it('says what the numbers are of, and which bars are not kept', () => {
    expect(page).toContain('Measured on 2026-01-02 in Node 24.0.0 on Linux x64, 4 processors (Some Processor)');
    expect(page).toContain('Not kept: hover, 500 lines.');
    expect(pageOf([row({ bar: 2 })], machine)).toContain('Every bar is kept.');
  });

  it('has as many cells in every line of a table as in its head', () => {
    for (const table of page.split('\n\n').filter((part) => part.startsWith('|'))) {
      expect(
        new Set(
          table
            .trim()
            .split('\n')
            .map((line) => line.split('|').length),
        ).size,
      ).toBe(1);
    }
  });

  it('tells no more digits than hold', () => {
    expect(page).toContain('| 0.988 |');
    expect(page).not.toContain('0.98765');
  });
});
