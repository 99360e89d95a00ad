// How large what is installed may be. node scripts/sizes.mjs says how large it is.
import { existsSync, readFileSync, statSync } from 'node:fs';
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

/** Of what is built; kilobytes of 1024 bytes. */
const bars = [
  { what: 'the client', files: () => inDist('client.cjs'), most: 470 },
  { what: 'what the server starts with', files: () => startOf(path.join(root, 'dist/server.js')), most: 300 },
  { what: 'the page of the panel', files: () => inDist('view.js', 'view.css'), most: 90 },
  { what: 'the package', files: () => [vsix], most: 700 },
];

/**
 * What is built has to be there.
 *
 * @returns {string[]} a sentence for each
 * @throws {Error} with what is too large
 */
export function checkSizes() {
  const sizes = bars.map(({ what, files, most }) => {
    const bytes = [...files()].reduce((sum, file) => sum + statSync(file).size, 0);
    return { isOver: bytes > most * 1024, text: `${what}: ${(bytes / 1024).toFixed(1)} KB, at most ${most} KB` };
  });
  const over = sizes.filter(({ isOver }) => isOver);
  if (over.length > 0) throw new Error(`Too large:\n${over.map(({ text }) => text).join('\n')}`);
  return sizes.map(({ text }) => text);
}

if (process.argv[1] === import.meta.filename) {
  if (!existsSync(vsix)) throw new Error('Run npm run package first.');
  console.log(checkSizes().join('\n'));
}
