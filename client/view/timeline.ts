/** Geometry of the boot: phases side by side, whatever their real length, as seconds and hours share one axis. */

import type { Exposure, Preview, Result, Seconds, StageSummary, WhatIf } from '../../server/src/protocol.ts';
import { sizeOf } from './lists.ts';

/** A part of the axis. `start` and `end` are shares of its width, 0 to 1. */
export interface Phase {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Installed updates when it begins and ends. */
  readonly from: number;
  readonly to: number;
  /** When it begins, in seconds since the power came back; null: before that. */
  readonly at: Seconds | null;
  /** The kernel that runs from here on, with or without updates; empty where it is not known or does not change. */
  readonly kernel: string;
  /** A stage of the client's; the others only wait. */
  readonly stage: StageSummary['stage'] | null;
}

/** How wide a phase is, compared with the others. */
const weights: Readonly<Record<string, number>> = {
  before: 1,
  boot: 1.7,
  early: 0.9,
  network: 1,
  late: 0.9,
  cron: 0.7,
  later: 1.2,
  // The cut stands where it does when something starts.
  'nothing starts': 7.4,
};

/** From before the cut to after the first tick of cron. */
export function phasesOf(preview: Preview, result: Result): readonly Phase[] {
  const { boot, stages } = result;
  const memory = sizeOf(preview, result.memory);
  const of = (name: StageSummary['stage']) => stages.find(({ stage }) => stage === name);
  const early = of('early');
  const first: Draft = {
    name: 'before',
    from: memory,
    to: memory,
    at: null,
    kernel: '',
    stage: null,
  };
  if (boot.kernel === null || early === undefined) {
    return placed([first, { ...waits('nothing starts', 0, [0, 0]), kernel: 'no kernel' }]);
  }
  const [late, cron] = [of('late'), of('cron')];
  let count = 0;
  let version = versionOf(boot.kernel);
  const run = (stage: StageSummary): Draft => {
    const from = count;
    count = sizeOf(preview, stage.installed);
    const before = version;
    version = versionOf(stage.effectiveKernel ?? '');
    const kernel = version === before ? '' : version;
    return { name: stage.stage, from, to: count, at: stage.startsAt, kernel, stage: stage.stage };
  };
  const drafts = [first, { ...waits('boot', 0, [0, 0]), kernel: version }, run(early)];
  if (late !== undefined) drafts.push(waits('network', count, endOf(early)), run(late));
  if (cron !== undefined) drafts.push(waits('running', count, endOf(late ?? early)), run(cron));
  drafts.push(waits('later', count, endOf(cron ?? late ?? early)));
  return placed(drafts);
}

/** A release without its architecture: effective versions name none. */
const versionOf = (release: string) => release.replace(/\.(?:x86_64|aarch64|i[36]86)$/, '');

type Draft = Omit<Phase, 'start' | 'end'>;

const waits = (name: string, count: number, at: Seconds): Draft => ({
  name,
  from: count,
  to: count,
  at,
  kernel: '',
  stage: null,
});

function placed(drafts: readonly Draft[]): readonly Phase[] {
  const total = drafts.reduce((sum, { name }) => sum + (weights[name] ?? 1), 0);
  let end = 0;
  return drafts.map((draft) => {
    const start = end;
    end += (weights[draft.name] ?? 1) / total;
    return { ...draft, start, end };
  });
}

/** When a stage ends at the earliest and at the latest. */
export function endOf({ startsAt, seconds }: Pick<StageSummary, 'startsAt' | 'seconds'>): Seconds {
  return [startsAt[0] + seconds[0], startsAt[1] + seconds[1]];
}

/** An exposure on the axis. `start` and `end` are shares of its width; `missing` is a count. */
export interface Shade {
  readonly start: number;
  readonly end: number;
  readonly missing: number;
}

/** Where updates that were in memory are not installed. */
export function shadesOf(preview: Preview, phases: readonly Phase[], exposure: readonly Exposure[]): readonly Shade[] {
  return exposure.map(({ from, to, missing }) => ({
    start: shareAt(phases, from[1]),
    end: to === null ? 1 : shareAt(phases, to[1]),
    missing: sizeOf(preview, missing),
  }));
}

/** Where a time stands on the axis: between the phases that it lies between, by their latest times. */
function shareAt(phases: readonly Phase[], seconds: number): number {
  const timed = phases.flatMap(({ at, start }) => (at === null ? [] : [{ at: at[1], start }]));
  const last = timed.findLastIndex(({ at }) => at <= seconds);
  const [before, after] = [timed[last] ?? timed[0], timed[last + 1]];
  if (before === undefined) return 0;
  if (after === undefined) return before.start;
  const share = (seconds - before.at) / (after.at - before.at);
  return before.start + Math.min(Math.max(share, 0), 1) * (after.start - before.start);
}

/** A line from one point of the drawing to another: shares of the width, and counts of updates. */
export interface Line {
  readonly x1: number;
  readonly x2: number;
  readonly from: number;
  readonly to: number;
}

/** The course of another combination of options along the same phases, from where it first differs. */
export function otherLines(phases: readonly Phase[], installed: NonNullable<WhatIf['installed']>): readonly Line[] {
  let count = 0;
  let differs = false;
  return phases.flatMap(({ name, stage, start, end, from, to }) => {
    if (name === 'before') return [];
    const before = count;
    if (stage !== null && stage !== 'shutdown') count = installed[stage];
    differs ||= before !== from || count !== to;
    return differs ? [{ x1: start, x2: end, from: before, to: count }] : [];
  });
}
