/** Which lines a Python blames when it cannot read the file, and which rule explains each. */
import { once, type Analysis } from '../analysis.ts';
import type { Dialect, ReadError, Reading } from '../config/reader.ts';
import { redactMessage } from '../config/redact.ts';
import type { Document, Line } from '../config/syntax.ts';

export interface Refusal {
  readonly rule: string;
  readonly line: Line;
  readonly dialects: readonly Dialect[];
  /** Of the first of these dialects. */
  readonly error: ReadError;
}

const isIndented = (line: Line): boolean => line.indent.end > line.indent.start;

const remark = /rem(?:\s|$)/iy;

/** Python 2 takes such a line for a comment, Python 3 does not. */
export function isRemark(line: Line, { text }: Document): boolean {
  if (line.kind !== 'text' && line.kind !== 'option') return false;
  remark.lastIndex = line.start;
  return remark.test(text);
}

function explain(line: Line, reading: Reading, error: ReadError): string {
  const { document } = reading;
  if (line.index === 0 && document.text.startsWith('\uFEFF')) return 'utf8-bom';
  if (line.kind === 'option' && line.key.start === line.key.end) return 'empty-key-name';
  switch (error.type) {
    case 'DuplicateOptionError':
      return 'duplicate-key';
    case 'DuplicateSectionError':
      return 'duplicate-section';
    case 'UnicodeDecodeError':
      return 'unreadable-line';
    case 'MissingSectionHeaderError':
    case 'ParsingError':
  }
  if (line.kind === 'header') {
    if (line.close === null) return 'unterminated-section-header';
    return isIndented(line) ? 'indented-section-header' : 'unreadable-line';
  }
  if (line.kind === 'comment') return 'indented-comment';
  if (isRemark(line, document)) return 'rem-comment';
  if (error.type === 'MissingSectionHeaderError') return 'missing-section-header';
  if (line.kind === 'option') return isIndented(line) ? 'indented-first-key' : 'unreadable-line';
  return line.kind === 'text' ? 'missing-delimiter' : 'unreadable-line';
}

/** Every line that a selected Python blames, in the order of the text. */
const refusals = once((analysis: Analysis): readonly Refusal[] => {
  const found = new Map<string, Refusal>();
  for (const reading of analysis.readings) {
    const { error } = reading;
    for (const index of error?.lines ?? []) {
      const line = analysis.document.lines[index];
      if (!line || !error) continue;
      const rule = explain(line, reading, error);
      const known = found.get(`${rule} ${index}`);
      found.set(`${rule} ${index}`, {
        rule,
        line,
        dialects: [...(known?.dialects ?? []), reading.dialect],
        error: known?.error ?? error,
      });
    }
  }
  return [...found.values()].sort((a, b) => a.line.index - b.line.index);
});

export const refusalsOf = (analysis: Analysis, rule: string): readonly Refusal[] =>
  refusals(analysis).filter((refusal) => refusal.rule === rule);

/** Python's own reason, without the lines of the file that it quotes. */
export function pythonReason({ type, message }: ReadError): string {
  // The message names every line that is wrong, and there is a finding for each of them.
  const end = message.indexOf('\n');
  const first = end === -1 ? message : message.slice(0, end);
  return `Python: ${type}, “${redactMessage(first).replace(/\.$/, '')}”.`;
}
