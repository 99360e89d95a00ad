/** Values that the user has set over those of the host: conditions and assumptions. */

/** By id. */
type Values<V> = Readonly<Record<string, V>>;

/** What is set, and what stood there before, as far as this page has seen it. */
export interface Settings<V> {
  readonly set: Values<V>;
  readonly replaced: Values<V>;
}

/** Nothing is set. */
export const nothingSet = { set: {}, replaced: {} } as const;

/**
 * With one more value. One that is set back to what stood there before is no longer set. `current` are the values as the
 * last preview has them, those that are set included.
 */
export function withValue<V>(settings: Settings<V>, current: Values<V>, id: string, value: V): Settings<V> {
  const { set, replaced } = settings;
  const before = replaced[id] ?? (id in set ? undefined : current[id]);
  const others = Object.fromEntries(Object.entries(set).filter(([other]) => other !== id));
  if (before !== undefined && isSame(before, value)) return { set: others, replaced };
  return {
    set: { ...others, [id]: value },
    replaced: before === undefined ? replaced : { ...replaced, [id]: before },
  };
}

/** Exactly these values in the place of those that were set. */
export function withValues<V>(settings: Settings<V>, current: Values<V>, values: Values<V>): Settings<V> {
  const before: Settings<V> = { set: {}, replaced: settings.replaced };
  const original = { ...current, ...settings.replaced };
  return Object.entries(values).reduce((next, [id, value]) => withValue(next, original, id, value), before);
}

/** The values of a list by their ids. */
export function valuesOf<V>(items: readonly { readonly id: string; readonly value: V }[]): Values<V> {
  return Object.fromEntries(items.map(({ id, value }) => [id, value]));
}

/** Ranges are equal where both ends are. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
