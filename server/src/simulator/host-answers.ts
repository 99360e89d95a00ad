/** Answers to the questions of a host that are written, not chosen. All give undefined for what they do not understand. */
import type { Failing } from './host.ts';

/** Updates by their ids, or how many there are of them. */
export type Updates = readonly string[] | number;

/** Anything but nothing. */
export const text = (answer: string) => (answer === '' ? undefined : answer);

const parts = (answer: string) => answer.split(',').map((part) => part.trim());

/** Kernels, as uname -r prints them, with commas between them. */
export function releases(answer: string): readonly string[] | undefined {
  const named = parts(answer);
  return named.includes('') ? undefined : named;
}

/** A number of updates or steps. */
export const count = (answer: string) => (/^\d{1,5}$/.test(answer) ? Number(answer) : undefined);

/** Ids with commas between them, each once, or a number. */
export function updates(answer: string): Updates | undefined {
  const ids = parts(answer);
  const isList = ids.every((id) => /^[a-z0-9]{8}$/.test(id)) && new Set(ids).size === ids.length;
  return count(answer) ?? (isList ? ids : undefined);
}

const stages = ['early', 'late', 'cron'] as const;

/** Stages with commas between them. */
export function stagesOf(answer: string): Failing['stages'] | undefined {
  const named = parts(answer);
  return named.every((name) => (stages as readonly string[]).includes(name)) ? (named as Failing['stages']) : undefined;
}

/** The parts of `cut` that follow its `during` after colons, in order; a release comes last, it may hold colons itself. */
const cutParts: Readonly<Record<string, readonly string[]>> = {
  idle: [],
  'download-list': ['leaves'],
  'download-updates': [],
  apply: ['done'],
  'write-plan': ['leaves', 'keeps'],
  remove: ['done'],
  package: ['phase', 'release'],
  'early-boot': ['done'],
  'late-boot': ['done'],
};

/** How a cut is written, `idle` aside. */
export const cutForms = Object.entries(cutParts)
  .filter(([during]) => during !== 'idle')
  .map(([during, names]) => [during, ...names.map((name) => name.toUpperCase())].join(':'))
  .join(', ');

/** `cut` of a host file; whether its parts fit is read-host.ts's business. Null: an orderly reboot. */
export type CutAnswer = Readonly<Record<string, string | number>> | null;

/** `during`, and its parts after colons. */
export function cut(answer: string): CutAnswer | undefined {
  const [during = '', ...rest] = answer.split(':');
  const names = Object.hasOwn(cutParts, during) ? cutParts[during] : undefined;
  if (names === undefined || (names.length === 0 && rest.length > 0)) return undefined;
  const values =
    rest.length <= names.length ? rest : [...rest.slice(0, names.length - 1), rest.slice(names.length - 1).join(':')];
  return { during, ...Object.fromEntries(values.map((value, index) => [names[index] ?? '', count(value) ?? value])) };
}
