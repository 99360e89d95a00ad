/** The page about security names tests that there are, and that belong to a suite. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const page = text('docs/security.md');
const named = [...new Set([...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file]) => file ?? ''))];

/** The entries of the workbench suites, which list what they run. */
const entries = ['test/vscode/suite.ts', 'test/vscode/restricted.ts'];
const listed = entries.map(text).join('\n');

describe('docs/security.md', () => {
  it.each(named)('names a test that is run: %s', (file) => {
    expect(existsSync(new URL(file, root))).toBe(true);
    if (file.startsWith('test/vscode/'))
      expect(entries.includes(file) || listed.includes(`./${basename(file)}`)).toBe(true);
    else if (file.startsWith('test/contract/suite/'))
      expect(text('test/contract/suite.ts')).toContain(`./suite/${basename(file)}`);
    else expect(file).toMatch(/^test\/(?:unit|oracle|contract|view)\/.*\.test\.ts$/);
  });

  it('names a test for each thing that comes in or never happens', () => {
    const [threats = '', never = ''] = page.split('\n## What never happens');
    const rows = [...threats.split('\n'), ...(never.split('\n## ')[0] ?? '').split('\n')].filter((line) =>
      /^\| (?!What \|)/.test(line),
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !/`test\/[^`]+`/.test(row) && !row.startsWith('| |'))).toEqual([]);
  });
});
