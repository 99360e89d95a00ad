import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf, headingsOf, pageOf, pages, targetsOf } from './pages.ts';

const root = new URL('../../../', import.meta.url);
const withLinks = pages().filter((page) => targetsOf(page).some(isOurs));

function isOurs(target: string): boolean {
  return !/^[a-z]+:/.test(target);
}

/** Why a link leads nowhere; null: it does not. */
function problemOf(from: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const to = path === '' ? from : posix.join(posix.dirname(from), path);
  if (!existsSync(new URL(to, root))) return `${target}: there is no ${to}`;
  if (anchor === undefined) return null;
  return headingsOf(pageOf(to)).some((heading) => heading.anchor === anchor) ? null : `${target}: no such heading`;
}

describe('links between pages', () => {
  it.each(withLinks.map((page) => [page.path, page] as const))('of %s lead somewhere', (path, page) => {
    expect(
      targetsOf(page)
        .filter(isOurs)
        .flatMap((target) => problemOf(path, target) ?? []),
    ).toEqual([]);
  });

  it('are found, and miss what does not exist', () => {
    expect(withLinks.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'docs/simulator.md', 'docs/command-line.md', 'docs/glossary.md']),
    );
    expect(problemOf('docs/simulator.md', 'images/none.svg')).not.toBeNull();
    expect(problemOf('docs/simulator.md', 'glossary.md#none')).not.toBeNull();
    expect(problemOf('docs/simulator.md', '../README.md#the-command-line')).toBeNull();
  });

  it.each([
    ['All scenarios: `explore`', 'all-scenarios-explore'],
    ['Kernel without a list', 'kernel-without-a-list'],
    ['Another cut, other conditions: `--cut` and `--if`', 'another-cut-other-conditions---cut-and---if'],
  ])('name the heading %s', (title, anchor) => {
    expect(anchorOf(title)).toBe(anchor);
  });
});
