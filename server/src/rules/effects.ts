/** The words for what a mistake does to the host, the same in every rule. */
import { stages as allStages, type Stage } from '../config/effective.ts';
import type { Dialect } from '../config/reader.ts';

const dialectNames: Readonly<Record<Dialect, string>> = {
  '2': 'Python 2 (Oracle Linux 7 and older)',
  '3.9': 'Python 3.6 to 3.9 (Oracle Linux 8 and 9)',
  '3.10': 'Python 3.10 and later (Oracle Linux 10, current Debian and Ubuntu)',
};

/** “The client”, or “a client on …” where only some of the selected Pythons are meant. */
export function client(dialects: readonly Dialect[], selected: readonly Dialect[]): string {
  if (selected.every((dialect) => dialects.includes(dialect))) return 'the client';
  if (dialects.length === 2 && !dialects.includes('2')) return 'a client on Python 3 (Oracle Linux 8 and later)';
  return `a client on ${dialects.map((dialect) => dialectNames[dialect]).join(' or ')}`;
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** “The client refuses to start (exit code 1): after a reboot no update is re-applied.” */
export function refuses(
  dialects: readonly Dialect[],
  selected: readonly Dialect[],
  { exitCode = 1, stages = allStages }: { exitCode?: number; stages?: readonly Stage[] } = {},
): string {
  const who = capitalized(client(dialects, selected));
  return stages.includes('cron')
    ? `${who} refuses to start (exit code ${exitCode}): after a reboot no update is re-applied, and no run installs one.`
    : `${who} refuses to start at boot (exit code ${exitCode}): after a reboot no update is re-applied; only the periodic run still works.`;
}

export const ignored = 'The client ignores it silently';

export const stopsOnBoolean =
  'On a boolean the client refuses to start (exit code 1): after a reboot no update is re-applied.';
