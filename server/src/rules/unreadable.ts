/** Rules about lines that make a Python refuse the whole file. */
import type { Analysis } from '../analysis.ts';
import { findOption, sections } from '../config/options.ts';
import { isReadOnce } from '../config/reader.ts';
import { textOf, type Document, type Line } from '../config/syntax.ts';
import { commentOut, insert, removeIndentation, replace } from './edits.ts';
import { capitalized, client, refuses, sentences } from './effects.ts';
import { isRemark, pythonReason, refusalsOf } from './refusals.ts';
import type { Draft, Fix, Rule } from './rule.ts';

/** The findings of a rule that speaks about lines which a Python blames. */
const blamed =
  (
    rule: string,
    what: (line: Line, analysis: Analysis) => string,
    fixes: (line: Line, analysis: Analysis) => readonly Fix[],
  ) =>
  (analysis: Analysis): Draft[] =>
    refusalsOf(analysis, rule).map(({ line, dialects, error }) => ({
      severity: 'error',
      span: { start: line.indent.end, end: line.end },
      message: sentences(what(line, analysis), refuses(dialects, analysis.context.dialects), pythonReason(error)),
      fixes: fixes(line, analysis),
    }));

/** Where the name of a section ends that goes on to the end of its line. */
const nameEnd = (line: Line): number => (line.kind === 'header' ? line.name.end : line.end);

/** The header of the section in which the option belongs. */
function insertHeader(line: Line, document: Document): Fix {
  const name = line.kind === 'option' ? textOf(document, line.key).toLowerCase() : '';
  const home = sections.find((section) => findOption(section.name, name))?.name ?? 'Settings';
  return { title: `Insert [${home}] above`, edits: [insert(line.start, `[${home}]\n`)], preferred: false, safe: false };
}

export const unreadableRules: readonly Rule[] = [
  {
    id: 'utf8-bom',
    severities: ['error'],
    check: ({ text, context }) =>
      text.startsWith('\uFEFF')
        ? [
            {
              severity: 'error',
              span: { start: 0, end: 1 },
              message: `The file starts with a byte order mark. ${refuses(context.dialects, context.dialects)} Save it as UTF-8 without one.`,
              fixes: [
                {
                  title: 'Remove the byte order mark',
                  edits: [replace({ start: 0, end: 1 }, '')],
                  preferred: true,
                  safe: true,
                },
              ],
            },
          ]
        : [],
  },
  {
    id: 'missing-section-header',
    severities: ['error'],
    check: blamed(
      'missing-section-header',
      () => 'This line stands before the first section header.',
      (line, { document }) => [insertHeader(line, document), commentOut(line)],
    ),
  },
  {
    id: 'unterminated-section-header',
    severities: ['error'],
    check: blamed(
      'unterminated-section-header',
      () => 'The closing bracket of this section header is missing.',
      (line) => [
        { title: 'Add the closing bracket', edits: [insert(nameEnd(line), ']')], preferred: true, safe: false },
      ],
    ),
  },
  {
    id: 'missing-delimiter',
    severities: ['error'],
    check: blamed(
      'missing-delimiter',
      () => 'This line is neither a section header nor “key = value”.',
      (line) => [commentOut(line)],
    ),
  },
  {
    id: 'empty-key-name',
    severities: ['error'],
    check: blamed(
      'empty-key-name',
      () => 'There is no key before the “=”.',
      (line) => [commentOut(line)],
    ),
  },
  {
    id: 'indented-first-key',
    severities: ['error'],
    check: blamed(
      'indented-first-key',
      () => 'An option must start at the first column.',
      (line) => removeIndentation(line, true),
    ),
  },
  {
    id: 'indented-section-header',
    severities: ['error'],
    check: blamed(
      'indented-section-header',
      () => 'A section header must start at the first column.',
      (line) => removeIndentation(line, true),
    ),
  },
  {
    id: 'rem-comment',
    severities: ['error', 'warning'],
    *check(analysis) {
      const { document, context, readings } = analysis;
      const readers = context.dialects.filter((dialect) => dialect !== '2');
      if (readers.length === 0 || isReadOnce(readings)) return;
      const refused = new Map(refusalsOf(analysis, 'rem-comment').map((refusal) => [refusal.line, refusal]));
      for (const line of document.lines) {
        if (!isRemark(line, document)) continue;
        const refusal = refused.get(line);
        const isUnread = !readings.some(({ roles }) => roles[line.index] === 'option');
        yield {
          severity: refusal ? 'error' : 'warning',
          span: { start: line.start, end: line.end },
          message: sentences(
            '“rem” starts a comment only for Python 2; start comments with “#”.',
            refusal
              ? sentences(refuses(refusal.dialects, context.dialects), pythonReason(refusal.error))
              : isUnread
                ? ''
                : `${capitalized(client(readers, context.dialects))} takes the line for an option of that name, and ignores it.`,
          ),
          fixes: [
            {
              title: 'Start the comment with “#”',
              edits: [replace({ start: line.start, end: line.start + 3 }, '#')],
              preferred: true,
              safe: false,
            },
          ],
        };
      }
    },
  },
  {
    id: 'unreadable-line',
    severities: ['error'],
    check: (analysis) =>
      refusalsOf(analysis, 'unreadable-line').map(({ line, dialects, error }) => ({
        severity: 'error',
        span: { start: line.start, end: line.end },
        message: sentences(
          'Python cannot read this line.',
          refuses(dialects, analysis.context.dialects),
          pythonReason(error),
        ),
        fixes: [commentOut(line)],
      })),
  },
];
