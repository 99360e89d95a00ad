// npm run test:differential: our reading of 100,000 generated documents against the Pythons of this machine. npm test takes fewer.
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { start } from './processes.mjs';

const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const env = { UPTRACK_DIFFERENTIAL_RUNS: '100000', ...process.env };
const child = start(process.execPath, [vitest, 'run', 'test/unit/reader.differential.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env,
});
child.once('exit', (code) => process.exit(code ?? 1));
