/** The scenarios of a host and a file, in frames: what is known before the first stage runs, and who of the rest can be asked for. */
import { recordfail, released } from './boot.ts';
import type { Reading } from './branches.ts';
import type { ClientConfig } from './config.ts';
import { exclusions } from './exclusions.ts';
import type { Host, Kernel } from './host.ts';
import { selectEntry } from './kernels.ts';
import { momentOf, sameDisk, type Moment } from './moments.ts';
import {
  cacheDimension,
  conditionDimensions,
  entryDimension,
  failingDimension,
  failingOn,
  withCache,
  type ConditionDimension,
  type Dimension,
  type FailingValue,
} from './scenario.ts';
import { momentsOf, type MomentOfHost } from './strip.ts';

export interface Space {
  readonly host: Host;
  readonly readings: readonly Reading[];
  readonly moments: readonly MomentOfHost[];
  /** How many further moments the host has: it has too many updates to run each. */
  readonly momentsLeftOut: number;
  readonly entries: Dimension;
  readonly conditions: readonly ConditionDimension[];
}

/**
 * @param readings the ways in which the file can come out
 * @param moments every moment of a cut; of those that show the same, an example is of the first
 */
export function spaceOf(host: Host, readings: readonly Reading[], moments = momentsOf(host, 'every')): Space {
  const run = spread(host, moments);
  return {
    host,
    readings,
    moments: run,
    momentsLeftOut: moments.length - run.length,
    entries: entryDimension(host),
    conditions: conditionDimensions(
      host,
      readings.map(({ config }) => config),
    ),
  };
}

/** To how many updates the lists of all moments may come together: each moment leaves its own, and a host as many as it has updates. */
const mostIds = 2_500_000;

/** All moments, or of each group some that are spread evenly, its first and its last among them. */
function spread(host: Host, moments: readonly MomentOfHost[]): readonly MomentOfHost[] {
  const longest = Math.max(1, host.installed.length, ...host.kernels.map(({ available }) => available.length));
  const most = Math.floor(mostIds / longest);
  if (moments.length <= most) return moments;
  const groups = new Map<string, MomentOfHost[]>();
  for (const moment of moments) {
    const group = groups.get(moment.group);
    if (group) group.push(moment);
    else groups.set(moment.group, [moment]);
  }
  const share = Math.max(3, Math.floor(most / groups.size));
  return [...groups.values()].flatMap((group) => {
    if (group.length <= share) return group;
    return group.filter((_, index) => isTaken(index, group.length - 1, share - 1));
  });
}

/** Whether one of `steps` even steps from 0 to `last` ends at an index. */
const isTaken = (index: number, last: number, steps: number): boolean =>
  index === 0 || Math.floor((index * steps) / last) > Math.floor(((index - 1) * steps) / last);

/** Their product is the size of the space before anything is excluded. */
export function dimensionsOf({ readings, moments, entries, conditions }: Space): readonly Dimension[] {
  return [
    {
      id: 'reading',
      label: 'How the file comes out',
      values: readings.map((_, index) => ({ id: String(index), label: '' })),
    },
    { id: 'moment', label: 'The moment of the cut', values: moments.map(({ id, label }) => ({ id, label })) },
    entries,
    cacheDimension,
    failingDimension,
    ...conditions.map(({ id, label, values }) => ({ id, label, values })),
  ];
}

/** A moment of the cut, and what it leaves. */
export interface Met {
  readonly moment: MomentOfHost;
  readonly leaves: Moment;
  readonly waitSeconds: number;
}

/** A value of a dimension: its index, and its id. */
export interface Chosen {
  readonly index: number;
  readonly id: string;
}

/** The release that somebody picks; null: nobody does. */
export function pickedEntry({ id }: Chosen): string | null {
  return id === '' ? null : id;
}

/** Moments that leave the same disk, with everything that is decided before the first stage runs. */
export interface Frame {
  readonly reading: Reading;
  /** With its cache in the state of this frame. */
  readonly host: Host;
  readonly cache: Chosen;
  readonly entry: Chosen;
  /** Those that are no exclusion, at least one. */
  readonly moments: readonly Met[];
  /** How many moments each exclusion leaves out. */
  readonly excluded: ReadonlyMap<string, number>;
  /** With what is released by then; undefined: nothing boots. */
  readonly kernel: Kernel | undefined;
  /** Updates of this kernel that may fail. */
  readonly failing: readonly FailingValue[];
}

/** Every frame, and how many of them came before, from 0 to 1. */
export function* framesOf(space: Space): Generator<{ readonly frame: Frame; readonly done: number }> {
  const caches = cacheDimension.values;
  for (const [way, reading] of space.readings.entries()) {
    for (const [index, { id }] of caches.entries()) {
      const host = withCache(space.host, id);
      const groups = groupsOf(host, reading.config, space.moments);
      for (const [place, group] of groups.entries()) {
        const done = (way + (index + place / groups.length) / caches.length) / space.readings.length;
        for (const [chosen, entry] of space.entries.values.entries()) {
          yield { frame: frameOf(reading, host, { index, id }, { index: chosen, id: entry.id }, group), done };
        }
      }
    }
  }
}

/** Moments that differ in nothing but in what was in memory. */
function groupsOf(host: Host, config: ClientConfig, moments: readonly MomentOfHost[]): readonly (readonly Met[])[] {
  const groups: Met[][] = [];
  for (const moment of moments) {
    const met = { ...host, cut: moment.cut };
    const entry: Met = { moment, leaves: momentOf(met, config), waitSeconds: recordfail(met) };
    const same = groups.find(
      ([first]) => first?.waitSeconds === entry.waitSeconds && sameDisk(first.leaves, entry.leaves),
    );
    if (same) same.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function frameOf(reading: Reading, host: Host, cache: Chosen, entry: Chosen, group: readonly Met[]): Frame {
  const picked = pickedEntry(entry);
  const excluded = new Map<string, number>();
  const moments = group.filter(({ moment: { cut }, leaves: { kernels }, waitSeconds }) => {
    const frame = { host, config: reading.config, cut, cache: cache.id, kernels, entry: picked, waitSeconds };
    const found = exclusions.find(({ applies }) => applies(frame));
    if (found) excluded.set(found.id, (excluded.get(found.id) ?? 0) + 1);
    return found === undefined;
  });
  const [kernel] = group.slice(0, 1).flatMap((met) => bootedKernel(host, met, picked) ?? []);
  return { reading, host, cache, entry, moments, excluded, kernel, failing: kernel ? failingOn(kernel) : [] };
}

function bootedKernel(host: Host, { leaves, waitSeconds }: Met, picked: string | null): Kernel | undefined {
  const { kernel: release } = selectEntry(host, leaves.kernels, picked, waitSeconds);
  const kernel = leaves.kernels.find((other) => other.release === release);
  return kernel && released(kernel, host.boot);
}
