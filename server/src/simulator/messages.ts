/**
 * The table of situations in which a run of the client ends: its exit code, its own words, and how well both are known.
 * Where no source has the words, `message` is empty. An ellipsis stands for words left out here.
 */
import { byClient, ground, inferredFromClient, unsaid, type Ground } from '../config/sources.ts';
import type { StageName } from './outcome.ts';

/** A run of the client. `check-init` only asks whether the early stage shall start; `manual` is any command of an administrator. */
export type RunName = StageName | 'check-init' | 'manual';

/** Those that ask the server, in the order in which a boot meets them. */
export const onlineRuns: readonly RunName[] = ['late', 'cron', 'shutdown', 'manual'];
export const allRuns: readonly RunName[] = ['early', ...onlineRuns];

export interface Ending extends Ground {
  /** Null: the run does not start. */
  readonly exitCode: number | null;
  readonly message: string;
  /** More of the client's words, which may follow or stand among them. */
  readonly more?: string;
  /** Those that can end so, the likeliest first. */
  readonly runs: readonly RunName[];
  /** What happened, for people. */
  readonly meaning: string;
  /** What an administrator does about it; empty where nothing is wrong. */
  readonly repair: string;
}

const key = '/etc/uptrack/uptrack.conf';
const checkHostnameFile = `Please check the hostname_override_file option in ${key}.`;

export const endings = {
  done: { exitCode: 0, message: '', runs: allRuns, ...byClient, meaning: 'done', repair: '' },
  'check-init-disabled': {
    exitCode: null,
    message: '',
    runs: ['check-init'],
    ...byClient,
    meaning: 'not started: /etc/uptrack/disable exists',
    repair: 'remove /etc/uptrack/disable',
  },
  'check-init-off': {
    exitCode: null,
    message: '',
    runs: ['check-init'],
    ...byClient,
    meaning: 'not started: install_on_reboot is off',
    repair: 'set install_on_reboot = yes',
  },
  'late-not-started': {
    exitCode: null,
    message: '',
    runs: ['late'],
    ...unsaid,
    meaning: 'not started: assumed to follow --check-init, which said no',
    repair: '',
  },
  'offline-not-started': {
    exitCode: null,
    message: '',
    runs: ['late', 'cron'],
    ...unsaid,
    meaning: 'not started: the offline client is assumed to have no such stage',
    repair: '',
  },
  'cron-removed': {
    exitCode: null,
    message: '',
    runs: ['cron'],
    ...ground('observed', 'scripts'),
    meaning: 'not started: the cron file is gone',
    repair: 'put the cron file back',
  },
  'new-kernel': {
    exitCode: 0,
    message: 'Ksplice Uptrack: booting into a new kernel, so not installing any updates.',
    runs: ['early'],
    ...byClient,
    meaning: 'a kernel without a package list counts as new: nothing to restore',
    repair: '',
  },
  'hostname-unreadable': {
    exitCode: 1,
    message: `Unable to read hostname from …\n${checkHostnameFile}`,
    runs: allRuns,
    ...byClient,
    meaning: 'the file that hostname_override_file names cannot be read',
    repair: 'make that file readable, or remove hostname_override_file',
  },
  'hostname-empty': {
    exitCode: 1,
    message: `You must supply a non-empty hostname.\n${checkHostnameFile}`,
    runs: allRuns,
    ...byClient,
    meaning: 'the file that hostname_override_file names is empty',
    repair: 'write the host name into that file, or remove hostname_override_file',
  },
  'list-unverifiable': {
    exitCode: 1,
    message: 'Ksplice Uptrack could not verify the package list signature.',
    runs: allRuns,
    ...inferredFromClient,
    meaning: 'the package list on disk does not match its signature',
    repair: 'an online run downloads the list again',
  },
  'too-old-to-install': {
    exitCode: 15,
    message: 'Ksplice Uptrack client too old: …',
    runs: allRuns,
    ...byClient,
    meaning: 'the client is too old to install these updates',
    repair: 'upgrade the uptrack package',
  },
  'too-old-to-parse': {
    exitCode: 16,
    message: 'Ksplice Uptrack client too old: …',
    runs: allRuns,
    ...byClient,
    meaning: 'the client is too old to read the package list',
    repair: 'upgrade the uptrack package',
  },
  'sysfs-missing': {
    exitCode: 21,
    message: '',
    runs: allRuns,
    ...byClient,
    meaning: '/sys/module is missing, as in a container',
    repair: 'mount sysfs, or run Uptrack on the host itself',
  },
  disabled: {
    exitCode: 1,
    message: 'Uptrack disabled by system administrator, remove /etc/uptrack/disable to enable.',
    runs: [...onlineRuns, 'early'],
    ...byClient,
    meaning: '/etc/uptrack/disable exists',
    repair: 'remove /etc/uptrack/disable',
  },
  expired: {
    exitCode: 17,
    message: 'Installing updates is disabled.',
    runs: allRuns,
    ...byClient,
    meaning: 'the subscription has expired',
    repair: 'renew the subscription',
  },
  'plan-unreadable': {
    exitCode: 1,
    message: 'Error reading init-time plan',
    runs: ['early'],
    ...inferredFromClient,
    meaning: 'the saved plan is torn or missing',
    repair: 'run uptrack-upgrade: a completed run writes a new plan',
  },
  'plan-zero-length': {
    exitCode: -1,
    message: 'Unexpected error.',
    runs: ['early'],
    ...inferredFromClient,
    meaning: 'the saved plan is a file of zero length',
    repair: 'run uptrack-upgrade: a completed run writes a new plan',
  },
  failed: {
    exitCode: 1,
    message: 'The following actions failed:',
    runs: allRuns,
    ...inferredFromClient,
    meaning: 'an update could not be applied; the run stops there',
    repair: 'see the reason in /var/log/uptrack.log, then run uptrack-upgrade',
  },
  'key-missing': {
    exitCode: 20,
    message: `You must specify an access key to use the service.\nPlease add your key to ${key}`,
    runs: onlineRuns,
    ...byClient,
    meaning: 'the file has no access key',
    repair: `add accesskey to ${key}`,
  },
  'no-network': {
    exitCode: 10,
    message: 'Could not connect to the Ksplice Uptrack server. …',
    more: `you will need to configure an https proxy in ${key}.\n(Network error: …)`,
    runs: onlineRuns,
    ...byClient,
    meaning: 'the server cannot be reached',
    repair: 'check the network and https_proxy',
  },
  'key-refused': {
    exitCode: 14,
    message:
      'Could not connect to the Ksplice Uptrack server with your access key.\n' +
      `Please check that the key in ${key} is valid.`,
    runs: onlineRuns,
    ...byClient,
    meaning: 'the server refuses the access key',
    repair: `correct accesskey in ${key}`,
  },
  unsupported: {
    exitCode: 13,
    message: 'Cannot find Ksplice Uptrack information for your kernel version',
    more: 'Your kernel is probably not yet supported by Ksplice Uptrack.',
    runs: onlineRuns,
    ...byClient,
    meaning: 'the server knows nothing of this kernel yet',
    repair: 'wait: it works as soon as there is an update for this kernel',
  },
  'no-list': {
    exitCode: 10,
    message: '',
    runs: onlineRuns,
    ...byClient,
    meaning: 'there is no package list',
    repair: '',
  },
} as const satisfies Readonly<Record<string, Ending>>;

export type EndingId = keyof typeof endings;

/** What an exit code means by itself, whatever the stage. */
export const exitCodes: Readonly<Record<number, string>> = {
  [-1]: 'unhandled exception (a shell shows 255)',
  0: 'success, or a new kernel without anything to restore',
  1: 'general failure',
  10: 'no network, or no package list',
  11: 'internal error',
  12: 'the user said no',
  13: 'kernel not supported',
  14: 'invalid access key',
  15: 'client too old to install',
  16: 'client too old to parse the list',
  17: 'subscription expired',
  18: 'server error',
  19: 'machine not activated',
  20: 'access key missing',
  21: '/sys not mounted',
};

/** The ending behind an exit code and the client's words; undefined where the file itself is refused. */
export function endingOf(exitCode: number, message: string): EndingId | undefined {
  const ids = Object.keys(endings) as EndingId[];
  const [start = ''] = message.split('\n');
  return ids.find((id) => endings[id].exitCode === exitCode && (endings[id].message.split('\n')[0] ?? '') === start);
}
