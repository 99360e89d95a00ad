import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext, type AnalysisContext } from '../../../server/src/analysis.ts';
import { doHover, type Hover } from '../../../server/src/features/hover.ts';
import { mark, withCursor } from '../marked.ts';

function hover(marked: string, context: Partial<AnalysisContext> = {}): (Hover & { marked: string }) | null {
  const { text, offset } = withCursor(marked);
  const found = doHover(new Analysis(text, { ...defaultContext, ...context }), offset);
  return found && { ...found, marked: mark(text, found.span) };
}

/** The cells of the marked rows: the three options, same kernel early, late and cron, other kernel early, late and cron. */
const markedRows = (settings: string, context: Partial<AnalysisContext> = {}, auth = 'accesskey = x'): string[] =>
  (hover(`[Auth]\n${auth}\n[Settings]\ninstall_on_reboot| = yes\n${settings}`, context)?.markdown ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ▶'))
    .map((line) => line.replaceAll(/[*|]/g, '').replace('▶', '').trim().replaceAll(/ {2,}/g, ' · '));

describe('hover', () => {
  it.each([
    ['autoinstall', 'It upgrades neither the client package nor the kernel on disk'],
    ['autoinstall', 'it does nothing where the cron file was removed'],
    ['install_on_reboot', 'a single boot with `nouptrack` on the kernel command line creates that file, and it stays'],
    ['https_proxy', 'What stands here wins over the environment'],
  ])('on %s tells what no rule can see: %s', (option, words) => {
    const section = option === 'https_proxy' ? 'Network' : 'Settings';
    expect(hover(`[${section}]\n${option}| = no\n`)?.markdown).toContain(words);
  });

  it.each([
    ['[Set|tings]\n', '[«Settings»]\n', /\*\*\[Settings\]\*\*[^]*`autoinstall`: /],
    ['|[Settings]\n', '[«Settings»]\n', /by itself/],
    ['[Auth]\nac|cesskey = x\n', '[Auth]\n«accesskey» = x\n', /exit code 20[^]*It is a credential/],
    ['[Auth]\nACCESS|KEY = x\n', '[Auth]\n«ACCESSKEY» = x\n', /\*\*accesskey\*\* in \[Auth\], string/],
    ['[Settings]\nautoinstall = y|es\n', '[Settings]\nautoinstall = «yes»\n', /Default when absent: `no`/],
    ['[Settings]\nauto|install =\n', '[Settings]\n«autoinstall» =\n', /Evidence: documented/],
    ['[Settings]\nno_rm|mod = yes\n', '[Settings]\n«no_rmmod» = yes\n', /published client of 2008–2011/],
    ['[Settings]\ncron_output|_error = no\n', '[Settings]\n«cron_output_error» = no\n', /Removed/],
    [
      '[Network]\n|gconf_proxy_lookup = no\n',
      '[Network]\n«gconf_proxy_lookup» = no\n',
      /Absent means yes, but the packaged file says `no`/,
    ],
  ])('at %j', (marked, expected, words) => {
    expect(hover(marked)?.marked).toBe(expected);
    expect(hover(marked)?.markdown).toMatch(words);
  });

  it.each([
    '|',
    '# comm|ent\n',
    '[em|ail]\n',
    '[Settings] # au|toinstall\n',
    '[Settings]\nfoo| = 1\n',
    '[Network]\nauto|install = yes\n',
    '[Settings]\nautoinstall = yes\n  upgrade_on|_reboot = yes\n',
    '[Settings]\nautoinstall =   |   yes\n',
  ])('nothing at %j', (marked) => {
    expect(hover(marked)).toBeNull();
  });

  it('works in a template', () => {
    expect(hover('[Settings]\nautoinstall = <%=| @x %>\n', { isTemplate: true })?.marked).toBe(
      '[Settings]\nautoinstall = «<%= @x %>»\n',
    );
  });

  it('shows no value of the file', () => {
    expect(hover('[Auth]\naccesskey = my-own-|key\n')?.markdown).not.toContain('my-own');
  });
});

describe('the consequences', () => {
  it('stand on the two reboot options, with where the guide contradicts itself', () => {
    expect(hover('[Settings]\ninstall_on_reboot| = yes\n')?.markdown).toMatch(
      /After a power loss, with this file[^]*guide contradicts itself[^]*that one is right/,
    );
    expect(hover('[Settings]\nupgrade_on_reboot = y|es\n')?.markdown).toMatch(
      /guide contradicts itself[^]*same kernel/,
    );
    expect(hover('[Settings]\nautoinstall| = yes\n')?.markdown).not.toContain('After a power loss');
  });

  it('hold all combinations, of which this file is one', () => {
    const rows = hover('[Auth]\naccesskey = x\n[Settings]\ninstall_on_reboot| = yes\n')
      ?.markdown.split('\n')
      .filter((line) => line.startsWith('|') && / (yes|no|\*\*yes\*\*) \|/.test(line));
    expect(rows).toEqual([
      '| ▶ | **yes** | **no** | **no** | saved | saved | saved | – | – | – |',
      '|  | yes | no | yes | saved | saved | all | – | – | all |',
      '|  | yes | yes | any | saved | all | all | – | all | all |',
      '|  | no | no | no | – | – | – | – | – | – |',
      '|  | no | no | yes | – | – | all | – | – | all |',
      '|  | no | yes | any | – | all † | all † | – | all † | all † |',
    ]);
  });

  it.each<[string, string[]]>([
    ['', ['yes · no · no · saved · saved · saved · – · – · –']],
    ['autoinstall = yes\n', ['yes · no · yes · saved · saved · all · – · – · all']],
    ['upgrade_on_reboot = yes\n', ['yes · yes · any · saved · all · all · – · all · all']],
    ['upgrade_on_reboot = yes\nautoinstall = yes\n', ['yes · yes · any · saved · all · all · – · all · all']],
    // The client refuses it, so no row is what happens.
    ['upgrade_on_reboot = maybe\n', []],
  ])('mark the row of this file: %j', (settings, expected) => {
    expect(markedRows(settings)).toEqual(expected);
  });

  it('follow the file', () => {
    const row = (value: string): string | undefined =>
      hover(`[Auth]\naccesskey = x\n[Settings]\ninstall_on_reboot| = ${value}\n`)
        ?.markdown.split('\n')
        .find((line) => line.includes('▶'));
    expect(row('yes')).toBe('| ▶ | **yes** | **no** | **no** | saved | saved | saved | – | – | – |');
    expect(row('no')).toBe('| ▶ | **no** | **no** | **no** | – | – | – | – | – | – |');
  });

  it('show nothing late without an access key, and say so', () => {
    expect(markedRows('upgrade_on_reboot = yes\n', {}, '')).toEqual([
      'yes · yes · any · saved · saved · saved · – · – · –',
    ]);
    expect(hover('[Settings]\ninstall_on_reboot| = yes\n')?.markdown).toContain('There is no access key in this file');
    expect(hover('[Auth]\naccesskey = x\n[Settings]\ninstall_on_reboot| = yes\n')?.markdown).not.toContain(
      'no access key',
    );
    expect(hover('[Settings]\ninstall_on_reboot| = yes\n', { client: 'offline' })?.markdown).not.toContain(
      'no access key',
    );
  });

  it('mark what a template can come out as', () => {
    expect(markedRows('upgrade_on_reboot = <%= @x %>\n', { isTemplate: true })).toEqual([
      'yes · no · no · saved · saved · saved · – · – · –',
      'yes · yes · any · saved · all · all · – · all · all',
    ]);
    expect(hover('[Settings]\ninstall_on_reboot| = <%= @x %>\n', { isTemplate: true })?.markdown).toContain(
      '▶ what this template can come out as',
    );
  });

  it('mark what the Pythons read differently', () => {
    const marked = '[Auth]\naccesskey = x\n[Settings] # see [1]\nupgrade_on_reboot| = yes\n';
    expect(hover(marked)?.markdown).toContain('▶ this file, as one Python or another reads it');
    expect(hover(marked)?.markdown.match(/\| ▶/g)).toHaveLength(2);
    expect(hover(marked, { dialects: ['3.10'] })?.markdown).toContain('▶ this file ·');
  });

  it('say which client refuses the file', () => {
    const bad = '[Auth]\naccesskey = x\n[Settings]\ninstall_on_reboot| = yes\n';
    expect(hover(`${bad}autoinstall = maybe\n`)?.markdown).toContain(
      '**The client refuses this file (line 5): nothing comes back.** The table holds once that is repaired.',
    );
    expect(hover(`${bad}autoinstall = no\nautoinstall = yes\n`)?.markdown).toContain(
      '**A client on Python 3 (Oracle Linux 8 and later) refuses this file (line 6): nothing comes back.**',
    );
    expect(hover(`${bad}cron_output_error = maybe\n`)?.markdown).toContain(
      '**The client refuses this file at boot (line 5): nothing comes back before the first periodic run.**',
    );
    // What the table would be is no less true for that.
    expect(hover(`${bad}nonsense\n`)?.markdown).toContain('| ▶ | **yes** | **no** | **no** | saved |');
  });
});
