/** JSON that is nested too deeply to be read: readers of it recurse, and would end for want of stack. */

/** Levels; what people and programs write has fewer than ten. */
const deepest = 1000;

/** The offset of the bracket that is one too many; null: there is none. Those in comments count, too: nobody writes so many. */
export function tooDeepAt(text: string): number | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > deepest) return index;
  }
  return null;
}

export const tooDeep = 'Correct the JSON here: its brackets are nested too deeply to be read.';
