/** What is said of the rules in ../size.ts. */
import type { RuleTexts } from '../rule.ts';

export const sizeTexts: RuleTexts = {
  'file-too-large': {
    title: 'File too large to be a configuration file',
    effect:
      'A file of more than a million characters is hardly a configuration file. Nothing else is looked for in it; the client reads it all the same.',
    evidence: ['inferred'],
    example: {
      wrong: `[Settings]\nautoinstall = yes\n${'# And so on.\n'.repeat(80_000)}`,
      right: '[Settings]\nautoinstall = yes\n',
    },
  },
};
