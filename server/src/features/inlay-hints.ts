/** What the text leaves out: the defaults of absent options, and the value that the client reads where it reads another one. */
import type { Analysis, ValueSite } from '../analysis.ts';
import { idOf, options, type Option } from '../config/options.ts';
import type { OutlineSection } from '../config/outline.ts';
import type { Dialect, Reading } from '../config/reader.ts';
import { redact, redactMessage } from '../config/redact.ts';
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

/** Of the documented options of [Settings] alone: a hint for each that exists would be a wall of text. */
function defaultHints(analysis: Analysis): readonly InlayHint[] {
  const { context, effectives, outline, readings } = analysis;
  const section = outline.findLast(({ name }) => name === 'Settings');
  // A client that refuses the file goes by no default.
  if (!section || readings.every(({ error }) => error !== null) || mayRenderMore(analysis)) return [];
  const offset = endOf(analysis, section);
  return options
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
    .flatMap((option): InlayHint[] =>
      typeof option.default !== 'boolean'
        ? []
        : [
            {
              offset,
              label: `${option.name} = ${option.default ? 'yes' : 'no'} (default)`,
              tooltip: `The file does not set ${option.name}: the client goes by its default.`,
            },
          ],
    );
}

/** Behind its last option: a comment that follows belongs as often to the next section. */
function endOf({ document }: Analysis, { header, options: present }: OutlineSection): number {
  const last = document.lines[present.at(-1)?.lastLine ?? header?.index ?? 0];
  return last ? contentOf(document, last).end : document.text.length;
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
  return [...readers].map(([text, dialects]) => {
    const who = dialects.length === context.dialects.length ? 'the client' : pythonNames(dialects);
    return {
      offset,
      label: `${who} reads: ${shown(text)}`,
      tooltip: `This is not the value that stands on the line of ${option.name}.`,
    };
  });
}

/** Longer ones are not read in a hint, nor searched for secrets. */
const longestValue = 10_000;
const longestLabel = 60;

function isShowable({ readings }: Analysis, option: Option, dialect: Dialect, text: string): boolean {
  if (text.length > longestValue || redact(option, text) !== text || redactMessage(text) !== text) return false;
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
