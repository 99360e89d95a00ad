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

const complete = (lines: string): string => (lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`);

/** Inserts whole lines behind the line `last`. */
export function insertLinesBehind({ lines, text }: Document, last: number, newLines: string): Edit {
  const line = lines[last];
  // Python 2 does not know a lone carriage return: a line feed completes it.
  const isTerminated = !line || text.startsWith('\n', line.next - 1);
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

/**
 * Safe where the line does not join another value only by its indentation. None where it has none: to Python 2 a line behind a lone
 * carriage return is indented by that.
 */
export const removeIndentation = (line: Line, safe: boolean, alike: readonly Line[] = []): readonly Fix[] =>
  isIndented(line)
    ? [
        {
          title: 'Remove the indentation',
          edits: [line, ...alike.filter(isIndented)].map(({ indent }) => replace(indent, '')),
          preferred: true,
          safe,
        },
      ]
    : [];

const isIndented = ({ indent }: Line): boolean => indent.start < indent.end;

/** How a new line of the text ends: as the first one does, but never with a lone carriage return, which Python 2 does not know. */
export const lineBreakOf = ({ lines, text }: Document): string =>
  text.slice(lines[0]?.end, lines[0]?.next) === '\r\n' ? '\r\n' : '\n';

/** Moves what stands behind `at` on a line to a line of its own above it. */
export const moveCommentAbove = (line: Line, at: number, comment: string): Fix => ({
  title: 'Move the comment to its own line above',
  edits: [insert(line.start, `${comment.replace(/^;/, '#')}\n`), replace({ start: at, end: line.end }, '')],
  preferred: true,
  safe: false,
});
