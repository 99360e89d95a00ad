/** Which documents every Python reads alike: of those, one reading stands for all. */
import type { Document, Line } from './syntax.ts';

/** Line feeds, tabs and printable ASCII: no white space, line end or upper case that the Pythons take differently. */
const isPlainText = (text: string): boolean => !/[^\t\n\x20-\x7e]/.test(text);

const startsWithRem = (text: string, at: number): boolean =>
  (text.charCodeAt(at) | 0x20) === 0x72 && text.slice(at, at + 3).toLowerCase() === 'rem';

/** Whether no Python takes the line for anything else, as long as all of them read on. */
function isPlainLine({ text }: Document, line: Line): boolean {
  if (line.kind === 'blank') return true;
  // What is indented may continue a value.
  if (line.indent.end > line.start) return false;
  switch (line.kind) {
    case 'comment':
      return true;
    case 'header':
      // Behind the name the Pythons look for further brackets, or do not.
      return line.close !== null && line.rest.start === line.rest.end;
    case 'option': {
      // To Python 2 alone `rem` starts a comment, a semicolon may start one in a value, and `""` is an empty value.
      const { key, value } = line;
      return (
        !startsWithRem(text, key.start) &&
        !text.startsWith('""', value.start) &&
        !text.slice(value.start, value.end).includes(';')
      );
    }
    case 'text':
    case 'tag':
      return false;
  }
}

/**
 * Whether what Python 3 reads without an error is what every Python reads. It says less than it could: a document may be
 * read alike without this.
 */
export const isPlain = (document: Document): boolean =>
  !document.isTemplate && isPlainText(document.text) && document.lines.every((line) => isPlainLine(document, line));
