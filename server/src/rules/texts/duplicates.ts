/** What is said of the rules in ../duplicates.ts. */
import type { RuleTexts } from '../rule.ts';
import { stops } from './stops.ts';

export const duplicateTexts: RuleTexts = {
  'duplicate-key': {
    title: 'Option that stands twice in its section',
    effect: `${stops('Python 3')} Python 2 takes the last one.`,
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\nautoinstall = no\nautoinstall = yes\n',
      right: '[Settings]\nautoinstall = yes\n',
    },
  },
  'duplicate-section': {
    title: 'Section that stands twice',
    effect: `${stops('Python 3')} Python 2 merges the two. A public playbook of the vendor looks for the line \`enabled = yes\` with just these spaces, and appends \`[Known-Exploit-Detection]\` where it finds none: also to a file that has \`enabled=yes\`.`,
    evidence: ['measured', 'observed'],
    example: {
      wrong: '[Settings]\ninstall_on_reboot = yes\n\n[User]\n\n[Settings]\nautoinstall = yes\n',
      right: '[Settings]\ninstall_on_reboot = yes\nautoinstall = yes\n\n[User]\n',
    },
  },
};
