/** The schema of a host file: shapes and defaults. What its parts have to do with each other is read-host.ts's business. */
import * as v from 'valibot';
import type { Assumptions, Boot, Cut, Host, Kernel, NextBoot } from './host.ts';

/** Why an update cannot be applied: the abort codes of ksplice. */
export const failureReasons = [
  'no_match',
  'code_busy',
  'module_busy',
  'out_of_memory',
  'failed_to_find',
  'already_reversed',
  'missing_export',
  'unexpected_running_task',
  'unexpected',
  'target_not_loaded',
  'call_failed',
  'cold_update_loaded',
  'bad_system_map',
] as const;

const id = v.pipe(
  v.string(),
  v.regex(
    /^(?:[a-z0-9]{8}|unlisted-[1-9]\d*)$/,
    'Write an update id: 8 characters a-z and 0-9, or unlisted-N for one that the listing only counts.',
  ),
);
export const ids = v.array(id);
/** What stands in reports as it is: what follows a line break would pass for a line of the report. */
const oneLine = v.regex<string, string>(/^.*$/, 'Write it on one line.');
export const release = v.pipe(v.string(), oneLine, v.minLength(1, 'Write a release, as uname -r prints it.'));
/** To valibot an empty array is an object without fields. */
const noArray = v.pipe(
  v.unknown(),
  v.check(() => false, 'Write an object: {}.'),
);
const object = <S extends v.GenericSchema>(schema: S): v.LazySchema<S> =>
  v.lazy((input) => (Array.isArray(input) ? (noArray as unknown as S) : schema));
const count = v.pipe(
  v.number(),
  v.integer('Write a whole number.'),
  v.minValue(0, 'Write a number that is not negative.'),
);
const least = v.pipe(v.number(), v.minValue(0, 'Write a number that is not negative.'));
const range = v.pipe(
  v.strictTuple([least, least]),
  v.check(([from, to]) => from <= to, 'Write the smaller number first: [least, most].'),
);

const kernel = v.strictObject({
  release,
  onDisk: v.picklist(['complete', 'absent', 'unpacked', 'no-initramfs', 'torn-initramfs', 'mixed']),
  packageList: v.picklist(['ok', 'absent', 'unverifiable']),
  bootPlan: v.exactOptional(v.union([ids, v.picklist(['torn', 'zero-length']), v.null()])),
  available: ids,
  upgradePlan: v.optional(
    v.nullable(
      v.array(
        v.pipe(
          v.string(),
          v.regex(
            /^(?:Install|Remove) (?:[a-z0-9]{8}|unlisted-[1-9]\d*)$/,
            'Write a step as "Install ID" or "Remove ID".',
          ),
        ),
      ),
    ),
    null,
  ),
  expiredMarker: v.optional(v.boolean(), false),
  supported: v.optional(v.boolean(), true),
});

const failing = v.strictObject({
  id,
  reason: v.picklist(failureReasons),
  stages: v.array(v.picklist(['early', 'late', 'cron'])),
});

const cut: v.GenericSchema<unknown, Cut> = v.variant('during', [
  v.strictObject({ during: v.literal('idle') }),
  v.strictObject({ during: v.literal('download-list'), leaves: v.optional(v.picklist(['old', 'torn']), 'old') }),
  v.strictObject({ during: v.literal('download-updates') }),
  v.strictObject({ during: v.literal('apply'), done: count }),
  v.strictObject({
    during: v.literal('write-plan'),
    leaves: v.optional(v.picklist(['old', 'new', 'short', 'torn', 'zero-length']), 'old'),
    keeps: v.exactOptional(count),
  }),
  v.strictObject({ during: v.literal('remove'), done: count }),
  v.strictObject({
    during: v.literal('package'),
    release,
    phase: v.picklist(['unpack', 'initramfs', 'bootloader', 'done']),
    leaves: v.exactOptional(v.picklist(['old', 'new', 'mixed'])),
  }),
  v.strictObject({ during: v.literal('early-boot'), done: count }),
  v.strictObject({ during: v.literal('late-boot'), done: count }),
]);

const bootFields = {
  chosenEntry: v.nullable(release),
  nouptrack: v.boolean(),
  disableFile: v.boolean(),
  network: v.picklist(['up', 'slow', 'down']),
  accessKey: v.picklist(['valid', 'invalid']),
  subscription: v.picklist(['active', 'expired']),
  clientTooOld: v.picklist(['no', 'to-install', 'to-parse']),
  hostnameFile: v.picklist(['ok', 'unreadable', 'empty']),
  sysfs: v.picklist(['mounted', 'missing']),
  cron: v.boolean(),
  outageMinutes: least,
  released: object(v.record(v.string(), ids)),
};

/** The boot of a host file that says nothing about it. */
export const defaultBoot: Boot = {
  chosenEntry: null,
  nouptrack: false,
  disableFile: false,
  network: 'up',
  accessKey: 'valid',
  subscription: 'active',
  clientTooOld: 'no',
  hostnameFile: 'ok',
  sysfs: 'mounted',
  cron: true,
  outageMinutes: 0,
  released: {},
};

/** None is measured: the ranges are parameters, the rest is what the simulator takes for granted where sources are silent. */
export const defaultAssumptions: Assumptions = {
  lateStageAlwaysStarts: true,
  offlineHasLateStage: true,
  tornListHeals: true,
  recordfailSeconds: 30,
  secondsToEarlyStage: [20, 90],
  secondsPerUpdate: [0.3, 1],
  secondsToNetwork: [5, 60],
  secondsToDownload: [5, 60],
  cronPeriodMinutes: [30, 240],
};

const partialBoot = v.partial(v.strictObject(bootFields));
const nextBoot: v.GenericSchema<unknown, NextBoot> = v.pipe(
  object(v.strictObject({ after: v.optional(v.picklist(['cut', 'reboot']), 'cut'), ...partialBoot.entries })),
  v.transform((boot) => withoutUndefined(boot)),
);

/** The values that each assumption can have. */
export const assumptionFields = {
  lateStageAlwaysStarts: v.boolean(),
  offlineHasLateStage: v.boolean(),
  tornListHeals: v.boolean(),
  recordfailSeconds: v.pipe(v.number(), v.minValue(-1, 'Write seconds, 0 for none, or -1 for ever.')),
  secondsToEarlyStage: range,
  secondsPerUpdate: range,
  secondsToNetwork: range,
  secondsToDownload: range,
  cronPeriodMinutes: range,
};
const assumptions = v.partial(v.strictObject(assumptionFields));

const update = object(
  v.strictObject({
    title: v.optional(v.pipe(v.string(), oneLine), ''),
    effectiveKernel: v.exactOptional(v.pipe(v.string(), oneLine)),
  }),
);

/** A host file with its defaults filled in; `bootPlan` is still left out where the file leaves it out. */
export const hostSchema = v.strictObject({
  name: v.pipe(v.string(), oneLine),
  packaging: v.picklist(['rpm', 'deb']),
  client: v.picklist(['online', 'offline']),
  running: release,
  defaultEntry: release,
  kernels: v.pipe(v.array(kernel), v.minLength(1, 'List at least the kernel that runs.')),
  installed: ids,
  updates: object(v.record(id, update)),
  failing: v.optional(v.array(failing), []),
  cut: v.nullable(cut),
  boot: v.pipe(
    v.optional(object(partialBoot), {}),
    v.transform((boot): Boot => ({ ...defaultBoot, ...withoutUndefined(boot) })),
  ),
  nextBoots: v.optional(v.array(nextBoot), []),
  assumptions: v.pipe(
    v.optional(object(assumptions), {}),
    v.transform((given): Assumptions => ({ ...defaultAssumptions, ...withoutUndefined(given) })),
  ),
});

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}

export type HostFile = Omit<Host, 'kernels'> & {
  readonly kernels: readonly (Omit<Kernel, 'bootPlan'> & Partial<Pick<Kernel, 'bootPlan'>>)[];
};
