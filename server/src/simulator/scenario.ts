/**
 * The space of scenarios that `explore` runs: its dimensions, and what each value changes. Moments and conditions come from
 * their own tables; what stands here beside them is the cache of the client and the update that fails.
 */
import type { ClientConfig } from './config.ts';
import { conditionsIn, conditionsOf } from './conditions.ts';
import type { Boot, Cut, Failing, Host, Kernel } from './host.ts';
import { defaultBoot } from './host-schema.ts';
import { startingEntry } from './kernels.ts';
import { without } from './lists.ts';
import { momentOf } from './moments.ts';

export interface Value {
  readonly id: string;
  readonly label: string;
}

export interface Dimension {
  readonly id: string;
  readonly label: string;
  /** The harmless one, or what the host says, first. */
  readonly values: readonly Value[];
}

/** A condition of the boot: only the runs that look at it ask for it. */
export interface ConditionDimension extends Dimension {
  readonly id: keyof Boot;
  /** By the index of a value: what it is in `boot`. */
  readonly of: readonly (string | boolean)[];
}

export const entryId = 'chosenEntry' satisfies keyof Boot;

/** The boot entry: the empty id for the one that starts by itself, or a release that somebody picks. */
export function entryDimension(host: Host): Dimension {
  const { label, choices } = conditionsOf(host).find(({ id }) => id === entryId) ?? { label: '', choices: [] };
  return { id: entryId, label, values: choices.map(({ value, label: text }) => ({ id: value, label: text })) };
}

/**
 * Every condition that can occur on this host; the boot entry is a dimension of its own.
 *
 * @param configs the ways in which the file can come out; null: any
 */
export function conditionDimensions(
  host: Host,
  configs: readonly ClientConfig[] | null,
): readonly ConditionDimension[] {
  return conditionsIn(host, configs)
    .filter(({ id }) => id !== entryId)
    .map(({ id, label, choices }): ConditionDimension => {
      const field = id as keyof Boot;
      const harmless = defaultBoot[field];
      const all: readonly (readonly [string | boolean, string])[] =
        choices.length > 0
          ? choices.map((choice) => [choice.value, choice.label])
          : [false, true].map((is) => [is, is ? 'yes' : 'no']);
      const ordered = [...all.filter(([value]) => value === harmless), ...all.filter(([value]) => value !== harmless)];
      return {
        id: field,
        label,
        values: ordered.map(([value, text]) => ({ id: String(value), label: text })),
        of: ordered.map(([value]) => value),
      };
    });
}

export interface FailingValue extends Value {
  /** Undefined: this kernel has no such update, or it is the one of a value before. */
  readonly of: (kernel: Kernel) => string | undefined;
  readonly stages: Failing['stages'];
}

const planned = ({ bootPlan }: Kernel) => (Array.isArray(bootPlan) ? (bootPlan as readonly string[]) : []);
const added = (kernel: Kernel) => without(kernel.available, planned(kernel));
const lastOf = (ids: readonly string[]) => (ids.length > 1 ? ids.at(-1) : undefined);

const anyTime = [
  { id: 'early', label: 'in the early stage', stages: ['early'] },
  { id: 'later', label: 'in the late stage and under cron', stages: ['late', 'cron'] },
  { id: 'always', label: 'every time', stages: ['early', 'late', 'cron'] },
] as const;
const later = anyTime.filter(({ id }) => id === 'later');

/**
 * One update that fails: the first or the last of the saved plan, or of the others. Where between them it stands changes how
 * many are installed before it, and nothing else.
 */
const failingValues: readonly FailingValue[] = [
  {
    id: 'first-saved',
    label: 'the first of the saved plan',
    of: (kernel: Kernel) => planned(kernel)[0],
    times: anyTime,
  },
  {
    id: 'last-saved',
    label: 'the last of the saved plan',
    of: (kernel: Kernel) => lastOf(planned(kernel)),
    times: anyTime,
  },
  { id: 'first-new', label: 'the first beside the saved plan', of: (kernel: Kernel) => added(kernel)[0], times: later },
  {
    id: 'last-new',
    label: 'the last beside the saved plan',
    of: (kernel: Kernel) => lastOf(added(kernel)),
    times: later,
  },
].flatMap(({ id, label, of, times }) =>
  times.map((time) => ({ id: `${id}-${time.id}`, label: `${label}, ${time.label}`, of, stages: time.stages })),
);

export const failingDimension: Dimension = {
  id: 'failing',
  label: 'An update that cannot be applied',
  values: [{ id: 'as-is', label: 'as the host says' }, ...failingValues],
};

/** Those that there are on this kernel. */
export function failingOn(kernel: Kernel): readonly FailingValue[] {
  return failingValues.filter(({ of }) => of(kernel) !== undefined);
}

export function failingWith({ failing }: Host, { of, stages }: FailingValue, kernel: Kernel): readonly Failing[] {
  const id = of(kernel);
  if (id === undefined) return failing;
  return [...failing.filter((other) => other.id !== id), { id, reason: 'code_busy', stages }];
}

/** By the id of a value: what it makes of a kernel when the power goes. */
const cacheStates: Readonly<Record<string, Partial<Kernel>>> = {
  'as-is': {},
  cleared: { packageList: 'absent', bootPlan: null, expiredMarker: false },
  marked: { expiredMarker: true },
};

export const cacheDimension: Dimension = {
  id: 'cache',
  label: 'The cache of the client',
  values: [
    { id: 'as-is', label: 'as the host says' },
    { id: 'cleared', label: 'cleared to save space' },
    { id: 'marked', label: 'with the marker of an expired subscription' },
  ],
};

/** Whether the cache of such a client can come to this state: an offline one asks no server, and is told of no subscription. */
export function canHaveCache({ client }: Host, state: string): boolean {
  return client === 'online' || state !== 'marked';
}

/** The host with its cache in this state. */
export function withCache(host: Host, state: string): Host {
  const fields = cacheStates[state] ?? {};
  return { ...host, kernels: host.kernels.map((kernel) => ({ ...kernel, ...fields })) };
}

/** A cut, and all that is not as the host says, by the id of a dimension: the id of a value. */
export interface Scenario {
  /** Of the moment, as in `MomentOfHost`. */
  readonly moment: string;
  /** Null: an orderly reboot instead. */
  readonly cut: Cut | null;
  readonly differs: Readonly<Record<string, string>>;
}

/** The host in which a scenario is what it says itself: simulated, it ends as the scenario does. */
export function hostIn(host: Host, { cut, differs }: Scenario): Host {
  const cached = { ...withCache(host, differs[cacheDimension.id] ?? ''), cut };
  const chosenEntry = differs[entryId] ?? null;
  const conditions = conditionDimensions(host, null).map(({ id, values, of }) => {
    const index = values.findIndex((value) => value.id === differs[id]);
    return [id, of[Math.max(0, index)]];
  });
  const met: Host = {
    ...cached,
    boot: { ...host.boot, ...(Object.fromEntries(conditions) as Partial<Boot>), chosenEntry },
  };
  return withFailing(met, differs[failingDimension.id] ?? '');
}

/** The host, after whose cut an update of the kernel that starts fails; a state that it has not changes nothing. */
export function withFailing(host: Host, state: string): Host {
  const value = failingValues.find(({ id }) => id === state);
  const kernel = value && startingEntry(host, momentOf(host).kernels, host.boot.chosenEntry);
  return value && kernel ? { ...host, failing: failingWith(host, value, kernel) } : host;
}
