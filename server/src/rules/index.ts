/** The rule table. */
import type { Analysis } from '../analysis.ts';
import { accessKeyRules } from './access-key.ts';
import { contextRules } from './context.ts';
import { continuationRules } from './continuation.ts';
import { duplicateRules } from './duplicates.ts';
import { layoutRules } from './layout.ts';
import { nameRules } from './names.ts';
import { networkRules } from './network.ts';
import type { Finding, Rule } from './rule.ts';
import { isTooLarge, sizeRule } from './size.ts';
import { suppress, unusedSuppressionId, unusedSuppressionRule, type Suppressed } from './suppression.ts';
import { standingRules } from './standing.ts';
import { surroundingsRules } from './surroundings.ts';
import { unreadableRules } from './unreadable.ts';
import { valueRules } from './values.ts';

const judges: readonly Rule[] = [
  ...unreadableRules,
  ...duplicateRules,
  ...continuationRules,
  ...nameRules,
  ...valueRules,
  ...accessKeyRules,
  ...networkRules,
  ...contextRules,
  ...standingRules,
  ...layoutRules,
  ...surroundingsRules,
];

function findingsOf(rules: readonly Rule[], analysis: Analysis): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { id, check } of rules) for (const draft of check(analysis)) findings.push({ rule: id, ...draft });
  return findings;
}

const judge = (analysis: Analysis): readonly Finding[] => findingsOf(judges, analysis);

export const rules: readonly Rule[] = [
  ...judges,
  sizeRule,
  unusedSuppressionRule((analysis) => silence(analysis, judge(analysis)).unused),
];

/** Found where bytes are read, by the command line alone. */
const ofBytes: ReadonlySet<string> = new Set(['not-utf8']);

/** The names of all that may be found. */
export const ruleIds: readonly string[] = [...rules.map(({ id }) => id), ...ofBytes];
const known: ReadonlySet<string> = new Set(ruleIds);

const silence = (analysis: Analysis, findings: readonly Finding[]): Suppressed =>
  suppress(analysis, findings, known, ofBytes);

/**
 * Everything that any rule finds and no comment silences, as bad as the context says, in the order of the text.
 *
 * @param more what the caller has found in other ways
 */
export function check(analysis: Analysis, more: readonly Finding[] = []): readonly Finding[] {
  const { kept, unused } = isTooLarge(analysis)
    ? { kept: [...findingsOf([sizeRule], analysis), ...more], unused: [] }
    : silence(analysis, [...judge(analysis), ...more]);
  const { severities } = analysis.context;
  return [...kept, ...unused.map((draft): Finding => ({ rule: unusedSuppressionId, ...draft }))]
    .flatMap((finding): Finding[] => {
      const severity = severities?.get(finding.rule) ?? finding.severity;
      return severity === 'off' ? [] : [{ ...finding, severity }];
    })
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
