/** The page about the command line beside what the commands say of themselves. Its examples run in examples.test.ts. */
import { describe, expect, it } from 'vitest';
import { isConfigName } from '../../../server/src/config/filename.ts';
import { cli, folderWith, healthy } from '../cli/cli.ts';
import { headingsOf, pageOf, tableIn } from './pages.ts';

const page = pageOf('docs/command-line.md');
const table = tableIn(page, 'Commands');

describe('the table of commands', () => {
  it('is that of --help, and each has a section', async () => {
    const { out } = await cli(['--help']);
    const [, list = ''] = /Commands:\n(.*?)\n\n/s.exec(out) ?? [];
    const told = table.map(([name, summary]) => `  ${(name ?? '').padEnd(10)}${summary ?? ''}`);
    expect(told.sort()).toEqual(list.split('\n').sort());
    const sections = headingsOf(page).filter(({ level }) => level === 2);
    expect(sections.map(({ title }) => title)).toEqual(expect.arrayContaining(table.map(([name]) => name)));
  });

  it.each(table.map((row) => [row[0] ?? '', row] as const))('%s ends with these codes', async (name, row) => {
    const { out } = await cli([name, '--help']);
    const [, codes = ''] = /\nExit codes: (.*)$/s.exec(out) ?? [];
    const has = (code: number) => new RegExp(`(?:^|[,;] )${code}\\s`).test(codes);
    expect([0, 1, 2].map(has)).toEqual(row.slice(2).map((cell) => cell !== '–'));
  });
});

describe('snippets for others to run', () => {
  const lines = page.blocks
    .filter(({ language }) => language === 'yaml' || language === 'sh')
    .flatMap(({ text }) => [...text.matchAll(/(?:dist\/cli\.js|tools\/uptrack-conf\.mjs) (.*)$/gm)])
    .map(([, rest = '']) => rest.replace(/ (?:>|\|\|) .*$/, ''))
    .filter((rest) => !rest.startsWith('tools/'));

  it.each(lines.map((line) => [line]))('%s', async (line) => {
    const cwd = folderWith({ 'etc/uptrack.conf': healthy });
    // The hook is given the names of files behind it.
    const argv = line === 'check' ? [line, 'etc/uptrack.conf'] : line.split(' ');
    const { code, err } = await cli(argv, { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('are there', () => {
    expect(lines).toEqual(expect.arrayContaining(['check --format github .', 'check', '--help']));
    expect(lines.filter((line) => line.includes('--format sarif'))).toHaveLength(1);
  });

  it('give the hook the files that a folder is searched for', () => {
    const [, pattern] = /^ *files: (.*)$/m.exec(page.text) ?? [];
    const files = new RegExp(pattern ?? '(?!)');
    const names = [
      '',
      '.erb',
      '.epp',
      '.j2',
      '.jinja',
      '.jinja2',
      '.tmpl',
      '.tpl',
      '.template',
      '.in',
      '.bak',
      'x',
    ].map((suffix) => `uptrack.conf${suffix}`);
    for (const name of [...names, 'my-uptrack.conf', 'uptrackxconf']) {
      expect([name, files.test(`etc/uptrack/${name}`)]).toEqual([name, isConfigName(name)]);
      expect([name, files.test(name)]).toEqual([name, isConfigName(name)]);
    }
  });
});
