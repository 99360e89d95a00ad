/** What the text leaves out: the defaults of absent options, and the value that the client reads where it reads another one. */
import { once, type Analysis, type ValueSite } from '../analysis.ts';
import { idOf, options, type Option } from '../config/options.ts';
import type { Dialect, Reading } from '../config/reader.ts';
import { redact, redactMessage } from '../config/redact.ts';
import { redactor } from '../config/secrets.ts';
import { textOf } from '../config/syntax.ts';
import { pythonNames } from '../rules/effects.ts';
import { mayRenderMore } from '../rules/sites.ts';
import { contentOf } from './owners.ts';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** What is to be said beyond the label. */
  readonly tooltip: string;
}

/** In the order of the text. A hint shows no value that holds a secret, or may refer to one. */
export function findInlayHints(analysis: Analysis): readonly InlayHint[] {
  const hints = [...defaultHints(analysis), ...analysis.valueSites.flatMap((site) => readHints(analysis, site))];
  return hints.sort((a, b) => a.offset - b.offset);
}

/**
 * Behind [Settings], of its documented options alone: a hint for each that exists would be a wall of text, and behind an option
 * it would look like more of its value.
 */
function defaultHints(analysis: Analysis): readonly InlayHint[] {
  const { context, document, effectives, outline, readings } = analysis;
  const header = outline.find(({ name }) => name === 'Settings')?.header;
  // A client that refuses the file goes by no default.
  if (!header || readings.every(({ error }) => error !== null) || mayRenderMore(analysis)) return [];
  const absent = options
    .filter(
      ({ section: name, status, clients }) =>
        name === 'Settings' && status === 'documented' && clients.includes(context.client),
    )
    .filter((option) =>
      effectives.every(
        (effective, index) =>
          readings[index]?.error !== null || effective.settings.get(idOf(option))?.source === 'default',
      ),
    )
    .filter((option) => typeof option.default === 'boolean')
    .map((option) => `${option.name} = ${option.default === true ? 'yes' : 'no'}`);
  return together(contentOf(document, header).end, absent, {
    label: (assignment) => `${assignment} (default)`,
    inShort: `${absent.length} options by default`,
    tooltip: 'Not set in this file: the client goes by the default.',
  });
}

/** One for each value that some of the selected Pythons read, where it is not the text on the line. */
function readHints(analysis: Analysis, site: ValueSite): readonly InlayHint[] {
  const { document, context } = analysis;
  const { line, option, span, values } = site;
  const written = textOf(document, line.value);
  const readers = new Map<string, Dialect[]>();
  for (const [dialect, value] of values) {
    if (value.kind !== 'text' || value.text === written || !isShowable(analysis, option, dialect, value.text)) continue;
    readers.set(value.text, [...(readers.get(value.text) ?? []), dialect]);
  }
  const offset = Math.max(line.value.end, span.end);
  const readings = [...readers].map(([text, dialects]) => {
    const who = dialects.length === context.dialects.length ? 'the client' : pythonNames(dialects);
    return `${who} reads: ${shown(text)}`;
  });
  return together(offset, readings, {
    label: (reading) => reading,
    inShort: 'the Pythons read other values',
    tooltip: `This is not the value that stands on the line of ${option.name}.`,
  });
}

/** VS Code cuts off what is longer, of all hints on a line together (its setting `editor.inlayHints.maximumLength`). */
const longestTogether = 43;

/** A hint for each text; where several are too long for a line, one that holds them in its tooltip. */
function together(
  offset: number,
  texts: readonly string[],
  { label, inShort, tooltip }: { label: (text: string) => string; inShort: string; tooltip: string },
): readonly InlayHint[] {
  const labels = texts.map(label);
  if (labels.length < 2 || labels.join('').length <= longestTogether)
    return labels.map((each) => ({ offset, label: each, tooltip }));
  return [{ offset, label: inShort, tooltip: [...texts, tooltip].join('\n\n') }];
}

/** Longer ones are not read in a hint, nor searched for secrets. */
const longestValue = 10_000;
const longestLabel = 60;

const redactorOf = once(({ readings }: Analysis) => redactor(readings));

function isShowable(analysis: Analysis, option: Option, dialect: Dialect, text: string): boolean {
  const { readings } = analysis;
  if (text.length > longestValue || redactMessage(text) !== text) return false;
  if (redactorOf(analysis).value(option.name, text) !== text) return false;
  const reading = readings.find((each) => each.dialect === dialect);
  return reading !== undefined && !refersToKey(reading, option);
}

/** Whether a `%(name)s` in the value may lead to an access key: one in the same section or in [DEFAULT]. */
function refersToKey({ sections, defaults }: Reading, { section, name }: Option): boolean {
  const own = sections.get(section)?.options;
  if (!(own?.get(name) ?? defaults.get(name))?.raw?.includes('%(')) return false;
  return [...(own?.keys() ?? []), ...defaults.keys()].some((each) => redact({ name: each }, 'x') !== 'x');
}

/** On one line and of a length to be read at a glance. */
function shown(text: string): string {
  if (text === '') return '(nothing)';
  const line = text.replaceAll('\n', '⏎').replace(/[^\S ]/g, '␣');
  return line.length > longestLabel ? `${line.slice(0, longestLabel)}…` : line;
}
