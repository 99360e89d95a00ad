import { describe, expect, it } from 'vitest';
import { evaluationOrder } from '../../../server/src/config/effective.ts';
import { evidenceLevels } from '../../../server/src/config/evidence.ts';
import {
  accessKeySentinel,
  booleanWords,
  defaultRepositoryUrl,
  findOption,
  findSection,
  idOf,
  options,
  sections,
} from '../../../server/src/config/options.ts';

const none = null;
const url = 'https://updates.ksplice.com/update-repository';

/** The option table: id, type, default when absent, status, clients (on, off, enh), evidence (D, C, O). */
const table = [
  ['Auth.accesskey', 'string', '', 'documented', 'on enh', 'DCO'],
  ['Auth.use_hw_uuid', 'boolean', false, 'undocumented', 'on off enh', 'C'],
  ['Network.https_proxy', 'proxy', none, 'documented', 'on enh', 'DC'],
  ['Network.gconf_proxy_lookup', 'boolean', true, 'shipped', 'on enh', 'CO'],
  ['Network.ssl_ca_cert_file', 'path', none, 'shipped', 'on enh', 'CO'],
  ['Network.ssl_ca_cert_dir', 'path', none, 'shipped', 'on enh', 'CO'],
  ['Network.update_repo_url', 'url', url, 'shipped', 'on enh', 'COD'],
  ['Settings.install_on_reboot', 'boolean', true, 'documented', 'on off enh', 'DC'],
  ['Settings.upgrade_on_reboot', 'boolean', false, 'documented', 'on off enh', 'DCO'],
  ['Settings.autoinstall', 'boolean', false, 'documented', 'on off enh', 'DC'],
  ['Settings.skip_apply_after_pkg_install', 'boolean', false, 'documented', 'off', 'DO'],
  ['Settings.effective_version', 'string', none, 'documented', 'off', 'DI'],
  ['Settings.hostname_override_file', 'path', none, 'undocumented', 'on off enh', 'C'],
  ['Settings.suppress_ip', 'boolean', false, 'undocumented', 'on off enh', 'C'],
  ['Settings.no_rmmod', 'boolean', false, 'undocumented', 'on off enh', 'C'],
  ['Settings.debug_to_server', 'boolean', true, 'undocumented', 'on off enh', 'CO'],
  ['Settings.cron_output_install', 'boolean', false, 'removed', 'on off enh', 'CO'],
  ['Settings.cron_output_available', 'boolean', false, 'removed', 'on off enh', 'CO'],
  ['Settings.cron_output_error', 'boolean', false, 'removed', 'on off enh', 'CO'],
  ['User.yum_userspace_ksplice_repo_name', 'string', none, 'documented', 'off enh', 'D'],
  ['Known-Exploit-Detection.enabled', 'boolean', false, 'documented', 'enh', 'DO'],
] as const;

const clientNames = { on: 'online', off: 'offline', enh: 'enhanced' } as const;
const evidenceNames: Readonly<Record<string, string>> = {
  D: 'documented',
  C: 'client',
  O: 'observed',
  I: 'inferred',
};

describe('the catalogue', () => {
  it.each(table)('has %s', (id, type, fallback, status, clients, evidence) => {
    const option = options.find((each) => idOf(each) === id);
    expect(option).toMatchObject({
      type,
      default: fallback,
      status,
      clients: clients.split(' ').map((name) => clientNames[name as keyof typeof clientNames]),
      evidence: Array.from(evidence, (letter) => evidenceNames[letter]),
    });
  });

  it('has nothing else, in the order of the shipped file', () => {
    expect(options.map(idOf)).toEqual(table.map(([id]) => id));
  });

  it('knows the sections, which are case-sensitive', () => {
    expect(sections.map(({ name }) => name)).toEqual([
      'Auth',
      'Network',
      'Settings',
      'User',
      'Known-Exploit-Detection',
    ]);
    expect(findSection('Settings')?.name).toBe('Settings');
    expect(findSection('settings')).toBeUndefined();
    expect(findOption('Settings', 'autoinstall')?.name).toBe('autoinstall');
    expect(findOption('Network', 'autoinstall')).toBeUndefined();
    for (const { section } of options) expect(findSection(section)).toBeDefined();
  });

  it('knows the eight words for booleans', () => {
    const words = (meaning: boolean): string[] =>
      [...booleanWords].flatMap(([word, is]) => (is === meaning ? [word] : []));
    expect(words(true)).toEqual(['1', 'yes', 'true', 'on']);
    expect(words(false)).toEqual(['0', 'no', 'false', 'off']);
  });

  it('knows the constants of the client', () => {
    expect(accessKeySentinel).toBe('INSERT_ACCESS_KEY');
    expect(defaultRepositoryUrl).toBe(url);
  });

  it('says something of every option, in sentences', () => {
    for (const { name, summary, details, evidence } of options) {
      expect(name).toBe(name.toLowerCase());
      expect(summary).toMatch(/^[A-Z].*\.$/);
      if (details !== '') expect(details).toMatch(/\.$/);
      for (const level of evidence) expect(evidenceLevels).toContain(level);
    }
  });

  it('is evaluated by the client as far as that is published', () => {
    // skip_apply_after_pkg_install, effective_version and the sections of the enhanced client: by whom is not known.
    const unread = options.map(idOf).filter((id) => !evaluationOrder.some(({ option }) => option === id));
    expect(unread).toEqual([
      'Settings.skip_apply_after_pkg_install',
      'Settings.effective_version',
      'User.yum_userspace_ksplice_repo_name',
      'Known-Exploit-Detection.enabled',
    ]);
  });
});
