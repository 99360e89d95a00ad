/** Tells messages of the client apart by the words that never change. */

/** What is asked of a message; an ellipsis in its words stands for anything. */
export interface Recognisable {
  readonly message: string;
  readonly more?: string;
  readonly partOf?: string;
}

/** A message, or several between which its words leave open, and where they stand. */
export interface Recognised {
  readonly ids: readonly string[];
  /** 0-based; in order. */
  readonly lines: readonly number[];
}

interface Pattern {
  /** The words between the holes, in order, white space as single spaces. */
  readonly parts: readonly string[];
  /** Too short to stand for its message in the middle of any line. */
  readonly whole: boolean;
  readonly weight: number;
  readonly ids: string[];
}

/** The ids of the messages that a text may belong to; none where no message has such words. */
export type Matcher = (text: string) => readonly string[];

const hole = '…';
/** From this length on words are taken for a message wherever they stand in a line. */
const distinctive = 24;
/** A line of its own as it comes in a log or a journal, without what stands before the message. */
const prefixes = [
  /^(?:.{0,40}?\d.{0,40}?[\s[])?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b[\]:]*\s+/,
  /^[A-Z][a-z]{2} +\d+ [\d:]{5,8} \S+ [^\s:]+: /,
];

/** Names as programs make them: no word of any language, so that one alone says enough. */
const isName = (text: string): boolean => /^\w+$/.test(text) && /_|[a-z][A-Z]/.test(text);

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A line without the time and level, or the host and program, that stand before what was said. */
export function withoutPrefix(line: string): string {
  const stripped = prefixes.reduce((rest, prefix) => rest.replace(prefix, ''), line);
  return spaced(stripped);
}

function patternOf(words: string): Omit<Pattern, 'ids'> {
  const parts = words.split(hole).map(spaced);
  const weight = parts.reduce((sum, part) => sum + part.length, 0);
  return { parts, weight, whole: weight < distinctive && !isName(words) };
}

/** The longest words come first: they say the most. */
export function matcher(messages: Readonly<Record<string, Recognisable>>): Matcher {
  const patterns = new Map<string, Pattern>();
  for (const id of Object.keys(messages)) {
    for (const words of wordsOf(id, messages)) {
      const pattern = patterns.get(words) ?? { ...patternOf(words), ids: [] };
      pattern.ids.push(id);
      patterns.set(words, pattern);
    }
  }
  const ordered = [...patterns.values()].sort((a, b) => b.weight - a.weight);
  return (text) => ordered.find((pattern) => matches(pattern, text))?.ids ?? [];
}

/** Its own lines and those of what it is part of: beside them it tells more than that. */
function wordsOf(id: string, messages: Readonly<Record<string, Recognisable>>): readonly string[] {
  const { message = '', more = '', partOf } = messages[id] ?? {};
  const own = [...message.split('\n'), ...more.split('\n')].filter((line) => line !== '');
  const name = isName(id) ? [id] : [];
  return [...own, ...name, ...(partOf === undefined ? [] : wordsOf(partOf, messages))];
}

function matches({ parts, whole }: Pattern, text: string): boolean {
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part === '') continue;
    const found = text.indexOf(part, at);
    if (found === -1 || (whole && index === 0 && found > 0) || (isName(part) && !isWord(text, found, part)))
      return false;
    at = found + part.length;
  }
  return !whole || parts.at(-1) === '' || at === text.length;
}

function isWord(text: string, start: number, word: string): boolean {
  return !/\w/.test(text.charAt(start - 1)) && !/\w/.test(text.charAt(start + word.length));
}

/** Over how many lines of a terminal a line of a message may be broken. */
const mostLines = 4;

/**
 * The messages of a text, line by line. Lines that can belong to the same message are one; what one of them leaves open
 * another decides. A message that is broken over several lines is found, too.
 *
 * @param lines without what `withoutPrefix` takes away; null: a line that is something else
 */
export function recognise(
  lines: readonly (string | null)[],
  messages: Readonly<Record<string, Recognisable>>,
  match: Matcher = matcher(messages),
): readonly Recognised[] {
  const known = new Map<string, readonly string[]>();
  const idsOf = (text: string): readonly string[] => {
    const ids = known.get(text) ?? (text === '' ? [] : match(text));
    known.set(text, ids);
    return ids;
  };

  const found: { ids: readonly string[]; lines: number[] }[] = [];
  for (let index = 0; index < lines.length;) {
    const { ids, count } = idsAt(lines, index, idsOf);
    if (ids.length > 0) {
      const places = Array.from({ length: count }, (_, offset) => index + offset);
      const last = found.at(-1);
      const common = last?.ids.filter((id) => ids.includes(id)) ?? [];
      if (last !== undefined && common.length > 0) {
        last.ids = common;
        last.lines.push(...places);
      } else found.push({ ids, lines: places });
    }
    index += count;
  }
  return found.map((each) => ({ ids: withoutCases(each.ids, messages), lines: each.lines }));
}

/** Of this line alone, else of it with the next ones that say nothing by themselves. */
function idsAt(
  lines: readonly (string | null)[],
  index: number,
  idsOf: (text: string) => readonly string[],
): { readonly ids: readonly string[]; readonly count: number } {
  let text = lines[index] ?? '';
  const alone = idsOf(text);
  if (alone.length > 0 || text === '') return { ids: alone, count: 1 };
  for (let count = 2; count <= mostLines; count++) {
    const next = lines[index + count - 1] ?? '';
    if (next === '' || idsOf(next).length > 0) break;
    text = `${text} ${next}`;
    const ids = idsOf(text);
    if (ids.length > 0) return { ids, count };
  }
  return { ids: [], count: 1 };
}

/** Where the words allow a message and special cases of it, the message alone is known. */
function withoutCases(ids: readonly string[], messages: Readonly<Record<string, Recognisable>>): readonly string[] {
  const isCase = (id: string): boolean => {
    const parent = messages[id]?.partOf;
    return parent !== undefined && (ids.includes(parent) || isCase(parent));
  };
  return ids.filter((id) => !isCase(id));
}
