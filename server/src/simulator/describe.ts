/** A result in sentences for people: the same for the panel and the command line. */
import { weakest, type Evidence } from '../config/evidence.ts';
import { nextConditions } from './boot.ts';
import type { Boot, Host } from './host.ts';
import { stepsOf, without } from './lists.ts';
import { bootingKernel, momentOf, restorable } from './moments.ts';
import type { BootReason, BootResult, Outcome, StageResult } from './outcome.ts';
import { describeStage, isRefused, type StageReport, type Tone } from './stage-report.ts';
import { are, grouped, updates } from './words.ts';

export interface Description {
  readonly tone: Tone;
  /** The verdict in one sentence. */
  readonly headline: string;
  readonly detail: string;
  /** Why this kernel boots. */
  readonly reason: string;
  /** How well that is known. */
  readonly evidence: Evidence;
  /** One for each of the stages. */
  readonly stages: readonly StageReport[];
}

/** What a boot is described against. */
export interface Scene {
  readonly host: Host;
  /** How it came to this boot, in a sentence. */
  readonly cause: string;
  readonly ran: string;
  readonly memory: readonly string[];
  readonly conditions: Boot;
  /** For the booted kernel. */
  readonly available: readonly string[];
}

export function describe(outcome: Outcome, host: Host): Description {
  const { ran, memory } = momentOf(host);
  const available = availableOf(host, outcome.boots.kernel, [host.boot]);
  return describeBoot(outcome, { host, cause: causeOf(host), ran, memory, conditions: host.boot, available });
}

/** The same for each of `nextBoots`. */
export function describeNextBoots(outcome: Outcome, host: Host): readonly Description[] {
  let before: BootResult = outcome;
  const conditions = [host.boot];
  return outcome.nextBoots.map((result, index) => {
    const next = host.nextBoots[index] ?? { after: 'cut' };
    const end = before.stages.at(-1);
    conditions.push(nextConditions(conditions.at(-1) ?? host.boot, next, end?.disableFile ?? false));
    const scene: Scene = {
      host,
      cause:
        next.after === 'reboot'
          ? 'Then the host is rebooted in good order.'
          : 'Then the power fails while nothing is going on.',
      ran: before.boots.kernel ?? '',
      memory: end?.installed ?? [],
      conditions: conditions.at(-1) ?? host.boot,
      available: availableOf(host, result.boots.kernel, conditions),
    };
    before = result;
    return describeBoot(result, scene);
  });
}

function availableOf(host: Host, release: string | null, boots: readonly Boot[]): readonly string[] {
  const listed = host.kernels.find((kernel) => kernel.release === release)?.available ?? [];
  const released = boots.flatMap((boot) => boot.released[release ?? ''] ?? []);
  return released.length === 0 ? listed : [...new Set([...listed, ...released])];
}

function describeBoot(result: BootResult, scene: Scene): Description {
  const { boots, stages } = result;
  const reason = reasons[boots.reason];
  const reports = stages.map((stage, index) =>
    describeStage(stage, {
      host: scene.host,
      conditions: scene.conditions,
      available: scene.available,
      before: stages[index - 1] ?? null,
    }),
  );
  const { tone, headline, rest } = judge(result, scene);
  const detail = [scene.cause, outage(scene), courseOf(result, scene), rest, ...doubts(result)];
  return {
    tone,
    headline,
    detail: detail.filter((sentence) => sentence !== '').join(' '),
    reason: reason.sentence(result, scene),
    evidence: reason.evidence,
    stages: reports,
  };
}

type Judgement = Pick<Description, 'tone' | 'headline'> & {
  /** What becomes of the rest. */
  readonly rest: string;
};

function judge(result: BootResult, scene: Scene): Judgement {
  const { verdict, boots, stages, missing, pending } = result;
  const { host, memory, ran, available } = scene;
  const { name } = host;
  const late = at(result, 'late');
  const cron = at(result, 'cron');
  if (verdict === 'does-not-boot' || late === undefined || cron === undefined) {
    const rest = boots.repair === null ? '' : `Then run ${boots.repair}.`;
    return { tone: 'bad', headline: `${name} does not boot by itself.`, rest };
  }
  const same = boots.kernel === ran;
  const lost = missing.length;
  const stillLost = without(missing, cron.installed).length;
  const later = without(cron.installed, late.installed).length;
  const caveat = caveatOf(stages);
  const byCron = later > 0 && late.installed.length + later >= available.length;
  const then =
    later === 0 ? ', and stays there' : byCron ? ' until cron installs the rest' : `; cron adds ${grouped(later)}`;
  const rest = restOf({ lost, stillLost, pending: pending.length, later, installed: cron.installed.length });
  const troubled = stages.some((stage) => stage.stage !== 'shutdown' && stage.exitCode !== 0);
  const refused = isRefused(late);
  const warn: Tone = troubled ? 'warn' : 'good';

  if (refused && late.installed.length === 0) {
    const until = later > 0 ? then : '';
    return {
      tone: 'bad',
      headline: `${name} comes back without any update${until}: the client refuses the file.`,
      rest,
    };
  }
  switch (verdict) {
    case 'nothing-to-install':
      return { tone: warn, headline: `${name} comes back; there are no updates for this kernel.`, rest: '' };
    case 'upgraded':
      return {
        tone: caveat === '' ? warn : 'warn',
        headline: `${name} comes back with all ${updates(available.length)}${caveat}.`,
        rest: '',
      };
    case 'unpatched': {
      const what = same && memory.length > 0 ? `none of its ${updates(memory.length)}` : 'no updates';
      const where = same ? '' : ' on another kernel,';
      return { tone: later > 0 ? 'warn' : 'bad', headline: `${name} comes back${where} with ${what}${then}.`, rest };
    }
    case 'restored': {
      const more = byCron
        ? `, and cron installs the other ${grouped(later)}`
        : `; ${grouped(pending.length)} more ${are(pending.length)} available`;
      return {
        tone: warn,
        headline: `${name} comes back with the ${updates(memory.length)} that it had${more}.`,
        rest,
      };
    }
    case 'partly-restored': {
      const what = same
        ? `${grouped(memory.length - lost)} of ${updates(memory.length)}`
        : `${grouped(late.installed.length)} of the ${updates(available.length)} for it`;
      const where = same ? '' : ' on another kernel,';
      return { tone: 'warn', headline: `${name} comes back${where} with ${what}${then}.`, rest };
    }
  }
}

function restOf(counts: {
  lost: number;
  stillLost: number;
  pending: number;
  later: number;
  installed: number;
}): string {
  const { lost, stillLost, pending, later } = counts;
  if (lost === 0) return '';
  if (stillLost === 0) return `The other ${grouped(lost)} come back with the first periodic run.`;
  const gone =
    later === 0
      ? `${grouped(lost)} that ${lost === 1 ? 'was' : 'were'} only in memory`
      : `${grouped(stillLost)} of those in memory`;
  const more = pending > 0 ? `, nor ${grouped(pending)} more that ${are(pending)} available` : '';
  return `Nothing in this file installs the ${gone} again${more}: it takes an uptrack-upgrade.`;
}

/** What must hold for the headline, where nobody knows whether it does. */
function caveatOf(stages: readonly StageResult[]): string {
  const index = stages.findIndex(({ stage }) => stage === 'late');
  const [early, late] = [stages[index - 1], stages[index]];
  if (late === undefined || early === undefined || late.installed.length === early.installed.length) return '';
  if (late.assumes.includes('offlineHasLateStage')) return ', if an offline client has a late stage';
  if (late.assumes.includes('lateStageAlwaysStarts')) return ', if the late stage starts';
  return late.evidence === 'unknown' ? ', as far as is known' : '';
}

function at({ stages }: BootResult, name: StageResult['stage']): StageResult | undefined {
  return stages.find(({ stage }) => stage === name);
}

/** What the stages do, in a sentence or two. */
function courseOf(result: BootResult, { ran }: Scene): string {
  const { boots } = result;
  const [early, late] = [at(result, 'early'), at(result, 'late')];
  if (boots.kernel === null || early === undefined || late === undefined) {
    return boots.instead === null ? 'No entry of the boot menu would boot.' : `Pick ${boots.instead} in the boot menu.`;
  }
  const kernel = boots.kernel === ran ? `${boots.kernel} again` : `${boots.kernel} instead of ${ran}`;
  const restored = early.installed.length;
  const first =
    restored === 0
      ? 'the early stage restores nothing'
      : `${updates(restored)} ${are(restored)} back in the early stage, before the network is up`;
  const added = without(late.installed, early.installed).length;
  const then = added === 0 ? '' : ` The late stage installs ${grouped(added)}.`;
  return `The host boots ${kernel}; ${first}.${then}`;
}

function outage({ conditions: { outageMinutes } }: Scene): string {
  return outageMinutes > 0 ? `The power is back after ${outageMinutes} min.` : '';
}

const assumptionTexts: Readonly<Record<string, string>> = {
  lateStageAlwaysStarts:
    'Whether the late stage starts after --check-init has said no is not known; here that is an assumption.',
  offlineHasLateStage:
    'Whether an offline client has a late stage and a periodic run is not known; here that is an assumption.',
  tornListHeals: 'Whether a torn package list is downloaded again is inferred, not seen.',
  recordfailSeconds: 'How long GRUB waits at its menu after a boot that did not finish is an assumption.',
};

function doubts({ stages }: BootResult): readonly string[] {
  const names = [...new Set(stages.flatMap(({ assumes }) => assumes))];
  const texts = names.flatMap((name) => assumptionTexts[name] ?? []);
  const unexplained = stages.some(({ evidence, assumes }) => evidence === 'unknown' && assumes.length === 0);
  return unexplained ? [...texts, 'What nouptrack does while install_on_reboot is off is not known.'] : texts;
}

/** The moment of the cut in a sentence. */
function causeOf(host: Host): string {
  const { cut } = host;
  if (cut === null) return 'The host is rebooted in good order.';
  switch (cut.during) {
    case 'idle':
      return 'The power fails while nothing is going on.';
    case 'download-list':
      return 'The power fails while the package list is downloaded.';
    case 'download-updates':
      return 'The power fails while updates are downloaded.';
    case 'apply': {
      const kernel = host.kernels.find(({ release }) => release === host.running);
      const steps = kernel === undefined ? 0 : stepsOf(kernel, host.installed).length;
      return `The power fails with ${grouped(cut.done)} of ${grouped(steps)} steps applied.`;
    }
    case 'write-plan':
      return 'The power fails while the plan is saved.';
    case 'remove':
      return `The power fails with ${grouped(cut.done)} of ${updates(host.installed.length)} removed.`;
    case 'package':
      return `The power fails while the package manager installs ${cut.release}.`;
    case 'early-boot': {
      const kernel = host.kernels.find(({ release }) => release === bootingKernel(host));
      const planned = kernel === undefined ? 0 : restorable(kernel).length;
      return `The power fails in the early stage of a boot, with ${grouped(cut.done)} of ${grouped(planned)} restored.`;
    }
    case 'late-boot':
      return `The power fails in the late stage of a boot, with ${grouped(cut.done)} steps applied.`;
  }
}

interface Reason {
  readonly evidence: Evidence;
  readonly sentence: (result: BootResult, scene: Scene) => string;
}

const instead = ({ boots }: BootResult) =>
  boots.instead === null ? 'No other entry would boot.' : `${boots.instead} would boot, if somebody picks it.`;

/** Why this kernel boots, by `boots.reason`. */
const reasons: Readonly<Record<BootReason, Reason>> = {
  default: {
    evidence: 'documented',
    sentence: ({ boots }, { ran, host }) => {
      const which = host.defaultEntry === 'newest' ? 'the newest kernel on disk' : 'the default entry';
      const wait = boots.waitSeconds > 0 ? ` after a wait of ${boots.waitSeconds} s` : '';
      return `The boot loader starts ${which}${wait}; it is ${boots.kernel === ran ? 'the kernel that ran' : 'not the kernel that ran'}.`;
    },
  },
  chosen: { evidence: 'documented', sentence: () => 'Somebody picks this entry in the boot menu.' },
  'default-not-in-menu': {
    evidence: 'inferred',
    sentence: () => 'The default entry is not in the boot menu, so that the newest one starts.',
  },
  'no-initramfs': {
    evidence: 'inferred',
    sentence: (result) => `The entry that starts has no initramfs, and the kernel panics. ${instead(result)}`,
  },
  'torn-initramfs': {
    evidence: 'inferred',
    sentence: (result) => `The initramfs of the entry that starts is torn, and the kernel panics. ${instead(result)}`,
  },
  mixed: {
    evidence: 'observed',
    sentence: (result) => `Image and modules of two builds are mixed; the machine may not boot. ${instead(result)}`,
  },
  'waits-at-menu': {
    evidence: weakest(['secondary', 'inferred']),
    sentence: () => 'After a boot that did not finish, GRUB waits at its menu until somebody picks an entry.',
  },
  'empty-menu': { evidence: 'inferred', sentence: () => 'No kernel is in the boot menu.' },
};
