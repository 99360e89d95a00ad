/** The fixes of the findings that a selection touches. */
import type { Span } from '../config/syntax.ts';
import type { Finding, Fix } from '../rules/rule.ts';

export interface CodeAction extends Fix {
  readonly finding: Finding;
}

export const touching = (findings: readonly Finding[], selection: Span): readonly Finding[] =>
  findings.filter(({ span }) => span.start <= selection.end && selection.start <= span.end);

export function doCodeActions(findings: readonly Finding[], selection: Span): readonly CodeAction[] {
  return touching(findings, selection).flatMap((finding) => (finding.fixes ?? []).map((fix) => ({ ...fix, finding })));
}
