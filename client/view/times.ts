/** Times in words. All of them are assumed; so they are ranges, and coarse. */

import type { Seconds } from '../../server/src/protocol.ts';

/** Units, and up to how many seconds they are used. */
const units = [
  { name: 's', seconds: 1, upTo: 100 },
  { name: 'min', seconds: 60, upTo: 100 * 60 },
  { name: 'h', seconds: 3600, upTo: Infinity },
] as const;

/** `48 s`, `20–90 s`, `50 s–4 min`. */
export function spanText([least, most]: Seconds): string {
  const [from, to] = [least, most].map(partsOf);
  if (from === undefined || to === undefined) return '';
  if (from.number === to.number && from.unit === to.unit) return `${to.number} ${to.unit}`;
  if (from.unit === to.unit || from.number === '0') return `${from.number}–${to.number} ${to.unit}`;
  return `${from.number} ${from.unit}–${to.number} ${to.unit}`;
}

function partsOf(time: number): { readonly number: string; readonly unit: string } {
  const unit = units.find(({ upTo }) => time < upTo) ?? units[2];
  const count = time / unit.seconds;
  return { number: String(count < 10 ? Math.round(count * 10) / 10 : Math.round(count)), unit: unit.name };
}
