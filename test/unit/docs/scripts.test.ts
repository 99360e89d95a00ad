/** What the pages say can be run or set is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageOf } from './pages.ts';

const root = new URL('../../../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: object };
const sources = ['scripts', 'test']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /^(?!.*node_modules).*\.(?:ts|mjs)$/.test(file))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n');

describe.each(['README.md', 'CONTRIBUTING.md', 'docs/testing.md', 'docs/security.md'])('%s', (file) => {
  const { text } = pageOf(file);

  it('names scripts of the package alone', () => {
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it('names variables alone that something reads', () => {
    const named = [...new Set(text.match(/\bUPTRACK_\w*/g) ?? [])];
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
  });
});
