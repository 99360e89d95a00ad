import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { options } from '../../../server/src/config/options.ts';
import { doComplete, type CompletionItem } from '../../../server/src/features/completion.ts';
import { documentationOf } from '../../../server/src/features/documentation.ts';
import { defaultFile } from '../../../server/src/config/default-file.ts';
import { check } from '../../../server/src/rules/index.ts';
import { applyEdits, withCursor } from '../marked.ts';
import { documents } from '../rules/documents.ts';

const complete = (text: string, offset: number, isTemplate = false): readonly CompletionItem[] =>
  doComplete(new Analysis(text, { ...defaultContext, isTemplate }), offset);

const labels = (marked: string, isTemplate = false): string[] => {
  const { text, offset } = withCursor(marked);
  return complete(text, offset, isTemplate).map(({ label }) => label);
};

/** The text after an item was accepted. */
function accepted(marked: string, label: string, isTemplate = false): string {
  const { text, offset } = withCursor(marked);
  const item = complete(text, offset, isTemplate).find((each) => each.label === label);
  if (!item) throw new Error(`No ${label} at ${marked}`);
  return applyEdits(text, [item.edit, ...(item.otherEdits ?? [])]);
}

const namesIn = (section: string): string[] =>
  options.filter((option) => option.section === section && option.status !== 'removed').map(({ name }) => name);

describe('what is offered', () => {
  it.each<[string, string[]]>([
    ['|', ['uptrack.conf', '[Auth]', '[Network]', '[Settings]', '[User]', '[Known-Exploit-Detection]']],
    ['[Auth]\n[Network]\n[User]\n|', ['yum_userspace_ksplice_repo_name', '[Settings]', '[Known-Exploit-Detection]']],
    ['[Auth]\n|', [...namesIn('Auth'), '[Network]', '[Settings]', '[User]', '[Known-Exploit-Detection]']],
    ['[Auth]\naccesskey = x\n|\n[Network]\n[Settings]\n[User]\n[Known-Exploit-Detection]\n', ['use_hw_uuid']],
    ['[Auth]\nACCESSKEY = x\nuse|\n[Network]\n[Settings]\n[User]\n[Known-Exploit-Detection]\n', ['use_hw_uuid']],
    ['[|', ['[Auth]', '[Network]', '[Settings]', '[User]', '[Known-Exploit-Detection]']],
    ['[Auth]\n[Se|]\n', ['[Network]', '[Settings]', '[User]', '[Known-Exploit-Detection]']],
    ['[Au|th]\n', ['[Auth]', '[Network]', '[Settings]', '[User]', '[Known-Exploit-Detection]']],
    ['[Auth] |', []],
    ['[Auth]\nacc|esskey = x\n', ['accesskey', 'use_hw_uuid']],
    ['[Settings]\nautoinstall = |', ['yes', 'no']],
    ['[Settings]\nautoinstall =|', ['yes', 'no']],
    ['[Settings]\nautoinstall = y|es\n', ['yes', 'no']],
    ['[Network]\nhttps_proxy = |', ['None', 'http://proxy.example.com:3128']],
    ['[Auth]\naccesskey = |', []],
    ['[Network]\nautoinstall = |', []],
    ['[Settings]\nfoo = |', []],
    ['[settings]\n#|\n', []],
    ['[Settings]\n# auto|\n', []],
    ['[Settings]\nautoinstall = yes\n  up|\n', []],
    ['[Settings]\nautoinstall yes|\n', []],
    ['[Settings]\n#upg|rade_on_reboot = yes\n', ['upgrade_on_reboot']],
    ['[Settings]\n|# upgrade_on_reboot = yes\n', ['upgrade_on_reboot']],
    ['[Settings]\n#upgrade_on_reboot = y|es\n', []],
    ['[Settings]\nupgrade_on_reboot = no\n#upg|rade_on_reboot = yes\n', []],
    ['[Settings]\n#cron_output|_error = yes\n', []],
    ['[Auth]\n#upg|rade_on_reboot = yes\n', []],
    [
      '[Settings]\neffective_version = |',
      ['RELEASE.ARCH/#N SMP DATE', '5.15.0-206.153.7.1.el9uek.x86_64/#2 SMP Wed May 22 20:24:12 PDT 2024'],
    ],
    ['[email]\n|', ['[Auth]', '[Network]', '[Settings]', '[User]', '[Known-Exploit-Detection]']],
  ])('at %j', (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  it('is all that the section may still get, but nothing removed', () => {
    const offered = labels('[Settings]\nautoinstall = yes\n|').filter((label) => !label.startsWith('['));
    expect(offered).toEqual(namesIn('Settings').filter((name) => name !== 'autoinstall'));
    expect(offered).not.toContain('cron_output_error');
  });

  it('is the same in a template, but for its spans', () => {
    expect(labels('[Auth]\naccesskey = <%= @key %>\n|', true)).toContain('use_hw_uuid');
    expect(labels('[Settings]\nautoinstall = |<%= @x %>', true)).toEqual(['yes', 'no']);
    expect(labels('[Settings]\nautoinstall = <%= |@x %>', true)).toEqual([]);
    expect(labels('[Settings]\n<% if |@x %>\n', true)).toEqual([]);
    expect(labels('[Settings]\n<% if @x %>|\n', true)).toEqual([]);
  });
});

describe('what is accepted', () => {
  it.each([
    ['|', '[Settings]', '[Settings]'],
    ['[|', '[Settings]', '[Settings]'],
    ['[Set|]\n', '[Settings]', '[Settings]\n'],
    ['[Set|', '[Settings]', '[Settings]'],
    ['  [S|', '[Settings]', '[Settings]'],
    ['[|Auth]\nx = 1', '[User]', '[User]\nx = 1'],
    ['[Settings]\n|', 'autoinstall', '[Settings]\nautoinstall = '],
    ['[Settings]\nau|', 'autoinstall', '[Settings]\nautoinstall = '],
    ['[Settings]\nau|tomatic\n', 'autoinstall', '[Settings]\nautoinstall = \n'],
    ['[Settings]\nau| yes\n', 'autoinstall', '[Settings]\nautoinstall = yes\n'],
    // An indentation would make the new option more of the value above.
    [
      '[Settings]\ninstall_on_reboot = yes\n  |\n',
      'autoinstall',
      '[Settings]\ninstall_on_reboot = yes\nautoinstall = \n',
    ],
    ['[Settings]\n  au|\n', 'autoinstall', '[Settings]\nautoinstall = \n'],
    ['[Settings]\nauto| = yes\n', 'autoinstall', '[Settings]\nautoinstall = yes\n'],
    ['[Settings]\nauto|install=yes\n', 'upgrade_on_reboot', '[Settings]\nupgrade_on_reboot=yes\n'],
    ['[Settings]\n|: yes\n', 'autoinstall', '[Settings]\nautoinstall: yes\n'],
    ['[Settings]\nautoinstall =|', 'yes', '[Settings]\nautoinstall = yes'],
    ['[Settings]\nautoinstall = |', 'yes', '[Settings]\nautoinstall = yes'],
    ['[Settings]\nautoinstall = |   \n', 'yes', '[Settings]\nautoinstall = yes\n'],
    ['[Settings]\nautoinstall=|', 'no', '[Settings]\nautoinstall=no'],
    ['[Settings]\nautoinstall = y|\n', 'yes', '[Settings]\nautoinstall = yes\n'],
    ['[Settings]\nautoinstall = y|es\n', 'no', '[Settings]\nautoinstall = no\n'],
    ['[Settings]\nautoinstall = |yes\n', 'no', '[Settings]\nautoinstall = no\n'],
    ['[Settings]\nautoinstall =|  yes\n', 'no', '[Settings]\nautoinstall = no\n'],
  ])('at %j %s', (marked, label, expected) => {
    expect(accepted(marked, label)).toBe(expected);
  });

  it.each([
    // The line that is there already, not a second one.
    ['[Settings]\n#upgrade_on_reboot = yes\nup|\n', '[Settings]\nupgrade_on_reboot = yes\n'],
    ['[Settings]\nup|\n\n# upgrade_on_reboot = no\n', '[Settings]\n\nupgrade_on_reboot = no\n'],
    ['[Settings]\n#upgrade_on_reboot = yes\n\n|', '[Settings]\nupgrade_on_reboot = yes\n\n'],
    [
      '[Settings]\n|\n[Auth]\n#upgrade_on_reboot = yes\n',
      '[Settings]\nupgrade_on_reboot = \n[Auth]\n#upgrade_on_reboot = yes\n',
    ],
    // What stands behind the word is a value already.
    [
      '[Settings]\n#upgrade_on_reboot = yes\nup| no\n',
      '[Settings]\n#upgrade_on_reboot = yes\nupgrade_on_reboot = no\n',
    ],
    ['[Settings]\n#upg|rade_on_reboot = yes\n', '[Settings]\nupgrade_on_reboot = yes\n'],
    ['[Settings]\n# |upgrade_on_reboot=yes\n', '[Settings]\nupgrade_on_reboot=yes\n'],
  ])('uncomments at %j', (marked, expected) => {
    expect(accepted(marked, 'upgrade_on_reboot')).toBe(expected);
  });

  it('moves an option that is commented out without a value to where that is typed', () => {
    const marked = '[Network]\n#ssl_ca_cert_file =\nhttps_proxy =\nssl|\n';
    expect(accepted(marked, 'ssl_ca_cert_file')).toBe('[Network]\nhttps_proxy =\nssl_ca_cert_file = \n');
  });

  it('writes the whole file where there is none', () => {
    expect(accepted('|', 'uptrack.conf')).toBe(defaultFile);
    expect(accepted('\n |', 'uptrack.conf')).toBe(`\n${defaultFile}`);
    expect(complete('', 0)[0]?.snippet?.replace('${1:INSERT_ACCESS_KEY}', 'INSERT_ACCESS_KEY')).toBe(defaultFile);
    expect(check(new Analysis(defaultFile)).map(({ rule }) => rule)).toEqual(['placeholder-access-key']);
  });

  it('leaves the tags of a template alone', () => {
    expect(accepted('[Settings]\n<% if @x %>auto|install = no<% end %>\n', 'upgrade_on_reboot', true)).toBe(
      '[Settings]\n<% if @x %>upgrade_on_reboot = no<% end %>\n',
    );
    expect(labels('[Settings]\n<% if @x %>au|\n', true)).toEqual([]);
  });

  it('asks for the value after a new option alone, and where there are values to offer', () => {
    const asking = (text: string): readonly string[] =>
      complete(text, text.length).flatMap(({ label, asksForValue }) => (asksForValue ? [label] : []));
    expect(asking('[Network]\n')).toEqual(['https_proxy', 'gconf_proxy_lookup', 'update_repo_url']);
    expect(asking('[Settings]\n')).toContain('effective_version');
    expect(complete('[Settings]\nauto = x\n', 13).some(({ asksForValue }) => asksForValue)).toBe(false);
  });

  it('explains an option, and a section without saying a thing twice', () => {
    const option = complete('[User]\n', 7).find(({ kind }) => kind === 'option');
    expect(option).toMatchObject({ detail: 'string, default none' });
    expect(option && documentationOf(option.topic)).toMatch(
      /yum repository[^]*Default when absent[^]*Only for the offline and the enhanced client\.[^]*Evidence: documented/,
    );
    const section = complete('', 0).find(({ label }) => label === '[Settings]');
    expect(section?.detail).toMatch(/\.$/);
    expect(section && documentationOf(section.topic)).toMatch(/^- `install_on_reboot`: /);
  });

  it('offers the other value where one stands already', () => {
    const { text, offset } = withCursor('[Settings]\ninstall_on_reboot = yes|');
    expect(complete(text, offset).map(({ label, filterText }) => [label, filterText])).toEqual([
      ['yes', 'yes'],
      ['no', 'yes'],
    ]);
    expect(complete('[Settings]\ninstall_on_reboot = n', 32).map(({ filterText }) => filterText)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('names the default', () => {
    const { text, offset } = withCursor('[Settings]\ninstall_on_reboot = |');
    expect(complete(text, offset).map(({ label, detail }) => [label, detail])).toEqual([
      ['yes', 'default'],
      ['no', ''],
    ]);
  });
});

describe('anywhere', () => {
  it('the edit is on the line of the position and holds it', () => {
    fc.assert(
      fc.property(documents, fc.nat(400), fc.boolean(), (text, at, isTemplate) => {
        const offset = at % (text.length + 1);
        // No position of an editor.
        fc.pre(text.slice(offset - 1, offset + 1) !== '\r\n');
        for (const { edit, otherEdits } of complete(text, offset, isTemplate)) {
          applyEdits(text, [edit, ...(otherEdits ?? [])]);
          expect(edit.span.start <= offset && offset <= edit.span.end).toBe(true);
          expect(text.slice(edit.span.start, edit.span.end)).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('offers nothing in front of a template span that indents a line', () => {
    const { text, offset } = withCursor('[Settings]\n | {{ x }}auto = yes\n');
    expect(complete(text, offset, true)).toEqual([]);
    expect(complete('  [Se{{ x }}', 1, true)).toEqual([]);
  });
});
