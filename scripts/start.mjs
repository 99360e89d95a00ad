// npm start: VS Code with the extension on the folder sample/. With --check: the same without a window, and what it shows, printed.
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { setUp } from './setup.mjs';

await setUp();
const { build } = await import('./checks.mjs');
const { isEnding } = await import('./processes.mjs');
const { note, since, step } = await import('./progress.mjs');

const sample = path.join(root, 'sample');
const file = path.join(sample, 'etc/uptrack/uptrack.conf');

try {
  step('Building the extension into dist');
  const begin = Date.now();
  await build();
  note(`done in ${since(begin)}`);
  if (process.argv.includes('--check')) {
    await check();
  } else {
    const { openSample } = await import('./open.mjs');
    await openSample(sample, file);
  }
} catch (error) {
  if (!isEnding()) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

async function check() {
  const { obtainVSCode, runInVSCode } = await import('./vscode.mjs');
  const executable = await obtainVSCode();
  step('Opening the sample in VS Code');
  const start = Date.now();
  const { passed, failed, died } = await runInVSCode(executable, { module: 'check', workspace: sample });
  note(`done in ${since(start)}`);
  if (died) throw new Error('VS Code ended before it showed the sample.');
  if (failed > 0 || passed === 0) throw new Error('The sample did not show what it should; the reason stands above.');
}
