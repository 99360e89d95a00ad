/** The state of a file in a few words, for the status of its language. */
import type { Analysis } from '../analysis.ts';
import type { Status } from '../protocol.ts';
import { pythonNames } from '../rules/effects.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import { consequencesInShort, consequencesSentence } from './consequences.ts';

/** Worst first. */
const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export function statusOf(
  analysis: Analysis,
  findings: readonly Finding[],
): Pick<Status, 'client' | 'pythons' | 'sentence' | 'summary' | 'worst'> {
  const { client, dialects } = analysis.context;
  return {
    client,
    pythons: pythonNames(dialects).replaceAll(' or ', ', '),
    sentence: consequencesSentence(analysis),
    summary: consequencesInShort(analysis),
    worst: order.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null,
  };
}
