/** What of a preview stands on the page. */

import type { Moment, Preview, Result } from '../../server/src/protocol.ts';
import { valuesOf } from './settings.ts';
import type { State } from './state.ts';

/** What a preview is of. */
type Subject = Pick<Preview, 'uri' | 'version' | 'host' | 'assumptions'>;

/** Two previews of the same text and host under the same assumptions: all scenarios of one are those of the other. */
export function isOfSame(one: Subject, other: Subject): boolean {
  const subject = ({ uri, version, host, assumptions }: Subject) =>
    JSON.stringify([uri, version, host.id, host.file, host.fingerprint, valuesOf(assumptions)]);
  return one === other || subject(one) === subject(other);
}

/** The moment to show: the same as before, else the first of its group, else the one that the host speaks of. */
export function momentIndex({ moments, start }: Preview, { moment, group }: Pick<State, 'moment' | 'group'>): number {
  const same = moments.findIndex(({ id }) => id === moment);
  if (same >= 0) return same;
  const near = moments.findIndex((one) => one.group === group);
  return near >= 0 ? near : start;
}

/** How a host is chosen: by its file, or by the id of a sample. */
export const hostKey = ({ host }: Pick<Preview, 'host'>): string => host.file ?? host.id;

/** What stands on the page: the moment, all its results, and the one that is shown in full. */
export interface Scene {
  readonly index: number;
  readonly moment: Moment;
  readonly results: readonly Result[];
  readonly result: Result;
}

/** Null as long as there is no preview. */
export function sceneOf(state: Pick<State, 'preview' | 'moment' | 'group' | 'assuming'>): Scene | null {
  const { preview, assuming } = state;
  if (preview === null) return null;
  const index = momentIndex(preview, state);
  const moment = preview.moments[index];
  const results = moment?.results.flatMap((one) => preview.results[one] ?? []) ?? [];
  const result = results.find((one) => one.assuming === assuming) ?? results[0];
  return moment === undefined || result === undefined ? null : { index, moment, results, result };
}
