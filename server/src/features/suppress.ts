/** Comments that silence a finding, as fixes. What any client reads stays the same. */
import type { Analysis } from '../analysis.ts';
import { lineAt, type Document, type Line, type Span } from '../config/syntax.ts';
import { insert, lineBreakOf } from '../rules/edits.ts';
import type { Edit, Finding } from '../rules/rule.ts';
import { findDirectives, startsLine, unusedSuppressionId, type Directive } from '../rules/suppression.ts';
import { touching, type CodeAction } from './code-actions.ts';

/** For each rule that finds something in the selection: a comment for the line, and one for the file. */
export function doSuppress(analysis: Analysis, findings: readonly Finding[], selection: Span): readonly CodeAction[] {
  const directives = findDirectives(analysis.document);
  return touching(findings, selection)
    .filter(({ rule }) => rule !== unusedSuppressionId)
    .flatMap((finding) => {
      const places: readonly (readonly [string, Edit | null])[] = [
        ['line', disableLine(analysis, directives, finding)],
        ['file', disableFile(analysis, directives, finding.rule)],
      ];
      return places.flatMap(([place, edit]): CodeAction[] =>
        edit === null
          ? []
          : [
              {
                title: `Disable ${finding.rule} for this ${place}`,
                edits: [edit],
                preferred: false,
                safe: false,
                finding,
              },
            ],
      );
    });
}

function disableLine(analysis: Analysis, directives: readonly Directive[], { rule, span }: Finding): Edit | null {
  const { document } = analysis;
  const { index: found } = lineAt(document, span.start);
  const index = continuedBy(analysis).get(found) ?? found;
  const byLine = new Map(directives.map((directive) => [directive.line.index, directive]));
  for (let above = index - 1; byLine.has(above); above--) {
    const directive = byLine.get(above);
    if (directive?.kind === 'disable-next-line') return addName(directive, rule);
  }
  return insertComment(document, index, `uptrack-conf-disable-next-line ${rule}`);
}

function disableFile(analysis: Analysis, directives: readonly Directive[], rule: string): Edit | null {
  const { document } = analysis;
  const present = directives.find(({ kind, names }) => kind === 'disable-file' && names.length > 0);
  if (present) return addName(present, rule);
  const inside = continuedBy(analysis);
  const first = document.lines.find(({ index }) => !inside.has(index) && canInsertAbove(document, index));
  return first ? insertComment(document, first.index, `uptrack-conf-disable-file ${rule}`) : null;
}

const addName = ({ names, span }: Directive, rule: string): Edit =>
  insert(names.at(-1)?.span.end ?? span.end, `, ${rule}`);

/** For each line that is more of a value: the line of its option. */
function continuedBy({ outline }: Analysis): ReadonlyMap<number, number> {
  const options = new Map<number, number>();
  for (const { line, lastLine } of outline.flatMap((section) => section.options)) {
    for (let index = line.index + 1; index <= lastLine; index++) options.set(index, line.index);
  }
  return options;
}

function insertComment(document: Document, index: number, comment: string): Edit | null {
  const line = document.lines[index];
  if (!line || !canInsertAbove(document, index)) return null;
  // Python 2 does not know a lone carriage return.
  const lineBreak = lineBreakOf(document) === '\r' ? '\n' : lineBreakOf(document);
  return insert(line.start, `# ${comment}${lineBreak}`);
}

/** Whether a line that is put there is one to every Python, and to the engine that renders a template. */
function canInsertAbove(document: Document, index: number): boolean {
  const line = document.lines[index];
  if (!line || !startsLine(document, index)) return false;
  // Behind a byte order mark nothing is a comment, and in front of it there is nothing.
  if (index === 0 && document.text.startsWith('\uFEFF')) return false;
  if (!document.isTemplate) return true;
  // Some engines want their own first line first.
  if (line.kind === 'tag') return false;
  const isInside = line.templates.some(({ start }) => start < line.start);
  const above = document.lines[index - 1];
  return !isInside && !/^\s*\{[{%#]-/.test(textOfLine(document, line)) && !(above && swallowsBreak(document, above));
}

/** Whether an engine may take away the line break behind a line with text of its own. */
const swallowsBreak = (document: Document, line: Line): boolean =>
  line.kind !== 'tag' && /(?:%\}|#\}|-\}\}|-%>)\s*$/.test(textOfLine(document, line));

const textOfLine = ({ text }: Document, { start, end }: Line): string => text.slice(start, end);
