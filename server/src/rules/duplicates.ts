/** Rules about what stands twice: Python 2 merges, Python 3 refuses. */
import type { Analysis } from '../analysis.ts';
import { isReadOnce } from '../config/reader.ts';
import type { OutlineSection } from '../config/outline.ts';
import type { Line, Span } from '../config/syntax.ts';
import { isStatement } from '../config/tags.ts';
import { deleteLines, insertLinesBehind, textOfLines } from './edits.ts';
import { refuses, sentences } from './effects.ts';
import { namedOptions } from './named-options.ts';
import { pythonReason, refusalsOf } from './refusals.ts';
import type { Draft, Fix, Rule } from './rule.ts';

/** Something that should stand once. */
interface Item<T> {
  /** Equal for two that are the same to Python. */
  readonly key: string;
  readonly line: Line;
  /** Its name in the text. */
  readonly span: Span;
  readonly value: T;
}

/** A finding for each item but the first of its key, and for all else that a Python blames for standing twice. Items are in order. */
function* repeated<T>(
  analysis: Analysis,
  rule: string,
  itemsOf: () => readonly Item<T>[],
  messageOf: (repeated: T | null) => string,
  fixes: (first: T, repeated: T) => readonly Fix[],
): Generator<Draft> {
  const { context, document, readings } = analysis;
  if (isReadOnce(readings)) return;
  const words = (
    dialects: typeof context.dialects,
    value: T | null,
    reason: string,
  ): Pick<Draft, 'severity' | 'message'> =>
    dialects.length > 0
      ? { severity: 'error', message: sentences(messageOf(value), refuses(dialects, context.dialects), reason) }
      : { severity: 'warning', message: messageOf(value) };
  const merges = context.dialects.includes('2');
  /** Python 3 stops at its first error; what it did not get to would stop it all the same. */
  const refusing = ({ index }: Line): typeof context.dialects =>
    readings
      .filter(({ dialect, roles }) => dialect !== '2' && (roles[index] === 'error' || roles[index] === 'unread'))
      .map(({ dialect }) => dialect);
  const refused = new Map(refusalsOf(analysis, rule).map((refusal) => [refusal.line.index, refusal]));
  const statements = document.isTemplate
    ? document.templateSpans.filter((span) => isStatement(document.text, span))
    : [];
  let passed = 0;
  const first = new Map<string, Item<T> & { readonly passed: number }>();
  for (const item of itemsOf()) {
    while ((statements[passed]?.start ?? Infinity) < item.span.start) passed++;
    const before = first.get(item.key);
    if (!before) {
      first.set(item.key, { ...item, passed });
      continue;
    }
    const refusal = refused.get(item.line.index);
    refused.delete(item.line.index);
    // With a statement between them, they may be in different branches.
    if (passed > before.passed && !refusal) continue;
    const dialects = refusing(item.line);
    if (dialects.length === 0 && !merges) continue;
    yield {
      ...words(dialects, item.value, refusal ? pythonReason(refusal.error) : ''),
      span: item.span,
      related: [{ span: before.span, message: 'First stands here' }],
      fixes: fixes(before.value, item.value),
    };
  }
  for (const { line, dialects, error } of refused.values()) {
    yield { ...words(dialects, null, pythonReason(error)), span: { start: line.indent.end, end: line.end } };
  }
}

interface Ordered extends OutlineSection {
  /** Its place among the sections. */
  readonly order: number;
}

/** Makes one section of two. */
function merge({ document }: Analysis, first: Ordered, again: Ordered): Fix[] {
  const header = again.header?.index;
  if (header === undefined) return [];
  const edits =
    again.order === first.order + 1
      ? [deleteLines(document, header, header)]
      : [
          insertLinesBehind(document, first.lastLine, textOfLines(document, header + 1, again.lastLine)),
          deleteLines(document, header, again.lastLine),
        ];
  return [{ title: `Merge into the first [${first.name ?? ''}]`, edits, preferred: true, safe: false }];
}

/** How this section comes to stand twice (evidence: observed). */
const appendedBy = (section: OutlineSection | null): string =>
  section?.name === 'Known-Exploit-Detection'
    ? 'A public playbook appends it to each file without the line “enabled = yes”, spaces and all: write that line just so, once.'
    : '';

export const duplicateRules: readonly Rule[] = [
  {
    id: 'duplicate-key',
    severities: ['error', 'warning'],
    check: (analysis) =>
      repeated(
        analysis,
        'duplicate-key',
        () =>
          namedOptions(analysis).map((option) => ({
            key: `${option.section.name}\n${option.name}`,
            line: option.line,
            span: option.line.key,
            value: option,
          })),
        () => 'This option stands twice in its section; Python 2 takes the last one.',
        (first, again) => [
          {
            title: 'Delete the first one',
            edits: [deleteLines(analysis.document, first.line.index, first.lastLine)],
            preferred: true,
            safe: false,
          },
          {
            title: 'Delete this one',
            edits: [deleteLines(analysis.document, again.line.index, again.lastLine)],
            preferred: false,
            safe: false,
          },
        ],
      ),
  },
  {
    id: 'duplicate-section',
    severities: ['error', 'warning'],
    check: (analysis) =>
      repeated(
        analysis,
        'duplicate-section',
        () =>
          analysis.outline.flatMap((section, order) => {
            const { header, name } = section;
            // [DEFAULT] may stand any number of times.
            if (!header || name === null || name === 'DEFAULT') return [];
            return [{ key: name, line: header, span: header.name, value: { ...section, order } }];
          }),
        (section) => sentences('This section stands twice; Python 2 merges the two.', appendedBy(section)),
        (first, again) => merge(analysis, first, again),
      ),
  },
];
