/** Rules about indented lines, which continue the value above. */
import type { Analysis, ValueSite } from '../analysis.ts';
import type { Document, Line } from '../config/syntax.ts';
import { refuses, sentences, spoils } from './effects.ts';
import { removeIndentation } from './edits.ts';
import { pythonReason, refusalsOf } from './refusals.ts';
import type { Draft, Rule } from './rule.ts';
import { isPartOf, joinedLines, siteRefusal } from './sites.ts';

/** What comes of the value that a line joined. */
function consequence(analysis: Analysis, site: ValueSite | undefined): { isRefused: boolean; effect: string } {
  if (!site) return { isRefused: false, effect: '' };
  const refusal = siteRefusal(analysis, site);
  const isRefused = refusal.dialects.length > 0;
  return {
    isRefused,
    effect: isRefused ? refuses(refusal.dialects, analysis.context.dialects, refusal) : spoils(site.option),
  };
}

/** A finding for each of the joined lines that `what` has words for. */
function* joined(analysis: Analysis, what: (line: Line) => string | null): Generator<Draft> {
  for (const line of joinedLines(analysis)) {
    const words = what(line);
    if (words === null) continue;
    const site = analysis.valueSites.find((each) => isPartOf(line, each));
    const { isRefused, effect } = consequence(analysis, site);
    yield {
      severity: isRefused ? 'error' : 'warning',
      span: { start: line.indent.end, end: line.end },
      message: sentences(words, effect),
      fixes: removeIndentation(line, line.kind === 'comment'),
    };
  }
}

/** Before the first header Python 2 stops at the first comment that is indented: the next ones are the same mistake, and may be many. */
function commentsBelow({ lines }: Document, { index }: Line): readonly Line[] {
  const end = lines.findIndex((line) => line.index > index && line.kind !== 'comment' && line.kind !== 'blank');
  return lines.slice(index + 1, end === -1 ? undefined : end).filter(({ kind }) => kind === 'comment');
}

const joinedWords: Readonly<Partial<Record<Line['kind'], string>>> = {
  option: 'This line is indented, and so it is more of the value above: the option on it is not set.',
  header: 'This line is indented, and so it is more of the value above: the section does not start here.',
  text: 'This line is indented, and so it is more of the value above. No option takes more than one line.',
};

export const continuationRules: readonly Rule[] = [
  {
    id: 'indented-comment',
    severities: ['error', 'warning'],
    *check(analysis) {
      const { document } = analysis;
      for (const { line, dialects, error } of refusalsOf(analysis, 'indented-comment')) {
        yield {
          severity: 'error',
          span: { start: line.indent.end, end: line.end },
          message: sentences(
            'Python 2 takes only what starts at the first column for a comment.',
            refuses(dialects, analysis.context.dialects),
            pythonReason(error),
          ),
          fixes: removeIndentation(
            line,
            true,
            error.type === 'MissingSectionHeaderError' ? commentsBelow(document, line) : [],
          ),
        };
      }
      yield* joined(analysis, ({ kind }) =>
        kind === 'comment' ? 'Python 2 takes this indented comment for more of the value above.' : null,
      );
    },
  },
  {
    id: 'accidental-continuation',
    severities: ['error', 'warning'],
    check: (analysis) => joined(analysis, ({ kind }) => joinedWords[kind] ?? null),
  },
];
