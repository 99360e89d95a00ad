/** What holds at a place of a template, where each branch may say something else. */
import type { Line } from './syntax.ts';
import { stepOf, type Step } from './tags.ts';

/** A block of a template whose end is still to come. */
interface Block<T> {
  /** What held before it. */
  readonly entry: T;
  /** What holds at the end of each of its branches so far. */
  readonly ends: T[];
  /** One of its branches is rendered for sure. */
  isComplete: boolean;
}

/** The blocks of a template that surround a place. */
export interface Branches<T> {
  readonly blocks: Block<T>[];
  /** What is known where one of several things holds. */
  readonly join: (states: readonly T[]) => T;
  /** Where nothing is known. */
  readonly unknown: () => T;
}

/** What holds behind a statement. */
function pass<T>({ blocks, join, unknown }: Branches<T>, step: Step, state: T): T {
  if (step === null) return state;
  if (step === 'opens') {
    blocks.push({ entry: state, ends: [], isComplete: false });
    return state;
  }
  const block = blocks.at(-1);
  // Its block began with a statement of a form that we do not know.
  if (block === undefined) return join([state, unknown()]);
  block.ends.push(state);
  if (step === 'closes') {
    blocks.pop();
    return join(block.isComplete ? block.ends : [...block.ends, block.entry]);
  }
  if (step === 'else') block.isComplete = true;
  return block.entry;
}

/** What holds behind the statements that begin on a line before an offset. */
export function passBefore<T>(branches: Branches<T>, text: string, line: Line, offset: number, state: T): T {
  let now = state;
  for (const span of line.templates) {
    if (line.start <= span.start && span.start < offset) now = pass(branches, stepOf(text, span), now);
  }
  return now;
}

/**
 * What holds behind a line whose own text begins at an offset, and where it does. Behind the end of the branch that the text is in,
 * the line may begin once more: with a section header, which is then as good as unknown.
 */
export function passBehind<T>(branches: Branches<T>, text: string, line: Line, offset: number, state: T): T {
  const { blocks, unknown } = branches;
  let now = state;
  let depth = blocks.length;
  let isApart = false;
  for (const [index, span] of line.templates.entries()) {
    if (span.start < Math.max(offset, line.start)) continue;
    const step = stepOf(text, span);
    if (step !== null && step !== 'opens' && blocks.length <= depth) isApart = true;
    now = pass(branches, step, now);
    depth = Math.min(depth, blocks.length);
    const behind = text.slice(span.end, line.templates[index + 1]?.start ?? Math.max(span.end, line.end));
    if (isApart && behind.trimStart().startsWith('[')) now = unknown();
  }
  return now;
}
