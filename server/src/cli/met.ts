/** `--cut` and `--if`: a host at another moment and under other conditions than its file says. */
import type { Cut, Host } from '../simulator/host.ts';
import {
  cacheDimension,
  conditionDimensions,
  entryDimension,
  failingDimension,
  hostIn,
} from '../simulator/scenario.ts';
import { momentsOf, reboot } from '../simulator/strip.ts';
import { UsageError } from './arguments.ts';

export interface MetValues {
  readonly cut?: string | undefined;
  readonly if?: readonly string[] | undefined;
}

/** @throws {UsageError} for a moment or a condition that this host does not have */
export function hostMet(host: Host, { cut: moment, if: conditions = [] }: MetValues): Host {
  const cut = moment === undefined ? host.cut : cutOf(host, moment);
  if (conditions.length === 0) return { ...host, cut };
  const differs = Object.fromEntries(conditions.map((condition) => differenceOf(host, condition)));
  return hostIn(host, { moment: moment ?? '', cut, differs });
}

function cutOf(host: Host, moment: string): Cut | null {
  if (moment === reboot.id) return null;
  const moments = momentsOf(host, 'every');
  const found = moments.find(({ id }) => id === moment);
  if (found) return found.cut;
  const ids = [...moments.map(({ id }) => id), reboot.id];
  throw new UsageError(`--cut takes a moment of this host: ${shortened(ids).join(', ')}; not “${moment}”.`);
}

/** The first and the last of steps that are only counted. */
function shortened(ids: readonly string[]): readonly string[] {
  const kindOf = (id: string | undefined) => id?.replace(/-\d+$/, '');
  return ids.filter((id, index) => kindOf(ids[index - 1]) !== kindOf(id) || kindOf(ids[index + 1]) !== kindOf(id));
}

function differenceOf(host: Host, condition: string): readonly [string, string] {
  const at = condition.indexOf('=');
  const [name, value] = [condition.slice(0, at), condition.slice(at + 1)];
  const dimensions = [entryDimension(host), cacheDimension, failingDimension, ...conditionDimensions(host, null)];
  const dimension = dimensions.find(({ id }) => id === name);
  if (at < 0 || dimension === undefined) {
    const names = dimensions.map(({ id }) => id).join(', ');
    throw new UsageError(`--if takes CONDITION=VALUE with one of ${names}; not “${condition}”.`);
  }
  // The empty id stands for nobody who picks an entry, as when the condition is left out.
  const values = dimension.values.flatMap(({ id }) => (id === '' ? [] : [id]));
  if (values.includes(value)) return [name, value];
  throw new UsageError(`--if ${name} takes ${values.join(', ')}; not “${value}”.`);
}
