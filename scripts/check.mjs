// npm run check: types, lint and format.
import process from 'node:process';
import { setUp } from './setup.mjs';

await setUp();
const { checks, runCheck } = await import('./checks.mjs');
const { note, since, step } = await import('./progress.mjs');

for (const check of checks) {
  step(check.title);
  const start = Date.now();
  try {
    await runCheck(check);
    note(`in order, ${since(start)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
