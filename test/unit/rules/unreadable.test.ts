import { describe } from 'vitest';
import { everyRun, p2, p310, testFindings } from './cases.ts';
import { auth } from './check.ts';

describe('lines that a Python cannot read, or joins to the value above', () => {
  testFindings([
    // Lines that no Python reads.
    { rule: 'utf8-bom', severity: 'error', text: '«\uFEFF»[Settings]\n', message: /refuses to start/ },
    { rule: 'missing-section-header', severity: 'error', text: '«autoinstall = yes»\n[Settings]\n', message: everyRun },
    {
      rule: 'missing-section-header',
      severity: 'error',
      text: '# c\n\n«hello»\n',
      message: /Python: MissingSectionHeaderError, “File contains no section headers”\.$/,
    },
    { rule: 'unterminated-section-header', severity: 'error', text: '«[Settings»\n', message: everyRun },
    { rule: 'unterminated-section-header', severity: 'error', text: `${auth}«[Settings»\nautoinstall = yes\n` },
    { rule: 'missing-delimiter', severity: 'error', text: '[Settings]\n«autoinstall yes»\n«upgrade_on_reboot yes»\n' },
    { rule: 'empty-key-name', severity: 'error', text: '[Settings]\n«= yes»\n«: no»\n', message: everyRun },
    { rule: 'unreadable-line', severity: 'error', text: '[Settings]\n«[]»\n', message: /Python: ParsingError, “/ },

    // What the Pythons disagree about.
    {
      rule: 'indented-first-key',
      severity: 'error',
      text: '[Settings]\n  «autoinstall = yes»\n',
      message: /A client on Python 2 \(Oracle Linux 7 and older\) refuses to start/,
    },
    {
      rule: 'indented-first-key',
      severity: 'error',
      text: '[Settings]\n\t«autoinstall = yes»\n',
      python: p2,
      message: /The client refuses/,
    },
    {
      rule: 'indented-first-key',
      severity: 'error',
      text: '[Settings]\n  «autoinstall = yes»\n  «upgrade_on_reboot = yes»\n',
    },
    {
      rule: 'indented-section-header',
      severity: 'error',
      text: ' «[Settings]»\nautoinstall = yes\n',
      message: /Python 2/,
    },
    {
      rule: 'rem-comment',
      severity: 'error',
      text: '[Settings]\n«rem keep»\n',
      message: /A client on Python 3 \(Oracle Linux 8 and later\) refuses/,
    },
    {
      rule: 'rem-comment',
      severity: 'error',
      text: '[Settings]\n«REM»\n',
      python: p310,
      message: /The client refuses/,
    },
    { rule: 'rem-comment', severity: 'error', text: '«rem a = b»\n[Settings]\n' },
    {
      rule: 'rem-comment',
      severity: 'warning',
      text: '[Settings]\n«rem keep = on»\n',
      message: /Python 3.*ignores it/,
    },
    {
      rule: 'indented-comment',
      severity: 'error',
      text: '[Settings]\n  «# c»\nautoinstall = yes\n',
      message: /Python 2/,
    },
    { rule: 'indented-comment', severity: 'error', text: '  «# c»\n[Settings]\n' },
    {
      rule: 'indented-comment',
      severity: 'error',
      text: '[Settings]\nautoinstall = yes\n\n\t«; c»\n',
      message: /Python 2.*refuses/,
    },
    { rule: 'indented-comment', severity: 'warning', text: `${auth}  «# c»\n`, message: /server refuses such a key/ },
    { rule: 'indented-comment', severity: 'warning', text: '[Settings]\nfoo = 1\n  «# c»\n', python: p2 },

    // Continuation.
    {
      rule: 'accidental-continuation',
      severity: 'error',
      text: '[Settings]\nautoinstall = yes\n  «upgrade_on_reboot = yes»\n',
      message: /not set.*refuses/,
    },
    {
      rule: 'accidental-continuation',
      severity: 'error',
      text: '[Settings]\nautoinstall = yes\n\n# c\n  «upgrade_on_reboot = yes»\n',
    },
    {
      rule: 'accidental-continuation',
      severity: 'error',
      text: '[Settings]\nautoinstall = yes\n  «[User]»\n',
      message: /section does not start here/,
    },
    {
      rule: 'accidental-continuation',
      severity: 'error',
      text: '[Settings]\nautoinstall =\n  «yes»\n',
      message: /more than one line/,
    },
    { rule: 'accidental-continuation', severity: 'warning', text: `${auth}  «[Settings]»\n`, message: /exit code 14/ },
    {
      rule: 'accidental-continuation',
      severity: 'warning',
      text: '[Network]\nhttps_proxy =\n  «ssl_ca_cert_file = /etc/ca.pem»\n',
    },
  ]);
});
