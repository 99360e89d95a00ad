/** Every moment at which a cut can meet a host, in the order of the strip of the preview. */
import type { Cut, Host, Kernel } from './host.ts';
import { run, stepsOf } from './lists.ts';
import { bootingKernel, overwrittenBy, restorable } from './moments.ts';
import { causeOf } from './reasons.ts';
import { newestOf } from './versions.ts';
import { capitalized } from './words.ts';

export interface MomentOfHost {
  /** Stable: `idle`, `apply-60`, `write-plan-torn` … */
  readonly id: string;
  /** Neighbouring moments of one group are one segment of the strip. */
  readonly group: string;
  readonly groupLabel: string;
  readonly label: string;
  readonly cut: Cut;
}

/** A moment of the cut, or the orderly reboot that stands beside them. */
export interface MomentOfStrip extends Omit<MomentOfHost, 'cut'> {
  /** Null: no cut, but an orderly reboot. */
  readonly cut: Cut | null;
}

/** Not one of the moments of a cut: nothing counts it among them. */
export const reboot: MomentOfStrip = {
  id: 'reboot',
  group: 'reboot',
  groupLabel: 'Reboot',
  label: 'No cut: an orderly reboot',
  cut: null,
};

/**
 * What the panel shows: some moments of the cut, the one that the host itself speaks of among them, and the orderly reboot at
 * the end.
 *
 * @param more id of one of `every` moment that is to be among them; any other text changes nothing
 */
export function stripOf(host: Host, more = ''): readonly MomentOfStrip[] {
  const every = momentsOf(host, 'every');
  const places = every.map(({ cut }) => JSON.stringify(cut));
  const placeOf = ({ cut }: MomentOfHost) => places.indexOf(JSON.stringify(cut));
  const strip = [...momentsOf(host)];
  const add = (moment: MomentOfHost | undefined) => {
    const isThere = strip.some(
      ({ id, cut }) => id === moment?.id || JSON.stringify(cut) === JSON.stringify(moment?.cut),
    );
    if (moment === undefined || isThere) return;
    const next = strip.findIndex((other) => placeOf(other) > placeOf(moment));
    const end = strip.findLastIndex(({ group }) => group === moment.group) + 1;
    strip.splice(placeOf(moment) < 0 || next < 0 ? end || strip.length : next, 0, moment);
  };
  add(every.find(({ id }) => id === more));
  if (host.cut !== null) add(ownMoment(host, host.cut, every));
  return [...strip, reboot];
}

/** The cut of the host itself, also one that is no moment of its own among `every`, as another length of a short plan. */
function ownMoment(host: Host, cut: Cut, every: readonly MomentOfHost[]): MomentOfHost {
  const same = every.find((other) => JSON.stringify(other.cut) === JSON.stringify(cut));
  const { group, groupLabel } = every.find((other) => other.cut.during === cut.during) ?? {
    group: cut.during,
    groupLabel: capitalized(cut.during.replaceAll('-', ' ')),
  };
  return same ?? { id: idOf(cut, 'every'), group, groupLabel, label: causeOf(host), cut };
}

type Labelled = readonly [cut: Cut, label: string];

interface Group {
  readonly group: string;
  readonly groupLabel: string;
  readonly moments: readonly Labelled[];
}

/** some: for a strip, of a long restoration or removal only the start, the middle and the end, and one new kernel. */
export type Density = 'some' | 'every';

export function momentsOf(host: Host, density: Density = 'some'): readonly MomentOfHost[] {
  const steps: Steps = density === 'some' ? ends : upTo;
  const running = host.kernels.find(({ release }) => release === host.running);
  if (running === undefined) return [];
  return [
    { group: 'idle', groupLabel: 'Idle', moments: [[{ during: 'idle' }, 'Nothing is going on'] as const] },
    { group: 'download', groupLabel: 'Download', moments: host.client === 'online' ? downloads : [] },
    applying(host, running),
    { group: 'write-plan', groupLabel: 'Save plan', moments: savings(host, running, density) },
    { group: 'package', groupLabel: 'Package manager', moments: packages(host, density) },
    { group: 'remove', groupLabel: 'Remove all', moments: removals(host, steps) },
    ...booting(host, steps),
  ].flatMap(({ group, groupLabel, moments }: Group) =>
    moments.map(([cut, label]) => ({ id: idOf(cut, density), group, groupLabel, label, cut })),
  );
}

/** Kernel and length of a short plan are told where a strip holds more than one. */
function idOf(cut: Cut, density: Density): string {
  const { during, ...fields } = cut;
  const words = Object.entries<string | number>(fields).flatMap(([name, value]) =>
    density === 'some' && (name === 'release' || name === 'keeps') ? [] : [value],
  );
  return [during, ...words].join('-');
}

const downloads: readonly Labelled[] = [
  [{ during: 'download-list', leaves: 'old' }, 'Downloading the package list; the old one is still whole'],
  [{ during: 'download-list', leaves: 'torn' }, 'Downloading the package list; it is left torn'],
  [{ during: 'download-updates' }, 'Downloading and unpacking updates'],
];

function applying(host: Host, kernel: Kernel): Group {
  const steps = stepsOf(kernel, host.installed).length;
  const moments = steps === 0 ? [] : upTo(steps, (done): Labelled => [{ during: 'apply', done }, doneOf(done, steps)]);
  return { group: 'apply', groupLabel: `Apply ${steps}`, moments };
}

function doneOf(done: number, steps: number): string {
  return `Applying: ${done} of ${steps} done`;
}

function savings(host: Host, kernel: Kernel, density: Density): readonly Labelled[] {
  const plan = run(host.installed, stepsOf(kernel, host.installed));
  const half = Math.floor(plan.length / 2);
  // Between nothing and all but the last, lengths differ in the length alone; all of it is the new plan.
  const every = [...new Set([0, half, plan.length - 1])].filter((keeps) => 0 <= keeps && keeps < plan.length);
  const lengths = density === 'every' ? every : half === 0 ? [] : [half];
  return [
    [{ during: 'write-plan', leaves: 'old' }, 'Saving the plan; the old one is still there'],
    [{ during: 'write-plan', leaves: 'new' }, 'Saving the plan; the new one is on disk'],
    ...lengths.map((keeps): Labelled => [
      { during: 'write-plan', leaves: 'short', keeps },
      `Saving the plan; only ${keeps} of ${plan.length} reach the disk`,
    ]),
    [{ during: 'write-plan', leaves: 'torn' }, 'Saving the plan; it is left torn'],
    [{ during: 'write-plan', leaves: 'zero-length' }, 'Saving the plan; an empty file is left'],
  ];
}

/** What a package manager does when it installs a kernel that does not run: the newest, or each. */
function packages(host: Host, density: Density): readonly Labelled[] {
  const others = host.kernels.map(({ release }) => release).filter((release) => release !== host.running);
  const newest = newestOf(host.packaging, others);
  const installed = density === 'every' ? others : newest === null ? [] : [newest];
  return installed.flatMap((release) => phasesOf(host, release));
}

function phasesOf({ packaging, kernels }: Host, release: string): readonly Labelled[] {
  const cut = (phase: Extract<Cut, { during: 'package' }>['phase'], leaves?: 'old' | 'new' | 'mixed'): Cut => ({
    during: 'package',
    release,
    phase,
    ...(leaves && { leaves }),
  });
  const done: Labelled = [cut('done'), `${release} is installed, not yet booted`];
  if (packaging === 'rpm') {
    return [
      [cut('unpack'), `Unpacking ${release}`],
      [cut('bootloader'), 'The boot entry is written, the initramfs is not'],
      [cut('initramfs'), 'The initramfs is being copied'],
      done,
    ];
  }
  if (overwrittenBy({ kernels }, release).length > 0) {
    return [
      [cut('unpack', 'mixed'), `Unpacking ${release} over another build; both are mixed`],
      [cut('unpack', 'new'), `Unpacking ${release} over another build; all of it is there`],
      done,
    ];
  }
  return [
    [cut('unpack'), `Unpacking ${release}`],
    [cut('initramfs'), 'The initramfs is being built'],
    [cut('bootloader', 'old'), 'Updating the boot menu; the old one is still there'],
    [cut('bootloader', 'new'), 'Updating the boot menu; the new one is on disk'],
    done,
  ];
}

function removals({ installed }: Host, steps: Steps): readonly Labelled[] {
  if (installed.length === 0) return [];
  return steps(installed.length, (done): Labelled => [
    { during: 'remove', done },
    `uptrack-remove --all: ${done} of ${installed.length} removed`,
  ]);
}

/** A second cut, in the boot that follows one. */
function booting(host: Host, each: Steps): readonly Group[] {
  const kernel = host.kernels.find(({ release }) => release === bootingKernel(host));
  if (kernel === undefined) return [];
  const restored = restorable(kernel);
  const steps = stepsOf(kernel, restored).length;
  const early = each(restored.length, (done): Labelled => [
    { during: 'early-boot', done },
    done === 0 ? 'Booting, before the early stage' : `Early stage: ${done} of ${restored.length} restored`,
  ]);
  const late = each(steps, (done): Labelled => [
    { during: 'late-boot', done },
    `Late stage: ${done} of ${steps} applied`,
  ]);
  return [
    { group: 'early-boot', groupLabel: 'Early stage', moments: early },
    { group: 'late-boot', groupLabel: 'Late stage', moments: late },
  ];
}

type Steps = <T>(last: number, at: (index: number) => T) => readonly T[];

function upTo<T>(last: number, at: (index: number) => T): readonly T[] {
  return Array.from({ length: last + 1 }, (_, index) => at(index));
}

function ends<T>(last: number, at: (index: number) => T): readonly T[] {
  if (last < 0) return [];
  return [...new Set([0, Math.floor(last / 2), last])].map(at);
}
