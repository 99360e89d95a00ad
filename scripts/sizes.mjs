// How large what is installed may be. node scripts/sizes.mjs says how large it is.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { vsix } from './package.mjs';

/**
 * A file with all that is loaded along with it, before any of it runs.
 *
 * @param {string} file
 * @param {Set<string>} [found]
 * @returns {ReadonlySet<string>}
 */
function startOf(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)) {
    startOf(path.join(path.dirname(file), name), found);
  }
  return found;
}

/** @param {readonly string[]} names */
const inDist = (...names) => names.map((name) => path.join(root, 'dist', name));

/** What the server loads later, and what it starts with beside its entry. */
const chunks = () => {
  const folder = path.join(root, 'dist/server');
  return readdirSync(folder).map((name) => path.join(folder, name));
};

/** Of what is built; `most` null: there is no bar. */
const bars = [
  { what: 'the client', files: () => inDist('client.cjs'), most: 470 },
  { what: 'what the server starts with', files: () => startOf(path.join(root, 'dist/server.js')), most: 300 },
  { what: 'all of the server', files: () => [...inDist('server.js'), ...chunks()], most: null },
  { what: 'the page of the panel', files: () => inDist('view.js', 'view.css'), most: 90 },
  { what: 'the package', files: () => [vsix], most: 700 },
];

/**
 * How large what is built and packaged is, and the most that is in order, in kilobytes of 1024 bytes.
 *
 * @returns {{ what: string, size: number, most: number | null }[]}
 */
export function sizes() {
  return bars.map(({ what, files, most }) => {
    const bytes = [...files()].reduce((sum, file) => sum + statSync(file).size, 0);
    return { what, size: bytes / 1024, most };
  });
}

/**
 * @returns {string[]} a sentence for each
 * @throws {Error} with what is too large
 */
export function checkSizes() {
  const all = sizes().map((each) => {
    const { what, size, most } = each;
    return { ...each, text: `${what}: ${size.toFixed(1)} KB${most === null ? '' : `, at most ${most} KB`}` };
  });
  const over = all.filter(({ size, most }) => most !== null && size > most);
  if (over.length > 0) throw new Error(`Too large:\n${over.map(({ text }) => text).join('\n')}`);
  return all.map(({ text }) => text);
}

if (process.argv[1] === import.meta.filename) {
  if (!existsSync(vsix)) throw new Error('Run npm run package first.');
  console.log(checkSizes().join('\n'));
}
