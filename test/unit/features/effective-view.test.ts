import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { effectiveView } from '../../../server/src/features/effective-view.ts';
import { statusOf } from '../../../server/src/features/status.ts';
import { consequencesSentence } from '../../../server/src/features/consequences.ts';
import { check } from '../../../server/src/rules/index.ts';
import { documents, secretKey, secretPassword } from '../rules/documents.ts';

const view = (text: string, isTemplate = false) => effectiveView(new Analysis(text, { ...defaultContext, isTemplate }));

describe('what the client reads', () => {
  it('is one part where every Python reads the same: values, defaults, what is ignored', () => {
    const text = [
      `[Auth]\naccesskey = ${secretKey}\nfoo = 1`,
      '[Network]\nhttps_proxy = http://me:50%%@proxy:3128\ngconf_proxy_lookup = OFF\nssl_ca_cert_dir =',
      '[extra]\nb = one\n  two\n',
    ].join('\n');
    expect(view(text)).toBe(`# What the client reads in this file.
# Secrets are hidden; nothing here can be edited.

# Every client reads this:

[Auth]
accesskey = <redacted>  # line 2
use_hw_uuid = no  # default
foo = 1  # ignored

[Network]
https_proxy = http://<redacted>@proxy:3128  # line 5
gconf_proxy_lookup = no  # line 6
# ssl_ca_cert_file is not set
ssl_ca_cert_dir =  # line 7
update_repo_url = https://updates.ksplice.com/update-repository  # default

[Settings]  # not in the file
install_on_reboot = yes  # default
upgrade_on_reboot = no  # default
autoinstall = no  # default
skip_apply_after_pkg_install = no  # default
# effective_version is not set
# hostname_override_file is not set
suppress_ip = no  # default
no_rmmod = no  # default
debug_to_server = yes  # default

[User]  # not in the file
# yum_userspace_ksplice_repo_name is not set

[Known-Exploit-Detection]  # not in the file
enabled = no  # default

[extra]  # the client ignores this section
b = one⏎two  # ignored
`);
  });

  it('has what [DEFAULT] gives every section once, and where it is read', () => {
    const shown = view(
      '[DEFAULT]\nautoinstall = yes\nfoo = %(bar)s\nbar = 1\n[Settings]\nmore = 2\n[a]\n[b]\nbar = 3\n',
    );
    expect(shown).toContain('\nautoinstall = yes  # line 2\n');
    expect(shown).toContain('\nmore = 2  # ignored\n');
    expect(shown.slice(shown.indexOf('\n[a]'))).toBe(`
[a]  # the client ignores this section

[b]  # the client ignores this section
bar = 3  # ignored

[DEFAULT]  # in every section
foo = 1  # ignored
bar = 1  # ignored
`);
    expect(shown.match(/^foo = /gm)).toHaveLength(1);
  });

  it.each([
    ['whose section is not there', '[DEFAULT]\nautoinstall = yes\n[Auth]\naccesskey = x\n'],
    ['that its section sets', '[DEFAULT]\nautoinstall = yes\n[Settings]\nautoinstall = no\n'],
  ])('says that an option of [DEFAULT] is ignored %s', (_, text) => {
    expect(view(text)).toContain('\n[DEFAULT]  # in every section\nautoinstall = yes  # ignored\n');
  });

  it('grows with the text, whatever [DEFAULT] and the sections multiply to', () => {
    const many = (line: (n: number) => string): string => Array.from({ length: 3000 }, (_, n) => line(n)).join('');
    const text = `[DEFAULT]\n${many((n) => `o${n} = 1\n`)}${many((n) => `[S${n}]\n`)}`;
    expect(view(text).length).toBeLessThan(10 * text.length);
  });

  it('is a part for each Python that reads otherwise, with the words of the client that refuses', () => {
    const text = '[Settings]\nautoinstall = no\nautoinstall = yes\n';
    const parts = view(text)
      .split(/\n\n# (?=.* reads this:)/)
      .slice(1);
    expect(parts.map((part) => part.split('\n', 1)[0])).toEqual([
      'Python 2 (Oracle Linux 7 and older) reads this:',
      'Python 3 (Oracle Linux 8 and later) reads this:',
    ]);
    expect(parts[0]).toContain('\nautoinstall = yes  # line 3\n');
    expect(view(text)).toContain(`# Python 3 (Oracle Linux 8 and later) reads this:

# The client refuses this file with exit code 1, because of line 3: in every stage. It says:
#   Error loading configuration file:
#   Unable to parse config file: While reading from '/etc/uptrack/uptrack.conf' [line  3]: option 'autoinstall' in section 'Settings' already exists
`);
    expect(parts[1]).not.toContain('upgrade_on_reboot');
  });

  it('has the values beside a refusal that comes after reading', () => {
    const shown = view('[Settings]\nautoinstall = maybe\nupgrade_on_reboot = yes\n');
    expect(shown).toContain('#   Not a boolean: maybe\n');
    expect(shown).toContain('\n# autoinstall cannot be used (line 2)\n');
    expect(shown).toContain('\nupgrade_on_reboot = yes  # line 3\n');
    expect(view('[Settings]\ncron_output_error = x\n')).toContain('at boot; the periodic run still works. It says:');
  });

  it('says what a template decides', () => {
    expect(view('[Settings]\nautoinstall = <%= @x %>\n', true)).toContain(
      '\n# autoinstall depends on the template (line 2)\n',
    );
  });

  it('holds no secret, and is never more than one line for a line, on any text', () => {
    fc.assert(
      fc.property(documents, fc.boolean(), (text, isTemplate) => {
        const shown = view(text, isTemplate);
        expect(shown).not.toContain(secretKey);
        expect(shown).not.toContain(secretPassword);
        for (const line of shown.split('\n')) {
          expect(line).toMatch(/^$|^#|^\[|^[^ \t#][^=]*=/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the status', () => {
  it.each([
    ['[Auth]\naccesskey = \n[Settings]\nautoinstal = yes\n', 'the saved updates come back', 'error'],
    [`[Auth]\naccesskey = ${secretKey}\n[Settings]\nupgrade_on_reboot = yes\n`, 'all updates come back', null],
  ])('of %j', (text, summary, worst) => {
    const analysis = new Analysis(text);
    expect(statusOf(analysis, check(analysis))).toEqual({
      client: 'online',
      pythons: 'Python 2, Python 3.6 to 3.9, Python 3.10 and later',
      sentence: consequencesSentence(analysis),
      summary: `After a power loss: ${summary}`,
      worst,
    });
  });
});
