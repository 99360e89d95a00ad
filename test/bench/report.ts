/** What was measured, as a table and as a page: every number beside its bar. */
import { peers, versionOf } from './servers.ts';
import type { Against, Cell, Row } from './measure.ts';

const units = { '×': ' ×', '^': '', ms: ' ms', MB: ' MB', KB: ' KB', '/ms': ' /ms' } as const;

/** How ours fits into another: the ratio of the medians, and whose it is. */
export interface Ratio {
  readonly value: number;
  readonly of: string;
}

const isNumber = (cell: Cell | undefined): cell is Exclude<Cell, string> =>
  typeof cell === 'object' && !Number.isNaN(cell.median);

/** To the empty server, or to the best of the peers that have a number; null where there is none. */
export function ratioOf({ measured, beside = {} }: Pick<Row, 'measured' | 'beside'>, against: Against): Ratio | null {
  if (measured === null) return null;
  const ids = against === 'floor' ? ['floor'] : peers.map(({ id }) => id);
  const medians = ids.flatMap((id) => {
    const cell = beside[id];
    return isNumber(cell) ? [{ of: id, median: cell.median }] : [];
  });
  const best = medians.toSorted((a, b) => a.median - b.median)[0];
  return best ? { value: measured / best.median, of: best.of } : null;
}

const against = ['floor', 'peer'] as const;

export type Verdict = 'ok' | 'over' | '-';

/** over: one of the bars is not kept; -: there is none, or nothing to hold it against. */
export function verdictOf(row: Row): Verdict {
  const held = [
    { measured: row.measured, bar: row.bar },
    ...against.map((each) => ({ measured: ratioOf(row, each)?.value ?? null, bar: row.bars?.[each] ?? null })),
  ].filter((each): each is { measured: number; bar: number } => each.measured !== null && each.bar !== null);
  if (held.length === 0) return '-';
  return held.every(({ measured, bar }) => measured <= bar) ? 'ok' : 'over';
}

/** Three digits: more are not the same in the next run. */
export const short = (number: number): string => Number(number.toPrecision(3)).toString();

const numberOf = (number: number | null | undefined, unit: Row['unit']): string =>
  number === null || number === undefined ? '' : short(number) + units[unit];

const cellOf = (cell: Cell | undefined): string =>
  cell === undefined ? '' : isNumber(cell) ? `${short(cell.median)} / ${short(cell.p95)}` : cell;

const inTitle = { floor: 'floor', peer: 'best peer' } as const;

function barOf({ bar, bars = {}, unit }: Row): string {
  const ratios = against.flatMap((each) => {
    const most = bars[each];
    return most === undefined ? [] : [`${short(most)} × ${inTitle[each]}`];
  });
  return [...(bar === null ? [] : [numberOf(bar, unit)]), ...ratios].join(', ');
}

function ratioCell(row: Row, each: Against): string {
  const ratio = ratioOf(row, each);
  if (!ratio) return '';
  return `${short(ratio.value)} ×${each === 'peer' ? ` ${ratio.of}` : ''}`;
}

interface Column {
  readonly title: string;
  readonly of: (row: Row) => string;
}

const what: Column = { title: 'what', of: ({ name }) => name };

const ratios: readonly Column[] = [
  { title: 'to the floor', of: (row) => ratioCell(row, 'floor') },
  { title: 'to the best peer', of: (row) => ratioCell(row, 'peer') },
  { title: 'by itself', of: ({ measured, unit, bar }) => (bar === null ? '' : numberOf(measured, unit) || '-') },
  { title: 'at most', of: barOf },
  { title: '', of: verdictOf },
];

const numbers: readonly Column[] = [
  { title: 'ours', of: ({ measured, unit }) => numberOf(measured, unit) || '-' },
  { title: 'p95', of: ({ p95, unit }) => numberOf(p95, unit) },
  { title: 'floor', of: ({ beside }) => cellOf(beside?.floor) },
  ...peers.map(({ id }) => ({ title: id, of: ({ beside }: Row) => cellOf(beside?.[id]) })),
  { title: 'turns', of: ({ runs }) => String(runs) },
  { title: 'for scale', of: ({ note }) => note },
];

const cells = (rows: readonly Row[], columns: readonly Column[]): string[][] => [
  columns.map(({ title }) => title),
  ...rows.map((row) => columns.map(({ of }) => of(row))),
];

/** All of it in one table, for a terminal. */
export function plainTable(rows: readonly Row[]): string {
  const lines = cells(rows, [what, ...ratios, ...numbers]);
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function markdownTable(rows: readonly Row[], columns: readonly Column[]): string {
  const [head = [], ...body] = cells(rows, columns);
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

/** What a run was made on: a class of machine, not one of them. */
export interface Machine {
  /** Year, month and day. */
  readonly date: string;
  readonly processor: string;
  readonly processors: number;
  readonly system: string;
  /** Its version. */
  readonly node: string;
  /** Before the run, of the last minute; it measures alone where this is near 0. */
  readonly load: number;
}

/** The machine in a sentence. */
export const onWhat = ({ date, processor, processors, system, node, load }: Machine): string =>
  `Measured on ${date} in Node ${node} on ${system}, ${processors} processors (${processor}), the load before it ${short(load)}.`;

/** docs/performance.md: ratios first, times for scale. */
export function pageOf(rows: readonly Row[], machine: Machine): string {
  const over = rows.filter((row) => verdictOf(row) === 'over');
  const verdict = over.length === 0 ? 'Every bar is kept.' : `Not kept: ${over.map(({ name }) => name).join('; ')}.`;
  const others = peers.map(
    (peer) => `\`${peer.id}\` | ${peer.title} ${versionOf(peer) ?? '(not installed)'} | ${peer.what}`,
  );
  return `<!-- Written by npm run bench -- --write. Change the benchmarks, not this page. -->

# How fast it is

${onWhat(machine)} ${verdict}

Everything that is compared runs in turns, in one run, because times mean nothing on another machine: ratios hold, times are there for
scale. A ratio says how often the median of the other fits into the median of ours; below 1 ours is faster or smaller. Of each server
the median stands first, then the time that nineteen turns in twenty stay below. All documents have as many options and lines, a schema,
and one error, which each edit takes away or brings back. Diagnostics are asked for where a server can be asked, as VS Code does, and are
waited for where it pushes them; they count when they are those of that edit. Servers that push wait for further edits first, as a rule: whoever
takes 100 ms for 500 lines does. One peer is a native program: where it answers in less time than
the empty server, no server on this library can be faster.

| | package | what it is |
| --- | --- | --- |
| \`ours\` | | the server of this extension, as it is shipped |
| \`floor\` | | an empty server on the same library, built the same way: it answers everything with nothing |
${others.map((line) => `| ${line} |`).join('\n')}

## Ratios and bars

${markdownTable(
  rows.filter((row) => row.bar !== null || row.beside),
  [what, ...ratios],
)}

## Times, for scale

${markdownTable(rows, [what, ...numbers])}
`;
}
