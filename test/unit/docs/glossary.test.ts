import { describe, expect, it } from 'vitest';
import { headingsOf, pageOf, plain, sectionOf, targetsOf } from './pages.ts';

const glossary = pageOf('docs/glossary.md');
const terms = headingsOf(glossary).filter(({ level }) => level === 3);

/** Words of a page in which a term may stand, in its singular or with an s. */
const uses = (text: string, term: string) => new RegExp(`(?<![\\p{L}/_-])${term}s?(?![\\p{L}_-])`, 'iu').test(text);

describe('the glossary', () => {
  it('is in the order of the alphabet', () => {
    const titles = terms.map(({ title }) => title.toLowerCase());
    expect(titles).toEqual([...titles].sort());
  });

  it.each(terms.map(({ title }) => [title]))('%s: two sentences', (title) => {
    const text = plain(sectionOf(glossary, title).replaceAll('\n', ' '));
    expect(text.match(/[.!?](?= \p{Lu}|$)/gu)).toHaveLength(2);
    expect(text).toMatch(/\.$/);
  });

  it.each([
    'Effective kernel',
    'Saved plan',
    'Package list',
    'Early stage',
    'Late stage',
    'Cron run',
    'Shutdown stage',
    'Check-init',
    'Disable file',
    'Nouptrack',
    'Expired marker',
    'Access key',
    'Offline client',
    'Enhanced client',
    'Same kernel',
    'Kernel without a list',
    'Recordfail',
    'Dialect',
    'Template',
    'Exposure',
    'Verdict',
    'Scenario',
    'Course',
    'Evidence level',
    'Assumption',
  ])('has %s', (term) => {
    expect(terms.map(({ title }) => title)).toContain(term);
  });
});

describe('the page about the simulator', () => {
  const simulator = pageOf('docs/simulator.md');
  const targets = targetsOf(simulator);
  const used = terms.filter(({ title }) => uses(plain(simulator.prose), title));

  it.each(used.map(({ title, anchor }) => [title, anchor] as const))('links %s', (_title, anchor) => {
    expect(targets).toContain(`glossary.md#${anchor}`);
  });

  it('uses most of the words', () => {
    expect(used.length).toBeGreaterThan(terms.length / 2);
    expect(uses('the early stages', 'Early stage')).toBe(true);
    expect(uses('an earlystage', 'stage')).toBe(false);
  });
});
