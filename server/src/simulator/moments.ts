/**
 * The table of moments: what each cut leaves on disk and what was in memory when the power went. The disk is as
 * the client and the package managers write it; nothing of the memory survives.
 */
import type { ClientConfig } from './config.ts';
import { byClient, ground, inferredFromClient, type Ground } from '../config/sources.ts';
import { selectEntry } from './kernels.ts';
import { inListOrder, run, stepsOf } from './lists.ts';
import type { Cut, Host, Kernel, OnDisk } from './host.ts';
import { unameRelease } from './versions.ts';

/** A host at the moment of the cut, or at the start of an orderly reboot. */
export interface Moment extends Ground {
  readonly kernels: readonly Kernel[];
  /** The kernel that ran. */
  readonly ran: string;
  /** In its memory, in list order. */
  readonly memory: readonly string[];
  /** What stands behind what the boot loader finds: of all cuts only those of a package manager change that. */
  readonly menu: Ground;
}

type CutOf<D extends Cut['during']> = Extract<Cut, { during: D }>;

type MomentTable = {
  readonly [D in Cut['during']]: {
    /** Which kernel ran, and on which it left its traces. */
    readonly runs: (host: Host) => string;
    /**
     * Of the kernel that ran.
     *
     * @param restored what the early stage of a boot that the cut meets brings back
     */
    readonly memory: (kernel: Kernel, host: Host, cut: CutOf<D>, restored: readonly string[]) => readonly string[];
    /** The kernels after the cut. */
    readonly disk: (host: Host, ran: string, cut: CutOf<D>) => readonly Kernel[];
    readonly ground: (host: Host) => Ground;
  };
};

const running = (host: Host) => host.running;
const installed = (_kernel: Kernel, host: Host) => host.installed;
const untouched = (host: Host) => host.kernels;
const inferred = () => inferredFromClient;
/** A run that has its list: the expired marker went when it asked, the old plan is still there. */
const listed = (host: Host, ran: string) => change(host, ran, () => ({ expiredMarker: false, packageList: 'ok' }));

/** One row for each `cut.during`. */
const moments: MomentTable = {
  idle: { runs: running, memory: installed, disk: untouched, ground: () => byClient },
  'download-list': {
    runs: running,
    memory: installed,
    disk: (host, ran, { leaves }) =>
      change(host, ran, ({ packageList }) => ({
        expiredMarker: false,
        packageList: leaves === 'torn' ? 'unverifiable' : packageList,
      })),
    ground: inferred,
  },
  'download-updates': { runs: running, memory: installed, disk: listed, ground: inferred },
  apply: {
    runs: running,
    memory: (kernel, host, { done }) => run(host.installed, stepsOf(kernel, host.installed).slice(0, done)),
    disk: listed,
    ground: inferred,
  },
  'write-plan': {
    runs: running,
    memory: (kernel, host) => run(host.installed, stepsOf(kernel, host.installed)),
    disk: (host, ran, cut) =>
      change(host, ran, (kernel) => ({
        expiredMarker: false,
        packageList: 'ok',
        bootPlan: writtenPlan(kernel, host, cut),
      })),
    ground: inferred,
  },
  remove: {
    runs: running,
    memory: (_kernel, host, { done }) => host.installed.slice(0, Math.max(0, host.installed.length - done)),
    disk: untouched,
    ground: inferred,
  },
  package: {
    runs: running,
    memory: installed,
    disk: packaged,
    ground: ({ packaging }) => ground('inferred', packaging === 'deb' ? 'dpkg' : 'dracut', 'transcripts'),
  },
  'early-boot': {
    runs: bootingKernel,
    memory: (_kernel, _host, { done }, restored) => restored.slice(0, done),
    disk: untouched,
    ground: inferred,
  },
  'late-boot': {
    runs: bootingKernel,
    memory: (kernel, _host, { done }, restored) => run(restored, stepsOf(kernel, restored).slice(0, done)),
    disk: listed,
    ground: inferred,
  },
};

/** The boot menu is as it was. */
const asBefore = ground('documented');

/** By whether the early stage of a boot that the cut meets installs anything. */
const known = { restoring: new WeakMap<Host, Moment>(), idle: new WeakMap<Host, Moment>() };

/**
 * What the host's cut leaves behind; without a cut, the host as an orderly reboot finds it.
 *
 * @param config of the boot that the cut meets; null: one that restores the saved plan
 */
export function momentOf(host: Host, config: Pick<ClientConfig, 'installOnReboot' | 'refusal'> | null = null): Moment {
  const restores = config === null || (config.installOnReboot && !config.refusal?.stages.includes('early'));
  const moments = restores ? known.restoring : known.idle;
  const moment = moments.get(host) ?? momentOfCut(host, host.cut ?? { during: 'idle' }, restores);
  moments.set(host, moment);
  return moment;
}

function momentOfCut<D extends Cut['during']>(host: Host, cut: CutOf<D>, restores: boolean): Moment {
  const { runs, memory, disk, ground: groundOf } = moments[cut.during];
  const stands = groundOf(host);
  const ran = runs(host);
  const kernel = host.kernels.find(({ release }) => release === ran);
  return {
    kernels: disk(host, ran, cut),
    ran,
    memory:
      kernel === undefined
        ? []
        : inListOrder(memory(kernel, host, cut, restores ? restorable(kernel) : []), kernel.available),
    ...stands,
    menu: cut.during === 'package' ? stands : asBefore,
  };
}

/** Whether two cuts leave the same behind but for what was in memory. */
export function sameDisk(a: Moment, b: Moment): boolean {
  return (
    a.ran === b.ran &&
    a.evidence === b.evidence &&
    a.kernels.every((kernel, index) => sameFields(kernel, b.kernels[index]))
  );
}

function sameFields<T extends object>(a: T, b: T | undefined): boolean {
  return b !== undefined && (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}

/** The kernel whose boot the cut meets: what the boot loader starts by itself, else what can be started at all. */
export function bootingKernel(host: Host): string {
  const { kernel, instead } = selectEntry(host, host.kernels, null);
  return kernel ?? instead ?? host.running;
}

/** What an early stage without trouble brings back. */
export function restorable({ packageList, bootPlan, expiredMarker }: Kernel): readonly string[] {
  return packageList === 'ok' && !expiredMarker && typeof bootPlan === 'object' && bootPlan !== null ? bootPlan : [];
}

function change(host: Host, release: string, fields: (kernel: Kernel) => Partial<Kernel>): readonly Kernel[] {
  return host.kernels.map((kernel) => (kernel.release === release ? { ...kernel, ...fields(kernel) } : kernel));
}

function writtenPlan(kernel: Kernel, host: Host, { leaves, keeps = 0 }: CutOf<'write-plan'>): Kernel['bootPlan'] {
  const plan = inListOrder(run(host.installed, stepsOf(kernel, host.installed)), kernel.available);
  switch (leaves) {
    case 'old':
      return kernel.bootPlan;
    case 'new':
      return plan;
    case 'short':
      return plan.slice(0, keeps);
    case 'torn':
    case 'zero-length':
      return leaves;
  }
}

function packaged(host: Host, _ran: string, cut: CutOf<'package'>): readonly Kernel[] {
  const overwritten = host.packaging === 'deb' ? overwrittenBy(host, cut.release) : [];
  return host.kernels.map((kernel) => {
    if (overwritten.includes(kernel.release)) return { ...kernel, onDisk: 'absent' };
    if (kernel.release !== cut.release) return kernel;
    return { ...kernel, onDisk: onDiskAfter(host.packaging, kernel.onDisk, overwritten.length > 0, cut) };
  });
}

/** Kernels on disk under the same file names: another build of the same `uname -r`. */
export function overwrittenBy({ kernels }: Pick<Host, 'kernels'>, release: string): readonly string[] {
  return kernels
    .filter((kernel) => kernel.release !== release && kernel.onDisk !== 'absent')
    .map((kernel) => kernel.release)
    .filter((other) => unameRelease(other) === unameRelease(release));
}

function onDiskAfter(
  packaging: Host['packaging'],
  before: OnDisk,
  overwrites: boolean,
  { phase, leaves }: CutOf<'package'>,
): OnDisk {
  if (phase === 'done') return 'complete';
  if (packaging === 'rpm') {
    // The boot entry is written before the initramfs, and that is copied straight onto its final name.
    if (phase === 'initramfs') return 'torn-initramfs';
    return phase === 'unpack' || before === 'complete' ? before : 'no-initramfs';
  }
  if (overwrites) return phase === 'unpack' && leaves !== 'new' ? 'mixed' : 'complete';
  if (before === 'complete') return before;
  return phase === 'bootloader' && leaves === 'new' ? 'complete' : 'unpacked';
}
