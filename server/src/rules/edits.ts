/** The edits and fixes that several rules share. */
import type { Document, Line, Span } from '../config/syntax.ts';
import type { Edit, Fix } from './rule.ts';

export const replace = (span: Span, newText: string): Edit => ({ span, newText });
export const insert = (offset: number, newText: string): Edit => ({ span: { start: offset, end: offset }, newText });

/** The lines `first` to `last`, with the terminator of the last one. */
export function spanOfLines({ lines, text }: Document, first: number, last: number): Span {
  return { start: lines[first]?.start ?? text.length, end: lines[last]?.next ?? text.length };
}

/** The text of the lines `first` to `last`, ending with a terminator. */
export function textOfLines(document: Document, first: number, last: number): string {
  const { start, end } = spanOfLines(document, first, last);
  return complete(document.text.slice(start, end));
}

const complete = (lines: string): string => (lines === '' || /[\r\n]$/.test(lines) ? lines : `${lines}\n`);

/** Inserts whole lines behind the line `last`. */
export function insertLinesBehind({ lines, text }: Document, last: number, newLines: string): Edit {
  const line = lines[last];
  const isTerminated = !line || line.next > line.end;
  return insert(line?.next ?? text.length, isTerminated ? newLines : `\n${newLines}`);
}

/** Inserts whole lines at the end of the text. */
export function appendLines(document: Document, newLines: string): Edit {
  const { text } = document;
  return insert(text.length, complete(text) === text ? newLines : `\n${newLines}`);
}

export const deleteLines = (document: Document, first: number, last: number): Edit =>
  replace(spanOfLines(document, first, last), '');

export const commentOut = (line: Line, isAlwaysRight = false): Fix => ({
  title: 'Comment the line out',
  edits: [replace(line.indent, '# ')],
  preferred: isAlwaysRight,
  safe: isAlwaysRight,
});

/** Safe where the line does not join another value only by its indentation. */
export const removeIndentation = (line: Line, safe: boolean): Fix => ({
  title: 'Remove the indentation',
  edits: [replace(line.indent, '')],
  preferred: true,
  safe,
});

/** How the lines of the text end: as the first one does. */
export const lineBreakOf = ({ lines, text }: Document): string => text.slice(lines[0]?.end, lines[0]?.next) || '\n';

/** Moves what stands behind `at` on a line to a line of its own above it. */
export const moveCommentAbove = (line: Line, at: number, comment: string): Fix => ({
  title: 'Move the comment to its own line above',
  edits: [insert(line.start, `${comment.replace(/^;/, '#')}\n`), replace({ start: at, end: line.end }, '')],
  preferred: true,
  safe: false,
});
