/** The table of assumptions: what each is called, what it means, and where it counts. */
import * as v from 'valibot';
import type { Assumption, AssumptionValue } from '../protocol.ts';
import { assumptionDoubts, assumptionLabels } from './assumptions.ts';
import { assumptionFields, defaultAssumptions } from './host-schema.ts';
import type { Assumptions, Host } from './host.ts';
import { switches, type Switch } from './stage.ts';
import { capitalized } from './words.ts';

interface Row {
  /** With the unit. */
  readonly label: string;
  /** What it means in a host file, in a sentence. */
  readonly meaning: string;
  /** Left out: on any host. */
  readonly counts?: (host: Host) => boolean;
}

const places: Readonly<Partial<Record<Switch, Row['counts']>>> = {
  offlineHasLateStage: ({ client }) => client === 'offline',
  tornListHeals: ({ client }) => client === 'online',
};

const switchRows = Object.fromEntries(
  switches.map((name): [Switch, Row] => {
    const label = assumptionLabels[name] ?? name;
    const counts = places[name];
    return [
      name,
      { label: capitalized(label), meaning: `Whether to assume that ${label}.`, ...(counts && { counts }) },
    ];
  }),
) as Record<Switch, Row>;

/** By the field of a host file, in the order of the form. */
export const assumptionRows: Readonly<Record<keyof Assumptions, Row>> = {
  ...switchRows,
  recordfailSeconds: {
    label: 'Wait at GRUB’s menu after a boot that did not finish (seconds; -1: for ever)',
    meaning:
      'Debian and Ubuntu, after a cut in the early stage of a boot: seconds that GRUB waits at its menu. 0: none, -1: for ever.',
    counts: ({ packaging }) => packaging === 'deb',
  },
  secondsToEarlyStage: {
    label: 'From power on to the early stage (seconds)',
    meaning: '[least, most] seconds from power on to the early stage.',
  },
  secondsPerUpdate: {
    label: 'To apply one update (seconds)',
    meaning: '[least, most] seconds to apply one update.',
  },
  secondsToNetwork: {
    label: 'From the end of the early stage to the late one (seconds)',
    meaning: '[least, most] seconds from the end of the early stage to the late one.',
  },
  secondsToDownload: {
    label: 'To download the list and all updates (seconds)',
    meaning: '[least, most] seconds to download the list and all updates.',
  },
  cronPeriodMinutes: {
    label: 'Between two periodic runs (minutes)',
    meaning: '[least, most] minutes between two periodic runs.',
  },
};

const names = Object.keys(assumptionRows) as (keyof Assumptions)[];

/** Those that count on this host, with their values. */
export function assumptionsOf(host: Host): readonly Assumption[] {
  return names
    .filter((id) => assumptionRows[id].counts?.(host) ?? true)
    .map((id) => ({
      id,
      label: assumptionRows[id].label,
      help: assumptionDoubts[id] ?? 'A parameter of this simulation that nobody has measured.',
      value: host.assumptions[id],
      standard: defaultAssumptions[id],
    }));
}

/** The host with other assumptions; a value that a host file could not hold, or of no assumption, changes nothing. */
export function withAssumptions(host: Host, values: Readonly<Record<string, AssumptionValue>>): Host {
  const changed = names.flatMap((id) => {
    const read = v.safeParse(assumptionFields[id], values[id]);
    return read.success ? [[id, read.output] as const] : [];
  });
  return { ...host, assumptions: { ...host.assumptions, ...(Object.fromEntries(changed) as Partial<Assumptions>) } };
}
