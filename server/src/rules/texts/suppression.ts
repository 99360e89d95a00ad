/** What is said of the rules in ../suppression.ts. */
import type { RuleTexts } from '../rule.ts';

export const suppressionTexts: RuleTexts = {
  'unused-suppression': {
    title: 'Comment that silences nothing',
    effect:
      'Nothing to the host: the client skips every comment. A comment that silences a rule which finds nothing there, or which does not exist, hides the next mistake, or does not do what it seems to.',
    evidence: ['measured'],
    example: {
      wrong: '# uptrack-conf-disable-next-line duplicate-key\n[Settings]\n',
      right: '# uptrack-conf-disable-next-line unknown-section\n[Elsewhere]\n',
    },
  },
};
