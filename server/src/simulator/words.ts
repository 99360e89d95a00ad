/** Numbers, lists and times as people read them. */
import type { Seconds } from './outcome.ts';

/** `1 update`, `22 updates`. */
export function updates(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'update' : 'updates'}`;
}

export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `is` or `are`. */
export function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

export function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const unlisted = /^unlisted-\d+$/;

/** The named ids up to a number, and how many more there are: `pwc6xmnr, 5dq87kra … and 20 more`; empty for none. */
export function named(ids: readonly string[], most: number): string {
  const shown = ids.filter((id) => !unlisted.test(id)).slice(0, most);
  const more = ids.length - shown.length;
  if (more === 0) return shown.join(', ');
  return shown.length === 0 ? grouped(more) : `${shown.join(', ')} … and ${grouped(more)} more`;
}

/** A single id, or what stands for it where the listing only counts it. */
export function oneId(id: string): string {
  return unlisted.test(id) ? 'an update that the listing does not name' : `[${id}]`;
}

/** `20–90 s`, `2–5 min`, `1–4 h`. */
export function duration([least, most]: Seconds): string {
  const [size, unit] = most < 120 ? [1, 's'] : most < 7200 ? [60, 'min'] : [3600, 'h'];
  const [from, to] = [least, most].map((seconds) =>
    String(Math.round((seconds / size) * (size === 3600 ? 10 : 1)) / (size === 3600 ? 10 : 1)),
  );
  return from === to ? `${to ?? ''} ${unit}` : `${from ?? ''}–${to ?? ''} ${unit}`;
}
