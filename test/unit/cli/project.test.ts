import { describe, expect, it } from 'vitest';
import { cli, folderWith, healthy } from './cli.ts';

const misspelt = healthy.replace('install_on_reboot', 'install_on_rebot');

async function findings(cwd: string, ...argv: string[]): Promise<string[]> {
  const { out } = await cli(['check', '--format', 'json', ...argv], { cwd });
  const { files } = JSON.parse(out) as {
    files: { file: string; diagnostics: { rule: string; severity: string }[] }[];
  };
  return files.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ rule, severity }) => `${file} ${severity} ${rule}`),
  );
}

describe('check with .uptrack-conf.json', () => {
  it('takes the nearest one above each file', async () => {
    const cwd = folderWith({
      '.uptrack-conf.json': '{ "rules": { "unknown-key": "warning" } }',
      'uptrack.conf': misspelt,
      'a/uptrack.conf': misspelt,
      'b/.uptrack-conf.json': '{ "rules": { "unknown-key": "off" } }',
      'b/etc/uptrack.conf': misspelt,
    });
    expect(await findings(cwd, '.')).toEqual([
      'a/uptrack.conf warning unknown-key',
      'uptrack.conf warning unknown-key',
    ]);
  });

  it('matches the patterns from its own folder, wherever it is called from', async () => {
    const project = JSON.stringify({
      dialects: ['3.9'],
      templates: ['tpl/**'],
      overrides: [{ files: ['el7/**'], dialects: ['2'], client: 'offline' }],
    });
    const twice = `${healthy}install_on_reboot = no\n`;
    const cwd = folderWith({
      '.uptrack-conf.json': project,
      'el7/uptrack.conf': twice,
      'el9/uptrack.conf': twice,
      'tpl/uptrack.conf': healthy.replace('yes', '<%= @x %>'),
    });
    const duplicates = async (folder: string, ...argv: string[]): Promise<string[]> =>
      (await findings(folder, ...argv)).filter((each) => !each.includes('information'));
    expect(await duplicates(cwd, '.')).toEqual([
      'el7/uptrack.conf warning duplicate-key',
      'el9/uptrack.conf error duplicate-key',
    ]);
    expect(await duplicates(`${cwd}/el7`, '.')).toEqual(['uptrack.conf warning duplicate-key']);
    expect(await duplicates(cwd, '--python', 'all', 'el7')).toEqual(['el7/uptrack.conf error duplicate-key']);
  });

  it('gives way to --client', async () => {
    const cwd = folderWith({
      '.uptrack-conf.json': '{ "client": "offline" }',
      'uptrack.conf': '[Auth]\naccesskey =\n',
    });
    expect(await findings(cwd, 'uptrack.conf')).toEqual(['uptrack.conf information missing-access-key']);
    expect(await findings(cwd, '--client', 'online', 'uptrack.conf')).toEqual([
      'uptrack.conf error missing-access-key',
    ]);
  });

  it('is told of one that is broken, once, with its line, and ends with 2', async () => {
    const cwd = folderWith({
      'a/.uptrack-conf.json': '{\n  "client": "x"\n}\n',
      'a/uptrack.conf': healthy,
      'a/b/uptrack.conf': misspelt,
      'c/uptrack.conf': misspelt,
    });
    const { code, out, err } = await cli(['check', '.'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/^a\/\.uptrack-conf\.json:2: Write "online" or "offline" as client, not "x"\.\n$/);
    expect(out).toMatch(/^c\/uptrack\.conf:5:1 error unknown-key /);
  });

  it('holds for standard input by its name', async () => {
    const cwd = folderWith({ 'a/.uptrack-conf.json': '{ "rules": { "unknown-key": "off" } }' });
    const { code } = await cli(['check', '--stdin-filename', 'a/uptrack.conf', '-'], { cwd, stdin: misspelt });
    expect(code).toBe(0);
    expect((await cli(['check', '-'], { cwd, stdin: misspelt })).code).toBe(1);
  });

  it('decides on bytes that are not UTF-8, and so do comments', async () => {
    const latin1 = (comment: string): Buffer => Buffer.from(`${comment}${healthy}# caf\xe9\n`, 'latin1');
    const cwd = folderWith({
      'a/.uptrack-conf.json': '{ "rules": { "not-utf8": "warning" } }',
      'a/uptrack.conf': latin1(''),
      'b/uptrack.conf': latin1('# uptrack-conf-disable-file not-utf8\n'),
    });
    const found = await findings(cwd, '.');
    expect(found).toContain('a/uptrack.conf warning not-utf8');
    expect(found.filter((each) => each.startsWith('b/') && /not-utf8|unused/.test(each))).toEqual([]);
  });

  it('tells the rules of the files around', async () => {
    const cwd = folderWith({ 'uptrack/uptrack.conf': healthy, 'uptrack/disable': '', '.git/HEAD': '' });
    const found = await findings(cwd, '.');
    expect(found.map((each) => each.split(' ').at(-1))).toEqual(
      expect.arrayContaining(['disable-file-present', 'key-under-version-control']),
    );
  });
});

describe('settings and simulate with .uptrack-conf.json', () => {
  const files = {
    '.uptrack-conf.json': '{ "dialects": ["2"], "templates": ["tpl/**"] }',
    'tpl/uptrack.conf': healthy.replace('install_on_reboot = yes', 'install_on_reboot = <%= @x %>'),
    'uptrack.conf': `${healthy}install_on_reboot = no\n`,
  };

  it('know what is a template', async () => {
    const cwd = folderWith(files);
    const { out } = await cli(['settings', 'tpl/uptrack.conf'], { cwd });
    const { settings } = JSON.parse(out) as { settings: Record<string, unknown> };
    expect(settings['Settings.install_on_reboot']).toMatchObject({ value: null, unknown: true });
  });

  it('simulate for the Pythons that it names, unless told otherwise', async () => {
    const cwd = folderWith(files);
    const outcomes = async (...argv: string[]): Promise<unknown[]> => {
      const { out } = await cli(
        ['simulate', '--host', 'sample:ubuntu-22.04', '--format', 'json', ...argv, 'uptrack.conf'],
        { cwd },
      );
      return (JSON.parse(out) as { outcomes: unknown[] }).outcomes;
    };
    expect(await outcomes()).toHaveLength(1);
    expect(await outcomes('--python', 'all')).toHaveLength(2);
  });

  it('say where it is broken', async () => {
    const cwd = folderWith({ ...files, '.uptrack-conf.json': '{ "dialects": ["4"] }' });
    for (const argv of [['settings'], ['simulate', '--host', 'sample:ubuntu-22.04']]) {
      const { code, err } = await cli([...argv, 'uptrack.conf'], { cwd });
      expect(code).toBe(2);
      expect(err).toContain('.uptrack-conf.json:1');
    }
  });
});
