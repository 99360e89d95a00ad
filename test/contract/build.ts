/** The bundles as `node esbuild.mjs` builds them, in a folder of the test's own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { bundles } from '../../esbuild.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node as the product's own scripts use it: the package of that name, whatever runs the tests. */
export const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');

export interface Bundle {
  readonly path: string;
  /** Removes it. */
  readonly remove: () => void;
}

/** Builds one of the product's bundles, as it is built for a release. */
export async function buildBundle(name: 'cli' | 'server' | 'serverBrowser'): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'uptrack-bundle-'));
  const path = join(folder, 'dist', basename(bundles[name].outfile ?? name));
  mkdirSync(dirname(path));
  // What the package's own manifest says of a file that ends in .js.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await esbuild.build({ ...bundles[name], absWorkingDir: root, outfile: path, logLevel: 'error' });
  return {
    path,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
