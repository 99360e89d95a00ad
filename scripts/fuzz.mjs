// npm run test:fuzz: 1,000,000 documents and 300 sessions with the built server, then how costs grow with the size of a text. npm test takes fewer.
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { start } from './processes.mjs';

const seed = String(Math.floor(Math.random() * 2 ** 31));
const env = { UPTRACK_FUZZ_RUNS: '1000000', UPTRACK_FUZZ_SESSIONS: '300', UPTRACK_FUZZ_SEED: seed, ...process.env };

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
function run(args) {
  const child = start(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const tests = await run([path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/fuzz']);
const growth = await run([path.join(root, 'test/fuzz/growth.ts')]);
process.exit(tests || growth);
