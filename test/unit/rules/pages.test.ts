import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../server/src/rules/index.ts';
import { rulePages } from '../../../server/src/rules/pages.ts';

const folder = new URL('../../../docs/rules/', import.meta.url);
const pages = rulePages();

describe('docs/rules', () => {
  it('has a page for each rule, and a list', () => {
    expect(new Set(pages.keys())).toEqual(new Set(['README.md', ...rules.map(({ id }) => `${id}.md`)]));
    expect(new Set(readdirSync(folder))).toEqual(new Set(pages.keys()));
  });

  it.each([...pages])('%s says what the rule table says', (name, content) => {
    // Else run: node scripts/rule-pages.mjs
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(content);
  });

  it('tells what the client does, in its own words', () => {
    expect(pages.get('invalid-boolean.md')).toContain(
      '- Every Python: exit code 1\n\n  ```text\n  Error loading configuration file:\n  Unable to read install_on_reboot setting',
    );
    expect(pages.get('disable-file-present.md')).toContain(
      '- Every Python: exit code 1\n\n  ```text\n  Uptrack disabled by system administrator',
    );
    expect(pages.get('unescaped-percent.md')).toContain('exit code -1');
    expect(pages.get('unknown-key.md')).toContain(
      '- Every Python: the file is read, with `upgrade_on_reboot = no` (the default)',
    );
    expect(pages.get('rem-comment.md')).toContain('- Python 2 (Oracle Linux 7 and older): the file is read');
    expect(pages.get('text-after-section-header.md')).toContain('Python 3.10 and later');
    expect(pages.get('README.md')).toContain(
      '| [unknown-key](unknown-key.md) | error, warning | Option that no client knows |',
    );
  });
});
