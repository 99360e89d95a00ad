/** The form of the panel: the conditions of the boot, the state of the cache, and the update that fails. */
import type { Condition, ConditionValue } from '../protocol.ts';
import { conditionGroups, conditionsIn, withConditions } from './conditions.ts';
import type { ClientConfig } from './config.ts';
import type { Cut, Host } from './host.ts';
import { cacheDimension, canHaveCache, failingDimension, failingOn, withCache, withFailing } from './scenario.ts';

/** A host with what is changed of it, at any moment. */
export interface ChangedHost {
  /** With the conditions of the boot and the state of its cache. */
  readonly host: Host;
  /** Which update fails depends on the kernel that the cut leaves to boot. Null: an orderly reboot. */
  readonly at: (cut: Cut | null) => Host;
}

const choose = (values: typeof cacheDimension.values, value: ConditionValue | undefined) =>
  values.find(({ id }) => id === value)?.id ?? values[0]?.id ?? '';

const cacheStates = (host: Host) => cacheDimension.values.filter(({ id }) => canHaveCache(host, id));

function failingStates({ kernels }: Host): typeof failingDimension.values {
  const known = new Set(kernels.flatMap((kernel) => failingOn(kernel).map(({ id }) => id)));
  return failingDimension.values.filter(({ id }, index) => index === 0 || known.has(id));
}

/**
 * Every condition that can occur on this host, with its value.
 *
 * @param host as its file says
 * @param values by `Condition.id`; what they leave out is as the host says
 * @param configs the ways in which the file can come out
 */
export function formOf(
  host: Host,
  values: Readonly<Record<string, ConditionValue>>,
  configs: readonly ClientConfig[],
): readonly Condition[] {
  const ofBoot = conditionsIn(withConditions(host, values), configs);
  const { client, updates } = conditionGroups;
  const own = [
    {
      id: cacheDimension.id,
      group: client,
      label: 'Cache',
      help: 'What lies in /var/cache/uptrack when the power fails: the package list, the saved plan, and the marker that an answer of "expired" leaves.',
      of: cacheStates(host),
    },
    {
      id: failingDimension.id,
      group: updates,
      label: 'Failing update',
      help: 'An update that cannot be applied, for example because its code is busy: the stage that meets it stops there.',
      of: failingStates(host),
    },
  ].map(({ of, ...condition }): Condition => {
    const choices = of.map(({ id, label }) => ({ value: id, label }));
    return { ...condition, value: choose(of, values[condition.id]), choices };
  });
  const all = [...ofBoot, ...own.filter(({ choices }) => choices.length > 1)];
  const order: readonly string[] = Object.values(conditionGroups);
  return all.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

/** The host under these conditions; what is no condition, or no value of one, changes nothing. */
export function withForm(host: Host, values: Readonly<Record<string, ConditionValue>>): ChangedHost {
  const cache = choose(cacheStates(host), values[cacheDimension.id]);
  const failing = choose(failingStates(host), values[failingDimension.id]);
  const changed = withConditions(cache === 'as-is' ? host : withCache(host, cache), values);
  return { host: changed, at: (cut) => withFailing({ ...changed, cut }, failing) };
}
