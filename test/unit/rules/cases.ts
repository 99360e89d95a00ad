/** Table tests of the rules: a text with `«…»` around each finding. */
import { expect, it } from 'vitest';
import type { AnalysisContext } from '../../../server/src/analysis.ts';
import { noFacts, type Facts } from '../../../server/src/config/facts.ts';
import type { Dialect } from '../../../server/src/config/reader.ts';
import type { Severity } from '../../../server/src/rules/rule.ts';
import { mark, withRanges } from '../marked.ts';
import { findingsOf } from './check.ts';

export interface Case {
  readonly rule: string;
  readonly severity: Severity;
  /** `«…»` around each finding of the rule, in order. */
  readonly text: string;
  /** All of them, where nothing is said. */
  readonly python?: readonly Dialect[];
  readonly client?: 'online' | 'offline';
  readonly isTemplate?: boolean;
  readonly facts?: Partial<Facts>;
  readonly message?: RegExp;
}

export const p2: readonly Dialect[] = ['2'];
export const p39: readonly Dialect[] = ['3.9'];
export const p310: readonly Dialect[] = ['3.10'];
export const p3: readonly Dialect[] = ['3.9', '3.10'];
export const everyRun =
  /refuses to start \(exit code 1\): after a reboot no update is re-applied, and no run installs one\./;

const context = ({
  python,
  client,
  isTemplate,
  facts,
}: Omit<Case, 'rule' | 'severity' | 'text'>): Partial<AnalysisContext> => ({
  ...(python && { dialects: python }),
  ...(client && { client }),
  ...(isTemplate !== undefined && { isTemplate }),
  ...(facts && { facts: { ...noFacts, ...facts } }),
});

const title = ({ rule, text, python, client, isTemplate, facts }: Case): string =>
  [rule, JSON.stringify(text), python?.join(' '), client, isTemplate ? 'template' : '', facts && JSON.stringify(facts)]
    .filter(Boolean)
    .join(' · ');

/** A test for each case: place, severity and words. */
export function testFindings(cases: readonly Case[]): void {
  it.each(cases.map((each) => [title(each), each] as const))('%s', (_, each) => {
    const { text, spans } = withRanges(each.text);
    const found = findingsOf(each.rule, text, context(each));
    expect(found.map(({ span }) => mark(text, span))).toEqual(spans.map((span) => mark(text, span)));
    expect(found.map(({ severity }) => severity)).toEqual(spans.map(() => each.severity));
    if (each.message) for (const { message } of found) expect(message).toMatch(each.message);
  });
}
