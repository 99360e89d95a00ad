import { describe, expect, it } from 'vitest';
import { effective, settingAt, stages, type Effective } from '../../../server/src/config/effective.ts';
import { booleanWords, idOf, options, type OptionId } from '../../../server/src/config/options.ts';
import { dialects, read, type Dialect } from '../../../server/src/config/reader.ts';
import { parse } from '../../../server/src/config/syntax.ts';

const of = (text: string, dialect: Dialect = '3.9', isTemplate = false): Effective =>
  effective(read(parse(text, isTemplate), dialect));

const valueOf = (text: string, id: OptionId, dialect: Dialect = '3.9'): boolean | string | null =>
  settingAt(of(text, dialect), id).value;

const notABoolean = (option: string, value: string): string =>
  `Error loading configuration file:\nUnable to read ${option} setting from /etc/uptrack/uptrack.conf.\nNot a boolean: ${value}\nPlease check that ${option} is set to 'yes' or 'no' and try again.`;

describe('settings', () => {
  it('are the defaults where the file says nothing', () => {
    const { settings, fatal } = of('');
    expect(fatal).toBeNull();
    expect([...settings.keys()]).toEqual(options.map(idOf));
    for (const option of options) {
      expect(settings.get(idOf(option))).toEqual({
        option,
        value: option.default,
        unknown: false,
        source: 'default',
        reading: null,
      });
    }
  });

  it.each([...booleanWords])('%s is a boolean, in any case', (word, meaning) => {
    for (const dialect of dialects) {
      for (const written of [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]) {
        expect(valueOf(`[Settings]\nautoinstall = ${written}\n`, 'Settings.autoinstall', dialect)).toBe(meaning);
      }
    }
  });

  it('come from the line that the Python takes', () => {
    const setting = settingAt(of('[Settings]\nautoinstall = no\nAutoInstall = yes\n', '2'), 'Settings.autoinstall');
    expect(setting).toMatchObject({ value: true, source: 'file' });
    expect(setting.reading?.line.index).toBe(2);
  });

  it('come from [DEFAULT] where the section has a header', () => {
    expect(valueOf('[DEFAULT]\nautoinstall = yes\n[Settings]\n', 'Settings.autoinstall')).toBe(true);
    expect(valueOf('[DEFAULT]\nautoinstall = yes\n', 'Settings.autoinstall')).toBe(false);
    expect(valueOf('[DEFAULT]\nautoinstall = yes\n[Settings]\nautoinstall = no\n', 'Settings.autoinstall')).toBe(false);
  });

  it('are interpolated', () => {
    expect(valueOf('[Settings]\nx = yes\nautoinstall = %(X)s\n', 'Settings.autoinstall')).toBe(true);
    expect(valueOf('[Network]\nhttps_proxy = p%%40\n', 'Network.https_proxy')).toBe('p%40');
  });

  it('differ where the Pythons do', () => {
    const text = '[Settings] # see [1]\nautoinstall = yes ; nightly\n';
    expect(valueOf(text, 'Settings.autoinstall', '2')).toBe(true);
    expect(valueOf(text, 'Settings.autoinstall', '3.9')).toBeNull();
    expect(settingAt(of(text, '3.10'), 'Settings.autoinstall')).toMatchObject({ value: false, source: 'default' });
    expect(dialects.map((dialect) => of(text, dialect).fatal?.exitCode)).toEqual([undefined, 1, undefined]);
  });

  it('are unknown where a template decides, and stop nobody', () => {
    const { settings, fatal } = of('[Settings]\nautoinstall = <%= @x %>\n', '3.9', true);
    expect(settings.get('Settings.autoinstall')).toMatchObject({ value: null, unknown: true, source: 'file' });
    expect(fatal).toBeNull();
    // In a plain file it is read as it stands: the tag of ERB as a single percent sign.
    expect(of('[Settings]\nautoinstall = {{ x }}\n').fatal?.exitCode).toBe(1);
    expect(of('[Settings]\nautoinstall = <%= @x %>\n').fatal?.exitCode).toBe(-1);
  });

  it('have a setting for each option of the catalogue only', () => {
    expect(() => settingAt(of(''), 'Settings.nonsense')).toThrow('No such option');
  });
});

describe('what stops the client', () => {
  it.each(['y', 'n', 't', 'enabled', 'enable', '2', 'None', '"yes"', ''])('a boolean of %j', (value) => {
    for (const dialect of dialects) {
      expect(of(`[Settings]\n\nautoinstall = ${value}\n`, dialect).fatal).toEqual({
        message: notABoolean('autoinstall', value),
        exitCode: 1,
        line: 2,
        option: 'Settings.autoinstall',
        stages: ['early', 'late', 'cron'],
      });
    }
  });

  it('an empty pair of quotes, as each Python prints it', () => {
    const printed = (dialect: Dialect): string | undefined =>
      of('[Settings]\nautoinstall = ""\n', dialect).fatal?.message.split('\n')[2];
    expect(dialects.map(printed)).toEqual(['Not a boolean: ', 'Not a boolean: ""', 'Not a boolean: ""']);
  });

  it('a file that cannot be read, before everything else', () => {
    for (const dialect of dialects) {
      const { fatal } = of('[Settings]\nautoinstall = maybe\nnonsense\n', dialect);
      expect(fatal).toMatchObject({ exitCode: 1, line: 2, option: null, stages: ['early', 'late', 'cron'] });
      expect(fatal?.message).toMatch(
        /^Error loading configuration file:\nUnable to parse config file: .*parsing errors/,
      );
    }
  });

  it('a failing interpolation', () => {
    expect(of('[Network]\nhttps_proxy = 50%\n').fatal).toEqual({
      message: 'Unexpected error starting the Uptrack client.',
      exitCode: -1,
      line: 1,
      option: 'Network.https_proxy',
      stages: ['early', 'late', 'cron'],
    });
    for (const text of [
      '[Auth]\naccesskey = %(missing)s\n',
      '[Auth]\naccesskey = %(accesskey)s\n',
      '[Settings]\nautoinstall = %x\n',
    ]) {
      for (const dialect of dialects) expect(of(text, dialect).fatal?.exitCode).toBe(-1);
    }
  });

  it.each(['install', 'available', 'error'])('cron_output_%s stops the boot stages alone', (event) => {
    const { fatal } = of(`[Settings]\ncron_output_${event} = maybe\n`);
    expect(fatal).toMatchObject({
      exitCode: 1,
      stages: ['early', 'late'],
      message: notABoolean(`cron_output_${event}`, 'maybe'),
    });
  });

  it('gconf_proxy_lookup only where no proxy was found', () => {
    const bad = 'gconf_proxy_lookup = maybe';
    const stopped = (proxy: string): boolean => of(`[Network]\n${proxy}${bad}\n`).fatal !== null;
    expect(stopped('')).toBe(true);
    expect(stopped('https_proxy =\n')).toBe(true);
    expect(stopped('https_proxy = http://proxy:3128\n')).toBe(false);
    expect(stopped('https_proxy = None\n')).toBe(false);
    expect(stopped('https_proxy = nOnE\n')).toBe(false);
  });

  it.each([
    '[Settings]\nskip_apply_after_pkg_install = maybe\n',
    '[Settings]\neffective_version = 50%\n',
    '[User]\nyum_userspace_ksplice_repo_name = 50%\n',
    '[Known-Exploit-Detection]\nenabled = maybe\n',
    '[Network]\nautoinstall = maybe\n',
    '[settings]\nautoinstall = maybe\n',
    '[Settings]\nfoo = 50%\n',
  ])('nothing that it does not read: %j', (text) => {
    for (const dialect of dialects) expect(of(text, dialect).fatal).toBeNull();
  });

  it('is the first of several, in the order of the client', () => {
    /** As the client evaluates them: each with a value that stops it. */
    const order: readonly (readonly [section: string, name: string, bad: string])[] = [
      ['Auth', 'accesskey', '%'],
      ['Settings', 'debug_to_server', 'maybe'],
      ['Auth', 'use_hw_uuid', 'maybe'],
      ['Settings', 'no_rmmod', 'maybe'],
      ['Network', 'https_proxy', '%'],
      ['Network', 'gconf_proxy_lookup', 'maybe'],
      ['Network', 'ssl_ca_cert_file', '%'],
      ['Network', 'ssl_ca_cert_dir', '%'],
      ['Network', 'update_repo_url', '%'],
      ['Settings', 'suppress_ip', 'maybe'],
      ['Settings', 'autoinstall', 'maybe'],
      ['Settings', 'install_on_reboot', 'maybe'],
      ['Settings', 'upgrade_on_reboot', 'maybe'],
      ['Settings', 'cron_output_install', 'maybe'],
      ['Settings', 'cron_output_available', 'maybe'],
      ['Settings', 'cron_output_error', 'maybe'],
    ];
    for (let repaired = 0; repaired <= order.length; repaired++) {
      const rest = order.slice(repaired);
      const text = ['Settings', 'Network', 'Auth']
        .map((section) => [
          `[${section}]`,
          ...rest.filter(([of]) => of === section).map(([, name, bad]) => `${name} = ${bad}`),
        ])
        .flat()
        .join('\n');
      const [first] = rest;
      expect(of(text).fatal?.option ?? null).toBe(first ? `${first[0]}.${first[1]}` : null);
    }
  });

  it('names stages that exist', () => {
    expect(stages).toEqual(['early', 'late', 'cron']);
  });

  it('is told without secrets', () => {
    const secret = 'feedface'.repeat(8);
    const texts = [
      `[Auth]\naccesskey ${secret}\n`,
      `[Settings]\nautoinstall = yes\n accesskey = my own key\n`,
      `accesskey = my own key\n`,
      'https_proxy = http://admin:my-own@proxy:3128\n',
      `[Settings]\nautoinstall = ${secret}\n`,
    ];
    for (const text of texts) {
      for (const dialect of dialects) {
        const { fatal } = of(text, dialect);
        expect(fatal?.message).toContain('<redacted>');
        expect(fatal?.message).not.toMatch(/feedface|my.own/);
      }
    }
  });
});
