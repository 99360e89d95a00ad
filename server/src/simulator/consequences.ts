/**
 * What a file means without any particular host: nothing, the saved plan, or everything available comes back, on the same
 * kernel and on one that was never patched. Simulated on a host that stands for all.
 */
import { settingAt, stages, type Effective, type Setting, type Stage } from '../config/effective.ts';
import type { OptionId } from '../config/options.ts';
import { simulate } from './branches.ts';
import { clientConfigs } from './config.ts';
import { readHost, type Host } from './host.ts';
import type { Outcome } from './outcome.ts';

/** What is installed after a stage. */
export type Extent = 'nothing' | 'saved' | 'all';

export interface Consequence {
  readonly extents: Readonly<Record<Stage, Extent>>;
  readonly exitCodes: Readonly<Record<Stage, number | null>>;
  /** No source says whether it is so. */
  readonly isUnknown: boolean;
}

export interface Consequences {
  /** The kernel that ran, idle when the power failed. */
  readonly same: Consequence;
  /** A kernel that was never patched here. */
  readonly different: Consequence;
}

/** One combination of the three options that decide. */
export interface ConsequenceRow {
  readonly installOnReboot: boolean;
  readonly upgradeOnReboot: boolean;
  /** Null: makes no difference. */
  readonly autoinstall: boolean | null;
  readonly consequences: Consequences;
}

type Client = Host['client'];

/** The options that decide, where the client reads the file. */
const deciding: readonly OptionId[] = [
  'Settings.install_on_reboot',
  'Settings.upgrade_on_reboot',
  'Settings.autoinstall',
];

const saved = 'unlisted-1';
const newer = 'unlisted-2';
const ofOtherKernel = 'unlisted-3';
const running = '5.15.0-1';
const other = '5.15.0-2';

const hosts = new Map<string, Host | null>();

function symbolicHost(client: Client, boots: string): Host | null {
  const key = `${client} ${boots}`;
  const host = hosts.get(key) ?? describe(client, boots);
  hosts.set(key, host);
  return host;
}

function describe(client: Client, boots: string): Host | null {
  return readHost({
    name: 'any host',
    packaging: 'rpm',
    client,
    running,
    defaultEntry: boots,
    kernels: [
      {
        release: running,
        onDisk: 'complete',
        packageList: 'ok',
        bootPlan: [saved],
        available: [saved, newer],
        upgradePlan: [`Install ${newer}`],
        expiredMarker: false,
      },
      {
        release: other,
        onDisk: 'complete',
        packageList: 'absent',
        available: [ofOtherKernel],
        upgradePlan: [`Install ${ofOtherKernel}`],
        expiredMarker: false,
      },
    ],
    installed: [saved],
    updates: {},
    cut: { during: 'idle' },
  }).host;
}

function extentOf(installed: readonly string[]): Extent {
  if (installed.includes(newer) || installed.includes(ofOtherKernel)) return 'all';
  return installed.length > 0 ? 'saved' : 'nothing';
}

function consequence(outcome: Outcome | undefined): Consequence {
  const at = (stage: Stage) => outcome?.stages.find((result) => result.stage === stage);
  const each = <T>(of: (stage: Stage) => T) => ({ early: of('early'), late: of('late'), cron: of('cron') });
  const extents = each((stage) => extentOf(at(stage)?.installed ?? []));
  return {
    extents,
    exitCodes: each((stage) => at(stage)?.exitCode ?? null),
    // Nobody needs to confirm that nothing happens.
    isUnknown: stages.some((stage) => extents[stage] !== 'nothing' && at(stage)?.evidence === 'unknown'),
  };
}

/** There are only so many: by everything that they depend on. */
const known = new Map<string, Consequences>();

/** Of the first way in which unknown values can come out, which is never one that the client refuses. */
export function consequencesOf(effective: Effective, client: Client): Consequences {
  const on = (boots: string): Consequence => {
    const host = symbolicHost(client, boots);
    return consequence(host ? simulate([effective], host).outcomes[0] : undefined);
  };
  const config = clientConfigs(effective)[0]?.config;
  // Text of the file that decides nothing is left out: it would make a new key of every keystroke.
  const refusal = config?.refusal && [config.refusal.exitCode, config.refusal.stages];
  const key = JSON.stringify([client, { ...config, refusal, effectiveVersion: config?.effectiveVersion !== null }]);
  const consequences = known.get(key) ?? { same: on(running), different: on(other) };
  known.set(key, consequences);
  return consequences;
}

/** The file with these options set, whatever it says of them. */
export function withValues(effective: Effective, values: Readonly<Record<OptionId, boolean>>): Effective {
  const settings = new Map<OptionId, Setting>(effective.settings);
  for (const [id, value] of Object.entries(values) as [OptionId, boolean][]) {
    settings.set(id, { ...settingAt(effective, id), value, unknown: false });
  }
  return { ...effective, settings };
}

const sameConsequences = (a: Consequences, b: Consequences): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Every combination of the three options, with the rest of the file as it is, were it one that the client reads. */
export function consequenceTable(effective: Effective, client: Client): readonly ConsequenceRow[] {
  const read = { ...effective, fatal: null };
  return [true, false].flatMap((installOnReboot) =>
    [false, true].flatMap((upgradeOnReboot): readonly ConsequenceRow[] => {
      const rowOf = (autoinstall: boolean): ConsequenceRow => {
        const values = withValues(read, {
          'Settings.install_on_reboot': installOnReboot,
          'Settings.upgrade_on_reboot': upgradeOnReboot,
          'Settings.autoinstall': autoinstall,
        });
        return { installOnReboot, upgradeOnReboot, autoinstall, consequences: consequencesOf(values, client) };
      };
      const [off, on] = [rowOf(false), rowOf(true)];
      return sameConsequences(off.consequences, on.consequences) ? [{ ...off, autoinstall: null }] : [off, on];
    }),
  );
}

/** What can come of a file, refused or not: once for each way in which unknown values of the three options can come out that differs. */
export function possibleConsequences(effective: Effective, client: Client): readonly Consequences[] {
  const unknown = deciding.filter((id) => settingAt(effective, id).unknown);
  const renderings = unknown.reduce<readonly Readonly<Record<OptionId, boolean>>[]>(
    (all, id) => all.flatMap((values) => [true, false].map((value) => ({ ...values, [id]: value }))),
    [{}],
  );
  const possible = renderings.map((values) => consequencesOf(withValues(effective, values), client));
  return possible.filter((each, index) => possible.findIndex((other) => sameConsequences(each, other)) === index);
}

/** Whether a file can come out as this row: unknown values as any, refused ones as none. */
export function canBe(row: ConsequenceRow, effective: Effective): boolean {
  const fits = (id: OptionId, value: boolean | null): boolean => {
    const setting = settingAt(effective, id);
    return value === null || setting.unknown || setting.value === value;
  };
  return (
    fits('Settings.install_on_reboot', row.installOnReboot) &&
    fits('Settings.upgrade_on_reboot', row.upgradeOnReboot) &&
    fits('Settings.autoinstall', row.autoinstall)
  );
}
