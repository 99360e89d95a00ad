/** Rules about what a value means: keys, removed options, certificates, templates that were never rendered. */
import type { Analysis, ValueSite } from '../analysis.ts';
import { accessKeySentinel } from '../config/options.ts';
import { get } from '../config/reader.ts';
import { lineAt, type Span } from '../config/syntax.ts';
import { commentOut, deleteLines } from './edits.ts';
import { capitalized, client } from './effects.ts';
import type { Draft, Rule, Severity } from './rule.ts';

const sitesOf = (analysis: Analysis, name: string): readonly ValueSite[] =>
  analysis.valueSites.filter(({ option }) => option.name === name);

/** The values that the selected Pythons get, stripped as the client does; unknown and failing ones left out. */
const texts = (site: ValueSite): string[] =>
  [...site.values.values()].flatMap((value) => (value.kind === 'text' ? [value.text.trim()] : []));

const placeholders = [
  accessKeySentinel,
  'ADD-YOUR-ACCESS-KEY-HERE',
  'YOUR_LICENSE_KEY',
  'set_this_variable_somewhere',
  'deadbeef',
];
const isPlaceholder = (text: string): boolean =>
  placeholders.some((known) => known.toLowerCase() === text.toLowerCase());

const noKey =
  'Without a key the late boot stage and the periodic run end with exit code 20: after a reboot at most the saved updates come back, newer ones never.';
const refusedKey =
  'The server refuses it: the late boot stage and the periodic run end with exit code 14. After a reboot at most the saved updates come back, newer ones never.';
const noCertificates =
  'An empty one replaces the built-in certificates by nothing: no connection succeeds, the late boot stage and the periodic run end with exit code 10, and newer updates never come.';

/** What stops an online client does nothing to one that asks no server. */
const forServer = (
  { context }: Analysis,
  what: string,
  effect: string,
  offline: string,
): { severity: Severity; message: string } =>
  context.client === 'online'
    ? { severity: 'error', message: `${what} ${effect}` }
    : { severity: 'information', message: `${what} ${offline}` };

const keyOffline = 'Whether an offline client needs one is not known.';

/** A tag or a name of template text may render into anything, also into the line that is missing here. */
function mayRenderMore({ document, outline }: Analysis): boolean {
  if (!document.isTemplate) return false;
  if (document.lines.some((line) => line.kind === 'tag')) return true;
  return outline.some(
    ({ header, name, options }) => (header !== null && name === null) || options.some((option) => option.name === null),
  );
}

function missingKey(analysis: Analysis): Draft[] {
  const { context, document, outline, readings } = analysis;
  const sites = sitesOf(analysis, 'accesskey');
  const missing = readings
    .filter((reading) => !reading.error && get(reading, 'Auth', 'accesskey') === undefined)
    .map(({ dialect }) => dialect);
  const empty = sites
    .filter((site) => texts(site).includes(''))
    .map(({ line }) => ({
      ...forServer(analysis, 'The access key is empty.', noKey, keyOffline),
      span: { start: line.indent.end, end: line.delimiter.end },
    }));
  if (missing.length === 0 || empty.length > 0 || mayRenderMore(analysis)) return empty;
  const header = outline.find((section) => section.name === 'Auth')?.header;
  const [first] = document.lines;
  const span: Span = header?.name ?? { start: first?.indent.end ?? 0, end: first?.end ?? 0 };
  const what =
    sites.length > 0
      ? `${capitalized(client(missing, context.dialects))} finds no accesskey in [Auth].`
      : 'There is no accesskey in [Auth].';
  return [{ ...forServer(analysis, what, noKey, keyOffline), span }];
}

export const contextRules: readonly Rule[] = [
  {
    id: 'missing-access-key',
    title: 'No access key',
    severities: ['error', 'information'],
    effect: `${noKey} An offline client asks no server; whether it needs a key is not known.`,
    evidence: ['client', 'documented'],
    example: { wrong: '[Auth]\naccesskey =\n', right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n` },
    check: missingKey,
  },
  {
    id: 'placeholder-access-key',
    title: 'Placeholder in the place of the access key',
    severities: ['error', 'information'],
    effect: `The client takes \`${accessKeySentinel}\` for no key (exit code 20); any other placeholder the server refuses (exit code 14). Either way the late boot stage and the periodic run install nothing.`,
    evidence: ['client', 'observed'],
    example: {
      wrong: `[Auth]\naccesskey = ${accessKeySentinel}\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
    check: (analysis) =>
      sitesOf(analysis, 'accesskey').flatMap((site): Draft[] => {
        const text = texts(site).find(isPlaceholder);
        if (text === undefined) return [];
        const effect = text === accessKeySentinel ? noKey : refusedKey;
        return [
          { ...forServer(analysis, 'This is a placeholder, not a key.', effect, keyOffline), span: site.line.value },
        ];
      }),
  },
  {
    id: 'removed-option',
    title: 'Option that the client no longer has',
    severities: ['warning'],
    effect:
      'The client prints a warning where the value is true. A value that is no boolean still stops the boot stages.',
    evidence: ['client', 'observed'],
    example: { wrong: '[Settings]\ncron_output_error = yes\n', right: '[Settings]\n' },
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
            },
          ],
        })),
  },
  {
    id: 'empty-ssl-ca-path',
    title: 'Empty path to the CA certificates',
    severities: ['error', 'information'],
    effect: `The client only looks whether the option is there. ${noCertificates}`,
    evidence: ['client', 'measured'],
    example: { wrong: '[Network]\nssl_ca_cert_file =\n', right: '[Network]\n#ssl_ca_cert_file =\n' },
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
    title: 'Template that was never rendered',
    severities: ['warning'],
    effect:
      'In a file that is not called like a template the client reads template text as it stands, as part of a value or of a line.',
    evidence: ['inferred'],
    example: {
      wrong: '[Network]\nhttps_proxy = {{ proxy }}\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
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
