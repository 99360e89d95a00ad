/** Lists of updates by reference, unpacked when first asked for. */

import type { ListRef, Preview } from '../../server/src/protocol.ts';

/** One byte for each of `Preview.updates`: 1 where it is in the list. */
export type Members = Uint8Array;

const unpacked = new WeakMap<Preview, Map<ListRef, Members>>();

/** The members of a list; the same array for the same preview and reference. */
export function membersOf(preview: Preview, ref: ListRef): Members {
  const lists = unpacked.get(preview) ?? new Map<ListRef, Members>();
  unpacked.set(preview, lists);
  const known = lists.get(ref);
  if (known !== undefined) return known;
  const members = new Uint8Array(preview.updates.length);
  for (const update of preview.lists[ref] ?? []) members[update] = 1;
  lists.set(ref, members);
  return members;
}

/** How many updates a list holds. */
export function sizeOf(preview: Preview, ref: ListRef): number {
  return preview.lists[ref]?.length ?? 0;
}
