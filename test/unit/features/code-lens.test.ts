import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext, type AnalysisContext } from '../../../server/src/analysis.ts';
import { findCodeLenses } from '../../../server/src/features/code-lens.ts';
import { consequencesInShort } from '../../../server/src/features/consequences.ts';
import { mark } from '../marked.ts';

const lenses = (text: string, context: Partial<AnalysisContext> = {}): readonly (readonly [string, string])[] =>
  findCodeLenses(new Analysis(text, { ...defaultContext, ...context })).map(({ span, title }) => [
    mark(text, span),
    title,
  ]);

const auth = '[Auth]\naccesskey = x\n';
const sentence = (settings: string, context: Partial<AnalysisContext> = {}): string =>
  lenses(`${auth}[Settings]\n${settings}`, context)[0]?.[1].replace(/^After a power loss: /, '') ?? '';

describe('the lens', () => {
  it('stands over [Settings], else at the start', () => {
    expect(lenses(`${auth}[Settings]\n`).map(([marked]) => marked)).toEqual([`${auth}«[Settings]»\n`]);
    expect(lenses('').map(([marked]) => marked)).toEqual(['«»']);
    expect(lenses(auth).map(([marked]) => marked)).toEqual([`«»${auth}`]);
    expect(lenses('')[0]?.[1]).toMatch(/^After a power loss: /);
  });

  it.each([
    ['', 'the saved updates come back, newer ones only when someone installs them'],
    ['upgrade_on_reboot = yes\n', 'the saved updates come back, all available ones late in the boot'],
    ['autoinstall = yes\n', 'the saved updates come back, all available ones with the first periodic run'],
    ['install_on_reboot = no\n', 'nothing comes back until someone installs them'],
    [
      'install_on_reboot = no\nautoinstall = yes\n',
      'nothing comes back at first, all available ones with the first periodic run',
    ],
    [
      'install_on_reboot = no\nupgrade_on_reboot = yes\n',
      'nothing comes back at first, all available ones late in the boot (not confirmed)',
    ],
    ['autoinstall = maybe\n', 'the client refuses this file (line 4): nothing comes back'],
    ['nonsense\n', 'the client refuses this file (line 4): nothing comes back'],
    [
      'cron_output_error = maybe\n',
      'the client refuses this file at boot (line 4): nothing comes back before the first periodic run',
    ],
    [
      'autoinstall = no\nautoinstall = yes\n',
      'on Python 2 the saved updates come back, all available ones with the first periodic run. But on Python 3 the client refuses this file (line 5): nothing comes back',
    ],
  ])('%j: %s', (settings, expected) => {
    expect(sentence(settings)).toBe(expected);
  });

  it.each([
    ['', 'the saved updates come back'],
    ['upgrade_on_reboot = yes\n', 'all updates come back'],
    ['autoinstall = yes\n', 'the saved updates, later all'],
    ['install_on_reboot = no\n', 'nothing comes back'],
    ['install_on_reboot = no\nautoinstall = yes\n', 'nothing until a periodic run'],
    ['install_on_reboot = no\nupgrade_on_reboot = yes\n', 'perhaps all, late in the boot'],
    ['autoinstall = maybe\n', 'the client refuses this file'],
    ['cron_output_error = maybe\n', 'nothing until a periodic run'],
    ['autoinstall = no\nautoinstall = yes\n', 'depends on the Python'],
    ['autoinstall = {{ x }}\n', 'depends on the template'],
    ['upgrade_on_reboot = yes\nautoinstall = {{ x }}\n', 'all updates come back'],
  ])('is this in short for %j: %s', (settings, expected) => {
    const context = { ...defaultContext, isTemplate: settings.includes('{{') };
    const short = consequencesInShort(new Analysis(`${auth}[Settings]\n${settings}`, context));
    expect(short).toBe(`After a power loss: ${expected}`);
    expect(short.length).toBeLessThanOrEqual(50);
  });

  it('knows a missing key', () => {
    const title = (text: string): string | undefined => lenses(text)[0]?.[1];
    const keyless = 'the saved updates come back, nothing newer: there is no access key';
    expect(title('[Settings]\nupgrade_on_reboot = yes\n')).toContain(keyless);
    expect(title('[Auth]\naccesskey = INSERT_ACCESS_KEY\n[Settings]\n')).toContain(keyless);
    expect(title('[Settings]\ninstall_on_reboot = no\n')).toContain('nothing comes back: there is no access key');
  });

  it('says of a template what it depends on, where it does', () => {
    const template = { isTemplate: true };
    expect(sentence('autoinstall = <%= @x %>\n', template)).toBe(
      'what comes back depends on what the template renders for autoinstall',
    );
    expect(sentence('install_on_reboot = {{ a }}\nupgrade_on_reboot = {{ b }}\n', template)).toBe(
      'what comes back depends on what the template renders for install_on_reboot, upgrade_on_reboot',
    );
    // With upgrade_on_reboot the periodic run finds nothing left to do.
    expect(sentence('upgrade_on_reboot = yes\nautoinstall = <%= @x %>\n', template)).toBe(
      'the saved updates come back, all available ones late in the boot',
    );
  });

  it('speaks of the Pythons that the file is for', () => {
    const text = 'autoinstall = no\nautoinstall = yes\n';
    expect(sentence(text, { dialects: ['2'] })).toMatch(/^the saved updates/);
    expect(sentence(text, { dialects: ['3.10'] })).toMatch(/^the client refuses/);
  });
});
