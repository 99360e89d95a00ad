// Builds every bundle into dist/. Usage: node esbuild.mjs [--watch]
import { readFileSync, rmSync } from 'node:fs';
import esbuild from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const shared = {
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'info',
  metafile: true,
};
const define = { PACKAGE_VERSION: JSON.stringify(version) };
const node = {
  ...shared,
  platform: 'node',
  target: 'node20',
  define,
  // The UMD build of jsonc-parser requires its files by names that no bundler sees.
  mainFields: ['module', 'main'],
};

/** One entry a bundle; the tests build the same ones. */
export const bundles = {
  client: {
    ...node,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  // What it starts with stands apart from what it loads when that is first asked for. esbuild splits ESM alone.
  server: {
    ...node,
    entryPoints: [{ in: 'server/src/node.ts', out: 'server' }],
    outdir: 'dist',
    chunkNames: 'server/[name]-[hash]',
    format: 'esm',
    splitting: true,
    // The library is CommonJS, and requires modules of Node.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  },
  serverBrowser: {
    ...shared,
    entryPoints: ['server/src/browser.ts'],
    outfile: 'dist/server.browser.js',
    format: 'iife',
    platform: 'browser',
    target: 'chrome130',
    define,
  },
  cli: {
    ...node,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'esm',
    banner: { js: '#!/usr/bin/env node' },
  },
  view: {
    ...shared,
    entryPoints: ['client/view/main.tsx'],
    outfile: 'dist/view.js',
    format: 'iife',
    platform: 'browser',
    target: 'chrome130',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
};

if (import.meta.filename === process.argv[1]) {
  // Its files are named after what is in them: those of the last build would stay.
  rmSync(new URL('dist/server', import.meta.url), { recursive: true, force: true });
  if (process.argv.includes('--watch')) {
    for (const options of Object.values(bundles)) await (await esbuild.context(options)).watch();
  } else {
    await Promise.all(Object.values(bundles).map((options) => esbuild.build(options)));
  }
}
