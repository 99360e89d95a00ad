/** The words of the page's own: what the server does not say. */

import type { Tone } from '../../server/src/protocol.ts';

/** A mark and a word for each tone, so that colour is never the only carrier. */
export const tones: Readonly<Record<Tone, { readonly mark: string; readonly word: string }>> = {
  good: { mark: '✓', word: 'Good' },
  warn: { mark: '●', word: 'Attention' },
  bad: { mark: '✕', word: 'Bad' },
};

/** From best to worst. */
export const toneOrder: readonly Tone[] = ['good', 'warn', 'bad'];

/** The tone that matters where several hold at once. */
export function worst(all: readonly Tone[]): Tone {
  return toneOrder.findLast((tone) => all.includes(tone)) ?? 'good';
}

/** What a statement rests on: its short name on the page and what that means, strongest first. */
export const evidenceWords: Readonly<Record<string, { readonly name: string; readonly meaning: string }>> = {
  documented: { name: 'documented', meaning: 'The vendor’s guide or a manual page says so.' },
  client: { name: 'client source', meaning: 'Read in the source of the published client of 2008 to 2011.' },
  source: { name: 'other source', meaning: 'Read in the source of another program that takes part, such as dracut.' },
  observed: { name: 'observed', meaning: 'Seen in a real transcript, log or script.' },
  measured: { name: 'measured', meaning: 'Found by experiment with the Python versions themselves.' },
  secondary: { name: 'retold', meaning: 'Told by someone who is not its source.' },
  inferred: { name: 'inferred', meaning: 'Follows from other facts; no source says it outright.' },
  assumed: { name: 'assumed', meaning: 'No source says it; the simulator has to assume something.' },
  unknown: { name: 'unknown', meaning: 'No source says what happens here.' },
};

/** Short names of the phases of a boot, for the axis of the curve. */
export const phaseNames: Readonly<Record<string, string>> = {
  before: 'before',
  boot: 'firmware, kernel',
  network: 'network',
  running: 'running',
  later: '',
};

/** `1 update`, `22 updates`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1,944`. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
