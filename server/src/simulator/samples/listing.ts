/** Listings as the client prints them, as data. */

export interface Listing {
  /** In the order of the listing. */
  readonly ids: readonly string[];
  readonly updates: Readonly<Record<string, { readonly title: string }>>;
}

/**
 * Lines `[id] title`, and `… N more` for updates that the source counts without naming them: `unlisted-1` and so on.
 *
 * @param firstUnlisted number of the first of those, where the host has others already
 */
export function listing(text: string, firstUnlisted = 1): Listing {
  const ids: string[] = [];
  const updates: Record<string, { title: string }> = {};
  let unlisted = firstUnlisted;
  for (const line of text.trim().split('\n')) {
    const [, id, title, count] = /^(?:\[(.*?)\] (.*)|… (\d+) more)$/.exec(line.trim()) ?? [];
    if (id !== undefined && title !== undefined) {
      ids.push(id);
      updates[id] = { title };
    }
    for (let left = Number(count ?? 0); left > 0; left--) ids.push(`unlisted-${unlisted++}`);
  }
  return { ids, updates };
}
