/** The safe fixes of all findings, as one edit. */
import { Analysis } from '../analysis.ts';
import { applyEdits } from '../rules/apply.ts';
import { check } from '../rules/index.ts';
import type { Edit, Finding } from '../rules/rule.ts';

/**
 * A fix may uncover another mistake: Python stops at the first of its kind. A pair of rules that undid each other would go on for ever,
 * and a round costs as much as the text is long: this is enough for each line of a usual file to need its own.
 */
const roundsFor = (text: string): number => Math.max(10, Math.ceil(1_000_000 / (text.length + 1_000)));

/**
 * What brings the text to where no finding has a safe fix any more; null where it is there already.
 *
 * @param findings of the analysis
 */
export function doFixAll(analysis: Analysis, findings: readonly Finding[] = check(analysis)): Edit | null {
  let { text } = analysis;
  let edits = safeEdits(findings);
  for (let round = roundsFor(text); round > 0 && edits.length > 0; round--) {
    text = applyEdits(text, edits);
    edits = safeEdits(check(new Analysis(text, analysis.context)));
  }
  return text === analysis.text ? null : difference(analysis.text, text);
}

/** One safe fix of each finding, but for those that would meet one of an earlier finding: their turn comes in the next round. */
function safeEdits(findings: readonly Finding[]): readonly Edit[] {
  const chosen: Edit[] = [];
  let furthest = -1;
  // Findings come in the order of the text: most edits lie behind all that are chosen.
  const isFree = (edit: Edit): boolean => edit.span.start > furthest || !chosen.some((other) => meet(edit, other));
  for (const { fixes } of findings) {
    const fix = fixes?.find(({ safe }) => safe);
    if (!fix?.edits.every(isFree)) continue;
    chosen.push(...fix.edits);
    furthest = Math.max(furthest, ...fix.edits.map(({ span }) => span.end));
  }
  return chosen;
}

/** Whether the order of two edits would matter, or whether they may be the same one. */
const meet = ({ span: a }: Edit, { span: b }: Edit): boolean =>
  a.start === b.start || (a.start < b.end && b.start < a.end);

/** The one replacement between what both texts start and end with. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let rest = 0;
  while (rest < shorter - start && before.at(-1 - rest) === after.at(-1 - rest)) rest++;
  return { span: { start, end: before.length - rest }, newText: after.slice(start, after.length - rest) };
}
