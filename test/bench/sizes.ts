/** How large what is shipped is. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { bundles } from '../../esbuild.mjs';
import type { Row } from './measure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Kilobytes; a kilobyte is a thousand bytes. */
const kilobytes = (bytes: number): number => bytes / 1000;

interface Size {
  /** Of what is loaded at the start. */
  readonly start: number;
  readonly total: number;
}

/** Of a bundle as it is built for a release: the entry with what it imports at once, and all files together. */
async function sizeOf(name: keyof typeof bundles): Promise<Size> {
  const { metafile } = await esbuild.build({
    ...bundles[name],
    absWorkingDir: root,
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const { outputs } = metafile;
  const scripts = Object.keys(outputs).filter((file) => /\.[cm]?js$/.test(file));
  const entries = scripts.filter((file) => outputs[file]?.entryPoint !== undefined);
  const dynamic = new Set(
    Object.values(outputs).flatMap(({ imports }) =>
      imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
    ),
  );
  const atStart = new Set(entries.filter((file) => !dynamic.has(file)));
  for (const file of atStart) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind !== 'dynamic-import' && !external) atStart.add(path);
    }
  }
  const sum = (files: Iterable<string>): number =>
    [...files].reduce((bytes, file) => bytes + (outputs[file]?.bytes ?? 0), 0);
  return { start: kilobytes(sum(atStart)), total: kilobytes(sum(scripts)) };
}

const bars = [
  { bundle: 'client', bar: 470 },
  { bundle: 'server', bar: 300 },
  { bundle: 'view', bar: 90 },
] as const;

/** As `npm run package` leaves it. */
const vsix = join(root, 'dist/uptrack-config.vsix');
const vsixBar = 700;

/** Of the bundles, minified, and of the packaged extension. */
export async function sizes(): Promise<Row[]> {
  const shared = { p95: null, unit: 'KB', runs: 1, spread: null } as const;
  const rows: Row[] = [];
  for (const { bundle, bar } of bars) {
    const { start, total } = await sizeOf(bundle);
    const note = total > start ? `${Math.round(total)} KB with what is loaded later` : '';
    rows.push({ name: `bundle: ${bundle}`, ...shared, measured: start, bar, note });
  }
  const size = kilobytes(statSync(vsix).size);
  rows.push({ name: 'extension as a file', ...shared, measured: size, bar: vsixBar, note: '' });
  return rows;
}
