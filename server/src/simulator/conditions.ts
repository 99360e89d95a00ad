/** The table of conditions that a boot can meet: the form of the panel and what a choice in it changes. */
import type { Condition, ConditionValue } from '../protocol.ts';
import { defaultConfig, type ClientConfig } from './config.ts';
import type { Boot, Host } from './host.ts';

/** Headings of the form. */
export const conditionGroups = {
  loader: 'Boot loader',
  server: 'Network and server',
  client: 'Client and cache',
  updates: 'Updates',
} as const;

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Row {
  readonly group: keyof typeof conditionGroups;
  readonly label: string;
  readonly help: string;
  /** None for a check box. */
  readonly choices: (host: Host) => readonly Choice[];
  /** Left out: on any host, whatever the file says. */
  readonly occurs?: (host: Host, config: ClientConfig) => boolean;
}

/** Of a client that asks a server. */
const online = ({ client }: Host) => client === 'online';

const checkBox = () => [];
const fixed = (labels: Readonly<Record<string, string>>) => () =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** In a native list an empty value stands for "none". */
const nobody = '';

/** One row for each condition, by its field in `boot`, in the order of the form. */
const conditions: Readonly<Partial<Record<keyof Boot, Row>>> = {
  chosenEntry: {
    group: 'loader',
    label: 'Boot menu',
    help: 'An entry that somebody picks in the boot menu; otherwise the default one starts.',
    choices: ({ kernels }) => [
      { value: nobody, label: 'nobody picks an entry' },
      ...kernels.map(({ release }) => ({ value: release, label: release })),
    ],
  },
  network: {
    group: 'server',
    label: 'Network',
    help: 'The late stage needs the server; after a power cut, switches and proxies may come up later than the host.',
    choices: fixed({ up: 'up in time', slow: 'up only before cron', down: 'down' }),
    occurs: online,
  },
  accessKey: {
    group: 'server',
    label: 'Access key',
    help: 'Whether the server accepts the key of the file. A key that is missing in the file is not a matter of this.',
    choices: fixed({ valid: 'accepted', invalid: 'refused' }),
    occurs: online,
  },
  subscription: {
    group: 'server',
    label: 'Subscription',
    help: 'What the server says now. An answer of "expired" is remembered, and then stops the early stage of later boots.',
    choices: fixed({ active: 'active', expired: 'expired' }),
    occurs: online,
  },
  disableFile: {
    group: 'client',
    label: '/etc/uptrack/disable',
    help: 'While this file exists, nothing is installed.',
    choices: checkBox,
  },
  nouptrack: {
    group: 'loader',
    label: 'nouptrack',
    help: 'Typed on the kernel command line. The early stage then creates /etc/uptrack/disable, which stays.',
    choices: checkBox,
  },
  cron: {
    group: 'client',
    label: 'Cron file',
    help: 'Without the cron file there is no periodic run, whatever autoinstall says.',
    choices: checkBox,
  },
  clientTooOld: {
    group: 'client',
    label: 'Client',
    help: 'Whether the installed client can deal with what the package list holds.',
    choices: fixed({ no: 'recent enough', 'to-install': 'too old to install', 'to-parse': 'too old to read the list' }),
  },
  hostnameFile: {
    group: 'client',
    label: 'Host name file',
    help: 'The file that hostname_override_file names, where it is set.',
    choices: fixed({ ok: 'fine', unreadable: 'unreadable', empty: 'empty' }),
    occurs: (_host, { hostnameFile }) => hostnameFile,
  },
  sysfs: {
    group: 'client',
    label: '/sys/module',
    help: 'Missing in a container: no update can be applied there.',
    choices: fixed({ mounted: 'mounted', missing: 'missing' }),
  },
};

const rows = Object.entries(conditions) as readonly (readonly [keyof Boot, Row])[];

/** The conditions with the values that they have on this host. */
export function conditionsOf(host: Host): readonly Condition[] {
  return rows.map(([id, { group, label, help, choices }]) => {
    const value = host.boot[id];
    return {
      id,
      group: conditionGroups[group],
      label,
      help,
      value: typeof value === 'boolean' ? value : ((value ?? nobody) as string),
      choices: choices(host),
    };
  });
}

/**
 * Those that can occur.
 *
 * @param configs the ways in which the file can come out; null: any
 */
export function conditionsIn(host: Host, configs: readonly ClientConfig[] | null): readonly Condition[] {
  return conditionsOf(host).filter(({ id }) => {
    const occurs = conditions[id as keyof Boot]?.occurs;
    return occurs === undefined || (configs ?? [anyConfig]).some((config) => occurs(host, config));
  });
}

/** Of a file that nobody has seen: what a file has to say for a condition to occur, it says. */
const anyConfig: ClientConfig = { ...defaultConfig, hostnameFile: true };

/** The host with other conditions; a value that is none of the choices, or of no condition, changes nothing. */
export function withConditions(host: Host, values: Readonly<Record<string, ConditionValue>>): Host {
  const changed = rows.flatMap(([id, { choices }]) => {
    const value = values[id];
    const offered = choices(host);
    const isOffered =
      offered.length === 0 ? typeof value === 'boolean' : offered.some((choice) => choice.value === value);
    return isOffered ? [[id, value === nobody ? null : value] as const] : [];
  });
  return { ...host, boot: { ...host.boot, ...(Object.fromEntries(changed) as Partial<Boot>) } };
}
