/** Results of the made preview: from how a boot ends to all that the server would say of it. */

import type { Exposure, ListRef, Result, Seconds, StageSummary, Tone } from '../../server/src/protocol.ts';
import { levelAfter, levelBefore, running } from './sample.ts';

/** How a boot ends. */
export interface Ending {
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

/** What all endings of a preview share. */
export interface Made {
  /** How many updates there are, and how many of them are installed. */
  readonly all: number;
  readonly installed: number;
  /** A list of the updates from one index up to another. */
  readonly range: (from: number, to: number) => ListRef;
}

const times: Readonly<Record<StageSummary['stage'], Seconds>> = {
  shutdown: [0, 0],
  early: [20, 90],
  late: [54, 220],
  cron: [1800, 14_400],
};

const stage = (
  { all, installed, range }: Made,
  name: StageSummary['stage'],
  count: number,
  more: Partial<StageSummary>,
): StageSummary => ({
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

function exposureOf({ range }: Made, memory: number, early: number, late: number): readonly Exposure[] {
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
}

function fixOf({ tone, late, kernel, refusal }: Ending, memory: number): Result['fix'] {
  if (tone === 'good' || kernel !== undefined || refusal !== undefined) return null;
  if (late === 0)
    return { label: 'Make room on the disk of /var', options: null, then: 'The plan is then written whole.' };
  const then = `Then all of the ${memory} updates are back in the late stage (assumed 1 to 3 min later).`;
  return { label: 'Set upgrade_on_reboot = yes', options: { upgrade_on_reboot: 'yes' }, then };
}

function stagesOf(made: Made, ending: Ending, memory: number): readonly StageSummary[] {
  const { early, late, refusal, earlyExit = 0, earlyMessage = '' } = ending;
  if (refusal) {
    const refused = { tone: 'bad', message: refusal.message, exitCode: 1, evidence: 'measured' } as const;
    return [
      stage(made, 'early', 0, { ...refused, summary: 'The client cannot read its configuration and ends.' }),
      stage(made, 'late', 0, { ...refused, summary: 'The client cannot read its configuration and ends.' }),
      stage(made, 'cron', 0, { ...refused, summary: 'The client cannot read its configuration and ends.' }),
    ];
  }
  const rest = made.all - late;
  const idle = rest === 0 ? 'Nothing is left to install' : `${rest} available, none installed`;
  const tone: Tone = late < memory ? 'warn' : 'good';
  return [
    stage(made, 'early', early, {
      tone: early === 0 ? 'bad' : early < memory ? 'warn' : 'good',
      summary:
        early === 0
          ? 'Nothing is installed: there is no plan that the client can read.'
          : `${early} of ${early} from the saved plan, before the network is up.`,
      message: earlyMessage,
      exitCode: earlyExit,
    }),
    stage(made, 'late', late, {
      tone,
      summary:
        late > early
          ? `${late - early} more, because upgrade_on_reboot is on. The plan is saved with ${late}.`
          : `${idle}: upgrade_on_reboot is off. The plan is saved again with ${late}.`,
      assumes: ['the late stage starts also after --check-init has said no'],
      evidence: 'assumed',
    }),
    stage(made, 'cron', late, { tone, summary: `${idle}: autoinstall is off.` }),
  ];
}

/** The result of a boot that lost so many updates from memory. */
export function resultOf(made: Made, memory: number, ending: Ending): Result {
  const { all, range } = made;
  const { kernel = running, late } = ending;
  const isSame = kernel === running;
  const back = isSame ? Math.min(late, memory) : 0;
  return {
    assuming: ending.assuming ?? '',
    tone: ending.tone,
    headline: ending.headline,
    detail: ending.detail,
    boot: {
      kernel,
      reason: ending.reason ?? 'The default entry of the boot loader, the kernel that was running.',
      evidence: 'documented',
      source: 'the guide',
    },
    stages: kernel === null ? [] : stagesOf(made, ending, memory),
    memory: range(0, memory),
    back: range(0, back),
    missing: isSame ? range(back, memory) : range(0, 0),
    pending: kernel === null || !isSame ? range(0, 0) : range(Math.max(late, memory), all),
    evidence: 'client',
    trap: ending.trap ?? null,
    fix: fixOf(ending, memory),
    exposure: isSame ? exposureOf(made, memory, ending.early, late) : [],
    refusal: ending.refusal ?? null,
  };
}

/** The kernel that ran boots again, with the saved plan and then what the late stage has. */
export function restored(memory: number, plan: number, late: number): Ending {
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

/** The client does not read the file. */
export function refused(refusal: NonNullable<Result['refusal']>, memory: number): Ending {
  return {
    tone: 'bad',
    headline: `The host comes back with none of its ${memory} updates.`,
    detail: 'The client refuses this file, so no stage installs anything.',
    early: 0,
    late: 0,
    refusal,
  };
}
