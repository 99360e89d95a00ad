/** What is said of the rules in ../names.ts. */
import type { Evidence } from '../../config/evidence.ts';
import type { RuleTexts } from '../rule.ts';

const evidence: readonly Evidence[] = ['client', 'measured'];

export const nameTexts: RuleTexts = {
  'unknown-section': {
    title: 'Section that no client knows',
    effect:
      'The client ignores the section and everything in it, without a word. Names are case-sensitive, and a space inside the brackets belongs to the name.',
    evidence,
    example: { wrong: '[settings]\nupgrade_on_reboot = yes\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
  },
  'unknown-key': {
    title: 'Option that no client knows',
    effect: 'The client ignores the line without a word, and goes on with the default of the option that was meant.',
    evidence,
    example: { wrong: '[Settings]\nupgrade_on_rebot = yes\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
  },
  'key-in-wrong-section': {
    title: 'Option in a section where no client looks for it',
    effect: 'The client ignores the line without a word, and goes on with the default of the option.',
    evidence,
    example: { wrong: '[Network]\nupgrade_on_reboot = yes\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
  },
  'text-after-section-header': {
    title: 'Text behind a section header',
    effect:
      'Ignored as long as it holds no second bracket; with one, Python 3.10 and later read another section name, and the client ignores the section.',
    evidence: ['measured'],
    example: {
      wrong: '[Settings] # see [1]\nupgrade_on_reboot = yes\n',
      right: '# see [1]\n[Settings]\nupgrade_on_reboot = yes\n',
    },
  },
};
