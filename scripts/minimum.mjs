// npm run test:minimum: the packaged extension in the oldest VS Code that package.json promises.
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { setUp } from './setup.mjs';

await setUp();
const { build } = await import('./checks.mjs');
const { packageExtension, vsix } = await import('./package.mjs');
const { note, since, step } = await import('./progress.mjs');
const { obtainVSCode, runInVSCode } = await import('./vscode.mjs');

const release = 'minimum';
const workspace = path.join(root, 'test/vscode/workspace');
step('Build and package');
await build();
await packageExtension();
const executable = await obtainVSCode(release);
step('Tests in the oldest VS Code that is promised, the packaged extension');
const begin = Date.now();
const { passed, failed, died } = await runInVSCode(executable, { module: 'suite', vsix, workspace, release });
if (died) note('VS Code ended before the tests did');
console.log(`\n${passed} passed, ${failed} failed, ${since(begin)}`);
process.exit(failed > 0 || died ? 1 : 0);
