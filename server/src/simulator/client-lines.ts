/** The table of lines that the client and its shell print. What a line means where it stands is client-output.ts's business. */
import { commandOf, type Command } from './client-commands.ts';
import { parseStep, type Step } from './lists.ts';
import { endings, type EndingId } from './messages.ts';

/** An update as a line prints it; the title is empty where the line has none. */
export interface PrintedUpdate {
  readonly id: string;
  readonly title: string;
}

export type Line =
  | { readonly kind: 'blank' }
  | { readonly kind: 'heading'; readonly of: 'installed' | 'available' | 'plan' | 'failed' }
  | ({ readonly kind: 'update' } & PrintedUpdate)
  /** A line of a plan, or of the frame of a failure. */
  | ({ readonly kind: 'step' } & Step & PrintedUpdate)
  | ({ readonly kind: 'progress' } & Step & PrintedUpdate)
  | { readonly kind: 'bad-id'; readonly id: string }
  /** Updates that the text leaves out; null: it does not say how many. */
  | { readonly kind: 'more'; readonly count: number | null }
  /** The empty list. */
  | { readonly kind: 'none' }
  | { readonly kind: 'question' }
  | { readonly kind: 'end'; readonly how: 'nothing-to-do' | 'up-to-date' | 'aborted' }
  | { readonly kind: 'effective'; readonly version: string }
  /** The client says why it does not go on. */
  | { readonly kind: 'refused'; readonly ending: EndingId }
  | { readonly kind: 'number'; readonly count: number }
  /** What `uname` prints; the version is null where it stands without. */
  | { readonly kind: 'release'; readonly release: string; readonly version: string | null }
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'other' };

type Shape = readonly [pattern: RegExp, line: (...groups: (string | undefined)[]) => Line];

const update = (id = '', title = '') => ({ id, title: title.trim() });
const validId = /^[a-z0-9]{8}$/;
const checked = (id: string, line: Line): Line => (validId.test(id) ? line : { kind: 'bad-id', id });
const fixed = (text: string, line: Line): Shape => [
  new RegExp(`^${text.replace(/[.?[\]/]/g, String.raw`\$&`)}$`),
  () => line,
];

/** An ellipsis by itself, or with a number: `… 89 more`, `[...]`, `... (89 more)`. */
const ellipsis = /^[[(<]*(?:…|\.{3,})\s*\(?(?:(?:and )?(\d+) more\b[\w ]*)?[\])>]*$/;

/** Evidence: client and observed transcripts. The first that fits counts. */
const shapes: readonly Shape[] = [
  [/^$/, () => ({ kind: 'blank' })],
  [/^(?:`{3}.*|~{3}.*)$/, () => ({ kind: 'blank' })],
  fixed('Installed updates:', { kind: 'heading', of: 'installed' }),
  fixed('Available updates:', { kind: 'heading', of: 'available' }),
  fixed('The following steps will be taken:', { kind: 'heading', of: 'plan' }),
  fixed('The following actions failed:', { kind: 'heading', of: 'failed' }),
  fixed('None', { kind: 'none' }),
  fixed('Nothing to be done.', { kind: 'end', how: 'nothing-to-do' }),
  fixed('Your kernel is fully up to date.', { kind: 'end', how: 'up-to-date' }),
  fixed('Aborting.', { kind: 'end', how: 'aborted' }),
  [/^Go ahead \[y\/N\]\?.*$/, () => ({ kind: 'question' })],
  [/^Effective kernel version is (\S+)$/, (version = '') => ({ kind: 'effective', version })],
  [
    /^((?:Install|Remove) \[([^\]]*)\])(?: (.*))?$/,
    (step = '', id = '', title) =>
      checked(id, { kind: 'step', ...update(id, title), command: parseStep(step).command }),
  ],
  [
    /^(Install|Remov)ing \[([^\]]*)\](?: (.*))?$/,
    (command = '', id = '', title) =>
      checked(id, { kind: 'progress', ...update(id, title), command: command === 'Remov' ? 'Remove' : 'Install' }),
  ],
  [ellipsis, (count) => ({ kind: 'more', count: count === undefined ? null : Number(count) })],
  [/^(\d+)$/, (count) => ({ kind: 'number', count: Number(count) })],
  [/^\[([a-z0-9]{8})\](?: ([^#$].*))?$/, (id, title) => ({ kind: 'update', ...update(id, title) })],
  [/^Linux \S+ (\d\S*) (#\d.*)$/, (release = '', version = '') => ({ kind: 'release', release, version })],
  [/^(\d+\.\d\S*)(?: (#\d.*))?$/, (release = '', version) => ({ kind: 'release', release, version: version ?? null })],
];

/** A line without its colours and quoting marks. */
export function lineOf(text: string): Line {
  for (const [pattern, line] of shapes) {
    const match = pattern.exec(text);
    if (match) return line(...match.slice(1));
  }
  const command = commandOf(text);
  if (command !== null) return { kind: 'command', command };
  const ending = refusals.find(([words, isWhole]) => (isWhole ? text === words : text.startsWith(words)))?.[2];
  if (ending !== undefined) return { kind: 'refused', ending };
  const [, id] = /^\[([^\]]*)\] /.exec(text) ?? [];
  return id === undefined ? { kind: 'other' } : { kind: 'bad-id', id };
}

/** The lines of the client's words by the ending that they tell; of a line that has words left out, what stands before them. */
const refusals: readonly (readonly [words: string, isWhole: boolean, ending: EndingId])[] = (
  Object.keys(endings) as EndingId[]
)
  .filter((id) => endings[id].exitCode !== 0 && id !== 'failed')
  .flatMap((id) =>
    endings[id].message.split('\n').flatMap((line) => {
      const [words = '', ...more] = line.split('…');
      return words === '' ? [] : [[words.trim(), more.length === 0, id] as const];
    }),
  );

// Escape sequences of terminals: CSI (colours, cursor) and OSC (titles), and what is left of others.
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** The lines of a text as they were printed: without colours, carriage returns, indentation and `> ` quoting. */
export function printedLines(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(escapes, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^(?:\s|>(?=\s|>|$))+/, '').trimEnd());
}
