/** Edit distance for did-you-mean: a swap of neighbours counts as one edit, as typists make it. */

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
 *
 * @param most beyond it nobody asks how far they are apart: a larger distance is Infinity
 */
export function distance(a: string, b: string, most = Infinity): number {
  if (Math.abs(a.length - b.length) > most || isStrange(a, b, most)) return Infinity;
  // Three rows of the table, which change places.
  let last: number[] = [];
  for (let j = 0; j <= b.length; j++) last.push(j);
  let beforeLast = last.slice();
  let row = last.slice();
  for (let i = 1; i <= a.length; i++) {
    // What is further from the diagonal than `most` is further apart than that.
    const start = Math.max(1, i - most);
    const end = Math.min(b.length, i + most);
    let nearest = start === 1 ? i : Infinity;
    row[start - 1] = nearest;
    const code = a.charCodeAt(i - 1);
    const before = i > 1 ? a.charCodeAt(i - 2) : NaN;
    for (let j = start; j <= end; j++) {
      const other = b.charCodeAt(j - 1);
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (code === other ? 0 : 1));
      if (j > 1 && before === other && code === b.charCodeAt(j - 2))
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row[j] = best;
      nearest = Math.min(nearest, best);
    }
    // What follows builds on this row, or with one edit more on the one before, which is at most one nearer.
    if (nearest > most) return Infinity;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  const edits = last[b.length] ?? 0;
  return edits > most ? Infinity : edits;
}

/** Whether more letters of one word than so many are not in the other: each takes an edit of its own. */
function isStrange(word: string, other: string, most: number): boolean {
  let strange = 0;
  for (const letter of word) if (!other.includes(letter) && ++strange > most) return true;
  return false;
}

/** Up to this distance a name is a near miss of a known one, and taken for a typing mistake. */
export const nearMiss = 2;

/**
 * The candidate that was probably meant, with its distance (0 where only case or surrounding space differ); null where
 * none is near. Of equally near ones the first. Words much longer than any candidate are not compared.
 */
export function closest(word: string, candidates: Iterable<string>): { word: string; distance: number } | null {
  const wanted = word.trim().toLowerCase();
  let best: { word: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    const edits = distance(wanted, known, nearMiss);
    if (edits <= nearMiss && (!best || edits < best.distance)) {
      best = { word: candidate, distance: edits };
    }
  }
  return best;
}
