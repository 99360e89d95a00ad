import { describe, expect, it } from 'vitest';
import { applyEdits } from '../marked.ts';
import { p310, p39, testFindings } from './cases.ts';
import { findingsOf, key } from './check.ts';

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
});
