// npm test: everything that can be tested here, and a count of it in the last line.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { setUp } from './setup.mjs';

await setUp();
const { build, checks, runCheck } = await import('./checks.mjs');
const { ensureChromium } = await import('./chromium.mjs');
const { packageExtension, vsix } = await import('./package.mjs');
const { start } = await import('./processes.mjs');
const { note, since, step } = await import('./progress.mjs');
const { checkSizes } = await import('./sizes.mjs');
const { canRestrict, obtainVSCode, runInVSCode } = await import('./vscode.mjs');

const results = path.join(root, 'test-results');
const total = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {string} title
 * @param {() => Promise<Partial<typeof total> | void>} work a count of tests, or none; what it throws is one failure
 * @returns {Promise<boolean>} whether nothing failed
 */
async function section(title, work) {
  step(title);
  const begin = Date.now();
  /** @type {Partial<typeof total> | void} */
  const count = await work().catch((/** @type {Error} */ error) => {
    console.log(error.message);
    return { failed: 1 };
  });
  const { passed = 0, failed = 0, skipped = 0 } = count ?? {};
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const outcome = passed + skipped > 0 ? `${passed} passed, ${failed} failed, ` : failed > 0 ? 'failed, ' : '';
  note(`${outcome}${since(begin)}`);
  return failed === 0;
}

async function runVitest() {
  const file = path.join(results, 'vitest.json');
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const child = start(process.execPath, [vitest, ...args], { cwd: root, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const report = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot be loaded has failed without a test.
  const unloaded = report.testResults.filter(
    (/** @type {any} */ { status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {{ module: string, vsix?: string, restricted?: boolean, release?: keyof typeof executables }} what */
async function runWorkbenchTests(what) {
  const executable = executables[what.release ?? 'newest'];
  if (what.restricted && !canRestrict(executable)) {
    note('test-electron has this VS Code trust every folder: without a display they run in the one for the browser');
    return { skipped: 1 };
  }
  const workspace = path.join(root, 'test/vscode/workspace');
  const { passed, failed, died } = await runInVSCode(executable, { ...what, workspace });
  if (died) note('VS Code ended before the tests did');
  return { passed, failed: failed + (died ? 1 : 0) };
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
const built = await section('Build', async () => void (await build()));
for (const check of checks) await section(check.title, () => runCheck(check));
const executables = { newest: '', minimum: '' };
const hosted = await section('Chromium and VS Code', async () => {
  await ensureChromium(step);
  executables.newest = await obtainVSCode();
});
// Another VS Code, with a Node of its own: what cannot be had here is said, and is no failure of the extension.
await section('The oldest VS Code that is promised', async () => {
  const reason = await obtainVSCode('minimum').then(
    (executable) => void (executables.minimum = executable),
    (/** @type {Error} */ error) => error.message,
  );
  if (!reason) return;
  note(`It cannot be installed here, so NOTHING IS TESTED IN IT: ${reason}`);
  return { skipped: 1 };
});
await section('Unit, contract and view tests', runVitest);
const packaged = built && (await section('Package', async () => void (await packageExtension())));
if (packaged) await section('Sizes', async () => note(checkSizes().join('\n')));
for (const [title, isPossible, what] of /** @type {const} */ ([
  // Packaged, as users get it; and one under development would run in any folder, trusted or not.
  ['Tests in VS Code, the packaged extension', packaged && hosted, { module: 'suite', vsix }],
  ['Tests in VS Code, in restricted mode', packaged && hosted, { module: 'restricted', vsix, restricted: true }],
  [
    'Tests in the oldest VS Code, the packaged extension',
    packaged && hosted,
    { module: 'suite', vsix, release: 'minimum' },
  ],
])) {
  await section(title, async () => {
    if (!isPossible) throw new Error('Not run: what they need has failed.');
    if (executables[what.release ?? 'newest'] === '') return note('not run: it could not be installed');
    return runWorkbenchTests(what);
  });
}

console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 ? 1 : 0);
