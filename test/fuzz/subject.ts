/** What the properties are asked of: a text, what is known besides, and chance for positions. */
import { Analysis, type AnalysisContext } from '../../server/src/analysis.ts';
import { severities } from '../../server/src/config/severity.ts';
import { dialects, type Dialect } from '../../server/src/config/reader.ts';
import type { Span } from '../../server/src/config/syntax.ts';
import { check, ruleIds } from '../../server/src/rules/index.ts';
import type { Finding } from '../../server/src/rules/rule.ts';
import { chanceOf, type Chance } from './chance.ts';

export interface Subject {
  readonly text: string;
  readonly context: AnalysisContext;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly chance: Chance;
}

export interface Property {
  readonly name: string;
  /** Asked of one in so many documents: some cost much. */
  readonly oneIn: number;
  /** @throws where it does not hold */
  readonly hold: (subject: Subject) => void;
}

/** @throws with what was to hold; cheaper than `expect`, a million times */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

export function contextOf(chance: Chance): AnalysisContext {
  const isTemplate = chance.isOneIn(2);
  return {
    isTemplate,
    hasRubyLines: isTemplate && chance.isOneIn(3),
    dialects: chance.isOneIn(2)
      ? dialects
      : chance.pick<readonly Dialect[]>([['2'], ['3.9'], ['3.10'], ['2', '3.10'], ['3.9', '3.10']]),
    client: chance.pick(['online', 'online', 'offline']),
    ...(chance.isOneIn(8) && {
      severities: new Map(ruleIds.map((id) => [id, chance.pick([...severities, 'off', 'error'])])),
    }),
    ...(chance.isOneIn(2) && {
      facts: {
        mode: chance.pick([null, 0o644, 0o600]),
        disableFileBeside: chance.isOneIn(2),
        isVersionControlled: chance.isOneIn(2),
      },
    }),
  };
}

/** The same text and seed give the same subject. */
export function subjectOf(text: string, seed: number): Subject {
  const chance = chanceOf(seed);
  const context = contextOf(chance);
  const analysis = new Analysis(text, context);
  return { text, context, analysis, findings: check(analysis), chance };
}

/** A position of an editor: never between the two halves of a line break. */
export function offsetIn(text: string, { nat }: Chance): number {
  const offset = nat(text.length);
  return offset > 0 && text.startsWith('\r\n', offset - 1) ? offset + 1 : offset;
}

export function spanIn(text: string, chance: Chance): Span {
  const [a, b] = [offsetIn(text, chance), offsetIn(text, chance)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

export const isIn = ({ start, end }: Span, outer: Span): boolean =>
  outer.start <= start && start <= end && end <= outer.end;

export const whole = ({ text }: Pick<Subject, 'text'>): Span => ({ start: 0, end: text.length });

/** Equal as JSON, in which undefined fields are none. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
