/** Reads what the page is told: the host side, which never reads it, does without these shapes. */
import { index, isTrueOrFalse, listOf, object, share, text, type Check } from './checks.ts';
import { isOneOf, type ToView } from './messages.ts';
import { draft, exploration, hostChoices, preview, why } from './shapes.ts';

/** The message, or null for anything that is not one. */
export function readToView(value: unknown): ToView | null {
  return isOneOf(toView, value) ? (value as ToView) : null;
}

const toView: Readonly<Record<ToView['type'], Check>> = {
  preview: object({ preview, fileName: text }),
  waiting: object({ text }),
  problem: object({ text }),
  hostProblems: object({
    fileName: text,
    problems: listOf(object({ message: text, line: index })),
    hosts: hostChoices,
  }),
  why: object({ why }),
  exploring: object({ done: share }),
  exploration: object({ exploration }),
  draft: object({ draft }),
  pinned: object({ pinned: isTrueOrFalse }),
};
