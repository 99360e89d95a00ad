/**
 * A preview as the server would answer: the sample host of Oracle Linux 6 (22 updates installed, 135 being applied) with
 * the shipped defaults, built here so that the page is tested without the simulator.
 */

import type {
  AssumptionValue,
  ConditionValue,
  Exposure,
  HostChoice,
  ListRef,
  Moment,
  Preview,
  Result,
  Seconds,
  StageSummary,
  Tone,
  Update,
  WhatIf,
} from '../../server/src/protocol.ts';
import { assumptionsOf, combinations, conditionsOf, firstWhatIfs } from './controls.ts';
import { sample as hostA } from '../../server/src/simulator/samples/host-a.ts';

interface Sample {
  readonly running: string;
  readonly kernels: readonly { readonly available: readonly string[] }[];
  readonly installed: readonly string[];
  readonly updates: Readonly<Record<string, { readonly title: string }>>;
}

const sample = hostA.host as Sample;

const running = sample.running;
const newer = '4.1.12-124.39.2.el6uek.x86_64';
const levelBefore = '4.1.12-124.26.5.el6uek';
const levelAfter = '4.1.12-124.39.2.el6uek';

export const hosts: readonly HostChoice[] = [
  { id: 'ol6-uek4', name: 'Oracle Linux 6 · UEK R4', description: 'Oracle Linux 6, UEK R4, offline client' },
  { id: 'ubuntu-2204', name: 'Ubuntu 22.04', description: 'Ubuntu 22.04, online client' },
];

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

interface Ending {
  readonly tone: Tone;
  readonly headline: string;
  readonly detail: string;
  readonly kernel?: string | null;
  readonly reason?: string;
  /** Installed after the early stage, then after the late one. */
  readonly early: number;
  readonly late: number;
  readonly earlyExit?: number | null;
  readonly earlyMessage?: string;
  readonly assuming?: string;
  readonly trap?: string;
  readonly refusal?: NonNullable<Result['refusal']>;
}

const times: Readonly<Record<StageSummary['stage'], Seconds>> = {
  shutdown: [0, 0],
  early: [20, 90],
  late: [54, 220],
  cron: [1800, 14_400],
};

const trap = 'The late stage has saved the empty set as the new plan. Run uptrack-upgrade before the next boot.';

/** The preview of the sample host. Update n is in memory once n + 1 updates are installed. */
export function previewOf(wanted: Wanted = {}): Preview {
  const updates = wanted.updates ?? sampleUpdates();
  const installed = wanted.installed ?? Math.min(sample.installed.length, updates.length);
  const steps = updates.length - installed;
  const all = updates.length;
  const lists: (readonly number[])[] = [];
  const results: Result[] = [];
  const moments: Moment[] = [];

  const range = (from: number, to: number): ListRef => {
    const list = Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i);
    const same = lists.findIndex((one) => one.length === list.length && one.every((item, i) => item === list[i]));
    return same >= 0 ? same : lists.push(list) - 1;
  };

  const stage = (name: StageSummary['stage'], count: number, more: Partial<StageSummary>): StageSummary => ({
    stage: name,
    title: { shutdown: 'Shutdown', early: 'Early stage', late: 'Late stage', cron: 'Cron' }[name],
    tone: 'good',
    summary: '',
    message: '',
    installed: range(0, count),
    exitCode: 0,
    effectiveKernel: count === 0 ? running : count === all ? levelAfter : count >= installed ? levelBefore : null,
    startsAt: times[name],
    seconds: name === 'early' ? [9, 30] : name === 'late' ? [60, 180] : [0, 0],
    evidence: 'client',
    source: 'client/uptrack/uptrack-upgrade:210',
    assumes: [],
    ...more,
  });

  const exposureOf = (memory: number, early: number, late: number): readonly Exposure[] => {
    const parts: Exposure[] = [
      {
        from: [0, 0],
        to: [29, 120],
        missing: range(0, memory),
        text: `For 29 s to 2 min (assumed) none of ${memory} updates is installed.`,
      },
    ];
    if (early < memory) {
      const left = memory - late;
      parts.push({
        from: [29, 120],
        to: left > 0 ? null : [114, 400],
        missing: range(early, memory),
        text: `${memory - early} updates are missing ${left > 0 ? 'until somebody installs them' : 'until the late stage'}.`,
      });
    }
    return parts;
  };

  const fixOf = ({ tone, late, kernel, refusal }: Ending, memory: number): Result['fix'] => {
    if (tone === 'good' || kernel !== undefined || refusal !== undefined) return null;
    if (late === 0)
      return { label: 'Make room on the disk of /var', options: null, then: 'The plan is then written whole.' };
    const then = `Then all of the ${memory} updates are back in the late stage (assumed 1 to 3 min later).`;
    return { label: 'Set upgrade_on_reboot = yes', options: { upgrade_on_reboot: 'yes' }, then };
  };

  const stagesOf = (ending: Ending, memory: number): readonly StageSummary[] => {
    const { early, late, refusal, earlyExit = 0, earlyMessage = '' } = ending;
    if (refusal) {
      const refused = { tone: 'bad', message: refusal.message, exitCode: 1, evidence: 'measured' } as const;
      return [
        stage('early', 0, { ...refused, summary: 'The client cannot read its configuration and ends.' }),
        stage('late', 0, { ...refused, summary: 'The client cannot read its configuration and ends.' }),
        stage('cron', 0, { ...refused, summary: 'The client cannot read its configuration and ends.' }),
      ];
    }
    const rest = all - late;
    const idle = rest === 0 ? 'Nothing is left to install' : `${rest} available, none installed`;
    const tone: Tone = late < memory ? 'warn' : 'good';
    return [
      stage('early', early, {
        tone: early === 0 ? 'bad' : early < memory ? 'warn' : 'good',
        summary:
          early === 0
            ? 'Nothing is installed: there is no plan that the client can read.'
            : `${early} of ${early} from the saved plan, before the network is up.`,
        message: earlyMessage,
        exitCode: earlyExit,
      }),
      stage('late', late, {
        tone,
        summary:
          late > early
            ? `${late - early} more, because upgrade_on_reboot is on. The plan is saved with ${late}.`
            : `${idle}: upgrade_on_reboot is off. The plan is saved again with ${late}.`,
        assumes: ['the late stage starts also after --check-init has said no'],
        evidence: 'assumed',
      }),
      stage('cron', late, { tone, summary: `${idle}: autoinstall is off.` }),
    ];
  };

  const end = (memory: number, ending: Ending): number => {
    const { kernel = running, late } = ending;
    const isSame = kernel === running;
    const back = isSame ? Math.min(late, memory) : 0;
    const result: Result = {
      assuming: ending.assuming ?? '',
      tone: ending.tone,
      headline: ending.headline,
      detail: ending.detail,
      boot: {
        kernel,
        reason: ending.reason ?? 'The default entry of the boot loader, the kernel that was running.',
        evidence: 'documented',
      },
      stages: kernel === null ? [] : stagesOf(ending, memory),
      memory: range(0, memory),
      back: range(0, back),
      missing: isSame ? range(back, memory) : range(0, 0),
      pending: kernel === null || !isSame ? range(0, 0) : range(Math.max(late, memory), all),
      evidence: 'client',
      trap: ending.trap ?? null,
      fix: fixOf(ending, memory),
      exposure: isSame ? exposureOf(memory, ending.early, late) : [],
      refusal: ending.refusal ?? null,
    };
    const same = results.findIndex((one) => JSON.stringify(one) === JSON.stringify(result));
    return same >= 0 ? same : results.push(result) - 1;
  };

  const endings = (memory: number, plan: number, extra: Partial<Ending> = {}): readonly number[] => {
    if (wanted.refusal) return [end(memory, refused(wanted.refusal, memory))];
    if (!wanted.isTemplate) return [end(memory, { ...restored(memory, plan, plan), ...extra })];
    return [
      end(memory, { ...restored(memory, plan, plan), ...extra, assuming: 'If upgrade_on_reboot renders to no.' }),
      end(memory, { ...restored(memory, plan, all), assuming: 'If upgrade_on_reboot renders to yes.' }),
    ];
  };

  const whatIfs: WhatIf[] = [];
  const whatIfOf = (ends: readonly number[]): readonly number[] => {
    const result = results[ends[0] ?? 0];
    const sizeOf = (ref: ListRef | undefined) => (ref === undefined ? 0 : (lists[ref]?.length ?? 0));
    return firstWhatIfs({
      tone: result?.tone ?? 'good',
      headline: result?.headline ?? '',
      isDead: result?.boot.kernel !== running || wanted.refusal !== undefined,
      memory: sizeOf(result?.memory),
      early: sizeOf(result?.stages.find(({ stage }) => stage === 'early')?.installed),
      late: sizeOf(result?.stages.find(({ stage }) => stage === 'late')?.installed),
      all,
    }).map((whatIf) => {
      const text = JSON.stringify(whatIf);
      const same = whatIfs.findIndex((one) => JSON.stringify(one) === text);
      return same >= 0 ? same : whatIfs.push(whatIf) - 1;
    });
  };

  const moment = (group: string, id: string, groupLabel: string, label: string, ends: readonly number[]) =>
    moments.push({ id, group, groupLabel, label, whatIf: whatIfOf(ends), results: ends });

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
    whatIfs,
    updates,
    lists,
    moments,
    start: 0,
    results,
  };

  function restored(memory: number, plan: number, late: number): Ending {
    const missing = Math.max(memory - late, 0);
    const stays = missing === 0 ? `all of its ${memory} updates` : `${late} of its ${memory} updates`;
    return {
      tone: missing === 0 ? 'good' : 'warn',
      headline: `The host comes back with ${stays}.`,
      detail:
        `It boots ${running} again; ${plan} updates are back in the early stage, before the network is up.` +
        (late > plan ? ` The late stage installs ${late - plan} more.` : '') +
        (missing > 0 ? ` ${missing} were only in memory, and nothing in this file installs them again.` : ''),
      early: plan,
      late,
    };
  }

  function refused(refusal: NonNullable<Result['refusal']>, memory: number): Ending {
    return {
      tone: 'bad',
      headline: `The host comes back with none of its ${memory} updates.`,
      detail: 'The client refuses this file, so no stage installs anything.',
      early: 0,
      late: 0,
      refusal,
    };
  }
}

function sampleUpdates(): readonly Update[] {
  const available = sample.kernels[0]?.available ?? [];
  const ids = [...sample.installed, ...available.filter((id) => !sample.installed.includes(id))];
  return ids.map((id) => ({ id, title: sample.updates[id]?.title ?? '' }));
}

/** As many updates as asked for, with ids that belong to no real listing. */
export function manyUpdates(count: number): readonly Update[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `made${String(i).padStart(4, '0')}`,
    title: `Update ${i + 1} of a made-up listing that is as long as the test needs.`,
  }));
}
