// npm run bench: how fast things are, each beside what it compares to. Never part of npm test: times are no tests.
// Usage: npm run bench -- [--quick] [--json] [--write] [--only FUNCTION]
//   --quick  few turns, to see that all of it works    --json   the rows as JSON
//   --write  writes docs/performance.md                --only   one of the benches below; may be repeated
// Standard output gets the table alone, or the JSON; whatever else is said, also by what is run, goes to standard error.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, type } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { note, since, step } from './progress.mjs';
import { runNpm, setUp } from './setup.mjs';

/** @typedef {import('../test/bench/measure.ts').Row} Row */

/** Each a module of test/bench and what it exports: a function that gives rows. */
const benches = [
  ['starting.ts', 'starting'],
  ['answers.ts', 'answers'],
  ['answers.ts', 'pushing'],
  ['memory.ts', 'memory'],
  ['sizes.ts', 'sizes'],
  ['workbench.ts', 'workbenchTimes'],
  ['view.ts', 'dragToPaint'],
  ['check.ts', 'checking'],
  ['explore.ts', 'exploreCost'],
  ['explore.ts', 'exploreGrowth'],
  ['growth.ts', 'documentGrowth'],
  ['growth.ts', 'parsing'],
];

const peersFolder = path.join(root, 'test/bench/peers');
const page = path.join(root, 'docs/performance.md');

/** Installs the servers that ours is compared to; without them their rows say so. */
async function installPeers() {
  const { dependencies, optionalDependencies } = readManifest(peersFolder);
  const isInstalled = Object.entries({ ...dependencies, ...optionalDependencies }).every(([name, version]) => {
    const folder = path.join(peersFolder, 'node_modules', name);
    return existsSync(folder) && readManifest(folder).version === version;
  });
  if (isInstalled) return;
  step('Installing the servers to compare with into test/bench/peers/node_modules (about 140 MB)');
  await runNpm('npm ci', ['ci', '--ignore-scripts'], { cwd: peersFolder }).catch((/** @type {Error} */ error) =>
    note(error.message),
  );
}

/** @param {string} folder */
const readManifest = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

/**
 * @param {string} file of test/bench
 * @param {string} name
 * @returns {Promise<readonly Row[]>} what could not be measured is a row that says why
 */
async function measure(file, name) {
  step(name);
  const begin = Date.now();
  try {
    return await (await import(`../test/bench/${file}`))[name]();
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    failed.push(`${name}: ${why}`);
    return [{ name, measured: null, bar: null, unit: 'ms', runs: 0, spread: null, note: why }];
  } finally {
    note(since(begin));
  }
}

const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
await setUp();
const { build } = await import('./checks.mjs');
const { packageExtension } = await import('./package.mjs');
const { onWhat, pageOf, plainTable, verdictOf } = await import('../test/bench/report.ts');
const machine = {
  date: new Date().toISOString().slice(0, 10),
  processor: cpus()[0]?.model ?? 'of an unknown kind',
  processors: availableParallelism(),
  system: `${type()} ${arch()}`,
  node: process.versions.node,
  load: loadavg()[0] ?? 0,
};
const options = new Set(process.argv.slice(2));
if (options.has('--write') && (options.has('--quick') || options.has('--only'))) {
  console.error('The page is written from a run with all turns of all benches: leave --quick and --only out.');
  process.exit(2);
}
const wanted = process.argv.flatMap((text, index, all) => (all[index - 1] === '--only' ? [text] : []));

await installPeers();
step('Build and package');
await build();
await packageExtension();
/** @type {string[]} */
const failed = [];
/** @type {Row[]} */
const rows = [];
for (const [file = '', name = ''] of benches) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure(file, name)));
}

if (options.has('--write')) writeFileSync(page, pageOf(rows, machine));
if (options.has('--json')) {
  const told = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
  print(`${JSON.stringify({ ...machine, rows: told }, null, 2)}\n`);
} else {
  print(`${plainTable(rows)}\n\n${onWhat(machine)}\n`);
  if (machine.load > machine.processors / 2) print('Other work was going on: ratios hold better than times.\n');
}
const over = rows.filter((row) => verdictOf(row) === 'over').map(({ name }) => `over its bar: ${name}`);
for (const line of [...over, ...failed]) console.error(line);
process.exit(over.length + failed.length > 0 ? 1 : 0);
