// npm run test:fuzz: 1,000,000 documents, shared out among the processors, and 300 sessions with the built server, then how costs grow
// with the size of a text. npm test takes fewer.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { start } from './processes.mjs';

const runs = Number(process.env.UPTRACK_FUZZ_RUNS ?? 1_000_000);
const seed = Number(process.env.UPTRACK_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const sessions = process.env.UPTRACK_FUZZ_SESSIONS ?? '300';

/** @param {readonly string[]} args @param {Readonly<Record<string, string>>} [env] @returns {Promise<number>} the exit code */
function run(args, env = {}) {
  const child = start(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** @param {string} files @param {Readonly<Record<string, string>>} env */
const test = (files, env) => run([path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', files], env);

/** A document has the seed of the first one and its number, so that shares are ranges of seeds. */
const share = Math.ceil(runs / availableParallelism());
const shares = Array.from({ length: Math.ceil(runs / share) }, (_, index) => index * share);

const small = await test('test/fuzz', {
  UPTRACK_FUZZ_RUNS: '1',
  UPTRACK_FUZZ_SESSIONS: sessions,
  UPTRACK_FUZZ_SEED: String(seed),
});
const large = await Promise.all(
  shares.map((first) =>
    test('test/fuzz/fuzz.test.ts', {
      UPTRACK_FUZZ_RUNS: String(Math.min(share, runs - first)),
      UPTRACK_FUZZ_SEED: String(seed + first),
    }),
  ),
);
const growth = await run([path.join(root, 'test/fuzz/growth.ts')]);
process.exit(Math.max(small, ...large, growth));
