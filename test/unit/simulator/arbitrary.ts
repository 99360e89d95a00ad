/** Random hosts and configurations on top of the fixture, in all that the simulator can meet. */
import fc from 'fast-check';
import { hostOf, ids, K0, K1, K2, type Config } from './fixture.ts';
import type { Host } from '../../../server/src/simulator/host.ts';

/** Mostly the first, the normal one. */
const mostly = <T>(normal: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(normal), weight: 3 }, { arbitrary: fc.constantFrom(...others), weight: 2 });

const cuts = [
  { during: 'idle' },
  null,
  { during: 'download-list', leaves: 'torn' },
  { during: 'apply', done: 0 },
  { during: 'write-plan', leaves: 'new' },
  { during: 'write-plan', leaves: 'short', keeps: 3 },
  { during: 'write-plan', leaves: 'torn' },
  { during: 'write-plan', leaves: 'zero-length' },
  { during: 'remove', done: 3 },
  { during: 'package', release: K2, phase: 'unpack' },
  { during: 'package', release: K2, phase: 'done' },
  { during: 'early-boot', done: 0 },
  { during: 'late-boot', done: 0 },
];

const kernels = fc.record({
  K1: fc.record({
    packageList: mostly('ok', 'unverifiable', 'absent'),
    bootPlan: mostly<readonly string[] | string | null>(ids('P1'), ids('u1-u3'), [], 'torn', 'zero-length', null),
    // An update that is installed and was withdrawn.
    available: mostly(ids('A1'), ids('u1-u4')),
    expiredMarker: mostly(false, true),
    supported: mostly(true, false),
  }),
  K2: fc.record({ onDisk: mostly('absent', 'complete', 'torn-initramfs') }),
  K0: fc.record({
    bootPlan: mostly<readonly string[] | string>(ids('P0'), 'torn'),
    expiredMarker: mostly(false, true),
  }),
});

const boot = fc.record({
  chosenEntry: mostly<string | null>(null, K1, K0),
  nouptrack: mostly(false, true),
  disableFile: mostly(false, true),
  network: mostly('up', 'slow', 'down'),
  accessKey: mostly('valid', 'invalid'),
  subscription: mostly('active', 'expired'),
  clientTooOld: mostly('no', 'to-install', 'to-parse'),
  hostnameFile: mostly('ok', 'unreadable', 'empty'),
  sysfs: mostly('mounted', 'missing'),
  cron: mostly(true, false),
});

const failing = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('unlisted-3', 'unlisted-7'),
    reason: fc.constant('code_busy'),
    stages: fc.subarray(['early', 'late', 'cron'], { minLength: 1 }),
  }),
  { selector: ({ id }) => id, maxLength: 2 },
);

export const anyHost: fc.Arbitrary<Host> = fc
  .record({
    kernels,
    boot,
    host: fc.record({
      cut: mostly<object | null>({ during: 'idle' }, ...cuts),
      client: mostly('online', 'offline'),
      packaging: fc.constantFrom('rpm', 'deb'),
      failing: fc.oneof(fc.constant([]), failing),
    }),
    assumptions: fc.record({
      lateStageAlwaysStarts: mostly(true, false),
      offlineHasLateStage: mostly(true, false),
      tornListHeals: mostly(true, false),
      recordfailSeconds: mostly(30, -1),
    }),
  })
  .map(({ kernels: ofKernels, ...rest }) => hostOf({ ...ofKernels, ...rest }));

const letter = fc.constantFrom('y', 'n');

/** @param letters what an option can be, see `Config.config` */
export const anyConfig = (letters: fc.Arbitrary<string> = letter): fc.Arbitrary<Config> =>
  fc
    .record({
      switches: fc.tuple(letters, letters, letters),
      accesskey: mostly('a'.repeat(64), ''),
      hostname: mostly('', '/etc/hostname'),
      version: mostly('', '4.1.12-124.26.0.el6uek'),
      fatal: mostly<Config['fatal'] | null>(null, refusal, { ...refusal, stages: ['early', 'late'] }),
    })
    .map(({ switches, accesskey, hostname, version, fatal }) => ({
      config: switches.join('/'),
      settings: {
        'Auth.accesskey': accesskey,
        'Settings.hostname_override_file': hostname,
        'Settings.effective_version': version,
      },
      ...(fatal ? { fatal } : {}),
    }));

export const refusal = {
  exitCode: 1,
  message: 'Error loading configuration file:\nUnable to parse config file: x',
} as const;
