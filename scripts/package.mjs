// npm run package: the extension as a file that VS Code installs.
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { run } from './processes.mjs';
import { setUp } from './setup.mjs';

/** The packaged extension. */
export const vsix = path.join(root, 'dist/uptrack-config.vsix');

/** Packages what the `files` of package.json list. The bundles have to be built. */
export async function packageExtension() {
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  // The bundles hold every dependency.
  const args = ['package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix];
  return run('vsce package', process.execPath, [vsce, ...args], { cwd: root });
}

if (process.argv[1] === import.meta.filename) {
  await setUp();
  const { build } = await import('./checks.mjs');
  await build();
  console.log(await packageExtension());
}
