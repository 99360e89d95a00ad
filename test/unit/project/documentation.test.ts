import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../../server/src/project/project.ts';
import { findings } from '../rules/check.ts';

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code = '']) => code);

describe('docs/configuration.md', () => {
  it('shows a project that is right', () => {
    expect(blocks('jsonc')).toHaveLength(1);
    for (const text of blocks('jsonc')) expect(readProject(text).problems).toEqual([]);
  });

  it('shows comments that silence the rules that they name', () => {
    const [text = ''] = blocks('ini');
    const named = ['invalid-boolean', 'unknown-key'];
    const rulesIn = (file: string): string[] => findings(file).map(({ rule }) => rule);
    expect(rulesIn(text.replace(/^#.*/gm, ''))).toEqual(expect.arrayContaining(named));
    expect(rulesIn(text).filter((rule) => named.includes(rule))).toEqual([]);
    expect(findings(text).filter(({ rule }) => rule === 'unused-suppression').length).toBe(0);
  });
});
