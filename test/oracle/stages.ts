/** The stages of a boot, out of section 5 of the design, sentence by sentence. Shares nothing with the simulator on purpose. */
import type { ClientConfig } from '../../server/src/simulator/config.ts';
import type { Boot, Host } from '../../server/src/simulator/host.ts';
import type { StageName, StageResult } from '../../server/src/simulator/outcome.ts';
import { ordered, type DiskKernel, type Machine } from './disk.ts';

export type PredictedStage = Pick<
  StageResult,
  'stage' | 'installed' | 'exitCode' | 'packageList' | 'savedPlan' | 'expiredMarker' | 'disableFile' | 'effectiveKernel'
>;

/** What a stage finds; it changes `machine` and `kernel`, and returns its exit code. */
export interface Scene {
  readonly host: Host;
  readonly config: ClientConfig;
  readonly conditions: Boot;
  readonly machine: Machine;
  readonly kernel: DiskKernel;
  /** `--check-init` has said no in this boot. */
  readonly checkInitSaidNo: boolean;
}

export function early({ host, config, conditions, machine, kernel, checkInitSaidNo }: Scene): number | null {
  // "configuration fatal -> exit 1 (-1 for interpolation)"
  if (config.refusal?.stages.includes('early') === true) return config.refusal.exitCode;
  // "--check-init says no (disable file, install_on_reboot off): not started, exit code null"
  if (checkInitSaidNo) return null;
  // "host name file -> 1"
  if (config.hostnameFile && conditions.hostnameFile !== 'ok') return 1;
  // "list absent -> nothing, exit 0"
  if (kernel.packageList === 'absent') return 0;
  // "list unverifiable -> 1"
  if (kernel.packageList === 'unverifiable') return 1;
  // "client too old -> 15, or 16 to parse"
  if (conditions.clientTooOld === 'to-install') return 15;
  if (conditions.clientTooOld === 'to-parse') return 16;
  // "/sys/module missing -> 21"
  if (conditions.sysfs === 'missing') return 21;
  // "nouptrack creates the disable file -> 1"
  if (conditions.nouptrack) {
    machine.disableFile = true;
    return 1;
  }
  // "expired marker -> 17"
  if (kernel.marker) return 17;
  // "plan torn or no such file -> 1; plan of zero length -> -1"
  if (kernel.plan === 'torn' || kernel.plan === null) return 1;
  if (kernel.plan === 'zero-length') return -1;
  // "else install the plan in order, stop at the first failure (exit 1). It never writes plans."
  for (const id of kernel.plan) {
    if (fails(host, id, 'early')) return 1;
    if (!machine.memory.includes(id)) machine.memory.push(id);
  }
  return 0;
}

export function online(stage: 'late' | 'cron' | 'shutdown', scene: Scene): number | null {
  const { host, config, conditions, machine, kernel, checkInitSaidNo } = scene;
  const { assumptions } = host;
  const save = () => {
    // A saved plan goes with a list: section 4, "bootPlan: left out with an absent list"
    if (kernel.packageList === 'absent') return;
    kernel.plan = ordered(machine.memory, kernel.available);
  };

  // "not started, exit code null, where the assumptions say so"; cron: "not started if the cron file is gone"
  if (host.client === 'offline' && !assumptions.offlineHasLateStage) return null;
  if (stage === 'late' && checkInitSaidNo && !assumptions.lateStageAlwaysStarts) return null;
  if (stage === 'cron' && !conditions.cron) return null;
  // "fatal -> 1 or -1"; cron: "a bad cron_output_* value does not stop it"; shutdown: as late
  if (config.refusal?.stages.includes(stage === 'cron' ? 'cron' : 'late') === true) return config.refusal.exitCode;
  // "host name file -> 1"
  if (config.hostnameFile && conditions.hostnameFile !== 'ok') return 1;

  // "An offline client asks no server: from the key to the subscription only /sys/module and the disable file count"
  if (host.client === 'offline') {
    if (conditions.sysfs === 'missing') return 21;
    if (machine.disableFile) {
      save();
      return 1;
    }
  } else {
    // "key missing -> 20"
    if (config.accessKey === 'missing') return 20;
    // "network not up -> 10"; slow: "not before the late stage has given up, but before cron"; shutdown: "a slow network up"
    if (conditions.network === 'down' || (conditions.network === 'slow' && stage === 'late')) return 10;
    // "key refused -> 14"
    if (conditions.accessKey === 'invalid') return 14;
    // "/sys/module missing -> 21"
    if (conditions.sysfs === 'missing') return 21;
    // "the list is asked for, the expired marker goes"
    kernel.marker = false;
    // "kernel unsupported -> 13"
    if (!kernel.supported) return 13;
    // "'expired' sets the marker again, any other answer makes the list ok (a torn one if it heals)"
    if (conditions.subscription === 'expired') kernel.marker = true;
    else if (kernel.packageList !== 'unverifiable' || assumptions.tornListHeals) kernel.packageList = 'ok';
    // "list still absent -> 10, still unverifiable -> 1"
    if (kernel.packageList === 'absent') return 10;
    if (kernel.packageList === 'unverifiable') return 1;
    // "client too old to parse -> 16, to install -> 15 (saves)"
    if (conditions.clientTooOld === 'to-parse') return 16;
    if (conditions.clientTooOld === 'to-install') {
      save();
      return 15;
    }
    // "disabled -> 1 (saves)"
    if (machine.disableFile) {
      save();
      return 1;
    }
    // "expired -> 17"
    if (kernel.marker) return 17;
  }

  // "upgrade_on_reboot: remove what is installed and not available, then install all available (first failure: exit 1)"
  let exitCode = 0;
  const yes = stage === 'late' ? config.upgradeOnReboot : stage === 'cron' && config.autoinstall;
  const target = upTo(kernel.available, host, config);
  if (yes && target !== null) {
    for (const id of [...machine.memory]) {
      if (!kernel.available.includes(id)) machine.memory = machine.memory.filter((other) => other !== id);
    }
    for (const id of target) {
      if (machine.memory.includes(id)) continue;
      if (fails(host, id, stage)) {
        exitCode = 1;
        break;
      }
      // Only offline: what the installed package holds is a list from now on (no source says so).
      if (kernel.packageList === 'absent') kernel.packageList = 'ok';
      machine.memory.push(id);
    }
  }
  // "and save: what is installed at that moment, in list order"
  save();
  return exitCode;
}

/**
 * "effective_version ends an upgrade after the last update whose effectiveKernel is this release, with or without the
 * architecture (if none is, nothing is installed)": null, and then nothing is removed either
 */
function upTo(available: readonly string[], host: Host, { effectiveVersion }: ClientConfig): readonly string[] | null {
  if (host.client !== 'offline' || effectiveVersion === null) return available;
  const bare = (version: string) => version.replace('.x86_64', '');
  let end = 0;
  available.forEach((id, index) => {
    const level = host.updates[id]?.effectiveKernel;
    if (level !== undefined && bare(level) === bare(effectiveVersion)) end = index + 1;
  });
  return end === 0 ? null : available.slice(0, end);
}

function fails({ failing }: Host, id: string, stage: StageName): boolean {
  return failing.some((one) => one.id === id && (one.stages as readonly StageName[]).includes(stage));
}

/** Everything as it is after the stage. */
export function after(stage: StageName, exitCode: number | null, { host, machine, kernel }: Scene): PredictedStage {
  const installed = ordered(machine.memory, kernel.available);
  // "the level of the last installed update that carries one, the release itself with none installed, else null"
  let effectiveKernel = installed.length === 0 ? kernel.release : null;
  for (const id of installed) effectiveKernel = host.updates[id]?.effectiveKernel ?? effectiveKernel;
  return {
    stage,
    installed,
    exitCode,
    packageList: kernel.packageList,
    savedPlan: kernel.plan,
    expiredMarker: kernel.marker,
    disableFile: machine.disableFile,
    effectiveKernel,
  };
}
