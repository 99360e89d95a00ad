import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../server/src/features/compare.ts';
import { cli, folderWith, healthy, key } from './cli.ts';

const refused = healthy.replace('= yes', '= ye');

async function compare(files: Readonly<Record<string, string | Uint8Array>>, argv: readonly string[], stdin = '') {
  return cli(['compare', ...argv], { cwd: folderWith(files), stdin });
}

const json = async (files: Readonly<Record<string, string | Uint8Array>>, argv: readonly string[], stdin = '') => {
  const { code, out, err } = await compare(files, ['--format', 'json', ...argv], stdin);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Comparison & { readonly old: string; readonly new: string; readonly host: string | null };
};

describe('compare', () => {
  it('says what differs, and on a host', async () => {
    const files = { a: `${healthy}autoinstall = yes\n`, b: healthy };
    const { code, out, err } = await compare(files, ['--host', 'sample:ol9-uek7', 'a', 'b']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const part of [
      'a -> b\n',
      '  Settings.autoinstall: yes (line 6) -> no (default)\n',
      '  same kernel, first periodic run: all available (exit code 0) -> what was saved (exit code 0)\n',
      'After the power loss of ol9-uek7:\n  first periodic run: 428 updates (exit code 0; plan of 428) -> ',
      'This is for the worse:\n  There can be fewer updates after the late boot stage or the periodic run.\n',
    ]) {
      expect(out).toContain(part);
    }
  });

  it('says that nothing differs', async () => {
    const files = { a: healthy, b: `# c\n${healthy}` };
    expect(await compare(files, ['a', 'b'])).toEqual({
      code: 0,
      out: 'a -> b\n\nNo difference: the client does the same with both files.\n',
      err: '',
    });
    const { out } = await compare(files, ['--host', 'sample:ol9-uek7', 'a', 'b']);
    expect(out).toContain('on ol9-uek7 too.');
  });

  it('shows why the client refuses the file, and for which Pythons', async () => {
    const { out } = await compare({ a: healthy, b: `${healthy}install_on_reboot = yes\n` }, ['a', 'b']);
    expect(out).toContain(
      'The client:\n  With Python 3:\n    reads the old file\n    refuses the new file (exit code 1, line 6;',
    );
    const { out: one } = await compare({ a: healthy, b: refused }, ['--python', '3.9', 'a', 'b']);
    expect(one).toContain(
      'The client:\n  reads the old file\n  refuses the new file (exit code 1, line 5; early, late, cron):\n',
    );
  });

  it('fails on what is worse only where it is asked to', async () => {
    const files = { a: healthy, b: refused };
    const codes = async (...argv: string[]): Promise<unknown> => (await compare(files, argv)).code;
    expect(await codes('a', 'b')).toBe(0);
    expect(await codes('--fail-on', 'never', 'a', 'b')).toBe(0);
    expect(await codes('--fail-on', 'worse', 'a', 'b')).toBe(1);
    expect(await codes('--fail-on', 'worse', 'b', 'a')).toBe(0);
  });

  it('takes one of them from standard input, called like the other', async () => {
    const template = `${healthy}autoinstall = {{ auto }}\n`;
    const files = { 'uptrack.conf.j2': template };
    expect(await json(files, ['-', 'uptrack.conf.j2'], template)).toMatchObject({
      old: 'uptrack.conf.j2',
      new: 'uptrack.conf.j2',
      host: null,
      options: [],
      refusals: [],
    });
    const named = await json(files, ['--stdin-filename', 'uptrack.conf', '-', 'uptrack.conf.j2'], template);
    expect(named).toMatchObject({ old: 'uptrack.conf', refusals: [{ old: { exitCode: 1 }, new: null }] });
    expect(await json(files, ['uptrack.conf.j2', '-'], healthy)).toMatchObject({
      options: [{ option: 'Settings.autoinstall', old: { unknown: true }, new: { value: false } }],
    });
  });

  it('goes by the project of the new file', async () => {
    const files = {
      'old.conf': healthy,
      'etc/uptrack.conf': `${healthy}install_on_reboot = yes\n`,
      'etc/.uptrack-conf.json': '{ "dialects": ["2"] }',
    };
    expect(await json(files, ['old.conf', 'etc/uptrack.conf'])).toMatchObject({ python: ['2'], refusals: [] });
    expect(await json(files, ['--python', '3.10', 'old.conf', 'etc/uptrack.conf'])).toMatchObject({
      python: ['3.10'],
      refusals: [{ old: null }],
    });
  });

  it('knows that Python 3 reads UTF-8 alone', async () => {
    const files = { a: healthy, b: Buffer.from(`${healthy}# caf\xe9\n`, 'latin1') };
    expect(await json(files, ['a', 'b'])).toMatchObject({
      refusals: [{ python: ['3.9', '3.10'], old: null }],
      diagnostics: { appear: [{ rule: 'non-ascii' }, { rule: 'not-utf8', severity: 'error' }] },
    });
  });

  it('never prints a secret', async () => {
    const files = { a: healthy, b: `accesskey = ${key}\n`, c: healthy.replace('0123', 'fedc') };
    for (const argv of [
      ['a', 'b'],
      ['b', 'c'],
      ['--format', 'json', 'a', 'c'],
      ['--format', 'json', '--host', 'sample:ol9-uek7', 'b', 'a'],
    ]) {
      const { out } = await compare(files, argv);
      expect(out).not.toBe('');
      expect(out).not.toContain(key.slice(4));
    }
  });
});

describe('wrong usage of compare', () => {
  it.each([
    [[]],
    [['a']],
    [['a', 'b', 'c']],
    [['-', '-']],
    [['--fail-on', 'error', 'a', 'b']],
    [['--client', 'both', 'a', 'b']],
    [['--python', '4', 'a', 'b']],
  ])('%j', async (argv) => {
    const { code, out, err } = await compare({ a: '', b: '', c: '' }, argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('uptrack-conf compare --help');
  });

  it('what cannot be read', async () => {
    expect(await compare({ a: '' }, ['a', 'missing', '--host', 'sample:nope'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^missing: no such file or directory\nThere is no sample:nope\./) as string,
    });
    const files = { a: '', b: '', '.uptrack-conf.json': '{' };
    const { code, err } = await compare(files, ['a', 'b']);
    expect(code).toBe(2);
    expect(err.match(/\.uptrack-conf\.json/g)).toHaveLength(1);
  });
});
