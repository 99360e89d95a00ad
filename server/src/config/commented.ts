/** Commented-out options: `#key = value`, as the shipped file has them. To the client they are comments. */
import { options } from './options.ts';
import { textOf, type CommentLine, type Document, type Line } from './syntax.ts';

const names = new Set(options.map(({ name }) => name));

/** The name of the known option that a comment holds, in lower case; null for any other line. */
export function commentedOption(document: Document, line: Line): string | null {
  if (line.kind !== 'comment' || line.indent.end > line.indent.start || line.templates.length > 0) return null;
  const name = /^([a-z_]+)[ \t]*[=:]/i.exec(textOf(document, line.content))?.[1]?.toLowerCase();
  return name !== undefined && names.has(name) ? name : null;
}

/** The line without its comment mark. */
export const uncommented = (document: Document, line: CommentLine): string => textOf(document, line.content);
