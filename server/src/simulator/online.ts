/** The late stage, cron and the shutdown: one run of the client with network, which differs in when and in its answer. */
import type { ClientConfig } from './config.ts';
import type { Boot, Host } from './host.ts';
import { fullUpgrade, inListOrder } from './lists.ts';
import type { EndingId } from './messages.ts';
import type { Seconds } from './outcome.ts';
import {
  applySteps,
  ending,
  failedRun,
  failingIn,
  hostnameProblem,
  plus,
  refusedRun,
  times,
  type Context,
  type Run,
  type State,
} from './stage.ts';

export type OnlineStage = 'late' | 'cron' | 'shutdown';

interface OnlineRules {
  /** Answer to "Go ahead [y/N]?". */
  readonly answersYes: (config: ClientConfig) => boolean;
  readonly networkUp: (network: Boot['network']) => boolean;
}

const rules: Readonly<Record<OnlineStage, OnlineRules>> = {
  late: { answersYes: ({ upgradeOnReboot }) => upgradeOnReboot, networkUp: (network) => network === 'up' },
  cron: { answersYes: ({ autoinstall }) => autoinstall, networkUp: (network) => network !== 'down' },
  shutdown: { answersYes: () => false, networkUp: (network) => network !== 'down' },
};

/** Whether a run of this stage installs what is available, if it gets so far. */
export function answersYes(stage: OnlineStage, config: ClientConfig): boolean {
  return rules[stage].answersYes(config);
}

/** A step before the upgrade: what it changes, and whether the run ends there. */
interface Step {
  /** An offline client asks no server. */
  readonly online: boolean;
  readonly take: (context: Context, state: State, stage: OnlineStage) => EndingId | State;
  /** A run that ends here saves the plan all the same. */
  readonly saves?: true;
}

const step = (
  online: boolean,
  id: EndingId,
  ends: (context: Context, state: State, stage: OnlineStage) => boolean,
): Step => ({ online, take: (context, state, stage) => (ends(context, state, stage) ? id : state) });

/** In the order in which the client looks. */
const steps: readonly Step[] = [
  { online: false, take: (context, state) => hostnameProblem(context) ?? state },
  step(true, 'key-missing', ({ config }) => config.accessKey === 'missing'),
  step(true, 'no-network', ({ conditions }, _state, stage) => !rules[stage].networkUp(conditions.network)),
  step(true, 'key-refused', ({ conditions }) => conditions.accessKey === 'invalid'),
  step(false, 'sysfs-missing', ({ conditions }) => conditions.sysfs === 'missing'),
  // Before it asks for the list the client removes what an earlier answer has left.
  { online: true, take: (_context, state) => withKernel(state, { expiredMarker: false }) },
  step(true, 'unsupported', (_context, { kernel }) => !kernel.supported),
  { online: true, take: answer },
  step(true, 'no-list', (_context, { kernel }) => kernel.packageList === 'absent'),
  step(true, 'list-unverifiable', (_context, { kernel }) => kernel.packageList === 'unverifiable'),
  step(true, 'too-old-to-parse', ({ conditions }) => conditions.clientTooOld === 'to-parse'),
  { ...step(true, 'too-old-to-install', ({ conditions }) => conditions.clientTooOld === 'to-install'), saves: true },
  { ...step(false, 'disabled', (_context, { disableFile }) => disableFile), saves: true },
  step(true, 'expired', (_context, { kernel }) => kernel.expiredMarker),
];

/** From this step on the list and all its updates have been downloaded. */
const downloaded = steps.findIndex(({ saves }) => saves);

/** @param checkInitSaidNo in this boot, before the early stage */
export function onlineStage(stage: OnlineStage, context: Context, before: State, checkInitSaidNo: boolean): Run {
  const missing = notStarted(stage, context, checkInitSaidNo);
  if (missing !== null) return ending(missing, before);
  const refused = refusedRun(context, stage, before);
  if (refused !== null) return refused;

  const { host } = context;
  let state = before;
  let time: Seconds = [0, 0];
  for (const [index, { online, take, saves }] of steps.entries()) {
    if (online && host.client === 'offline') continue;
    if (index === downloaded) time = host.assumptions.secondsToDownload;
    const taken = take(context, state, stage);
    if (typeof taken !== 'string') state = taken;
    else if (saves) return ending(taken, saved(state), time);
    else return ending(taken, state, taken === 'no-network' ? connectionTimeout : time);
  }
  return upgrade(stage, context, state, time);
}

/** Until the client gives a connection up (evidence: client). */
const connectionTimeout: Seconds = [0, 30];

function notStarted(stage: OnlineStage, context: Context, checkInitSaidNo: boolean): EndingId | null {
  const { host, conditions, consulted } = context;
  if (stage === 'cron' && !conditions.cron) return 'cron-removed';
  if (host.client === 'offline') {
    consulted.add('offlineHasLateStage');
    if (!host.assumptions.offlineHasLateStage) return 'offline-not-started';
  }
  if (stage === 'late' && checkInitSaidNo) {
    consulted.add('lateStageAlwaysStarts');
    if (!host.assumptions.lateStageAlwaysStarts) return 'late-not-started';
  }
  return null;
}

/** The server's answer to the question for the list. */
function answer({ host, conditions, consulted }: Context, state: State): State {
  if (conditions.subscription === 'expired') return withKernel(state, { expiredMarker: true });
  if (state.kernel.packageList === 'unverifiable') {
    consulted.add('tornListHeals');
    if (!host.assumptions.tornListHeals) return state;
  }
  return withKernel(state, { packageList: 'ok' });
}

function upgrade(stage: OnlineStage, context: Context, before: State, downloads: Seconds): Run {
  const { host, config } = context;
  if (stage === 'shutdown' || !answersYes(stage, config)) return ending('done', saved(before), downloads);
  const plan = upgradeSteps(host, config, before);
  const { installed, failed, steps: tried } = applySteps(before.installed, plan, failingIn(host, stage));
  const state = saved(patched({ ...before, installed: inListOrder(installed, before.kernel.available) }));
  const seconds = plus(downloads, times(host.assumptions.secondsPerUpdate, tried));
  return failed === null ? ending('done', state, seconds) : failedRun(context, failed, state, seconds);
}

/** A full upgrade, or of an offline client one up to `effective_version`. */
export function upgradeSteps(
  host: Host,
  config: ClientConfig,
  { kernel, installed }: Pick<State, 'kernel' | 'installed'>,
): readonly string[] {
  const all = fullUpgrade(kernel.available, installed);
  if (host.client === 'online' || config.effectiveVersion === null) return all;
  const level = withoutArchitecture(config.effectiveVersion.split('/', 1)[0] ?? '');
  const last = kernel.available.findLastIndex((id) => {
    const carried = host.updates[id]?.effectiveKernel;
    return carried !== undefined && withoutArchitecture(carried) === level;
  });
  if (last < 0) return [];
  const beyond = new Set(kernel.available.slice(last + 1).map((id) => `Install ${id}`));
  return all.filter((entry) => !beyond.has(entry));
}

/** A release as packages call it. */
export function withoutArchitecture(release: string): string {
  return release.trim().replace(/\.(?:x86_64|aarch64|i[3-6]86)$/, '');
}

/** The plan that the server returns recreates what is installed at that moment. */
function saved(state: State): State {
  if (state.kernel.packageList === 'absent') return state;
  return withKernel(state, { bootPlan: inListOrder(state.installed, state.kernel.available) });
}

/** A kernel that an offline client has patched has a list, the one of its package. */
function patched(state: State): State {
  const isNew = state.kernel.packageList === 'absent' && state.installed.length > 0;
  return isNew ? withKernel(state, { packageList: 'ok' }) : state;
}

function withKernel(state: State, fields: Partial<State['kernel']>): State {
  return { ...state, kernel: { ...state.kernel, ...fields } };
}
