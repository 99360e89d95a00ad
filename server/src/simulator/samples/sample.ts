/** A host made of a real listing, as it is written down. */

export interface Sample {
  /** Stable; `--host sample:ID` on the command line. */
  readonly id: string;
  readonly name: string;
  /** System and client in a few words. */
  readonly description: string;
  /** What the listing behind it leaves out; empty where it is complete. */
  readonly remark: string;
  /** Where the listing stands. */
  readonly source: string;
  /** In the shape of a host file. */
  readonly host: unknown;
}

type Updates = Readonly<Record<string, { readonly title: string; readonly effectiveKernel?: string }>>;

/** The updates, with the effective kernel that each of these reaches. */
export function withLevels(updates: Updates, levels: Readonly<Record<string, string>>): Updates {
  const levelled = Object.entries(levels).map(([id, effectiveKernel]) => [
    id,
    { title: '', ...updates[id], effectiveKernel },
  ]);
  return { ...updates, ...(Object.fromEntries(levelled) as Updates) };
}
