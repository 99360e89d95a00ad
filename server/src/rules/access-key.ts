/** Rules about the access key: missing, a placeholder, of a strange form. */
import type { Analysis } from '../analysis.ts';
import { commentedOption } from '../config/commented.ts';
import { closest } from '../config/distance.ts';
import { accessKeySentinel } from '../config/options.ts';
import { get } from '../config/reader.ts';
import type { OutlineSection } from '../config/outline.ts';
import type { Document, Span } from '../config/syntax.ts';
import { appendLines, insertLinesBehind } from './edits.ts';
import { capitalized, client, forServer, sentences } from './effects.ts';
import type { Draft, Fix, Rule } from './rule.ts';
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

/** What comes of a key that is not there. */
export const noKey =
  'Without a key the late boot stage and the periodic run end with exit code 20: after a reboot at most the saved updates come back, newer ones never.';
/** What comes of a key that the server does not take. */
export const refusedKey =
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

/** The last line behind which a new option joins no other: an indented one below would be more of its value. */
function endOfOptions({ lines }: Document, { header, options, lastLine }: OutlineSection): number {
  const last = options.at(-1)?.lastLine ?? header?.index ?? 0;
  const indented = lines.findLast(
    ({ kind, indent, index }) => last < index && index <= lastLine && kind !== 'blank' && indent.start < indent.end,
  );
  return indented?.index ?? last;
}

/** The line for the key, in its section; nothing where something else may be meant for either, or a Python sees no such section. */
function addKey({ document, outline, readings }: Analysis, auth: OutlineSection | undefined): Fix[] {
  const isRead = readings.every(
    ({ error, sections }) => error !== null || sections.get('Auth')?.headers[0]?.index === auth?.header?.index,
  );
  const isSaid =
    document.lines.some((line) => commentedOption(document, line) === 'accesskey') ||
    outline.some(
      ({ name, options }) =>
        options.some((option) => closest(option.name ?? '', ['accesskey']) !== null) ||
        (!auth && closest(name ?? '', ['Auth']) !== null),
    );
  if (isSaid || !isRead) return [];
  const line = 'accesskey = \n';
  const section = `[Auth]\n${line}`;
  return [
    auth?.header
      ? {
          title: 'Add accesskey',
          edits: [insertLinesBehind(document, endOfOptions(document, auth), line)],
          preferred: true,
          safe: false,
        }
      : {
          title: 'Add [Auth] with accesskey',
          edits: [appendLines(document, document.text === '' ? section : `\n${section}`)],
          preferred: true,
          safe: false,
        },
  ];
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
  const auth = outline.find((section) => section.name === 'Auth');
  const [first] = document.lines;
  const span: Span = auth?.header?.name ?? { start: first?.indent.end ?? 0, end: first?.end ?? 0 };
  const what =
    sites.length > 0
      ? `${capitalized(client(missing, context.dialects))} finds no accesskey in [Auth].`
      : 'There is no accesskey in [Auth].';
  const fixes = sites.length > 0 ? [] : addKey(analysis, auth);
  return [{ ...forServer(analysis, what, noKey, keyOffline), span, fixes }];
}

export const accessKeyRules: readonly Rule[] = [
  {
    id: 'missing-access-key',
    severities: ['error', 'information'],
    check: missingKey,
  },
  {
    id: 'placeholder-access-key',
    severities: ['error', 'information'],
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
    severities: ['warning', 'information'],
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
    severities: ['hint'],
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
