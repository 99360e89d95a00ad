/**
 * Comments that silence rules: `# uptrack-conf-disable-next-line RULE, RULE` and its kin, each on a line of its own that
 * starts at column 0, where it is a comment to every Python. Without a rule it is for all; what follows `--` is a reason.
 */
import type { Analysis } from '../analysis.ts';
import { lineAt, type CommentLine, type Document, type Span } from '../config/syntax.ts';
import { deleteLines, replace } from './edits.ts';
import type { Draft, Finding, Fix, Rule } from './rule.ts';

export const directiveKinds = ['disable-next-line', 'disable-file', 'disable', 'enable'] as const;
export type DirectiveKind = (typeof directiveKinds)[number];

export interface Directive {
  readonly kind: DirectiveKind;
  readonly line: CommentLine;
  /** The comment without its reason. */
  readonly span: Span;
  /** Empty: all rules. */
  readonly names: readonly { readonly name: string; readonly span: Span }[];
}

const marker = /[#;][ \t]*uptrack-conf-/y;
const pattern = new RegExp(`^[#;][ \\t]*uptrack-conf-(${directiveKinds.join('|')})(?=[ \\t,]|$)`);

/** In the order of the text. */
export function findDirectives({ lines, text }: Document): readonly Directive[] {
  return lines.flatMap((line): Directive[] => {
    if (line.kind !== 'comment' || line.indent.end > line.start || line.templates.length > 0) return [];
    marker.lastIndex = line.start;
    if (!marker.test(text)) return [];
    const comment = text.slice(line.start, line.end).trimEnd();
    const match = pattern.exec(comment);
    if (match === null) return [];
    const [start] = match;
    const reason = /[ \t]--(?=[ \t]|$)/.exec(comment);
    const said = (reason === null ? comment : comment.slice(0, reason.index)).trimEnd();
    const names = [...said.slice(start.length).matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => {
      const at = line.start + start.length + index;
      return { name, span: { start: at, end: at + name.length } };
    });
    const kind = match[1] as DirectiveKind;
    return [{ kind, line, span: { start: line.start, end: line.start + said.length }, names }];
  });
}

/** A comment for one rule, or for all. */
interface Part {
  readonly directive: Directive;
  /** Null: all. */
  readonly name: string | null;
  readonly span: Span;
  /** Of the name among those of its comment. */
  readonly index: number;
}

export interface Suppressed {
  /** What no comment silences. */
  readonly kept: readonly Finding[];
  /** A hint for each name, or comment without one, that silences nothing. */
  readonly unused: readonly Draft[];
}

/**
 * @param known the names that a comment may hold
 * @param unseen those of them whose findings this caller cannot have: a comment for them is never called unused
 */
export function suppress(
  analysis: Analysis,
  findings: readonly Finding[],
  known: ReadonlySet<string>,
  unseen: ReadonlySet<string>,
): Suppressed {
  const { document } = analysis;
  const directives = findDirectives(document);
  if (directives.length === 0) return { kept: findings, unused: [] };
  const parts = directives.flatMap((directive): Part[] =>
    directive.names.length > 0
      ? directive.names.map(({ name, span }, index) => ({ directive, name, span, index }))
      : [{ directive, name: null, span: directive.span, index: 0 }],
  );
  const silencing = silencer(analysis, parts);
  const used = new Set<Part>();
  const kept = findings.filter(({ rule, span }) => {
    const part = silencing(rule, lineAt(document, span.start).index);
    if (part) used.add(part);
    return part === undefined;
  });
  const disabled = new Set<string | null>();
  const unused = parts.flatMap((part): Draft[] => {
    const { name } = part;
    const { kind } = part.directive;
    const endsOne = disabled.has(name) || disabled.has(null) || (name === null && disabled.size > 0);
    if (kind === 'disable') disabled.add(name);
    const isUnknown = name !== null && !known.has(name);
    if (isUnknown) return [draftOf(document, part, true)];
    const isUsed = kind === 'enable' ? endsOne : used.has(part);
    return isUsed || (name !== null && unseen.has(name)) ? [] : [draftOf(document, part, false)];
  });
  return { kept, unused };
}

/** What silences a rule on a line, the narrowest first; undefined: nothing. */
function silencer(analysis: Analysis, parts: readonly Part[]): (rule: string, line: number) => Part | undefined {
  const targets = nextLines(analysis, parts);
  // What is found in the first line of a file that opens with such comments is meant by them.
  const below = new Map([...targets].map(([directive, { start }]) => [directive.line.index, start]));
  const indices = new Map<string, RuleIndex>();
  return (rule, line) => {
    const index = indices.get(rule) ?? indexOf(rule, parts, targets);
    indices.set(rule, index);
    const above = index.next.get(below.get(line) ?? line);
    if (above) return above;
    const last = lastAbove(index.ranges, line);
    return last?.directive.kind === 'disable' ? last : index.file;
  };
}

/** The comments that are for one rule. */
interface RuleIndex {
  /** `disable-next-line`, by each line that it is for. */
  readonly next: ReadonlyMap<number, Part>;
  /** `disable` and `enable`, in the order of the text. */
  readonly ranges: readonly Part[];
  readonly file: Part | undefined;
}

function indexOf(rule: string, parts: readonly Part[], targets: ReadonlyMap<Directive, Span>): RuleIndex {
  const mine = parts.filter(({ name }) => name === null || name === rule);
  const next = new Map<number, Part>();
  const filled = new Set<Span>();
  for (const part of mine) {
    const lines = part.directive.kind === 'disable-next-line' ? targets.get(part.directive) : undefined;
    if (!lines || filled.has(lines)) continue;
    filled.add(lines);
    for (let line = lines.start; line < lines.end; line++) next.set(line, part);
  }
  return {
    next,
    ranges: mine.filter(({ directive: { kind } }) => kind === 'disable' || kind === 'enable'),
    file: mine.find(({ directive }) => directive.kind === 'disable-file'),
  };
}

/** Also on the line itself. */
function lastAbove(parts: readonly Part[], line: number): Part | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.directive.line.index ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

/**
 * The lines, end excluded, that a `disable-next-line` is for: the next one that is no such comment, with the rest of its
 * value. Comments in a row share theirs.
 */
function nextLines({ outline }: Analysis, parts: readonly Part[]): ReadonlyMap<Directive, Span> {
  const targets = new Map<Directive, Span>();
  if (!parts.some(({ directive }) => directive.kind === 'disable-next-line')) return targets;
  const lastLines = new Map(outline.flatMap(({ options }) => options.map((each) => [each.line.index, each.lastLine])));
  let below: { readonly index: number; readonly lines: Span } | undefined;
  for (const { directive } of parts.toReversed()) {
    const { index } = directive.line;
    if (below?.index === index) continue;
    const start = index + 1;
    const lines: Span = below?.index === start ? below.lines : { start, end: (lastLines.get(start) ?? start) + 1 };
    below = { index, lines };
    targets.set(directive, lines);
  }
  return targets;
}

function draftOf(document: Document, part: Part, isUnknown: boolean): Draft {
  const { directive, name, span } = part;
  const which = name ?? 'any rule';
  const message = isUnknown
    ? 'There is no rule of this name. The comment silences nothing by it.'
    : directive.kind === 'enable'
      ? `Nothing above disables ${which}. The comment has no effect.`
      : `Nothing here is found by ${which}. The comment has no effect.`;
  const fix = removal(document, part);
  return { severity: 'hint', span, message, ...(fix && { fixes: [fix] }) };
}

/** Takes a name out of a comment, and a comment with no other name out of the file; null where that is not safe. */
function removal(document: Document, { directive: { line, names }, span, index }: Part): Fix | null {
  if (names.length < 2) {
    // Behind a lone carriage return this is no line of its own to Python 2.
    if (!startsLine(document, line.index) || document.text.startsWith('\r', line.end)) return null;
    return {
      title: 'Remove the comment',
      edits: [deleteLines(document, line.index, line.index)],
      preferred: true,
      safe: false,
    };
  }
  const gone =
    index === 0
      ? { start: span.start, end: names[1]?.span.start ?? span.end }
      : { start: names[index - 1]?.span.end ?? span.start, end: span.end };
  return { title: 'Remove the name', edits: [replace(gone, '')], preferred: true, safe: false };
}

/** Whether a line starts one for every Python: Python 2 does not know a lone carriage return. */
export function startsLine({ lines, text }: Document, index: number): boolean {
  const start = lines[index]?.start ?? 0;
  return start === 0 || text.charAt(start - 1) === '\n';
}

export const unusedSuppressionId = 'unused-suppression';

/** @param check finds the hints that `suppress` gives */
export const unusedSuppressionRule = (check: Rule['check']): Rule => ({
  id: unusedSuppressionId,
  severities: ['hint'],
  check,
});
