/** What is said of the rules in ../layout.ts. */
import type { RuleTexts } from '../rule.ts';

export const layoutTexts: RuleTexts = {
  'key-case': {
    title: 'Option name with upper-case letters',
    effect:
      'Python reads the name in any case. The client’s own registration and other scripts look for lower case only, and then add the option a second time or miss it.',
    evidence: ['measured', 'client'],
    example: { wrong: '[Settings]\nAutoInstall = yes\n', right: '[Settings]\nautoinstall = yes\n' },
  },
  'colon-delimiter': {
    title: '“:” in the place of “=”',
    effect:
      'Python reads both alike. The client’s own registration and other scripts look for `=` only: a key that stands behind a colon is not replaced.',
    evidence: ['measured', 'client'],
    example: { wrong: '[Settings]\nautoinstall: yes\n', right: '[Settings]\nautoinstall = yes\n' },
  },
  'crlf-line-endings': {
    title: 'Line ends of Windows',
    effect:
      'Python reads them. Scripts that change the file with `sed` or look for whole lines with `grep` do not find them.',
    evidence: ['measured', 'inferred'],
    example: { wrong: '[Settings]\r\nautoinstall = yes\r\n', right: '[Settings]\nautoinstall = yes\n' },
  },
  'non-ascii': {
    title: 'Character outside ASCII',
    effect:
      'Python 3.6 (Oracle Linux 8) cannot read such a character where the locale is C, as it may be at boot: the client then refuses the file. All other Pythons read it.',
    evidence: ['measured', 'inferred'],
    example: {
      wrong: '[Settings]\n# Zürich\nautoinstall = yes\n',
      right: '[Settings]\n# Zurich\nautoinstall = yes\n',
    },
  },
  'default-section': {
    title: 'Options in [DEFAULT]',
    effect:
      'The options of `[DEFAULT]` stand in each section that has a header, and in none without one. No known file uses this, and tools that read the file as plain sections do not know it.',
    evidence: ['measured'],
    example: {
      wrong: '[DEFAULT]\nautoinstall = yes\n\n[Settings]\n',
      right: '[Settings]\nautoinstall = yes\n',
    },
  },
  'missing-final-newline': {
    title: 'No line break at the end of the file',
    effect:
      'The client reads the last line all the same. A script that appends a section writes its header onto that line, and the section is lost.',
    evidence: ['observed'],
    example: { wrong: '[Settings]\nautoinstall = yes', right: '[Settings]\nautoinstall = yes\n' },
  },
};
