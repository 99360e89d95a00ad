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
  readonly title: string;
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
    return { id, title, kind: kindAt(update), cells: [inMemory ? 'installed' : 'none', ...after].join(' ') };
  });

  function kindAt(update: number): Kind | null {
    if (back[update] === 1) return 'back';
    if (missing[update] === 1) return 'missing';
    if (pending[update] === 1) return 'pending';
    return late?.[update] === 1 ? 'new' : null;
  }
}

/** Updates without a name of their own, counted by what the columns say of them. */
export function countUnlisted(rows: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) if (isUnlisted(row)) counts.set(row.cells, (counts.get(row.cells) ?? 0) + 1);
  return counts;
}
