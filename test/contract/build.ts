/** The bundles as `node esbuild.mjs` builds them, in a folder of the test's own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { bundles } from '../../esbuild.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node as the product's own scripts use it: the package of that name, whatever runs the tests. */
export const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');

export interface Bundle {
  /** What is run; the rest of it stands beside. */
  readonly path: string;
  /** Removes it. */
  readonly remove: () => void;
}

/** Builds one of the product's bundles, as it is built for a release. */
export async function buildBundle(name: 'cli' | 'server' | 'serverBrowser'): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'uptrack-bundle-'));
  const { outfile, outdir = '', ...options } = bundles[name];
  const path = join(folder, outfile ?? join(outdir, `${name}.js`));
  // What the package's own manifest says of a file that ends in .js.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const output = outfile === undefined ? { outdir: dirname(path) } : { outfile: path };
  await esbuild.build({ ...options, ...output, absWorkingDir: root, logLevel: 'error' });
  return {
    path,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
