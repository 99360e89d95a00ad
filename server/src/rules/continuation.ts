/** Rules about indented lines, which continue the value above. */
import type { Analysis } from '../analysis.ts';
import type { Dialect } from '../config/reader.ts';
import type { Line } from '../config/syntax.ts';
import { refuses, stopsOnBoolean } from './effects.ts';
import { refusalsOf } from './refusals.ts';
import { replace, type Draft, type Rule } from './rule.ts';
import { siteRefusal } from './sites.ts';

/** The indented lines of these kinds that a selected Python takes for more of the value above. */
function* joined(
  analysis: Analysis,
  kinds: readonly Line['kind'][],
): Generator<{ line: Line; refusedBy: readonly Dialect[]; effect: string }> {
  const { document, readings, context, valueSites } = analysis;
  for (const line of document.lines) {
    if (!kinds.includes(line.kind) || !readings.some((reading) => reading.roles[line.index] === 'continuation'))
      continue;
    const site = valueSites.find(({ span }) => span.start <= line.start && line.start < span.end);
    const refusal = site && siteRefusal(analysis, site);
    const refusedBy = refusal?.dialects ?? [];
    yield {
      line,
      refusedBy,
      effect: refusal && refusedBy.length > 0 ? refuses(refusedBy, context.dialects, refusal) : '',
    };
  }
}

const draft = (line: Line, refused: boolean, message: string): Draft => ({
  severity: refused ? 'error' : 'warning',
  span: { start: line.indent.end, end: line.end },
  message,
  fixes: [{ title: 'Remove the indentation', edits: [replace(line.indent, '')], preferred: true }],
});

export const continuationRules: readonly Rule[] = [
  {
    id: 'indented-comment',
    title: 'Indented comment',
    effect: `Only at the first column is “#” a comment for every Python. Python 2 takes an indented comment for more of the value above, and refuses the file where there is no value above. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\nautoinstall = yes\n  # nightly\n',
      right: '[Settings]\nautoinstall = yes\n# nightly\n',
    },
    *check(analysis) {
      for (const { line, dialects } of refusalsOf(analysis, 'indented-comment')) {
        yield draft(
          line,
          true,
          `Python 2 does not take an indented line for a comment. ${refuses(dialects, analysis.context.dialects)}`,
        );
      }
      for (const { line, refusedBy, effect } of joined(analysis, ['comment'])) {
        const message =
          'Python 2 takes this indented comment for more of the value above; comments start at the first column.';
        yield draft(line, refusedBy.length > 0, `${message} ${effect}`.trim());
      }
    },
  },
  {
    id: 'accidental-continuation',
    title: 'Indented line that joins the value above',
    effect: `An indented line is more of the value above, also behind a blank line or a comment: the option or section on it does not exist. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\ninstall_on_reboot = yes\n  upgrade_on_reboot = yes\n',
      right: '[Settings]\ninstall_on_reboot = yes\nupgrade_on_reboot = yes\n',
    },
    *check(analysis) {
      for (const { line, refusedBy, effect } of joined(analysis, ['option', 'header'])) {
        const what = line.kind === 'header' ? 'this section does not exist' : 'the option on it is not set';
        yield draft(
          line,
          refusedBy.length > 0,
          `This indented line is more of the value above: ${what}. ${effect}`.trim(),
        );
      }
    },
  },
];
