/** What can be folded: sections, and blocks of comments. */
import type { Analysis } from '../analysis.ts';

export interface FoldingRange {
  /** 0-based, both included. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'comment' | 'section';
}

export function findFoldingRanges({ document, outline }: Analysis): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (kind: FoldingRange['kind'], startLine: number, endLine: number): void => {
    if (endLine > startLine) ranges.push({ kind, startLine, endLine });
  };
  for (const { header, lastLine } of outline) {
    if (header) add('section', header.index, lastLine);
  }
  let first: number | null = null;
  for (const line of document.lines) {
    if (line.kind === 'comment') first ??= line.index;
    else if (first !== null) {
      add('comment', first, line.index - 1);
      first = null;
    }
  }
  if (first !== null) add('comment', first, document.lines.length - 1);
  return ranges.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}
