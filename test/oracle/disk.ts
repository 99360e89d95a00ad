/**
 * What the cut leaves, out of section 4 of the design and section 6 of the specification of power loss, sentence by sentence. Shares
 * nothing with the simulator on purpose: it is there to disagree with it.
 */
import type { ClientConfig } from '../../server/src/simulator/config.ts';
import type { Host, OnDisk } from '../../server/src/simulator/host.ts';
import type { PackageList, SavedPlan } from '../../server/src/simulator/outcome.ts';

/** A kernel whose fields change as the simulation goes on. */
export interface DiskKernel {
  readonly release: string;
  onDisk: OnDisk;
  packageList: PackageList;
  plan: SavedPlan;
  available: string[];
  marker: boolean;
  readonly supported: boolean;
}

export interface Machine {
  readonly kernels: DiskKernel[];
  disableFile: boolean;
  /** The kernel that ran when the power went or the reboot began, and what was in its memory then. */
  ran: string;
  memory: string[];
}

/** `uptrack-show` prints in list order; what the list does not name stays behind what it stood behind (no source says so). */
export function ordered(ids: readonly string[], list: readonly string[]): string[] {
  const first: string[] = [];
  const behind = new Map<string, string[]>();
  let group = first;
  for (const id of ids) {
    if (list.includes(id)) behind.set(id, (group = [id]));
    else group.push(id);
  }
  const result = [...first];
  for (const id of list) result.push(...(behind.get(id) ?? []));
  return result;
}

/** The machine as the cut leaves it; `boots` is the kernel that the boot which the cut meets has started. */
export function afterCut(host: Host, config: ClientConfig, boots: string | null = null): Machine {
  const machine: Machine = {
    kernels: [],
    disableFile: host.boot.disableFile,
    ran: host.running,
    memory: [...host.installed],
  };
  for (const { release, onDisk, packageList, bootPlan, available, expiredMarker, supported } of host.kernels) {
    machine.kernels.push({
      release,
      onDisk,
      packageList,
      plan: bootPlan,
      available: [...available],
      marker: expiredMarker,
      supported,
    });
  }
  const { cut } = host;
  if (cut === null) return machine;

  // late-boot is as apply, for the kernel that boots; early-boot meets that kernel, too.
  const meetsABoot = cut.during === 'early-boot' || cut.during === 'late-boot';
  if (meetsABoot && boots !== null) {
    machine.ran = boots;
    const at = kernelOf(machine, boots);
    machine.memory = [];
    // An early stage that the file keeps from installing has brought nothing back by then.
    const installs = config.installOnReboot && config.refusal?.stages.includes('early') !== true;
    if (installs && at.packageList === 'ok' && !at.marker && Array.isArray(at.plan)) {
      machine.memory = [...(at.plan as string[])];
    }
  }
  const kernel = kernelOf(machine, machine.ran);
  const upgradePlan = host.kernels.find(({ release }) => release === machine.ran)?.upgradePlan ?? null;

  // "upgradePlan": remove what is installed and not available, then install the rest of available.
  const steps: string[] = [];
  if (upgradePlan !== null) steps.push(...upgradePlan);
  else {
    for (const id of machine.memory) if (!kernel.available.includes(id)) steps.push(`Remove ${id}`);
    for (const id of kernel.available) if (!machine.memory.includes(id)) steps.push(`Install ${id}`);
  }

  switch (cut.during) {
    case 'idle':
      break;
    case 'download-list':
      kernel.marker = false;
      if (cut.leaves === 'torn') kernel.packageList = 'unverifiable';
      break;
    case 'download-updates':
      kernel.marker = false;
      kernel.packageList = 'ok';
      break;
    case 'apply':
    case 'late-boot':
      kernel.marker = false;
      kernel.packageList = 'ok';
      machine.memory = afterSteps(machine.memory, steps.slice(0, cut.done));
      break;
    case 'write-plan':
      kernel.marker = false;
      kernel.packageList = 'ok';
      machine.memory = afterSteps(machine.memory, steps);
      if (cut.leaves === 'new') kernel.plan = ordered(machine.memory, kernel.available);
      if (cut.leaves === 'short') kernel.plan = ordered(machine.memory, kernel.available).slice(0, cut.keeps ?? 0);
      if (cut.leaves === 'torn') kernel.plan = 'torn';
      if (cut.leaves === 'zero-length') kernel.plan = 'zero-length';
      break;
    case 'remove':
      machine.memory = machine.memory.slice(0, machine.memory.length - cut.done);
      break;
    case 'early-boot':
      machine.memory = machine.memory.slice(0, cut.done);
      break;
    case 'package': {
      const target = kernelOf(machine, cut.release);
      const [name] = cut.release.split(' ');
      const overwritten = machine.kernels.filter(
        ({ release, onDisk }) => release !== cut.release && release.split(' ')[0] === name && onDisk !== 'absent',
      );
      if (host.packaging === 'rpm') {
        // rpm writes the boot entry before the initramfs.
        if (cut.phase === 'bootloader' && target.onDisk !== 'complete') target.onDisk = 'no-initramfs';
        if (cut.phase === 'initramfs') target.onDisk = 'torn-initramfs';
        if (cut.phase === 'done') target.onDisk = 'complete';
      } else if (overwritten.length > 0) {
        for (const other of overwritten) other.onDisk = 'absent';
        target.onDisk = cut.phase === 'unpack' && cut.leaves !== 'new' ? 'mixed' : 'complete';
      } else if (target.onDisk !== 'complete') {
        // deb is careful: a complete kernel stays complete.
        const inTheMenu = cut.phase === 'done' || (cut.phase === 'bootloader' && cut.leaves === 'new');
        target.onDisk = inTheMenu ? 'complete' : 'unpacked';
      }
      break;
    }
  }
  return machine;
}

export function kernelOf({ kernels }: Machine, release: string): DiskKernel {
  const kernel = kernels.find((one) => one.release === release);
  if (kernel === undefined) throw new Error(`no such kernel: ${release}`);
  return kernel;
}

function afterSteps(memory: readonly string[], steps: readonly string[]): string[] {
  let result = [...memory];
  for (const step of steps) {
    const [verb, id = ''] = step.split(' ');
    if (verb === 'Remove') result = result.filter((other) => other !== id);
    else if (!result.includes(id)) result.push(id);
  }
  return result;
}
