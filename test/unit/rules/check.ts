/** The findings of a text, for the tests of the rules. */
import { Analysis, defaultContext, type AnalysisContext } from '../../../server/src/analysis.ts';
import { check } from '../../../server/src/rules/index.ts';
import type { Finding } from '../../../server/src/rules/rule.ts';

export const findings = (text: string, context: Partial<AnalysisContext> = {}): readonly Finding[] =>
  check(new Analysis(text, { ...defaultContext, ...context }));

export const findingsOf = (rule: string, text: string, context: Partial<AnalysisContext> = {}): readonly Finding[] =>
  findings(text, context).filter((finding) => finding.rule === rule);

export const key = '0123456789abcdef'.repeat(4);

/** A file without findings, where nothing else is said. */
export const auth = `[Auth]\naccesskey = ${key}\n`;
