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

/** An update that a listing counts without naming it. */
export function isUnlisted(id: string): boolean {
  return /^unlisted-\d+$/.test(id);
}

/** The named ids up to a number, and how many more there are: `pwc6xmnr, 5dq87kra … and 20 more`; empty where none is named. */
export function named(ids: readonly string[], most: number): string {
  const shown = ids.filter((id) => !isUnlisted(id)).slice(0, most);
  const more = ids.length - shown.length;
  return shown.length === 0 || more === 0 ? shown.join(', ') : `${shown.join(', ')} … and ${grouped(more)} more`;
}

/** A single id, or what stands for it where the listing only counts it. */
export function oneId(id: string): string {
  return isUnlisted(id) ? 'an update that the listing does not name' : `[${id}]`;
}

/** `20–90 s`, `25 s–3 min`, `31 min–4 h`. */
export function duration([least, most]: Seconds): string {
  const [from, to] = [amount(least), amount(most)];
  if (from.number === to.number && from.unit === to.unit) return `${to.number} ${to.unit}`;
  return `${from.number}${from.unit === to.unit ? '' : ` ${from.unit}`}–${to.number} ${to.unit}`;
}

function amount(seconds: number): { readonly number: number; readonly unit: string } {
  if (seconds < 120) return { number: Math.round(seconds), unit: 's' };
  if (seconds < 7200) return { number: Math.round(seconds / 60), unit: 'min' };
  return { number: Math.round(seconds / 360) / 10, unit: 'h' };
}
