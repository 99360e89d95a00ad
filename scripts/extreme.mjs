// npm run test:extreme: what takes minutes or gigabytes: 100,000 files, 100,000 updates, a file of 1 GB. npm test takes the small ones.
import process from 'node:process';
import { startVitest } from 'vitest/node';
import { root } from './machine.mjs';

const vitest = await startVitest('test', [], {
  root,
  // Its projects are those of npm test.
  config: false,
  watch: false,
  include: ['test/extreme/**/*.test.ts'],
  testTimeout: 1_200_000,
  hookTimeout: 600_000,
  // One after the other: each is about how much memory it takes.
  fileParallelism: false,
});
await vitest.close();
process.exit(process.exitCode ?? 0);
