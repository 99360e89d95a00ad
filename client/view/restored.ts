/** A preview as the page draws from it, out of what came on the way. */
import {
  packedKinds,
  type Packed,
  type PackedKind,
  type PackedTables,
  type StoredPreview,
} from '../../server/src/protocol.ts';

type Restored<P> = Omit<P, 'packed'> & PackedTables;

/** @param stored one that holds packed tables */
export function restored<P extends Pick<StoredPreview, 'packed'>>({ packed, ...rest }: P): Restored<P> {
  return { ...rest, ...(unpacked(packed) as PackedTables) };
}

/** A message is unpacked to be checked, and then drawn from. */
const known = new WeakMap<Packed, unknown>();

/** What was packed, equal parts the same object; undefined in the place of what leads nowhere. */
export function unpacked(packed: Packed): unknown {
  if (!known.has(packed)) known.set(packed, unpack(packed));
  return known.get(packed);
}

/** @param value whose first item is its kind */
type Unpack = (value: readonly number[], packed: Packed, before: readonly unknown[]) => unknown;

const kinds: Readonly<Record<number, Unpack | undefined>> = {
  [packedKinds.object]: ([, shape = -1, ...fields], { shapes }, before) =>
    Object.fromEntries(fields.map((place, index) => [shapes[shape]?.[index], before[place]])) as unknown,
  [packedKinds.list]: ([, ...items], _packed, before) => items.map((place) => before[place]),
  [packedKinds.runs]: runsIn,
  [packedKinds.text]: ([, words = -1, ...numbers], { words: all }) =>
    all[words]?.map((text, index) => `${text}${numbers[index] ?? ''}`).join(''),
} satisfies Record<PackedKind, Unpack>;

/** A host has many long lists: they are written without anything between. */
function runsIn(value: readonly number[]): readonly number[] {
  const list: number[] = [];
  for (let at = 1; at < value.length; at += 2) {
    const [first = 0, count = 0] = [value[at], value[at + 1]];
    for (let more = 0; more < count; more++) list.push(first + more);
  }
  return list;
}

function unpack(packed: Packed): unknown {
  const before: unknown[] = [];
  for (const value of packed.values) {
    before.push(typeof value === 'object' && value !== null ? kinds[value[0]]?.(value, packed, before) : value);
  }
  return before[packed.root];
}
