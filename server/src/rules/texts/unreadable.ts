/** What is said of the rules in ../unreadable.ts. */
import type { Evidence } from '../../config/evidence.ts';
import type { RuleTexts } from '../rule.ts';
import { stops } from './stops.ts';

const evidence: readonly Evidence[] = ['measured', 'client'];

export const unreadableTexts: RuleTexts = {
  'utf8-bom': {
    title: 'Byte order mark at the start of the file',
    effect: stops('The client'),
    evidence,
    example: { wrong: '\uFEFF[Settings]\ninstall_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'missing-section-header': {
    title: 'Text before the first section header',
    effect: stops('The client'),
    evidence,
    example: { wrong: 'install_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'unterminated-section-header': {
    title: 'Section header without its closing bracket',
    effect: stops('The client'),
    evidence,
    example: { wrong: '[Settings\ninstall_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'missing-delimiter': {
    title: 'Line without “=”',
    effect: stops('The client'),
    evidence,
    example: { wrong: '[Settings]\ninstall_on_reboot yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'empty-key-name': {
    title: 'Value without a key',
    effect: stops('The client'),
    evidence,
    example: { wrong: '[Settings]\n= yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'indented-first-key': {
    title: 'Indented option below a section header',
    effect: `${stops('Python 2')} Python 3 reads the line as if it were not indented.`,
    evidence,
    example: { wrong: '[Settings]\n  install_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'indented-section-header': {
    title: 'Indented section header',
    effect: `${stops('Python 2')} Python 3 reads the header as if it were not indented.`,
    evidence,
    example: { wrong: '  [Settings]\ninstall_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'rem-comment': {
    title: 'Comment that starts with “rem”',
    effect: `Python 2 takes the line for a comment. ${stops('Python 3')} Where the line holds a \`=\` or \`:\`, Python 3 reads an option of that strange name.`,
    evidence,
    example: {
      wrong: '[Settings]\nrem keep this on\ninstall_on_reboot = yes\n',
      right: '[Settings]\n# keep this on\ninstall_on_reboot = yes\n',
    },
  },
  'unreadable-line': {
    title: 'Line that Python cannot read',
    effect: stops('The client'),
    evidence,
    example: { wrong: '[Settings]\n[]\n', right: '[Settings]\n' },
  },
};
