/** Rules about lines that make a Python refuse the whole file. */
import type { Analysis } from '../analysis.ts';
import type { Evidence } from '../config/evidence.ts';
import { textOf, type Line } from '../config/syntax.ts';
import { refuses } from './effects.ts';
import { isRemark, refusalsOf } from './refusals.ts';
import { insert, replace, type Draft, type Fix, type Rule } from './rule.ts';

const evidence: readonly Evidence[] = ['measured', 'client'];
const stops =
  'The client refuses the whole file (exit code 1), in every stage: after a reboot no update is re-applied.';

const commentOut = (line: Line): Fix => ({
  title: 'Comment the line out',
  edits: [replace({ start: line.start, end: line.indent.end }, '# ')],
  preferred: false,
});
const unindent = (line: Line): Fix => ({
  title: 'Remove the indentation',
  edits: [replace(line.indent, '')],
  preferred: true,
});

/** The findings of a rule that speaks about lines which a Python blames. */
const blamed =
  (
    rule: string,
    what: (line: Line, analysis: Analysis) => string,
    fixes: (line: Line, analysis: Analysis) => readonly Fix[],
  ) =>
  (analysis: Analysis): Draft[] =>
    refusalsOf(analysis, rule).map(({ line, dialects }) => ({
      severity: 'error',
      span: { start: line.indent.end, end: line.end },
      message: `${what(line, analysis)} ${refuses(dialects, analysis.context.dialects)}`,
      fixes: fixes(line, analysis),
    }));

export const unreadableRules: readonly Rule[] = [
  {
    id: 'utf8-bom',
    title: 'Byte order mark at the start of the file',
    effect: stops,
    evidence,
    example: { wrong: '\uFEFF[Settings]\ninstall_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: ({ text, context }) =>
      text.startsWith('\uFEFF')
        ? [
            {
              severity: 'error',
              span: { start: 0, end: 1 },
              message: `The file starts with a byte order mark. ${refuses(context.dialects, context.dialects)} Save it as UTF-8 without one.`,
              fixes: [
                { title: 'Remove the byte order mark', edits: [replace({ start: 0, end: 1 }, '')], preferred: true },
              ],
            },
          ]
        : [],
  },
  {
    id: 'missing-section-header',
    title: 'Text before the first section header',
    effect: stops,
    evidence,
    example: { wrong: 'install_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: blamed(
      'missing-section-header',
      () => 'This line stands before the first section header.',
      (line, { document }) => [
        ...(line.kind === 'option'
          ? [
              {
                title: 'Insert [Settings] above',
                edits: [insert(document.lines[0]?.start ?? 0, '[Settings]\n')],
                preferred: false,
              },
            ]
          : []),
        commentOut(line),
      ],
    ),
  },
  {
    id: 'unterminated-section-header',
    title: 'Section header without its closing bracket',
    effect: stops,
    evidence,
    example: { wrong: '[Settings\ninstall_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: blamed(
      'unterminated-section-header',
      () => 'The closing bracket of this section header is missing.',
      (line) => [{ title: 'Add “]”', edits: [insert(line.end, ']')], preferred: true }],
    ),
  },
  {
    id: 'missing-delimiter',
    title: 'Line without “=”',
    effect: stops,
    evidence,
    example: { wrong: '[Settings]\ninstall_on_reboot yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: blamed(
      'missing-delimiter',
      () => 'This line is neither a section header nor “key = value”.',
      (line) => [commentOut(line)],
    ),
  },
  {
    id: 'empty-key-name',
    title: 'Value without a key',
    effect: stops,
    evidence,
    example: { wrong: '[Settings]\n= yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: blamed(
      'empty-key-name',
      () => 'There is no key before the “=”.',
      (line) => [commentOut(line)],
    ),
  },
  {
    id: 'indented-first-key',
    title: 'Indented option below a section header',
    effect: 'Python 2 refuses the whole file (exit code 1); Python 3 reads the line as if it were not indented.',
    evidence,
    example: { wrong: '[Settings]\n  install_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: blamed(
      'indented-first-key',
      () => 'An option must start at the first column.',
      (line) => [unindent(line)],
    ),
  },
  {
    id: 'indented-section-header',
    title: 'Indented section header',
    effect: 'Python 2 refuses the whole file (exit code 1); Python 3 reads the header as if it were not indented.',
    evidence,
    example: { wrong: '  [Settings]\ninstall_on_reboot = yes\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: blamed(
      'indented-section-header',
      () => 'A section header must start at the first column.',
      (line) => [unindent(line)],
    ),
  },
  {
    id: 'rem-comment',
    title: 'Comment that starts with “rem”',
    effect:
      'Python 2 takes the line for a comment. Python 3 refuses the whole file (exit code 1), or, where the line holds a “=” or “:”, reads an option of that strange name.',
    evidence,
    example: {
      wrong: '[Settings]\nrem keep this on\ninstall_on_reboot = yes\n',
      right: '[Settings]\n# keep this on\ninstall_on_reboot = yes\n',
    },
    check: (analysis) => {
      const { document, context } = analysis;
      const refused = new Map(refusalsOf(analysis, 'rem-comment').map((refusal) => [refusal.line, refusal.dialects]));
      return document.lines
        .filter((line) => (line.kind === 'text' || line.kind === 'option') && isRemark(line, document))
        .map((line): Draft => {
          const dialects = refused.get(line);
          const effect = dialects
            ? refuses(dialects, context.dialects)
            : `Python 3 reads an option named “${textOf(document, line.kind === 'option' ? line.key : line)}” and ignores it.`;
          return {
            severity: dialects ? 'error' : 'warning',
            span: { start: line.start, end: line.end },
            message: `“rem” starts a comment only for Python 2. ${effect} Start comments with “#”.`,
            fixes: [
              {
                title: 'Start the comment with “#”',
                edits: [replace({ start: line.start, end: line.start + 3 }, '#')],
                preferred: true,
              },
            ],
          };
        });
    },
  },
  {
    id: 'unreadable-line',
    title: 'Line that Python cannot read',
    effect: stops,
    evidence,
    example: { wrong: '[Settings]\n[]\n', right: '[Settings]\n' },
    check: (analysis) =>
      refusalsOf(analysis, 'unreadable-line').map(({ line, dialects, error }) => ({
        severity: 'error',
        span: { start: line.start, end: line.end },
        message: `Python cannot read this line (${error.type}). ${refuses(dialects, analysis.context.dialects)}`,
        fixes: [commentOut(line)],
      })),
  },
];
