/** Rules about what a value means: keys, removed options, certificates, templates that were never rendered. */
import type { Analysis, ValueSite } from '../analysis.ts';
import { accessKeySentinel } from '../config/options.ts';
import { lineAt, textOf } from '../config/syntax.ts';
import { replace, type Draft, type Rule } from './rule.ts';

const sites = (analysis: Analysis, name: string): readonly ValueSite[] =>
  analysis.valueSites.filter(({ option }) => option.name === name);

/** The values that the selected Pythons get; unknown and failing ones left out. */
const texts = (site: ValueSite): string[] =>
  [...site.values.values()].flatMap((value) => (value.kind === 'text' ? [value.text] : []));

const placeholders = [
  accessKeySentinel,
  'ADD-YOUR-ACCESS-KEY-HERE',
  'YOUR_LICENSE_KEY',
  'set_this_variable_somewhere',
  'deadbeef',
];

const noKey =
  'Without a key the late boot stage and the periodic run end with exit code 20: the saved updates come back after a reboot, newer ones never.';

function missingKey(analysis: Analysis): Draft[] {
  const { document, context, outline } = analysis;
  const found = sites(analysis, 'accesskey');
  // A tag may render into anything, also into the line that is missing here.
  if (found.length === 0 && document.isTemplate && document.lines.some((line) => line.kind === 'tag')) return [];
  if (analysis.readings.some((reading) => reading.error) && found.length === 0) return [];
  const severity = context.client === 'online' ? 'error' : 'information';
  const effect = context.client === 'online' ? noKey : 'Whether an offline client needs one is not known.';
  if (found.length === 0) {
    const auth = outline.find((section) => section.name === 'Auth')?.header;
    const first = document.lines[0];
    const span = auth?.name ?? (first ? { start: first.start, end: first.end } : { start: 0, end: 0 });
    return [{ severity, span, message: `There is no accesskey in [Auth]. ${effect}` }];
  }
  return found
    .filter((site) => texts(site).includes(''))
    .map(({ line }) => ({ severity, span: line.key, message: `accesskey is empty. ${effect}` }));
}

export const contextRules: readonly Rule[] = [
  {
    id: 'missing-access-key',
    title: 'No access key',
    effect: noKey,
    evidence: ['client', 'documented'],
    example: { wrong: '[Auth]\naccesskey =\n', right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n` },
    check: missingKey,
  },
  {
    id: 'placeholder-access-key',
    title: 'Placeholder in the place of the access key',
    effect: `The client takes \`${accessKeySentinel}\` for no key (exit code 20); any other placeholder the server refuses (exit code 14). Either way the late boot stage and the periodic run install nothing.`,
    evidence: ['client', 'observed'],
    example: {
      wrong: `[Auth]\naccesskey = ${accessKeySentinel}\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
    check: (analysis) =>
      sites(analysis, 'accesskey').flatMap((site): Draft[] => {
        const text = texts(site).find((value) =>
          placeholders.some((known) => known.toLowerCase() === value.toLowerCase()),
        );
        if (text === undefined) return [];
        const isSentinel = text === accessKeySentinel;
        return [
          {
            severity: 'error',
            span: site.line.value,
            message: `This is a placeholder, not a key. ${isSentinel ? noKey : 'The server will refuse it: the late boot stage and the periodic run end with exit code 14, and newer updates never come.'}`,
          },
        ];
      }),
  },
  {
    id: 'removed-option',
    title: 'Option that the client no longer has',
    effect:
      'The client prints a warning where the value is true. A value that is no boolean still stops the boot stages.',
    evidence: ['client', 'observed'],
    example: { wrong: '[Settings]\ncron_output_error = yes\n', right: '[Settings]\n' },
    check: ({ valueSites, document }) =>
      valueSites
        .filter(({ option }) => option.status === 'removed')
        .map(({ option, line }): Draft => ({
          severity: 'warning',
          span: { start: line.start, end: line.end },
          message: `${option.name} was removed from the client: the line has no effect but a warning. The periodic run prints nothing.`,
          deprecated: true,
          fixes: [
            {
              title: 'Delete the line',
              edits: [replace({ start: line.start, end: document.lines[line.index + 1]?.start ?? line.end }, '')],
              preferred: true,
            },
          ],
        })),
  },
  {
    id: 'empty-ssl-ca-path',
    title: 'Empty path to the CA certificates',
    effect:
      'The client only looks whether the option is there. An empty one replaces the built-in certificates by nothing: no connection succeeds, the late boot stage and the periodic run end with exit code 10, and newer updates never come.',
    evidence: ['client', 'measured'],
    example: { wrong: '[Network]\nssl_ca_cert_file =\n', right: '[Network]\n#ssl_ca_cert_file =\n' },
    check: (analysis) =>
      [...sites(analysis, 'ssl_ca_cert_file'), ...sites(analysis, 'ssl_ca_cert_dir')]
        .filter((site) => texts(site).includes(''))
        .map(({ option, line }): Draft => ({
          severity: 'error',
          span: { start: line.start, end: line.end },
          message: `${option.name} is there but empty, which replaces the built-in certificates by nothing: every connection fails, and the late boot stage and the periodic run install nothing.`,
          fixes: [
            {
              title: 'Comment the line out',
              edits: [replace({ start: line.start, end: line.start }, '#')],
              preferred: true,
            },
          ],
        })),
  },
  {
    id: 'unrendered-template',
    title: 'Template that was never rendered',
    effect: 'In a file of this name the client reads the template text as it stands.',
    evidence: ['inferred'],
    example: {
      wrong: '[Network]\nhttps_proxy = {{ proxy }}\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
    check: ({ document }) => {
      if (document.isTemplate) return [];
      const spans = document.templateSpans.filter(({ start }) => lineAt(document, start).kind !== 'comment');
      return spans.map((span): Draft => ({
        severity: 'warning',
        span,
        message: `“${textOf(document, span).slice(0, 40)}” looks like a template that was not rendered. In a file of this name the client reads it as it stands.`,
      }));
    },
  },
];
