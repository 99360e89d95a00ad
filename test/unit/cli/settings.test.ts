import { describe, expect, it } from 'vitest';
import type { ShownFile } from '../../../server/src/cli/settings.ts';
import { idOf, options } from '../../../server/src/config/options.ts';
import { cli, folderWith, healthy, key } from './cli.ts';

async function settings(text: string | Uint8Array, ...argv: string[]): Promise<ShownFile> {
  const cwd = folderWith({ 'uptrack.conf': text });
  const { code, out, err } = await cli(['settings', ...argv, 'uptrack.conf'], { cwd });
  expect({ code, err, lines: out.split('\n').length }).toEqual({ code: 0, err: '', lines: 2 });
  return JSON.parse(out) as ShownFile;
}

describe('settings', () => {
  it('shows sections as the parser has them, and every option of the catalogue', async () => {
    const shown = await settings(`${healthy}AutoInstall: ON\n  \n[Network]\nhttps_proxy =\n[Mine]\nx = %%\n`);
    expect(shown).toMatchObject({
      file: 'uptrack.conf',
      python: '3.9',
      error: null,
      sections: {
        Auth: { accesskey: '<redacted>' },
        Settings: { install_on_reboot: 'yes', autoinstall: 'ON' },
        Network: { https_proxy: '' },
        Mine: { x: '%' },
      },
      fatal: null,
    });
    expect(Object.keys(shown.settings)).toEqual(options.map(idOf));
    expect(shown.settings['Settings.autoinstall']).toEqual({ value: true, source: 'file', line: 6 });
    expect(shown.settings['Settings.upgrade_on_reboot']).toEqual({ value: false, source: 'default', line: null });
    expect(shown.settings['Network.https_proxy']).toEqual({ value: '', source: 'file', line: 9 });
  });

  it('shows the options of [DEFAULT] in every section', async () => {
    const shown = await settings('[DEFAULT]\nautoinstall = yes\n[Settings]\n[Auth]\naccesskey = x\n');
    expect(shown.sections).toEqual({
      Settings: { autoinstall: 'yes' },
      Auth: { accesskey: '<redacted>', autoinstall: 'yes' },
    });
    expect(shown.settings['Settings.autoinstall']).toEqual({ value: true, source: 'file', line: 2 });
  });

  it('has nothing but the error where Python cannot read the file', async () => {
    const shown = await settings('[Settings]\nautoinstall = yes\nautoinstall = no\n');
    const message =
      "While reading from '/etc/uptrack/uptrack.conf' [line  3]: option 'autoinstall' in section 'Settings' already exists";
    expect(shown.error).toEqual({ type: 'DuplicateOptionError', line: 3, message });
    expect(shown.sections).toEqual({});
    expect(Object.keys(shown.settings)).toEqual(options.map(idOf));
    expect(new Set(Object.values(shown.settings).map((setting) => JSON.stringify(setting)))).toEqual(
      new Set(['{"value":null,"source":"default","line":null}']),
    );
    expect(shown.fatal).toEqual({
      message: `Error loading configuration file:\nUnable to parse config file: ${message}`,
      exitCode: 1,
      line: 3,
      stages: ['early', 'late', 'cron'],
    });
  });

  it('reads as the chosen Python does', async () => {
    const text = '[Settings]\nautoinstall = yes\nautoinstall = no\n';
    const shown = await settings(text, '--python', '2');
    expect(shown).toMatchObject({ python: '2', error: null, sections: { Settings: { autoinstall: 'no' } } });
    const name = async (python: string): Promise<string[]> =>
      Object.keys((await settings('[A] # [1]\n', '--python', python)).sections);
    expect([await name('2'), await name('3.9'), await name('3.10')]).toEqual([['A'], ['A'], ['A] # [1']]);
  });

  it('says what makes the client refuse a value', async () => {
    const bad = await settings('[Settings]\ncron_output_error = perhaps\n');
    expect(bad.settings['Settings.cron_output_error']).toEqual({ value: null, source: 'file', line: 2 });
    expect(bad.fatal).toMatchObject({ exitCode: 1, line: 2, stages: ['early', 'late'] });
    expect(bad.fatal?.message).toContain('Not a boolean: perhaps');
    const percent = await settings('[Network]\nhttps_proxy = 100%\n');
    expect(percent.sections).toEqual({ Network: { https_proxy: { error: 'InterpolationSyntaxError' } } });
    expect(percent.fatal).toMatchObject({ exitCode: -1, line: 2 });
  });

  it('knows what a template leaves open', async () => {
    const cwd = folderWith({ 'uptrack.conf.erb': '[Settings]\nautoinstall = <%= @on %>\nno_rmmod = yes\n' });
    const { out } = await cli(['settings', 'uptrack.conf.erb'], { cwd });
    const shown = JSON.parse(out) as ShownFile;
    expect(shown.sections).toEqual({ Settings: { autoinstall: { unknown: true }, no_rmmod: 'yes' } });
    expect(shown.settings['Settings.autoinstall']).toEqual({ value: null, unknown: true, source: 'file', line: 2 });
    expect(shown.fatal).toBeNull();
  });

  it('prints a line for each file, and goes on where one cannot be read', async () => {
    const cwd = folderWith({ a: healthy, b: '' });
    const { code, out, err } = await cli(['settings', 'a', 'missing', 'b', '-'], { cwd, stdin: healthy });
    expect({ code, err }).toEqual({ code: 2, err: 'missing: no such file or directory\n' });
    const names = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as ShownFile).file);
    expect(names).toEqual(['a', 'b', '-']);
  });

  it('has a text for people', async () => {
    const cwd = folderWith({ 'uptrack.conf': `${healthy}autoinstall = maybe\n` });
    const { out } = await cli(['settings', '--format', 'text', 'uptrack.conf'], { cwd });
    const lines = out.split('\n');
    expect(lines[0]).toBe('uptrack.conf (Python 3.9)');
    expect(lines).toContain('  the client refuses to run (exit code 1, line 6; early, late, cron):');
    expect(lines).toContain('    Not a boolean: maybe');
    expect(out).toMatch(/^ {2}\[Settings\]\n {2}install_on_reboot += yes {2}\(line 5\)$/m);
    expect(out).toMatch(/^ {2}autoinstall += \(refused\) {2}\(line 6\)$/m);
    expect(out).toMatch(/^ {2}upgrade_on_reboot += no {2}\(default\)$/m);
  });
});

describe('settings of bytes', () => {
  const latin1 = Buffer.from('[A]\nx = caf\xe9 \xc3\xa9\n', 'latin1');

  it('are no text to Python 3', async () => {
    const shown = await settings(latin1);
    const message = "'utf-8' codec can't decode byte 0xe9 in position 11: invalid continuation byte";
    expect(shown.error).toEqual({ type: 'UnicodeDecodeError', line: 2, message });
    expect(shown).toMatchObject({ sections: {}, fatal: { exitCode: 1, line: 2 } });
  });

  it('are bytes to Python 2', async () => {
    const shown = await settings(latin1, '--python', '2');
    expect(shown).toMatchObject({ error: null, sections: { A: { x: 'café é' } }, fatal: null });
    const unreadable = await settings(Buffer.from('[A]\ncaf\xe9\n', 'latin1'), '--python', '2');
    expect(unreadable.error?.message).toContain(String.raw`[line  2]: 'caf\xe9\n'`);
  });

  it('may be NUL', async () => {
    expect((await settings('[A]\nx = \0\n')).sections).toEqual({ A: { x: '\0' } });
  });
});

describe('secrets in settings', () => {
  const proxy = 'http://user:pa%%ss@proxy.example.com:3128';
  const texts = {
    'in their places': `[Auth]\naccesskey = ${key}\n[Network]\nhttps_proxy = ${proxy}\n`,
    'that other options refer to': `[DEFAULT]\naccesskey = short-but-secret\n[Auth]\nx = <%(accesskey)s>\n`,
    'under a name with a slip': `[auth]\nacceskey = ${key}\n[Settings]\naccess_key = ${key}\n`,
    'in a line that Python cannot read': `[Auth]\naccesskey ${key}\n`,
    'in front of the first header': `accesskey = ${key}\n`,
    'in the value above': `[Auth]\nuse_hw_uuid = yes\n  accesskey = ${key}\n`,
  };
  const secrets = [key, 'short-but-secret', 'user:pa'];

  it.each(Object.entries(texts))('%s', async (_, text) => {
    for (const python of ['2', '3.9', '3.10']) {
      for (const format of ['json', 'text']) {
        const cwd = folderWith({ 'uptrack.conf': text });
        const { out } = await cli(['settings', '--python', python, '--format', format, 'uptrack.conf'], { cwd });
        expect(secrets.filter((secret) => out.includes(secret))).toEqual([]);
      }
    }
  });

  it('are shown when asked for', async () => {
    const shown = await settings(texts['in their places'], '--show-secrets');
    expect(shown.sections).toEqual({ Auth: { accesskey: key }, Network: { https_proxy: proxy.replace('%%', '%') } });
    expect(shown.settings['Auth.accesskey']?.value).toBe(key);
  });

  it('leave the rest of a proxy readable', async () => {
    const shown = await settings(texts['in their places']);
    expect(shown.settings['Network.https_proxy']?.value).toBe('http://<redacted>@proxy.example.com:3128');
  });
});
