/** Rules about options that do harm or have no use, and about templates that were never rendered. */
import { lineAt } from '../config/syntax.ts';
import { commentOut, deleteLines } from './edits.ts';
import { forServer } from './effects.ts';
import type { Draft, Rule } from './rule.ts';
import { sitesOf, texts } from './sites.ts';

/** What comes of an empty path to certificates. */
export const noCertificates =
  'An empty one replaces the built-in certificates by nothing: no connection succeeds, the late boot stage and the periodic run end with exit code 10, and newer updates never come.';

export const contextRules: readonly Rule[] = [
  {
    id: 'removed-option',
    severities: ['warning'],
    check: ({ valueSites, document }) =>
      valueSites
        .filter(({ option }) => option.status === 'removed')
        .map(({ option, line, span }): Draft => ({
          severity: 'warning',
          span: { start: line.indent.end, end: line.end },
          message: `The client no longer has ${option.name}: the periodic run prints nothing, and a true value only makes the other runs warn.`,
          deprecated: true,
          fixes: [
            {
              title: 'Delete the line',
              edits: [deleteLines(document, line.index, Math.max(line.index, lineAt(document, span.end).index))],
              preferred: true,
              safe: true,
            },
          ],
        })),
  },
  {
    id: 'empty-ssl-ca-path',
    severities: ['error', 'information'],
    check: (analysis) =>
      [...sitesOf(analysis, 'ssl_ca_cert_file'), ...sitesOf(analysis, 'ssl_ca_cert_dir')]
        .filter((site) => texts(site).includes(''))
        .map(({ line }): Draft => ({
          ...forServer(analysis, 'The path is empty.', noCertificates, 'An offline client does not use it.'),
          span: { start: line.indent.end, end: line.delimiter.end },
          fixes: [commentOut(line, true)],
        })),
  },
  {
    id: 'unrendered-template',
    severities: ['warning'],
    check: ({ document }) =>
      document.isTemplate
        ? []
        : document.templateSpans
            .filter(({ start }) => lineAt(document, start).kind !== 'comment')
            .map((span): Draft => ({
              severity: 'warning',
              span,
              message:
                'This looks like template text that was not rendered: in a file of this name the client reads it as it stands.',
            })),
  },
];
