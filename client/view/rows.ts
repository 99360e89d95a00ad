/** What the table of updates says of each update, at one moment and under one result. */

import type { Preview, Result, StageSummary } from '../../server/src/protocol.ts';
import { membersOf } from './lists.ts';

/** `none`: neither installed nor expected. `new`: installed now, but not in memory when the power failed. */
export type Cell = 'installed' | 'back' | 'new' | 'missing' | 'pending' | 'none';

/** The columns, in the order of time. */
export const columns = ['before', 'early', 'late', 'cron'] as const satisfies readonly (
  'before' | StageSummary['stage']
)[];

/** What an update is at the end of the late stage; the filter buttons choose by it. */
export const kinds = ['back', 'missing', 'pending', 'new'] as const;
/** One of `kinds`. */
export type Kind = (typeof kinds)[number];

/** One update at one moment. */
export interface Row {
  readonly id: string;
  /** Without the CVEs that it begins with. */
  readonly title: string;
  /** The CVEs that the title names, in its order, separated by spaces. */
  readonly cves: string;
  readonly kind: Kind | null;
  /** One `Cell` a column, separated by spaces: equal rows compare equal. */
  readonly cells: string;
}

/** An update that its listing counts without naming it. */
export function isUnlisted({ id }: Pick<Row, 'id'>): boolean {
  return id.startsWith('unlisted-');
}

/** One row an update, in the order of `Preview.updates`. */
export function rowsOf(preview: Preview, result: Result): readonly Row[] {
  const memory = membersOf(preview, result.memory);
  const back = membersOf(preview, result.back);
  const missing = membersOf(preview, result.missing);
  const pending = membersOf(preview, result.pending);
  const stages = columns.slice(1).map((name) => {
    const stage = result.stages.find((one) => one.stage === name);
    return stage === undefined ? null : membersOf(preview, stage.installed);
  });
  const late = stages[1] ?? null;
  const sameKernel = result.boot.kernel === preview.host.running;

  return preview.updates.map(({ id, title }, update) => {
    const inMemory = memory[update] === 1;
    const comes = pending[update] === 1 || stages.some((members) => members?.[update] === 1);
    const after = stages.map((members): Cell => {
      if (members === null) return 'none';
      if (members[update] === 1) return inMemory ? 'back' : 'new';
      if (inMemory && sameKernel) return 'missing';
      return comes ? 'pending' : 'none';
    });
    return { id, ...named(title), kind: kindAt(update), cells: [inMemory ? 'installed' : 'none', ...after].join(' ') };
  });

  function kindAt(update: number): Kind | null {
    if (back[update] === 1) return 'back';
    if (missing[update] === 1) return 'missing';
    if (pending[update] === 1) return 'pending';
    return late?.[update] === 1 ? 'new' : null;
  }
}

function named(title: string): Pick<Row, 'title' | 'cves'> {
  const cves = new Set(title.match(/CVE-\d{4}-\d{4,}/g));
  return { title: title.replace(/^(?:CVE-[\d-]+[,;/ ]*(?:and )?)+(?:: *|$)/, ''), cves: [...cves].join(' ') };
}

/** What the table can be sorted by. */
export type SortKey = 'id' | 'title' | 'cves' | (typeof columns)[number];

/** Of the order of rows; without one they stand as the listing has them. */
export interface Order {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

/** From what needs attention to what does not. */
const cellOrder: readonly Cell[] = ['missing', 'pending', 'none', 'new', 'back', 'installed'];

/** The rows in that order; equal ones keep theirs. */
export function sorted(rows: readonly Row[], order: Order | null): readonly Row[] {
  if (order === null) return rows;
  const compare = comparisons[order.by];
  return rows.toSorted(order.isDescending ? (one, other) => compare(other, one) : compare);
}

type Comparison = (one: Row, other: Row) => number;
const byText =
  (key: 'id' | 'title'): Comparison =>
  (one, other) =>
    one[key] < other[key] ? -1 : Number(one[key] > other[key]);
const byCell =
  (column: number): Comparison =>
  (one, other) =>
    cellRank(one, column) - cellRank(other, column);
const cellRank = ({ cells }: Row, column: number) => cellOrder.indexOf((cells.split(' ') as Cell[])[column] ?? 'none');
const comparisons: Readonly<Record<SortKey, Comparison>> = {
  id: byText('id'),
  title: byText('title'),
  cves: (one, other) => cveRank(one) - cveRank(other),
  before: byCell(0),
  early: byCell(1),
  late: byCell(2),
  cron: byCell(3),
};
/** By year and number; a title that names none comes first. */
const cveRank = ({ cves }: Row) => {
  const [, year, number] = /^CVE-(\d+)-(\d+)/.exec(cves) ?? [];
  return Number(year ?? 0) * 1e9 + Number(number ?? 0);
};

/** Updates without a name of their own, counted by what the columns say of them. */
export function countUnlisted(rows: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) if (isUnlisted(row)) counts.set(row.cells, (counts.get(row.cells) ?? 0) + 1);
  return counts;
}
