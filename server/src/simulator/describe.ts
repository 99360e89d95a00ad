/** A result in sentences for people: the same for the panel and the command line. */
import type { Evidence } from '../config/evidence.ts';
import { sourceText } from '../config/sources.ts';
import { assumptionDoubts } from './assumptions.ts';
import { availableOf, nextConditions } from './boot.ts';
import { exposureText } from './exposure.ts';
import type { Host } from './host.ts';
import { at, judge, type JudgedScene } from './judge.ts';
import { groundOf } from './kernels.ts';
import { without } from './lists.ts';
import { momentOf } from './moments.ts';
import type { BootResult, Outcome } from './outcome.ts';
import { causeOf, reasons } from './reasons.ts';
import { describeStage, type StageReport, type Tone } from './stage-report.ts';
import { trapOf, trapText } from './trap.ts';
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
  /** Where that stands. */
  readonly source: string;
  /** One for each of the stages. */
  readonly stages: readonly StageReport[];
  /** How long how many updates are not installed, a sentence each. */
  readonly exposure: readonly string[];
  /** Why the loss becomes permanent, in a sentence; empty where it does not. */
  readonly trap: string;
}

/** What a boot is described against. */
export interface Scene extends JudgedScene {
  /** How it came to this boot, in a sentence. */
  readonly cause: string;
}

export function describe(outcome: Outcome, host: Host): Description {
  return describeBoot(outcome, sceneOf(outcome, host));
}

/** The same for each of `nextBoots`. */
export function describeNextBoots(outcome: Outcome, host: Host): readonly Description[] {
  const scenes = nextScenes(outcome, host);
  return outcome.nextBoots.flatMap((result, index) => {
    const scene = scenes[index];
    return scene === undefined ? [] : [describeBoot(result, scene)];
  });
}

export function sceneOf(outcome: Outcome, host: Host): Scene {
  const { ran } = momentOf(host);
  const { memory } = outcome;
  const available = availableOf(host, outcome.boots.kernel, [host.boot]);
  return { host, cause: causeOf(host), ran, memory, conditions: host.boot, available };
}

/** One for each of `nextBoots`. */
export function nextScenes(outcome: Outcome, host: Host): readonly Scene[] {
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
    return scene;
  });
}

function describeBoot(result: BootResult, scene: Scene): Description {
  const { boots, stages } = result;
  const reports = stages.map((stage, index) =>
    describeStage(stage, {
      host: scene.host,
      conditions: scene.conditions,
      available: scene.available,
      before: stages[index - 1] ?? null,
    }),
  );
  const { tone, headline, rest } = judge(result, scene);
  const trap = trapOf(result, scene);
  const detail = [scene.cause, outage(scene), courseOf(result, scene), rest, ...doubts(result, scene)];
  return {
    tone,
    headline,
    detail: detail.filter((sentence) => sentence !== '').join(' '),
    reason: reasons[boots.reason](boots, scene),
    evidence: boots.evidence,
    source: sourceText(groundOf[boots.reason], boots),
    stages: reports,
    exposure: result.exposure.map((exposure) => exposureText(exposure, scene.host, stages[0]?.stage === 'shutdown')),
    trap: trap === null ? '' : trapText(trap),
  };
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

function doubts({ stages }: BootResult, { conditions }: Scene): readonly string[] {
  const names = [...new Set(stages.flatMap(({ assumes }) => assumes))];
  const early = stages.find(({ stage }) => stage === 'early');
  const isUnclear = conditions.nouptrack && early?.exitCode === null && !early.disableFile;
  return [
    ...names.flatMap((name) => assumptionDoubts[name] ?? []),
    ...(isUnclear ? ['What nouptrack does while install_on_reboot is off is not known.'] : []),
  ];
}
