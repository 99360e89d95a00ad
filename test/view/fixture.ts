/**
 * A preview as the server would answer: the sample host of Oracle Linux 6 (22 updates installed, 135 being applied) with
 * the shipped defaults, built here so that the page is tested without the simulator.
 */

import type {
  AssumptionValue,
  ConditionValue,
  Moment,
  Preview,
  Result,
  Update,
  WhatIf,
} from '../../server/src/protocol.ts';
import { assumptionsOf, combinations, conditionsOf, firstWhatIfs } from './controls.ts';
import { refused, restored, resultOf } from './results.ts';
import type { Ending, Made } from './results.ts';
import { hosts, installedCount, newer, running, sampleUpdates } from './sample.ts';

/** What a test may ask for; the rest is the sample. */
export interface Wanted {
  readonly host?: string;
  readonly conditions?: Readonly<Record<string, ConditionValue>>;
  readonly assumptions?: Readonly<Record<string, AssumptionValue>>;
  /** A host file in the place of the sample. */
  readonly file?: string;
  /** The renderings of a template: with `upgrade_on_reboot` off and on. */
  readonly isTemplate?: boolean;
  /** The client refuses to read the file. */
  readonly refusal?: NonNullable<Result['refusal']>;
  /** In the place of the sample's own. */
  readonly updates?: readonly Update[];
  readonly installed?: number;
}

/** Keeps equal things once. */
class Kept<T> {
  readonly all: T[] = [];
  readonly #indices = new Map<string, number>();

  indexOf(item: T): number {
    const key = JSON.stringify(item);
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.all.push(item) - 1;
    this.#indices.set(key, index);
    return index;
  }
}

const trap = 'The late stage has saved the empty set as the new plan. Run uptrack-upgrade before the next boot.';

/** The preview of the sample host. Update n is in memory once n + 1 updates are installed. */
export function previewOf(wanted: Wanted = {}): Preview {
  const updates = wanted.updates ?? sampleUpdates();
  const installed = wanted.installed ?? Math.min(installedCount, updates.length);
  const steps = updates.length - installed;
  const all = updates.length;
  const lists = new Kept<readonly number[]>();
  const results = new Kept<Result>();
  const whatIfs = new Kept<WhatIf>();
  const moments: Moment[] = [];

  const made: Made = {
    all,
    installed,
    range: (from, to) => lists.indexOf(Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i)),
  };
  const end = (memory: number, ending: Ending) => results.indexOf(resultOf(made, memory, ending));

  const endings = (memory: number, plan: number, extra: Partial<Ending> = {}): readonly number[] => {
    if (wanted.refusal) return [end(memory, refused(wanted.refusal, memory))];
    if (!wanted.isTemplate) return [end(memory, { ...restored(memory, plan, plan), ...extra })];
    return [
      end(memory, { ...restored(memory, plan, plan), ...extra, assuming: 'If upgrade_on_reboot renders to no.' }),
      end(memory, { ...restored(memory, plan, all), assuming: 'If upgrade_on_reboot renders to yes.' }),
    ];
  };

  const whatIfOf = (ends: readonly number[]): readonly number[] => {
    const result = results.all[ends[0] ?? 0];
    const sizeOf = (ref: number | undefined) => (ref === undefined ? 0 : (lists.all[ref]?.length ?? 0));
    return firstWhatIfs({
      tone: result?.tone ?? 'good',
      headline: result?.headline ?? '',
      isDead: result?.boot.kernel !== running || wanted.refusal !== undefined,
      memory: sizeOf(result?.memory),
      early: sizeOf(result?.stages.find(({ stage }) => stage === 'early')?.installed),
      late: sizeOf(result?.stages.find(({ stage }) => stage === 'late')?.installed),
      all,
    }).map((whatIf) => whatIfs.indexOf(whatIf));
  };

  const moment = (group: string, id: string, groupLabel: string, label: string, ends: readonly number[]) =>
    moments.push({
      id,
      group,
      groupLabel,
      label,
      evidence: id === 'idle' ? 'client' : 'inferred',
      source: 'the client',
      whatIf: whatIfOf(ends),
      results: ends,
    });

  moment('idle', 'idle', 'Idle', 'While nothing is going on', endings(installed, installed));
  for (let done = 0; done <= steps; done++) {
    const label =
      done === steps ? `After all ${steps} updates are applied` : `While update ${done + 1} of ${steps} is applied`;
    moment('apply', `apply-${done}`, 'Applying updates', label, endings(installed + done, installed));
  }
  const plan = (id: string, label: string, kept: number, extra: Partial<Ending> = {}) =>
    moment('write-plan', `write-plan-${id}`, 'Saving the plan', label, endings(all, kept, extra));
  plan('old', 'The old plan is still there', installed);
  plan('new', 'The new plan has reached the disk', all);
  plan('short', 'The new plan is cut short', Math.floor((installed + all) / 2));
  const lost = { tone: 'bad', headline: `The host comes back with none of its ${all} updates.` } as const;
  plan('torn', 'The plan file is torn', 0, {
    ...lost,
    detail: 'The early stage cannot read the plan, and the late stage then saves the empty set: the loss stays.',
    trap,
    earlyExit: 1,
    earlyMessage: 'Error reading init-time plan',
  });
  plan('zero-length', 'The plan file is empty', 0, {
    ...lost,
    detail: 'The early stage fails on the empty file, and the late stage then saves the empty set: the loss stays.',
    trap,
    earlyExit: -1,
    earlyMessage: 'Unexpected error.',
  });
  const packageMoment = (id: string, label: string, ends: readonly number[]) =>
    moment('package', `package-${id}`, 'Package manager', label, ends);
  const dead: Ending = {
    tone: 'bad',
    headline: 'The host does not boot by itself.',
    detail: `The boot loader starts ${newer}, which has no whole initramfs. Choose ${running} in its menu.`,
    kernel: null,
    reason: `The default entry is the newest kernel, ${newer}; without a whole initramfs it does not start.`,
    early: 0,
    late: 0,
  };
  packageMoment('unpack', 'While the new kernel is unpacked', endings(installed, installed));
  packageMoment('bootloader', 'The boot entry is written, the initramfs is not', [end(installed, dead)]);
  packageMoment('initramfs', 'While the initramfs is written', [end(installed, dead)]);
  packageMoment('done', 'The new kernel is installed', [
    end(installed, {
      tone: 'warn',
      headline: 'The host boots the new kernel, without updates.',
      detail: `${newer} was never patched here, so the early stage has nothing to install.`,
      kernel: newer,
      reason: 'The default entry is the newest kernel.',
      early: 0,
      late: 0,
      earlyMessage: 'Ksplice Uptrack: booting into a new kernel, so not installing any updates.',
    }),
  ]);

  const host = hosts.find(({ id }) => id === wanted.host) ?? hosts[0];
  if (host === undefined) throw new Error('There is a host');
  const remark = 'The listing names 68 of these updates and only counts the other 89.';
  return {
    uri: 'file:///etc/uptrack/uptrack.conf',
    version: 1,
    hosts,
    host: { ...host, file: wanted.file ?? null, running, fingerprint: '', remark },
    conditions: conditionsOf(wanted.conditions ?? {}),
    assumptions: assumptionsOf(wanted.assumptions ?? {}),
    combinations: combinations(wanted.isTemplate === true),
    whatIfs: whatIfs.all,
    updates,
    lists: lists.all,
    moments,
    start: 0,
    results: results.all,
  };
}
