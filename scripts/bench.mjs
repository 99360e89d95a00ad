// npm run bench: the bars that say how fast, each measured beside what it compares to. Never part of npm test: times are no tests.
import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { setUp } from './setup.mjs';

/** @typedef {import('../test/bench/measure.ts').Row} Row */

const units = { '×': '×', '^': '', ms: ' ms' };

/** @param {Row} row */
function verdictOf({ measured, bar }) {
  if (measured === null) return '-';
  return measured <= bar ? 'ok' : 'over';
}

/** @param {number} number */
const short = (number) => Number(number.toPrecision(3)).toString();

/** @param {Row} row */
function cellsOf(row) {
  const { name, measured, bar, unit, runs, spread, note } = row;
  const number = measured === null ? '-' : short(measured) + units[unit];
  const between = spread ? spread.map(short).join('–') : '-';
  return [name, number, short(bar) + units[unit], verdictOf(row), String(runs), between, note];
}

/** @param {readonly (readonly string[])[]} rows */
function tableOf(rows) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

await setUp();
const { exploreCost, exploreGrowth } = await import('../test/bench/explore.ts');
const { diagnosticsAfterEdit, featureGrowth, parsing } = await import('../test/bench/editing.ts');
const { checking } = await import('../test/bench/check.ts');
const { serverProcess } = await import('../test/bench/server.ts');
const benches = [exploreCost, exploreGrowth, featureGrowth, diagnosticsAfterEdit, parsing, checking, serverProcess];

const json = process.argv.includes('--json');
/** @type {Row[]} */
const rows = [];
for (const bench of benches) {
  if (!json) console.error(`${bench.name} …`);
  rows.push(...(await bench()));
}
const load = loadavg()[0] ?? 0;
const processors = availableParallelism();
if (json) {
  const told = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
  console.log(JSON.stringify({ node: process.version, processors, load, rows: told }, null, 2));
} else {
  console.log(
    tableOf([['what', 'measured', 'at most', '', 'turns', 'middle half', 'for scale'], ...rows.map(cellsOf)]),
  );
  console.log(
    `\nMedians of turns, in Node ${process.version}. The load was ${short(load)} on ${processors} processors.`,
  );
  if (load > processors) console.log('Other work was going on: ratios hold better than times, and neither holds well.');
}
