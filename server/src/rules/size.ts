/** The guard in front of all other rules: a text that is no configuration file is not worth the work. */
import type { Analysis } from '../analysis.ts';
import type { Rule } from './rule.ts';

/** In UTF-16 code units; the shipped file has about two thousand. */
const largest = 1_000_000;

/** Whether neither rules nor features look into the text. */
export const isTooLarge = ({ text }: Pick<Analysis, 'text'>): boolean => text.length > largest;

export const sizeRule: Rule = {
  id: 'file-too-large',
  severities: ['information'],
  check: (analysis) =>
    isTooLarge(analysis)
      ? [
          {
            severity: 'information',
            span: { start: 0, end: 0 },
            message: 'This is too large for a configuration file: it is not checked, and there is no help in it.',
          },
        ]
      : [],
};
