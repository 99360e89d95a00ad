/** Comments that silence a finding, as fixes. What any client reads stays the same. */
import { once, type Analysis } from '../analysis.ts';
import { lineAt, type Document, type Line, type Span } from '../config/syntax.ts';
import { eatsLineBreak, trimsBefore } from '../config/templates.ts';
import { isUnicodeSpace, skipSpace } from '../config/whitespace.ts';
import { insert, lineBreakOf } from '../rules/edits.ts';
import type { Edit, Finding } from '../rules/rule.ts';
import { findDirectives, startsLine, unusedSuppressionId, type Directive } from '../rules/suppression.ts';
import { touching, type CodeAction } from './code-actions.ts';

/** For each rule that finds something in the selection: a comment for the line, and one for the file. */
export function doSuppress(analysis: Analysis, findings: readonly Finding[], selection: Span): readonly CodeAction[] {
  const present = presentIn(analysis);
  return touching(findings, selection)
    .filter(({ rule }) => rule !== unusedSuppressionId)
    .flatMap((finding) => {
      const places: readonly (readonly [string, Edit | null])[] = [
        ['line', disableLine(analysis, present, finding)],
        ['file', disableFile(analysis, present, finding.rule)],
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

/** The comments that are there already, and where another one may stand. */
interface Present {
  readonly byLine: ReadonlyMap<number, Directive>;
  /** One for the file that names its rules. */
  readonly ofFile: Directive | undefined;
  /** The first line above which one for the file may stand. */
  readonly top: Line | undefined;
}

const presentIn = once((analysis: Analysis): Present => {
  const { document } = analysis;
  const directives = findDirectives(document);
  const inside = continuedBy(analysis);
  return {
    byLine: new Map(directives.map((directive) => [directive.line.index, directive])),
    ofFile: directives.find(({ kind, names }) => kind === 'disable-file' && names.length > 0),
    top: document.lines.find(({ index }) => !inside.has(index) && canInsertAbove(document, index)),
  };
});

function disableLine(analysis: Analysis, { byLine }: Present, { rule, span }: Finding): Edit | null {
  const { document } = analysis;
  const { index: found } = lineAt(document, span.start);
  const index = continuedBy(analysis).get(found) ?? found;
  for (let above = index - 1; byLine.has(above); above--) {
    const directive = byLine.get(above);
    if (directive?.kind === 'disable-next-line') return addName(directive, rule);
  }
  return insertComment(document, index, `uptrack-conf-disable-next-line ${rule}`);
}

function disableFile({ document }: Analysis, { ofFile, top }: Present, rule: string): Edit | null {
  if (ofFile) return addName(ofFile, rule);
  return top ? insertComment(document, top.index, `uptrack-conf-disable-file ${rule}`) : null;
}

const addName = ({ names, span }: Directive, rule: string): Edit =>
  insert(names.at(-1)?.span.end ?? span.end, `, ${rule}`);

/** For each line that is more of a value: the line of its option. */
const continuedBy = once(({ outline }: Analysis): ReadonlyMap<number, number> => {
  const options = new Map<number, number>();
  for (const { line, lastLine } of outline.flatMap((section) => section.options)) {
    for (let index = line.index + 1; index <= lastLine; index++) options.set(index, line.index);
  }
  return options;
});

function insertComment(document: Document, index: number, comment: string): Edit | null {
  const line = document.lines[index];
  if (!line || !canInsertAbove(document, index)) return null;
  return insert(line.start, `# ${comment}${lineBreakOf(document)}`);
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
  // What is rendered behind the line above would be the comment.
  if (line.kind === 'text' && line.isFragment) return false;
  const [first] = line.templates;
  const isInside = first !== undefined && first.start < line.start;
  const isJoined = first?.start === line.indent.end && trimsBefore(document.text, first);
  const above = document.lines[index - 1];
  return !isInside && !isJoined && !(above && swallowsBreak(document, above, line));
}

/** Whether an engine may take away the line break behind a line with text of its own, or with it the indentation of the next. */
function swallowsBreak({ text }: Document, { kind, templates, end }: Line, below: Line): boolean {
  const last = templates.at(-1);
  if (last === undefined || !eatsLineBreak(text, last)) return false;
  if (kind === 'tag' && below.indent.end === below.start) return false;
  return skipSpace(text, last.end, end, isUnicodeSpace) === end;
}
