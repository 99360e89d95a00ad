/** What a selection grows to, step by step: word, part of the line, line, option with its continuation, section, file. */
import type { Analysis } from '../analysis.ts';
import { lineAt, type Document, type Line, type Span } from '../config/syntax.ts';
import { findFoldingRanges, type FoldingRange } from './folding.ts';
import { contentOf, ownerOf, valueWithContinuation } from './owners.ts';

/** For each offset the ranges around it, each one larger than the one before it; the last one is the file. */
export function findSelectionRanges(analysis: Analysis, offsets: readonly number[]): readonly (readonly Span[])[] {
  const comments = findFoldingRanges(analysis).filter(({ kind }) => kind === 'comment');
  return offsets.map((offset) => growing(candidates(analysis, comments, offset), offset));
}

/** From small to large. Not each of them holds the offset. */
function candidates(analysis: Analysis, comments: readonly FoldingRange[], offset: number): readonly Span[] {
  const { document } = analysis;
  const { lines, text } = document;
  const line = lineAt(document, offset);
  const content = contentOf(document, line);
  const { section, option } = ownerOf(analysis, line);
  const upTo = (start: number, lastLine: number): Span => ({ start, end: lines[lastLine]?.end ?? text.length });
  const comment = line.kind === 'comment' ? blockAt(comments, line.index) : undefined;
  const found = [wordAt(document, content, offset), ...line.templates, ...partsOf(line), content];
  if (comment) found.push(upTo(lines[comment.startLine]?.start ?? 0, comment.endLine));
  if (option) {
    found.push(valueWithContinuation(document, option), upTo(option.line.indent.end, option.lastLine));
  }
  if (section) found.push(upTo(section.header?.start ?? 0, section.lastLine));
  found.push({ start: 0, end: text.length });
  return found;
}

function growing(spans: readonly Span[], offset: number): readonly Span[] {
  const result: Span[] = [];
  let inner: Span = { start: offset, end: offset };
  for (const span of spans) {
    const isLarger = span.end - span.start > inner.end - inner.start;
    if (isLarger && span.start <= inner.start && inner.end <= span.end) result.push((inner = span));
  }
  return result.length > 0 ? result : [inner];
}

function partsOf(line: Line): readonly Span[] {
  switch (line.kind) {
    case 'option':
      return [line.key, line.value];
    case 'header':
      return [line.name, { start: line.name.start - 1, end: line.close?.end ?? line.name.end }, line.rest];
    case 'comment':
    case 'text':
      return [line.content];
    default:
      return [];
  }
}

/** Letters, digits and the low line; half a character is never a word by itself. */
const wordCharacter = /[\p{L}\p{N}_\ud800-\udfff]/u;

function wordAt({ text }: Document, within: Span, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > within.start && wordCharacter.test(text.charAt(start - 1))) start--;
  while (end < within.end && wordCharacter.test(text.charAt(end))) end++;
  return { start, end };
}

/** The blocks are in order and disjoint. */
function blockAt(blocks: readonly FoldingRange[], line: number): FoldingRange | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.startLine ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  return block && block.startLine <= line && line <= block.endLine ? block : undefined;
}
