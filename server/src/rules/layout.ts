/** Rules about the form of the text, where the client reads it but other tools, or other systems, may not. */
import { textOf, type Document, type Span } from '../config/syntax.ts';
import { insert, lineBreakOf, replace } from './edits.ts';
import { sentences } from './effects.ts';
import { knownOptions } from './named-options.ts';
import type { Draft, Fix, Rule } from './rule.ts';

const outsideAscii = /[^\0-\x7f]+/g;

/** The first run of characters outside ASCII that the client gets to see; the byte order mark has a rule of its own. */
function firstNonAscii({ masked }: Document): Span | null {
  for (const { 0: run, index } of masked.matchAll(outsideAscii)) {
    const start = run.startsWith('\uFEFF') && index === 0 ? 1 : index;
    const end = index + run.length;
    if (start < end) return { start, end };
  }
  return null;
}

function missingLineBreak(document: Document): Draft[] {
  const last = document.lines.at(-1);
  if (!last || last.start === last.end || last.kind === 'tag') return [];
  return [
    {
      severity: 'hint',
      span: { start: last.indent.end === last.end ? last.start : last.indent.end, end: last.end },
      message:
        'The line break at the end of the file is missing. A script that appends a section writes its header onto this line.',
      fixes: [
        {
          title: 'Add a line break at the end',
          edits: [insert(last.end, lineBreakOf(document))],
          preferred: true,
          safe: true,
        },
      ],
    },
  ];
}

/**
 * Not safe: to Python 2 the carriage return is white space behind the value, which makes a comment of `key = ;x`. And an editor
 * that keeps the line ends apart from the text makes those of an edit its own. Nothing where a lone carriage return ends a line
 * too: what that was meant for nobody knows.
 */
function useLineFeeds({ lines, text }: Document): Fix[] {
  const breaks = lines.filter(({ end, next }) => next > end).map(({ end, next }) => ({ start: end, end: next }));
  if (breaks.some(({ start, end }) => text.slice(start, end) === '\r')) return [];
  const edits = breaks.filter(({ start, end }) => end - start > 1).map((span) => replace(span, '\n'));
  return [{ title: 'Change the line ends to LF', edits, preferred: true, safe: false }];
}

export const layoutRules: readonly Rule[] = [
  {
    id: 'key-case',
    severities: ['hint'],
    check: (analysis) =>
      knownOptions(analysis)
        .filter(({ name, line }) => textOf(analysis.document, line.key) !== name)
        .map(({ name, line }): Draft => ({
          severity: 'hint',
          span: line.key,
          message: 'The client reads this name in any case. Scripts that change the file look for lower case only.',
          fixes: [{ title: `Change to “${name}”`, edits: [replace(line.key, name)], preferred: true, safe: true }],
        })),
  },
  {
    id: 'colon-delimiter',
    severities: ['hint'],
    check: (analysis) =>
      knownOptions(analysis)
        .filter(({ line }) => textOf(analysis.document, line.delimiter) === ':')
        .map(({ name, line: { key, delimiter, value } }): Draft => {
          const isTight = value.start === delimiter.end && value.start < value.end;
          return {
            severity: 'hint',
            span: delimiter,
            message: sentences(
              'The client reads “:” like “=”. Scripts that change the file look for “=” only.',
              name === 'accesskey' ? 'The client’s own registration is one of them.' : '',
            ),
            fixes: [
              {
                title: 'Change to “=”',
                edits: [replace({ start: key.end, end: delimiter.end }, isTight ? ' = ' : ' =')],
                preferred: true,
                safe: true,
              },
            ],
          };
        }),
  },
  {
    id: 'crlf-line-endings',
    severities: ['hint'],
    check: ({ document }) => {
      const { lines, text } = document;
      const line = text.includes('\r')
        ? lines.find(({ end, next }) => text.charAt(end) === '\r' && next === end + 2)
        : undefined;
      return line
        ? [
            {
              severity: 'hint',
              span: { start: line.start, end: line.end },
              message:
                'The lines end as on Windows (CRLF). The client reads them, but scripts that look for whole lines do not find them.',
              fixes: useLineFeeds(document),
            },
          ]
        : [];
    },
  },
  {
    id: 'non-ascii',
    severities: ['hint'],
    check: ({ context, document }) => {
      const span = context.dialects.includes('3.9') ? firstNonAscii(document) : null;
      return span
        ? [
            {
              severity: 'hint',
              span,
              message:
                'This is outside ASCII. Python 3.6 (Oracle Linux 8) cannot read it where the locale is C, as it may be at boot: the client then refuses the file.',
            },
          ]
        : [];
    },
  },
  {
    id: 'default-section',
    severities: ['information'],
    check: ({ outline }) =>
      outline.flatMap(({ header, name, options }): Draft[] =>
        header && name === 'DEFAULT' && options.length > 0
          ? [
              {
                severity: 'information',
                span: header.name,
                message:
                  'What stands here counts in each section that has a header. In a section without one it does not: write each option into its own.',
              },
            ]
          : [],
      ),
  },
  {
    id: 'missing-final-newline',
    severities: ['hint'],
    check: ({ document }) => missingLineBreak(document),
  },
];
