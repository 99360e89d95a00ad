/** Every server with a document of every size, measured in the same turns. */
import { cellOf, inTurns, ofTurns, type Cell, type Measure, type Row, type Turns } from './measure.ts';
import type { Sample } from './samples.ts';
import type { Server } from './servers.ts';

/** Lines of the documents. */
export const sizes = [30, 500, 6000] as const;
export type Size = (typeof sizes)[number];

/** One server with a document of one size. */
export interface Case {
  readonly server: Server;
  readonly size: Size;
  readonly sample: Sample;
}

export const casesOf = (servers: readonly Server[]): readonly Case[] =>
  sizes.flatMap((size) => servers.map((server) => ({ server, size, sample: server.sample(size) })));

/** Why some cases have no number. */
export type Reasons = ReadonlyMap<Case, string>;

export const notInstalled = (cases: readonly Case[]): Reasons =>
  new Map(cases.flatMap((each) => (each.server.missing === null ? [] : [[each, each.server.missing] as const])));

/** What each case gave, by the turn. */
export interface Measured {
  readonly cases: readonly Case[];
  readonly turns: Turns;
  readonly reasons: Reasons;
}

/** Seconds for the turns of one thing, however slow the slowest server is. */
const patience = 180;

/** @param measure of a case that has no reason against it */
export async function measureCases(
  count: number,
  cases: readonly Case[],
  reasons: Reasons,
  measure: (each: Case) => Measure,
): Promise<Measured> {
  const measures = cases.map((each): Measure => (reasons.has(each) ? () => NaN : measure(each)));
  return { cases, turns: await inTurns(count, measures, patience), reasons };
}

const numberOf = ({ cases, turns }: Measured, id: string, size: Size): ((turn: Turns[number]) => number) => {
  const index = cases.findIndex((each) => each.server.id === id && each.size === size);
  if (turns.length > 0 && index < 0) throw new Error(`${id} was not measured at ${size} lines`);
  return (turn) => turn[index] ?? NaN;
};

/** Ours at one size, with the others beside it. */
export function rowOf(measured: Measured, name: string, size: Size, bars: Row['bars'] = {}): Row {
  const { cases, turns, reasons } = measured;
  const others = cases.filter((each) => each.size === size && each.server.id !== 'ours');
  const cell = (each: Case): Cell => reasons.get(each) ?? cellOf(turns, cases.indexOf(each));
  return {
    name,
    ...ofTurns(turns, numberOf(measured, 'ours', size)),
    bar: null,
    unit: 'ms',
    note: '',
    beside: Object.fromEntries(others.map((each) => [each.server.id, cell(each)])),
    bars,
  };
}

/** Nothing that a server has to do for a document of 500 lines takes it so many milliseconds: it waits for further edits. */
const waiting = 100;

/** Ours at the middle size, held against the fastest of the peers that wait for further edits. */
export function waitingRow(measured: Measured, name: string, bar: number): Row {
  const { cases, turns, reasons } = measured;
  const peers = cases.filter(
    (each) => each.size === 500 && !reasons.has(each) && cellOf(turns, cases.indexOf(each)).median >= waiting,
  );
  const ours = numberOf(measured, 'ours', 500);
  const row = { name: `${name}, 500 lines, against the best peer that waits`, bar, unit: '×' } as const;
  if (peers.length === 0) return { ...row, measured: null, runs: 0, spread: null, note: 'none waits' };
  return {
    ...row,
    ...ofTurns(turns, (turn) => ours(turn) / Math.min(...peers.map((each) => turn[cases.indexOf(each)] ?? NaN))),
    note: `these wait: ${peers.map(({ server }) => server.id).join(', ')}`,
  };
}

/** Ours at the largest size, held against the middle one. */
export function growthRow(measured: Measured, name: string, bar: number): Row {
  const [large, middle] = [6000, 500] as const;
  const [of, against] = [numberOf(measured, 'ours', large), numberOf(measured, 'ours', middle)];
  return {
    name: `${name}, ${large} lines against ${middle}`,
    ...ofTurns(measured.turns, (turn) => of(turn) / against(turn)),
    bar,
    unit: '×',
    note: '',
  };
}
