/** The times in which updates that were in memory are not installed, in sentences. */
import type { Host, UpdateFacts } from './host.ts';
import type { Exposure } from './outcome.ts';
import { are, duration, updates } from './words.ts';

const named = new WeakMap<UpdateFacts, readonly string[]>();

function cvesOf(update: UpdateFacts): readonly string[] {
  const found = named.get(update) ?? update.title.match(/\bCVE-\d{4}-\d{4,}/g) ?? [];
  named.set(update, found);
  return found;
}

/** CVEs that the titles of these updates name, each once. */
export function cvesIn(ids: readonly string[], { updates: known }: Pick<Host, 'updates'>): readonly string[] {
  return [
    ...new Set(
      ids.flatMap((id) => {
        const update = known[id];
        return update === undefined ? [] : cvesOf(update);
      }),
    ),
  ];
}

/**
 * How long how many updates are not installed, and how many CVEs that concerns.
 *
 * @param isReboot the times are counted from the start of a shutdown
 */
export function exposureText({ from, to, missing }: Exposure, host: Pick<Host, 'updates'>, isReboot: boolean): string {
  const count = missing.length;
  const origin = isReboot ? 'after the shutdown began' : 'after the power is back';
  const start = from[1] === 0 ? null : duration(from);
  const when =
    to === null
      ? start === null
        ? 'For all of this boot'
        : `From ${start} ${origin}, and for the rest of this boot`
      : start === null
        ? `Until ${duration(to)} ${origin}`
        : `From ${start} to ${duration(to)} ${origin}`;
  return `${when}, ${updates(count)} that ${count === 1 ? 'was' : 'were'} in memory ${are(count)} not installed${cvesText(missing, host)}.`;
}

/** Empty where no title says anything. */
function cvesText(ids: readonly string[], host: Pick<Host, 'updates'>): string {
  const isComplete = ids.every((id) => (host.updates[id]?.title ?? '') !== '');
  const count = cvesIn(ids, host).length;
  const name = ids.length === 1 ? 'its title names' : 'their titles name';
  if (count === 0) return isComplete ? `; ${name} no CVE` : '';
  return `; ${name} ${isComplete ? '' : 'at least '}${count === 1 ? '1 CVE' : `${count} CVEs`}`;
}
