/** Hosts and configurations that nobody chose: every value of the schema, leaning towards what has something to lose. */
import fc from 'fast-check';
import { defaultAssumptions, defaultBoot, failureReasons } from '../../server/src/simulator/host-schema.ts';
import { readHost, type Boot, type Cut, type Host, type NextBoot } from '../../server/src/simulator/host.ts';
import type { ClientConfig } from '../../server/src/simulator/config.ts';
import { releases } from './releases.ts';

const levels = ['4.1.12-124.26.5.el6uek', '4.1.12-124.28.1.el6uek', '5.4.0-89.100'] as const;

/** `common` most of the time, and the value that shrinking ends with. */
function mostly<T>(common: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(common) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

/** As likely as not the `common` value. */
function evenly<T>(common: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(fc.constant(common), fc.constantFrom(...others));
}

/** Some of the ids, in any order when `shuffled`. */
const someOf = (ids: readonly string[]) => fc.subarray([...ids]);
const shuffledOf = (ids: readonly string[]) => fc.shuffledSubarray([...ids]);
/** Mostly a beginning of the list, as a host has that was patched some time ago. */
const patchedWith = (available: readonly string[], all: readonly string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.nat(available.length).map((count) => available.slice(0, count)) },
    { weight: 2, arbitrary: someOf(available) },
    { weight: 1, arbitrary: shuffledOf(all).map((ids) => ids.slice(0, 4)) },
  );

/** Every kernel has updates of its own, and shares some with the others. */
const idsOf = (index: number) =>
  Array.from({ length: 6 }, (_, n) => (n === 5 ? 'unlisted-99' : `unlisted-${10 * index + n + 1}`));

const kernel = (release: string, index: number) =>
  fc
    .oneof({ weight: 3, arbitrary: someOf(idsOf(index)) }, { weight: 1, arbitrary: shuffledOf(idsOf(index)) })
    .chain((available) =>
      fc.record({
        release: fc.constant(release),
        onDisk: mostly('complete', 'absent', 'unpacked', 'no-initramfs', 'torn-initramfs', 'mixed'),
        packageList: mostly('ok', 'absent', 'unverifiable'),
        bootPlan: fc.oneof(
          { weight: 5, arbitrary: patchedWith(available, idsOf(index)) },
          { weight: 1, arbitrary: fc.constantFrom('torn', 'zero-length', null) },
        ),
        available: fc.constant(available),
        expiredMarker: mostly(false, true),
        supported: mostly(true, false),
      }),
    )
    .map(({ bootPlan, ...rest }) => ({ ...rest, ...(rest.packageList !== 'absent' && { bootPlan }) }));

const boot = (names: readonly string[]): { [K in keyof Boot]: fc.Arbitrary<Boot[K]> } => ({
  chosenEntry: evenly<string | null>(null, ...names),
  nouptrack: evenly(false, true),
  disableFile: evenly(false, true),
  network: evenly<Boot['network']>('up', 'slow', 'down'),
  accessKey: evenly<Boot['accessKey']>('valid', 'invalid'),
  subscription: evenly<Boot['subscription']>('active', 'expired'),
  clientTooOld: evenly<Boot['clientTooOld']>('no', 'to-install', 'to-parse'),
  hostnameFile: evenly<Boot['hostnameFile']>('ok', 'unreadable', 'empty'),
  sysfs: evenly<Boot['sysfs']>('mounted', 'missing'),
  cron: evenly(true, false),
  outageMinutes: evenly(0, 0.5, 90),
  released: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.dictionary(fc.constantFrom(...names), someOf(['unlisted-51', 'unlisted-99', 'unlisted-52'])),
    },
  ),
});

/** Two conditions at a time, mostly: with many of them, the first one hides the rest. */
const sparse = (names: readonly string[]): fc.Arbitrary<Partial<Boot>> =>
  fc
    .oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(fc.record(boot(names)), fc.subarray(Object.keys(defaultBoot), { maxLength: 2 })),
      },
      { weight: 1, arbitrary: fc.tuple(fc.record(boot(names)), fc.subarray(Object.keys(defaultBoot))) },
    )
    .map(([values, kept]) => Object.fromEntries(Object.entries(values).filter(([name]) => kept.includes(name))));

const nextBoot = (names: readonly string[]): fc.Arbitrary<NextBoot> =>
  fc
    .tuple(fc.constantFrom<NextBoot['after']>('cut', 'reboot'), sparse(names))
    .map(([after, changes]) => ({ after, ...changes }));

const done = fc.nat(6);
const cut = (names: readonly string[]): fc.Arbitrary<Cut | null> =>
  fc.oneof(
    fc.constant(null),
    fc.record({ during: fc.constant('idle' as const) }),
    fc.record({ during: fc.constant('download-list' as const), leaves: fc.constantFrom('old', 'torn') }),
    fc.record({ during: fc.constant('download-updates' as const) }),
    fc.record({ during: fc.constant('apply' as const), done }),
    fc.record({
      during: fc.constant('write-plan' as const),
      leaves: fc.constantFrom('old', 'new', 'torn', 'zero-length'),
    }),
    fc.record({ during: fc.constant('write-plan' as const), leaves: fc.constant('short' as const), keeps: done }),
    fc.record({ during: fc.constant('remove' as const), done }),
    fc.record(
      {
        during: fc.constant('package' as const),
        release: fc.constantFrom(...names),
        phase: fc.constantFrom('unpack', 'initramfs', 'bootloader', 'done'),
        leaves: fc.constantFrom('old', 'new', 'mixed'),
      },
      { requiredKeys: ['during', 'release', 'phase'] },
    ),
    fc.record({ during: fc.constant('early-boot' as const), done }),
    fc.record({ during: fc.constant('late-boot' as const), done }),
  );

const range = fc.tuple(fc.nat(90), fc.nat(90)).map(([least, more]) => [least, least + more] as const);
const assumptions = fc.record(
  {
    lateStageAlwaysStarts: mostly(true, false),
    offlineHasLateStage: mostly(true, false),
    tornListHeals: mostly(true, false),
    recordfailSeconds: mostly(defaultAssumptions.recordfailSeconds, -1, 0),
    secondsToEarlyStage: range,
    secondsPerUpdate: range,
    secondsToNetwork: range,
    secondsToDownload: range,
    cronPeriodMinutes: range,
  },
  { requiredKeys: [] },
);

const failing = (ids: readonly string[]) =>
  fc.array(
    fc.record({
      id: fc.constantFrom(...ids),
      reason: fc.constantFrom(...failureReasons),
      stages: fc.subarray(['early', 'late', 'cron'], { minLength: 1 }),
    }),
    { maxLength: 2 },
  );

/** Steps from what is installed to what is available, in one of many orders, and perhaps not all of them. */
const upgradePlan = (installed: readonly string[], available: readonly string[]) =>
  shuffledOf([
    ...installed.filter((id) => !available.includes(id)).map((id) => `Remove ${id}`),
    ...available.filter((id) => !installed.includes(id)).map((id) => `Install ${id}`),
  ]);

/** The kernels of a host, the one that runs, and what is in its memory. */
const machines = fc
  .record({ packaging: fc.constantFrom('rpm', 'deb'), client: mostly('online', 'offline') })
  .chain(({ packaging, client }) =>
    fc.record({
      packaging: fc.constant(packaging),
      client: fc.constant(client),
      kernels: shuffledOf(releases[packaging])
        .map((names) => names.slice(0, 4))
        .chain((names) => fc.tuple(...(names.length === 0 ? releases[packaging].slice(0, 1) : names).map(kernel))),
    }),
  )
  .chain((machine) =>
    fc.constantFrom(...machine.kernels.entries()).chain(([index, { release, available }]) =>
      fc.record({
        machine: fc.constant({ ...machine, running: release }),
        installed: patchedWith(available, idsOf(index)),
        available: fc.constant(available),
      }),
    ),
  );

/** A host file, as parsed JSON; `done` may count more steps than there are, and `leaves` stand where it must not. */
const hostFiles = machines.chain(({ machine, installed, available }) => {
  const { kernels, running } = machine;
  const names = kernels.map(({ release }) => release);
  const all = [...new Set(kernels.flatMap((_, index) => idsOf(index)))];
  const facts = { title: fc.constant('An update.'), effectiveKernel: fc.constantFrom(...levels) };
  return fc
    .record({
      defaultEntry: fc.oneof(fc.constant('newest'), fc.constant(running), fc.constantFrom(...names)),
      updates: fc.dictionary(fc.constantFrom(...all), fc.record(facts, { requiredKeys: [] })),
      failing: failing(all),
      cut: cut(names),
      boot: sparse(names),
      nextBoots: fc.array(nextBoot(names), { maxLength: 2 }),
      assumptions,
      plan: fc.oneof(fc.constant(null), upgradePlan(installed, available)),
    })
    .map(({ plan, ...fields }) => ({
      name: 'random-01',
      ...machine,
      installed,
      ...fields,
      kernels: kernels.map((one) => (one.release === running && plan !== null ? { ...one, upgradePlan: plan } : one)),
    }));
});

/** The file with its cut brought within what the host has steps and choices for. */
function withPossibleCut<T extends { readonly cut: Cut | null }>(file: T): T {
  const { cut } = file;
  if (cut === null) return file;
  const cuts: object[] = [cut];
  if ('done' in cut) for (let done = cut.done; done >= 0; done--) cuts.push({ ...cut, done });
  if ('keeps' in cut) for (let keeps = cut.keeps ?? 0; keeps >= 0; keeps--) cuts.push({ ...cut, keeps });
  if (cut.during === 'package') cuts.push({ during: cut.during, release: cut.release, phase: cut.phase });
  return cuts.map((one) => ({ ...file, cut: one })).find((one) => readHost(one).host !== null) ?? file;
}

/** Host files that `readHost` reads, as parsed JSON. */
export const files = hostFiles.map(withPossibleCut).filter((file) => readHost(file).host !== null);

export const hosts: fc.Arbitrary<Host> = files.map((file) => readHost(file).host).filter((host) => host !== null);

const refusal = fc.record({
  message: fc.constant('Error loading configuration file:'),
  exitCode: fc.constantFrom<1 | -1>(1, -1),
  stages: fc.constantFrom<NonNullable<ClientConfig['refusal']>['stages']>(['early', 'late', 'cron'], ['early', 'late']),
  line: fc.constant(0),
});

export const configs: fc.Arbitrary<ClientConfig> = fc.record({
  installOnReboot: mostly(true, false),
  upgradeOnReboot: fc.boolean(),
  autoinstall: fc.boolean(),
  accessKey: mostly<ClientConfig['accessKey']>('present', 'missing'),
  hostnameFile: fc.boolean(),
  effectiveVersion: mostly<string | null>(
    null,
    ...levels,
    ...levels.map((level) => `${level}.x86_64`),
    'no-such-level',
  ),
  refusal: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: refusal }),
});
