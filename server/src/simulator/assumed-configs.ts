/** From an outcome of a simulation back to the configurations that it holds for. */
import type { Effective } from '../config/effective.ts';
import { levelsOf } from './branches.ts';
import { clientConfigs, refused, type ClientConfig } from './config.ts';
import type { Host } from './host.ts';
import type { AssumedValue, Assuming } from './outcome.ts';

/**
 * Every configuration that the files can come out as where these values are assumed. More than one where an unknown value
 * makes no difference to the outcome: it may still make one once something else has changed.
 *
 * @param effectives those that were simulated
 */
export function configsUnder(
  assuming: Assuming,
  effectives: readonly Effective[],
  host: Host,
): readonly ClientConfig[] {
  const configs = effectives.flatMap((effective) =>
    clientConfigs(effective, levelsOf(host))
      .filter((branch) => holdsUnder(assuming, { python: effective.dialect, ...branch.assuming }))
      .map(({ config }) => config),
  );
  return [...new Map(configs.map((config) => [JSON.stringify(config), config])).values()];
}

function holdsUnder(assuming: Assuming, branch: Assuming): boolean {
  return (
    refusedIn(assuming) === refusedIn(branch) &&
    Object.entries(assuming).every(([name, value]) => isAmong(branch[name] ?? null, value))
  );
}

function refusedIn(assuming: Assuming): string | undefined {
  return Object.keys(assuming).find((name) => assuming[name] === refused);
}

/** A list of values holds them as texts. */
function isAmong(value: AssumedValue, assumed: AssumedValue): boolean {
  return Array.isArray(assumed) ? assumed.includes(String(value)) : value === assumed;
}
