import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialects, read, type Dialect } from '../../../server/src/config/reader.ts';
import { parse } from '../../../server/src/config/syntax.ts';
import { documents as nasty } from '../../fixtures/python/documents.ts';
import { applyEdits } from '../marked.ts';
import { p310, p39, testFindings } from './cases.ts';
import { findingsOf, key } from './check.ts';
import { documents as typical } from './documents.ts';

describe('the form of the text', () => {
  testFindings([
    { rule: 'key-case', severity: 'hint', text: '[Settings]\n«AutoInstall» = yes\nupgrade_on_reboot = no\n' },
    { rule: 'key-case', severity: 'hint', text: '[Auth]\n«AccessKey» = <%= @key %>\n', isTemplate: true },
    { rule: 'colon-delimiter', severity: 'hint', text: '[Settings]\nautoinstall«:» yes\n', message: /for “=” only\.$/ },
    { rule: 'colon-delimiter', severity: 'hint', text: '[Auth]\naccesskey«:»x\n', message: /own registration/ },
    { rule: 'crlf-line-endings', severity: 'hint', text: '# c\n«[Settings]»\r\nautoinstall = yes\r\n' },
    { rule: 'non-ascii', severity: 'hint', text: '[Settings]\n# Z«ü»rich, Zürich\n', python: p39 },
    { rule: 'non-ascii', severity: 'hint', text: '\uFEFF«éé»\n' },
    { rule: 'default-section', severity: 'information', text: '[«DEFAULT»]\nautoinstall = yes\n' },
    { rule: 'missing-final-newline', severity: 'hint', text: '[Settings]\n«autoinstall = yes»' },
    { rule: 'missing-final-newline', severity: 'hint', text: '[Settings]\n«  »' },
    { rule: 'missing-final-newline', severity: 'hint', text: '«# c»' },
    { rule: 'html-residue', severity: 'warning', text: `[Auth]\naccesskey = «${key}</br>»\n`, message: /exit code 14/ },
    { rule: 'html-residue', severity: 'error', text: '[Settings]\nautoinstall = «no <BR /> </p>»\n', python: p310 },
    {
      rule: 'section-glued-to-value',
      severity: 'error',
      text: '[Settings]\nautoinstall = «yes[Known-Exploit-Detection]»\nenabled = yes\n',
      message: /exit code 1\)/,
    },
    {
      rule: 'section-glued-to-value',
      severity: 'warning',
      text: '[Network]\nssl_ca_cert_dir = «/etc/ca [User]»\n',
      message: /no such certificates/,
    },
    // What is behind a value is the business of one rule alone.
    { rule: 'invalid-boolean', severity: 'error', text: '[Settings]\nautoinstall = yes</br>\nno_rmmod = yes[User]\n' },
  ]);

  /** What the fix makes of the text, and whether it may be made unseen. */
  const fixed: readonly (readonly [rule: string, text: string, after: string, safe: boolean])[] = [
    ['key-case', '[Settings]\nAutoInstall=yes\n', '[Settings]\nautoinstall=yes\n', true],
    ['colon-delimiter', '[Settings]\nautoinstall: yes\n', '[Settings]\nautoinstall = yes\n', true],
    ['colon-delimiter', '[Settings]\nautoinstall :yes\n', '[Settings]\nautoinstall = yes\n', true],
    ['colon-delimiter', '[Network]\nhttps_proxy:\n', '[Network]\nhttps_proxy =\n', true],
    ['colon-delimiter', '[Network]\nhttps_proxy: a:b=c\n', '[Network]\nhttps_proxy = a:b=c\n', true],
    ['missing-final-newline', '[Settings]', '[Settings]\n', true],
    ['missing-final-newline', '[Settings]\r\n# c', '[Settings]\r\n# c\r\n', true],
    ['html-residue', '[Settings]\nautoinstall = yes <br/></p>\n', '[Settings]\nautoinstall = yes\n', true],
    ['section-glued-to-value', '[Settings]\nautoinstall = no[User]\n', '[Settings]\nautoinstall = no\n[User]\n', false],
    [
      'section-glued-to-value',
      '[Settings]\r\nautoinstall = no [User]',
      '[Settings]\r\nautoinstall = no\r\n[User]',
      false,
    ],
    ['empty-ssl-ca-path', '[Network]\nssl_ca_cert_dir =\n', '[Network]\n# ssl_ca_cert_dir =\n', true],
    ['removed-option', '[Settings]\ncron_output_error = no\n', '[Settings]\n', true],
    ['crlf-line-endings', '[Settings]\r\n# c\nno_rmmod = no\r\n\r\n', '[Settings]\n# c\nno_rmmod = no\n\n', false],
    ['missing-access-key', '', '[Auth]\naccesskey = \n', false],
    ['missing-access-key', '[Auth]\n\n[User]\n', '[Auth]\naccesskey = \n\n[User]\n', false],
    ['missing-access-key', '[Auth]', '[Auth]\naccesskey = \n', false],
    [
      'missing-access-key',
      '[Auth]\nuse_hw_uuid = no\n\n# Of users\n[User]\n',
      '[Auth]\nuse_hw_uuid = no\naccesskey = \n\n# Of users\n[User]\n',
      false,
    ],
    // Where the comment may not become part of the key.
    ['missing-access-key', '[Auth]\n\n  # ours\n', '[Auth]\n\n  # ours\naccesskey = \n', false],
    ['missing-access-key', '[User]\n', '[User]\n\n[Auth]\naccesskey = \n', false],
    ['missing-access-key', '# c', '# c\n\n[Auth]\naccesskey = \n', false],
    ['utf8-bom', '\uFEFF[User]\n', '[User]\n', true],
    ['indented-first-key', '[Settings]\n  autoinstall = no\n', '[Settings]\nautoinstall = no\n', true],
    ['indented-comment', '[Settings]\nautoinstall = no\n  # c\n', '[Settings]\nautoinstall = no\n# c\n', true],
    ['indented-section-header', ' [User]\n', '[User]\n', true],
    [
      'accidental-continuation',
      '[Settings]\nautoinstall = no\n no_rmmod = no\n',
      '[Settings]\nautoinstall = no\nno_rmmod = no\n',
      false,
    ],
    ['unknown-key', '[Settings]\nautoinstal = no\n', '[Settings]\nautoinstall = no\n', false],
  ];
  it.each(fixed)('%s: the fix of %j', (rule, text, after, safe) => {
    const [fix] = findingsOf(rule, text)[0]?.fixes ?? [];
    expect(applyEdits(text, fix?.edits ?? [])).toBe(after);
    expect(fix?.safe).toBe(safe);
  });

  it.each([
    // A lone carriage return is a line end to Python 3 alone.
    ['crlf-line-endings', '[Settings]\r\nno_rmmod = no\rautoinstall = no\r\n'],
    // The key is there, for another Python or in another form.
    ['missing-access-key', '[Auth] # see [1]\naccesskey = x\n'],
    ['missing-access-key', '[Auth]\naccesskey =\n'],
    ['missing-access-key', '[Auth]\n#accesskey = x\n'],
    ['missing-access-key', '[Auth]\naccess_key = x\n'],
    ['missing-access-key', '[Settings]\naccesskey = x\n'],
    ['missing-access-key', '[auth]\n'],
    ['missing-access-key', '[Auth] # see [1]\n'],
  ])('%s: none where more than one thing may be meant: %j', (rule, text) => {
    const found = findingsOf(rule, text);
    expect(found).toHaveLength(1);
    expect(found[0]?.fixes ?? []).toEqual([]);
  });

  it('the fix of the line ends changes what Python 2 reads only where a value starts with a semicolon, and nothing else', () => {
    const reads = (text: string, dialect: Dialect) => {
      const { error, sections, defaults, roles } = read(parse(text), dialect);
      const raws = [...sections.values(), { name: 'DEFAULT', options: defaults }].map(({ name, options }) => [
        name,
        [...options.values()].map((option) => [option.name, option.raw]),
      ]);
      return { error: error && { type: error.type, lines: error.lines }, raws, roles };
    };
    fc.assert(
      fc.property(fc.oneof(typical, nasty), fc.constantFrom(...dialects), (some, dialect) => {
        const text = some.replaceAll(/\r\n|\r|\n/g, '\r\n');
        const [fix] = findingsOf('crlf-line-endings', text)[0]?.fixes ?? [];
        fc.pre(fix !== undefined && (dialect !== '2' || !/[=:]\s*;/.test(text)));
        const after = applyEdits(text, fix.edits);
        expect(after).not.toContain('\r');
        expect(reads(after, dialect)).toEqual(reads(text, dialect));
      }),
      { numRuns: 2000 },
    );
    const [before, after] = ['[A]\r\nk = ;x\r\n', '[A]\nk = ;x\n'].map((text) => reads(text, '2').raws[0]);
    expect(before).not.toEqual(after);
  });
});
