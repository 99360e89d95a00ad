/**
 * What is wrong with a text as JSON, before its shape counts: also what parsers let pass, and would have to guess about. Comments
 * and trailing commas are fine.
 */
import { printParseErrorCode, visit } from 'jsonc-parser';

export interface JsonFault {
  readonly offset: number;
  readonly length: number;
  /** What to do. */
  readonly message: string;
}

/** Deeper than any file of ours; parsers call themselves for each level. */
const deepest = 64;

/** In the order of the text; after the first level that is too deep nothing more is looked at. */
export function jsonFaults(text: string): readonly JsonFault[] {
  const tooDeep = firstBeyond(text, deepest);
  if (tooDeep !== -1) {
    return [{ offset: tooDeep, length: 1, message: `Nest at most ${deepest} levels: here begins one more.` }];
  }
  const faults: JsonFault[] = [];
  const add = (offset: number, length: number, message: string): void => void faults.push({ offset, length, message });
  /** The names so far in each object that is open. */
  const open: Set<string>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => void open.push(new Set()),
      onObjectEnd: () => void open.pop(),
      onObjectProperty: (name, offset, length) => {
        const names = open.at(-1);
        if (names?.has(name)) add(offset, length, `Remove one of the two ${name}: it stands here twice.`);
        // Parsers take it for what all objects inherit from.
        if (name === '__proto__') add(offset, length, 'Remove __proto__: there is no such field here.');
        names?.add(name);
      },
      onLiteralValue: (value: unknown, offset, length) => {
        if (value === Infinity || value === -Infinity) add(offset, length, 'Write a smaller number.');
      },
      onError: (error, offset, length) => {
        const line = placeAt(text, offset).line + 1;
        add(offset, length, `Correct the JSON in line ${line}: ${printParseErrorCode(error)}.`);
      },
    },
    { allowTrailingComma: true },
  );
  return faults;
}

/** Where the first bracket stands that opens more levels than this; -1: nowhere. */
function firstBeyond(text: string, levels: number): number {
  let level = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at);
        break;
      case '/':
        at = endOfComment(text, at);
        break;
      case '{':
      case '[':
        if (++level > levels) return at;
        break;
      case '}':
      case ']':
        level--;
    }
  }
  return -1;
}

/** At its closing quote, or at the end of the line where that is missing. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"' && text.charAt(at) !== '\n')
    at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

function endOfComment(text: string, start: number): number {
  const closer = text.startsWith('//', start) ? '\n' : text.startsWith('/*', start) ? '*/' : null;
  if (closer === null) return start;
  const end = text.indexOf(closer, start + 2);
  return end === -1 ? text.length : end + closer.length - 1;
}

/** 0-based; characters are UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** Lines end as in an editor. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
