/** What is said of the rules in ../continuation.ts. */
import type { RuleTexts } from '../rule.ts';
import { stopsOnBoolean } from './stops.ts';

export const continuationTexts: RuleTexts = {
  'indented-comment': {
    title: 'Indented comment',
    effect: `Only at the first column is \`#\` a comment for every Python. Python 2 takes an indented comment for more of the value above, and refuses the file where there is no value above. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\nautoinstall = yes\n  # nightly\n',
      right: '[Settings]\nautoinstall = yes\n# nightly\n',
    },
  },
  'accidental-continuation': {
    title: 'Indented line that joins the value above',
    effect: `An indented line is more of the value above, also behind a blank line or a comment: the option or section on it does not exist. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\ninstall_on_reboot = yes\n  upgrade_on_reboot = yes\n',
      right: '[Settings]\ninstall_on_reboot = yes\nupgrade_on_reboot = yes\n',
    },
  },
};
