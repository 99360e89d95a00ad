/** Why a single update is in after a power loss or is not, what that rests on, and the smallest change that brings it in. */
import { weakest, type Evidence } from '../config/evidence.ts';
import type { Effective } from '../config/effective.ts';
import { assumptionLabels, type Variants } from './assumptions.ts';
import { configsUnder } from './assumed-configs.ts';
import { arrivalOf, smallestChanges, type Bringing, type Proposal, type Wanted } from './change-search.ts';
import type { ClientConfig } from './config.ts';
import { availableOf, simulateVariants } from './boot.ts';
import type { Host, Kernel } from './host.ts';
import { momentOf } from './moments.ts';
import type { Outcome } from './outcome.ts';
import { reasons } from './reasons.ts';
import { sentencesOf, stageParts, type CauseId, type StagePart } from './why-stages.ts';
import { oneId } from './words.ts';

/**
 * in: from the early or the late stage on · later: the first periodic run brings it · missing: was in memory, and no stage
 * brings it · pending: was not, and none does · removed: one brings it, and a later one takes it out again · elsewhere: an
 * update of another kernel than the one that boots · nothing-boots.
 */
export type UpdateState = 'in' | 'later' | 'missing' | 'pending' | 'removed' | 'elsewhere' | 'nothing-boots';

/** Of one update in the first boot of an outcome. JSON-friendly. */
export interface Explanation {
  readonly id: string;
  /** Empty where the listing does not say. */
  readonly title: string;
  /** Release of the kernel whose update it is. */
  readonly kernel: string;
  /** It was in the memory of that kernel when the power went. */
  readonly had: boolean;
  readonly state: UpdateState;
  /** The stage that brings it for good; null: none in this boot. */
  readonly arrives: Bringing | null;
  readonly headline: string;
  /** What the stages do with it, and what becomes of it later; sentences. */
  readonly because: readonly string[];
  /** One for each stage; none where its kernel does not boot. */
  readonly stages: readonly StagePart[];
  /** What that rests on; sentences. */
  readonly restsOn: readonly string[];
  /** Of whether the update comes in, and when: of what the stages do besides, less may be known. */
  readonly evidence: Evidence;
  /** Names in `Assumptions` of what it rests on: the update would come in otherwise, or not, without. */
  readonly assumes: readonly string[];
  /** The smallest changes that bring it in, or in earlier, best first; of an update that is in, none. */
  readonly changes: readonly Proposal[];
}

/** Every update that was in memory, and every one that the kernel that boots has anything to do with; in list order. */
export function explainAll(outcome: Outcome, host: Host, effectives: readonly Effective[]): readonly Explanation[] {
  const { ran } = momentOf(host);
  const { memory } = outcome;
  const booted = outcome.boots.kernel;
  const ofBooted = booted === null ? [] : [...knownTo(booted, outcome, host)].map((id) => ({ id, kernel: booted }));
  const lost = booted === ran ? [] : memory.map((id) => ({ id, kernel: ran }));
  return explainEach([...ofBooted, ...lost], outcome, host, effectives);
}

/**
 * The update of the kernel that boots, else of the one that ran, else of another, else what was installed before all that and is on no list
 * and in no plan any more; null: the host has never known it.
 */
export function explain(
  id: string,
  outcome: Outcome,
  host: Host,
  effectives: readonly Effective[],
): Explanation | null {
  const releases = [outcome.boots.kernel, momentOf(host).ran, ...host.kernels.map(({ release }) => release)];
  const known = releases.find((release) => release !== null && knownTo(release, outcome, host).has(id));
  const kernel = known ?? (host.installed.includes(id) ? host.running : null);
  if (kernel === null) return null;
  return explainEach([{ id, kernel }], outcome, host, effectives)[0] ?? null;
}

type Asked = Pick<Wanted, 'id' | 'kernel'>;

function knownTo(release: string, outcome: Outcome, host: Host): ReadonlySet<string> {
  const { ran, kernels } = momentOf(host);
  const plan = kernels.find((kernel) => kernel.release === release)?.bootPlan;
  return new Set([
    ...availableOf(host, release, [host.boot]),
    ...(Array.isArray(plan) ? (plan as readonly string[]) : []),
    ...(release === ran ? outcome.memory : []),
    ...(release === outcome.boots.kernel ? outcome.stages.flatMap(({ installed }) => installed) : []),
  ]);
}

/** What is the same for all updates of an outcome. */
interface Scene {
  readonly outcome: Outcome;
  readonly host: Host;
  readonly ran: string;
  readonly memory: ReadonlySet<string>;
  /** That boots, with what was released meanwhile; undefined: none does. */
  readonly kernel: Kernel | undefined;
  readonly config: ClientConfig;
  readonly variants: Variants;
}

function explainEach(
  asked: readonly Asked[],
  outcome: Outcome,
  host: Host,
  effectives: readonly Effective[],
): readonly Explanation[] {
  const configs = configsUnder(outcome.assuming, effectives, host);
  const [config] = configs;
  if (config === undefined) return [];
  const { ran, kernels } = momentOf(host);
  const booted = kernels.find(({ release }) => release === outcome.boots.kernel);
  const kernel = booted && { ...booted, available: availableOf(host, booted.release, [host.boot]) };
  const scene: Scene = {
    outcome,
    host,
    ran,
    memory: new Set(outcome.memory),
    kernel,
    config,
    variants: simulateVariants({ ...host, nextBoots: [] }, config),
  };
  const wanted = asked.map((update): Wanted => ({ ...update, arrives: arrivalOf(outcome, update.kernel, update.id) }));
  const isLate = ({ arrives }: Wanted) => arrives === null || arrives === 'cron';
  const changes = smallestChanges(host, configs, wanted.filter(isLate));
  return wanted.map((update) => explained(update, changes.get(update) ?? [], scene));
}

function explained(update: Wanted, changes: readonly Proposal[], scene: Scene): Explanation {
  const { id, kernel, arrives } = update;
  const { outcome, host, ran, memory } = scene;
  const had = kernel === ran && memory.has(id);
  const boots = outcome.boots.kernel === kernel && scene.kernel !== undefined;
  const stages = boots ? stageParts(outcome, id, { ...scene, kernel: scene.kernel }) : [];
  const state = stateOf(update, had, stages, outcome);
  const decisive = arrives ?? 'cron';
  const relied = boots ? reliedOn(update, scene) : [];
  const known = boots
    ? scene.variants.plain.stages.filter(({ stage }) => stage === decisive).map((stage) => stage.evidence)
    : [outcome.boots.evidence];
  return {
    id,
    title: host.updates[id]?.title ?? '',
    kernel,
    had,
    state,
    arrives,
    headline: headlineOf(update, state, had, stages, scene),
    because: boots
      ? [...sentencesOf(stages.filter((part) => isTold(part, had))), ...prospects(update, had, stages, scene)]
      : [reasons[outcome.boots.reason](outcome.boots, { host, ran })],
    stages,
    restsOn: [
      ...(boots ? foundations(stages, host) : []),
      ...relied.map(({ assumption }) => `It is assumed that ${assumptionLabels[assumption] ?? assumption}.`),
    ],
    evidence: weakest([...known, ...relied.map((assumed) => assumed.evidence)]),
    assumes: relied.map(({ assumption }) => assumption),
    changes,
  };
}

function stateOf(
  { arrives, kernel }: Wanted,
  had: boolean,
  stages: readonly StagePart[],
  { boots }: Outcome,
): UpdateState {
  if (boots.kernel === null) return 'nothing-boots';
  if (boots.kernel !== kernel) return 'elsewhere';
  if (arrives !== null) return arrives === 'cron' ? 'later' : 'in';
  if (stages.some(({ deed }) => deed === 'removes')) return 'removed';
  return had ? 'missing' : 'pending';
}

/** A listing that only counts an update has no other name for it. */
function nameOf(id: string): string {
  return oneId(id) === `[${id}]` ? oneId(id) : id;
}

function headlineOf(
  { id, kernel, arrives }: Wanted,
  state: UpdateState,
  had: boolean,
  stages: readonly StagePart[],
  { outcome, memory, ran, kernel: booted }: Scene,
): string {
  const name = nameOf(id);
  const because = stages.find(({ stage }) => stage === arrives)?.because ?? '';
  const isNamesake = kernel !== ran && memory.has(id);
  const namesake = isNamesake ? ` The update of the same id that ${ran} had is another one.` : '';
  const is = had ? 'is back' : 'is in';
  switch (state) {
    case 'in':
      return arrives === 'early'
        ? `${name} ${is} because the saved plan of ${kernel} lists it and the early stage ran.${namesake}`
        : `${name} ${is}: it came with the late stage, as ${because}.${namesake}`;
    case 'later':
      return `${name} is not in at the end of the late stage; it comes by itself with the first periodic run, as ${because}.${namesake}`;
    case 'missing':
      return `${name} is missing, and no stage of this boot brings it back.`;
    case 'pending': {
      const isListed = booted?.available.includes(id) === true;
      return `${name} is ${isListed ? 'available and ' : ''}not installed, and no stage of this boot brings it.${namesake}`;
    }
    case 'removed':
      return `${name} does not stay: it is taken out again.`;
    case 'elsewhere':
      return `${name} is an update of ${kernel}, and ${outcome.boots.kernel ?? 'nothing'} boots.`;
    case 'nothing-boots':
      return `${name} is ${had ? 'missing' : 'not in'}: nothing boots by itself.`;
  }
}

/** What has nothing to do with an update is not said of it. */
function isTold({ deed, cause }: StagePart, had: boolean): boolean {
  if (deed === 'keeps') return cause !== null;
  // Nobody expects the saved plan to list what was not installed.
  return had || cause !== 'not-in-plan';
}

/** What a later periodic run does away with by itself, as soon as it is over. */
const passing: readonly CauseId[] = ['no-network', 'unsupported'];

function prospects(
  { id, arrives }: Wanted,
  had: boolean,
  stages: readonly StagePart[],
  { outcome, config, kernel }: Scene,
): readonly string[] {
  if (arrives !== null) return [];
  const cause = stages.find(({ stage }) => stage === 'cron')?.cause ?? null;
  const isRetried = cause !== null && passing.includes(cause) && config.autoinstall;
  const plan = outcome.stages.at(-1)?.savedPlan;
  const isForgotten =
    had && Array.isArray(kernel?.bootPlan) && kernel.bootPlan.includes(id) && Array.isArray(plan) && !plan.includes(id);
  return [
    ...(isRetried ? ['autoinstall = yes: a later periodic run installs it as soon as that is over.'] : []),
    ...(isForgotten ? ['The plan that is saved now no longer lists it, so that later boots do not restore it.'] : []),
  ];
}

/** The assumptions without which the update would come in with another stage, or not at all. */
function reliedOn({ id, kernel, arrives }: Wanted, { variants }: Scene): Variants['flipped'] {
  return variants.flipped.filter(({ results }) => arrivalOf(results, kernel, id) !== arrives);
}

function foundations(stages: readonly StagePart[], host: Host): readonly string[] {
  const isRestored = stages.some(({ stage, deed }) => stage === 'early' && deed === 'brings');
  return [
    ...(isRestored ? [planText(host)] : []),
    ...(host.client === 'offline' ? ['What an offline client saves and restores is inferred.'] : []),
  ];
}

/** Who wrote the plan that the early stage restores. */
function planText({ cut }: Host): string {
  if (cut === null) return 'The shutdown saved that plan; what the server puts into it is inferred.';
  if (cut.during === 'write-plan' && cut.leaves !== 'old') {
    return 'The run that the cut met wrote that plan; what the server puts into it is inferred.';
  }
  return 'The last run that was completed before saved that plan.';
}
