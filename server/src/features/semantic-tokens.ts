/**
 * What the text means to the client, where a grammar that sees one line at a time cannot know it: names that it does not
 * know, lines that joined a value, comments that are none to some Python.
 */
import { once, type Analysis } from '../analysis.ts';
import { booleanWords, findOption, findSection, options, type Option } from '../config/options.ts';
import { textOf, type HeaderLine, type Line, type OptionLine, type Span } from '../config/syntax.ts';
import { isStatement } from '../config/tags.ts';
import { isUnicodeSpace, skipSpace } from '../config/whitespace.ts';
import { contentOf, ownerOf } from './owners.ts';
import { legend, type TokenModifier, type TokenType } from './token-legend.ts';

export interface SemanticToken extends Span {
  /** No token reaches over the end of its line. */
  readonly line: Line;
  readonly type: TokenType;
  readonly modifier: TokenModifier | null;
}

/** In order and disjoint. Text that is in none is left to the grammar. */
export function findSemanticTokens(analysis: Analysis, firstLine = 0, lastLine = Infinity): readonly SemanticToken[] {
  return analysis.document.lines.slice(firstLine, lastLine + 1).flatMap((line) => tokensOf(analysis, line));
}

/** A part of a line and what it is. */
type Part = readonly [span: Span, type: TokenType, modifier?: TokenModifier | null];

function tokensOf(analysis: Analysis, line: Line): readonly SemanticToken[] {
  const { document } = analysis;
  const spans = document.isTemplate ? line.templates : [];
  const tokens: SemanticToken[] = [];
  const add = (start: number, end: number, type: TokenType, modifier: TokenModifier | null): void => {
    if (end > start) tokens.push({ line, start, end, type, modifier });
  };
  let template = 0;
  let covered = line.start;
  /** All template text in front of an offset. */
  const addTemplates = (offset: number): void => {
    for (; (spans[template]?.start ?? Infinity) < offset; template++) {
      const span = spans[template] ?? line;
      const type = isComment(document.text, span) ? 'comment' : 'macro';
      covered = Math.min(span.end, line.end);
      add(Math.max(span.start, line.indent.end), covered, type, null);
    }
  };
  for (const [span, type, modifier = null] of partsOf(analysis, line)) {
    addTemplates(span.start);
    let at = Math.max(span.start, covered);
    while ((spans[template]?.start ?? Infinity) < span.end) {
      const next = spans[template]?.start ?? span.end;
      add(at, next, type, modifier);
      addTemplates(next + 1);
      at = Math.max(at, covered);
    }
    add(at, span.end, type, modifier);
  }
  addTemplates(line.end);
  return tokens;
}

/** `<%# … %>` and `{# … #}`. */
const isComment = (text: string, span: Span): boolean =>
  isStatement(text, span) && (text.startsWith('<%#', span.start) || text.startsWith('{#', span.start));

function partsOf(analysis: Analysis, line: Line): readonly Part[] {
  const { document, readings } = analysis;
  if (line.kind === 'blank' || line.kind === 'tag') return [];
  const roles = readings.map((reading) => reading.roles[line.index]).filter((role) => role !== 'unread');
  const { option } = ownerOf(analysis, line);
  // Where no Python comes this far, the line is what it looks like.
  const looksJoined = roles.length === 0 && line.kind !== 'comment' && option !== undefined && option.line !== line;
  if (roles.includes('continuation') || looksJoined) {
    return [[contentOf(document, line), 'string', option && isIgnored(analysis, option.line) ? 'ignored' : null]];
  }
  if (roles.length === 0 ? line.kind === 'comment' : roles.every((role) => role === 'comment')) {
    return [[contentOf(document, line), 'comment']];
  }
  if (line.kind === 'header') return [[line.name, 'namespace', isIgnored(analysis, line) ? 'ignored' : null]];
  return line.kind === 'option' ? optionParts(analysis, line) : [];
}

function optionParts(analysis: Analysis, line: OptionLine): readonly Part[] {
  const ignored = isIgnored(analysis, line);
  const option = knownOption(analysis, line);
  const { value, comment } = valueParts(analysis, line);
  const parts: Part[] = [
    [line.key, 'property', ignored ? 'ignored' : option?.status === 'removed' ? 'deprecated' : null],
    ...(ignored ? ([[value, 'string', 'ignored']] as const) : typedParts(analysis, line, value, option)),
  ];
  if (comment) parts.push([comment, 'comment']);
  return parts;
}

/** Whether no client looks at a section, or at an option; false where template text leaves it open. */
function isIgnored(analysis: Analysis, line: HeaderLine | OptionLine): boolean {
  const { section, option } = ownerOf(analysis, line);
  const name = section?.name ?? null;
  if (name === null) return false;
  if (name !== 'DEFAULT' && !findSection(name)) return true;
  return line.kind === 'option' && typeof option?.name === 'string' && !knownOption(analysis, line);
}

const byName: ReadonlyMap<string, Option> = new Map(options.map((option) => [option.name, option]));

/** An option of [DEFAULT] is one of every section. */
function knownOption(analysis: Analysis, line: OptionLine): Option | undefined {
  const { section, option } = ownerOf(analysis, line);
  if (typeof option?.name !== 'string' || typeof section?.name !== 'string') return undefined;
  return section.name === 'DEFAULT' ? byName.get(option.name) : findOption(section.name, option.name);
}

/** What the selected Pythons take for the value that begins on a line, by its index. */
const valueSpans = once(({ readings }: Analysis): ReadonlyMap<number, readonly Span[]> => {
  const spans = new Map<number, Span[]>();
  for (const { sections, defaults } of readings) {
    for (const group of [defaults, ...[...sections.values()].map((section) => section.options)]) {
      for (const { line, valueSpan } of group.values()) {
        const known = spans.get(line.index);
        if (known) known.push(valueSpan);
        else spans.set(line.index, [valueSpan]);
      }
    }
  }
  return spans;
});

/** The value on its own line, and the comment behind it where every selected Python sees one (Python 2 alone does). */
function valueParts(analysis: Analysis, line: OptionLine): { value: Span; comment: Span | null } {
  const { text } = analysis.document;
  const { start, end } = line.value;
  const spans = valueSpans(analysis).get(line.index) ?? [];
  const last = Math.max(start, ...spans.map((span) => span.end));
  if (spans.length < analysis.readings.length || last >= end) return { value: line.value, comment: null };
  const comment = { start: skipSpace(text, last, end, isUnicodeSpace), end };
  if (text.charAt(comment.start) !== ';') return { value: line.value, comment: null };
  return { value: { start, end: last }, comment };
}

function typedParts(analysis: Analysis, line: OptionLine, value: Span, option: Option | undefined): readonly Part[] {
  const text = textOf(analysis.document, value);
  const isJoined = valueSpans(analysis)
    .get(line.index)
    ?.some(({ end }) => end > line.end);
  if (!isJoined && option && isWord(option, text)) return [[value, 'enumMember']];
  if (!isJoined && option && isNumber(option, text)) return [[value, 'number']];
  const parts: Part[] = [];
  let at = value.start;
  for (const { 0: reference, index } of text.matchAll(percents)) {
    parts.push([{ start: at, end: value.start + index }, 'string']);
    at = value.start + index + reference.length;
  }
  return [...parts, [{ start: at, end: value.end }, 'string']];
}

const isWord = ({ type }: Option, text: string): boolean =>
  (type === 'boolean' && booleanWords.has(text.toLowerCase())) || (type === 'proxy' && /^none$/i.test(text));

/** The access key is one in hexadecimal digits. */
const isNumber = ({ name, type }: Option, text: string): boolean =>
  type !== 'boolean' && (/^\d+$/.test(text) || (name === 'accesskey' && /^[0-9a-f]{64}$/.test(text)));

/** The grammar marks these well. */
const percents = /%%|%\([^()%]*\)s/g;

/** Five numbers for each token: lines and characters since the one before it, length, type, modifiers. */
export function encodeTokens(tokens: readonly SemanticToken[]): number[] {
  const data: number[] = [];
  let previousLine = 0;
  let previousStart = 0;
  for (const { line, start, end, type, modifier } of tokens) {
    const character = start - line.start;
    if (line.index > previousLine) previousStart = 0;
    const modifiers = modifier === null ? 0 : 1 << legend.tokenModifiers.indexOf(modifier);
    data.push(line.index - previousLine, character - previousStart, end - start);
    data.push(legend.tokenTypes.indexOf(type), modifiers);
    previousLine = line.index;
    previousStart = character;
  }
  return data;
}

/** A replacement of numbers of an earlier answer. */
export interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: readonly number[];
}

/** What lies between the numbers that both begin and both end with; none where they are equal. */
export function diffTokens(before: readonly number[], after: readonly number[]): readonly TokenEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [{ start, deleteCount: before.length - start - tail, data: after.slice(start, after.length - tail) }];
}
