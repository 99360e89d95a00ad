/** What each stage of a boot does with a single update, and why. */
import type { Evidence } from '../config/evidence.ts';
import type { Bringing } from './change-search.ts';
import type { ClientConfig } from './config.ts';
import type { Host, Kernel } from './host.ts';
import { endingOf, endings, type EndingId } from './messages.ts';
import { answersYes, upgradeSteps } from './online.ts';
import type { BootResult, Seconds, StageResult } from './outcome.ts';
import { answeredBy, whyNotStarted } from './stage-report.ts';
import { capitalized, oneId } from './words.ts';

/** What a stage does with the update. */
export type Deed = 'brings' | 'keeps' | 'removes' | 'leaves-out' | 'does-not-start';

/** Why, where it is no ending of a run. */
type OwnCause =
  | 'refused'
  | 'nouptrack'
  | 'in-plan'
  | 'not-in-plan'
  | 'fails'
  | 'failed-before'
  | 'option-on'
  | 'option-off'
  | 'beyond-version'
  | 'not-available';
export type CauseId = OwnCause | EndingId;

export interface StagePart {
  readonly stage: Bringing;
  readonly deed: Deed;
  /** Null: nothing in particular. */
  readonly cause: CauseId | null;
  /** The cause in words, to follow a colon; empty without one. */
  readonly because: string;
  /** The client's own words; empty where it says nothing. */
  readonly message: string;
  readonly startsAt: Seconds;
  readonly evidence: Evidence;
  /** Names in `Assumptions` of what the stage would do otherwise without. */
  readonly assumes: readonly string[];
}

/** What a boot is looked at with. */
export interface UpdateScene {
  readonly host: Host;
  /** One of those that the outcome holds for: it decides nothing that they differ in. */
  readonly config: ClientConfig;
  /** That booted, with what was released meanwhile. */
  readonly kernel: Kernel;
}

/** One for each stage from the early one on; none where nothing boots. */
export function stageParts({ stages }: BootResult, id: string, scene: UpdateScene): readonly StagePart[] {
  let before: readonly string[] = [];
  return stages.flatMap((result): readonly StagePart[] => {
    const { stage, message, startsAt, evidence, assumes } = result;
    if (stage === 'shutdown') return [];
    const [deed, cause, because] = told(result, stage, id, before, scene);
    before = result.installed;
    return [{ stage, deed, cause, because, message, startsAt, evidence, assumes }];
  });
}

type Told = readonly [deed: Deed, cause: CauseId | null, because: string];

function told(result: StageResult, stage: Bringing, id: string, before: readonly string[], scene: UpdateScene): Told {
  const { config, kernel } = scene;
  const [was, is] = [before.includes(id), result.installed.includes(id)];
  const isListed = kernel.available.includes(id);
  if (was && !is) return ['removes', 'not-available', 'the package list no longer holds it'];
  if (was) {
    const isSpared = !isListed && result.exitCode === 0 && stage !== 'early' && !answersYes(stage, config);
    return isSpared ? ['keeps', 'option-off', `${offText(stage)}, so that nothing is removed`] : ['keeps', null, ''];
  }
  if (is && stage === 'early') return ['brings', 'in-plan', 'the saved plan lists it'];
  if (is) return ['brings', 'option-on', onText(stage, scene)];
  return endedEarly(result, stage, scene) ?? passedOver(result, stage, id, before, scene);
}

/** Of a stage that never came to look at updates. */
function endedEarly(result: StageResult, stage: Bringing, { host }: UpdateScene): Told | null {
  const { exitCode, message } = result;
  if (exitCode === null) {
    const cause = whyNotStarted(result, { host, conditions: host.boot });
    return ['does-not-start', cause, endings[cause].meaning.replace(/^not started: /, '')];
  }
  const ended = endingOf(exitCode, message);
  if (ended === undefined) return ['leaves-out', 'refused', 'the client refuses the file'];
  if (ended === 'done' || ended === 'failed') return null;
  if (ended === 'disabled' && stage === 'early') {
    return ['leaves-out', 'nouptrack', 'nouptrack stands on the kernel command line'];
  }
  return ['leaves-out', ended, endings[ended].meaning];
}

/** Of a stage that did what it had to do, or ended at an update that fails. */
function passedOver(
  { message, savedPlan }: StageResult,
  stage: Bringing,
  id: string,
  before: readonly string[],
  { host, config, kernel }: UpdateScene,
): Told {
  const failed = /^Install \[(.*?)\]/m.exec(message)?.[1];
  if (stage === 'early') {
    const isPlanned = Array.isArray(savedPlan) && (savedPlan as readonly string[]).includes(id);
    if (!isPlanned) return ['leaves-out', 'not-in-plan', 'the saved plan does not list it'];
  } else if (!kernel.available.includes(id)) {
    return ['leaves-out', 'not-available', 'the package list does not hold it'];
  } else if (!answersYes(stage, config)) {
    return ['leaves-out', 'option-off', offText(stage)];
  } else if (!upgradeSteps(host, config, { kernel, installed: before }).includes(`Install ${id}`)) {
    return ['leaves-out', 'beyond-version', 'effective_version ends before it'];
  }
  if (failed === id) return ['leaves-out', 'fails', 'it cannot be applied, and the run stops there'];
  return ['leaves-out', 'failed-before', `${oneId(failed ?? '')} fails before its turn, and the run stops there`];
}

function offText(stage: Bringing): string {
  return `${answeredBy[stage] ?? ''} is off`;
}

function onText(stage: Bringing, { host, config }: UpdateScene): string {
  const most = host.client === 'offline' && config.effectiveVersion !== null ? ' up to effective_version' : '';
  return `${answeredBy[stage] ?? ''} = yes installs all available${most}`;
}

/** How a stage is called within a sentence. */
export const stageNames: Readonly<Record<Bringing, string>> = {
  early: 'the early stage',
  late: 'the late stage',
  cron: 'the first periodic run',
};

const verbs: Readonly<Record<Deed, readonly [one: string, several: string]>> = {
  brings: ['installs it', 'install it'],
  keeps: ['keeps it', 'keep it'],
  removes: ['removes it', 'remove it'],
  'leaves-out': ['does not install it', 'do not install it'],
  'does-not-start': ['does not start', 'do not start'],
};

/** In sentences; neighbours that do the same for the same reason share one. */
export function sentencesOf(parts: readonly StagePart[]): readonly string[] {
  const groups: StagePart[][] = [];
  for (const part of parts) {
    const [same] = groups.at(-1) ?? [];
    if (same?.deed === part.deed && same.because === part.because) groups.at(-1)?.push(part);
    else groups.push([part]);
  }
  return groups.map((group) => {
    const names = group.map(({ stage }) => stageNames[stage]);
    const subject = names.length === 1 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
    const { deed, because } = group[0] ?? { deed: 'keeps' as const, because: '' };
    return `${capitalized(subject)} ${verbs[deed][names.length === 1 ? 0 : 1]}${because && `: ${because}`}.`;
  });
}
