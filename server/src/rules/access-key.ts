/** Rules about the access key: missing, a placeholder, of a strange form. */
import type { Analysis } from '../analysis.ts';
import { accessKeySentinel } from '../config/options.ts';
import { get } from '../config/reader.ts';
import type { Span } from '../config/syntax.ts';
import { capitalized, client, forServer, sentences } from './effects.ts';
import type { Draft, Rule } from './rule.ts';
import { mayRenderMore, sitesOf, texts } from './sites.ts';
import { plainValue } from './values.ts';

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
const keyOffline = 'Whether an offline client needs one is not known.';

const accessKey = /^[0-9a-f]{64}$/i;
const apiKey = /^[0-9a-f]{32}$/i;

/** The keys that stand in so many words where the client looks for one. */
const keysOf = (analysis: Analysis): readonly { readonly text: string; readonly span: Span }[] =>
  sitesOf(analysis, 'accesskey').flatMap((site) => {
    const text = plainValue(analysis, site);
    return text === null ? [] : [{ text, span: site.line.value }];
  });

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

export const accessKeyRules: readonly Rule[] = [
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
    id: 'api-key-as-access-key',
    title: 'API key in the place of the access key',
    severities: ['warning', 'information'],
    effect: `The key of the API (\`/etc/uptrack-api.conf\`) has 32 hex digits, all known access keys have 64. ${refusedKey}`,
    evidence: ['documented', 'inferred'],
    example: {
      wrong: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(2)}\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
    check: (analysis) =>
      keysOf(analysis)
        .filter(({ text }) => apiKey.test(text))
        .map(({ span }): Draft => ({
          severity: analysis.context.client === 'online' ? 'warning' : 'information',
          span,
          message: sentences(
            'This has the form of an API key, which belongs in /etc/uptrack-api.conf; an access key has 64 hex digits.',
            analysis.context.client === 'online'
              ? 'If it is one, the server refuses it: the late boot stage and the periodic run end with exit code 14 and install nothing.'
              : keyOffline,
          ),
        })),
  },
  {
    id: 'access-key-format',
    title: 'Access key of an unusual form',
    severities: ['hint'],
    effect:
      'All known access keys have 64 hex digits. The client sends what stands here, and the server decides (exit code 14 where it refuses).',
    evidence: ['documented', 'client', 'observed'],
    example: {
      wrong: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}0\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
    check: (analysis) =>
      keysOf(analysis)
        .filter(({ text }) => !accessKey.test(text) && !apiKey.test(text) && !isPlaceholder(text))
        .map(({ text, span }): Draft => ({
          severity: 'hint',
          span,
          message: `All known access keys have 64 hex digits; this one has ${/^[0-9a-f]*$/i.test(text) ? text.length : 'other characters'}. The server decides: exit code 14 where it refuses.`,
        })),
  },
];
