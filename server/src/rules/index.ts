/** The rule table. */
import type { Analysis } from '../analysis.ts';
import { contextRules } from './context.ts';
import { continuationRules } from './continuation.ts';
import { duplicateRules } from './duplicates.ts';
import { nameRules } from './names.ts';
import type { Finding, Rule } from './rule.ts';
import { unreadableRules } from './unreadable.ts';
import { valueRules } from './values.ts';

export const rules: readonly Rule[] = [
  ...unreadableRules,
  ...duplicateRules,
  ...continuationRules,
  ...nameRules,
  ...valueRules,
  ...contextRules,
];

/** Everything that any rule finds, in the order of the text. */
export function check(analysis: Analysis): readonly Finding[] {
  return rules
    .flatMap((rule) => [...rule.check(analysis)].map((draft): Finding => ({ rule: rule.id, ...draft })))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
