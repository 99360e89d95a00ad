/** `%(name)s` and `%%`, as SafeConfigParser and BasicInterpolation expand them. */
import { maxInterpolationDepth } from './python.ts';
import type { InterpolationFailure } from './python.ts';

/** The raw value of a name as written in a reference: null where it is unknown, undefined where there is no such option. */
export type Lookup = (reference: string) => { readonly name: string; readonly raw: string | null | undefined };

/** The expanded text, what fails first, or null where it cannot be known. */
export type Expansion = string | InterpolationFailure | null;

/**
 * Some ten short lines can ask for more text than a machine can hold. Python then dies for want of memory; we say unknown.
 * In UTF-16 code units.
 */
const longestExpansion = 1 << 24;

export function expand(raw: string, lookup: Lookup): Expansion {
  // Without memory a value that is referred to twice on every level is expanded 2^10 times.
  const known = new Map<string, Expansion>();

  const expandNested = (name: string, value: string, depth: number): Expansion => {
    const key = `${depth}:${name}`;
    let result = known.get(key);
    if (result === undefined) {
      result = expandAt(value, depth);
      known.set(key, result);
    }
    return result;
  };

  const expandAt = (value: string, depth: number): Expansion => {
    if (depth > maxInterpolationDepth) return { type: 'InterpolationDepthError', rest: value, reference: null };
    let result = '';
    let at = 0;
    for (let percent = value.indexOf('%'); percent !== -1; percent = value.indexOf('%', at)) {
      result += value.slice(at, percent);
      const follower = value.charAt(percent + 1);
      if (follower === '%') {
        result += '%';
        at = percent + 2;
        continue;
      }
      const close = follower === '(' ? value.indexOf(')', percent + 2) : -1;
      if (close <= percent + 2 || value.charAt(close + 1) !== 's')
        return { type: 'InterpolationSyntaxError', rest: value.slice(percent), reference: null };
      at = close + 2;
      const { name, raw } = lookup(value.slice(percent + 2, close));
      if (raw === undefined) return { type: 'InterpolationMissingOptionError', rest: value.slice(at), reference: name };
      const nested = raw?.includes('%') ? expandNested(name, raw, depth + 1) : raw;
      if (typeof nested !== 'string') return nested;
      if (result.length + nested.length > longestExpansion) return null;
      result += nested;
    }
    return result + value.slice(at);
  };

  return expandAt(raw, 1);
}
