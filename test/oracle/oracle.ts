/**
 * A second, naive simulation of a power loss, out of sections 4 and 5 of the design. Straight on, without a thought for
 * speed, evidence or times.
 */
import type { ClientConfig } from '../../server/src/simulator/config.ts';
import type { Boot, Host } from '../../server/src/simulator/host.ts';
import type { BootReason, BootResult } from '../../server/src/simulator/outcome.ts';
import { afterCut, kernelOf, ordered, type DiskKernel, type Machine } from './disk.ts';
import { releases } from './releases.ts';
import { after, early, online, type PredictedStage, type Scene } from './stages.ts';

export interface PredictedBoot extends Pick<BootResult, 'verdict' | 'memory' | 'missing' | 'pending'> {
  readonly kernel: string | null;
  readonly reason: BootReason;
  readonly instead: string | null;
  readonly waitSeconds: number;
  readonly stages: readonly PredictedStage[];
}

/** The machine as the cut leaves it. */
export function atTheCut(host: Host, config: ClientConfig): Machine {
  // "boot: what the boot after the cut meets": its chosenEntry is not that of the boot which the cut meets. Where the
  // default entry cannot boot at all, that boot was one that can.
  const atDefault = { ...host.boot, chosenEntry: null };
  const interrupted = bootLoader(host, afterCut({ ...host, cut: null }, config).kernels, atDefault, 0);
  return afterCut(host, config, interrupted.kernel ?? interrupted.instead ?? host.running);
}

/** The first boot and the ones after it, up to the first that does not boot. */
export function predict(host: Host, config: ClientConfig): readonly PredictedBoot[] {
  const machine = atTheCut(host, config);
  let conditions = host.boot;
  let ending = host.cut === null ? host.boot : null;
  // "deb, after a cut in early-boot: GRUB's wait at its menu; 0 none, -1 for ever"
  let wait = host.packaging === 'deb' && host.cut?.during === 'early-boot' ? host.assumptions.recordfailSeconds : 0;

  const boots = [oneBoot({ host, config, machine, conditions, ending, wait })];
  for (const { after: how, ...changes } of host.nextBoots) {
    if (boots.at(-1)?.kernel === null) break;
    // "What it does not hold stays as in the boot before, the disable file as that boot left it; chosenEntry, nouptrack,
    // outageMinutes and released are for one boot only."
    ending = how === 'reboot' ? conditions : null;
    conditions = {
      ...conditions,
      chosenEntry: null,
      nouptrack: false,
      outageMinutes: 0,
      released: {},
      disableFile: machine.disableFile,
      ...changes,
    };
    wait = 0;
    boots.push(oneBoot({ host, config, machine, conditions, ending, wait }));
  }
  return boots;
}

interface Start {
  readonly host: Host;
  readonly config: ClientConfig;
  readonly machine: Machine;
  readonly conditions: Boot;
  /** The conditions of the boot that ends in good order; null: the power went. */
  readonly ending: Boot | null;
  readonly wait: number;
}

function oneBoot({ host, config, machine, conditions, ending, wait }: Start): PredictedBoot {
  const stages: PredictedStage[] = [];
  const { ran } = machine;
  const before = ordered(machine.memory, kernelOf(machine, ran).available);

  // "Shutdown, only before an orderly reboot: as late, always answering no, under the conditions of the boot that ends"
  if (ending !== null) {
    const scene: Scene = {
      host,
      config,
      conditions: ending,
      machine,
      kernel: kernelOf(machine, ran),
      checkInitSaidNo: false,
    };
    stages.push(after('shutdown', online('shutdown', scene), scene));
  }

  // "released: updates released by then, they join available"; the boot finds them, not the shutdown before
  for (const kernel of machine.kernels) {
    for (const id of conditions.released[kernel.release] ?? []) {
      if (!kernel.available.includes(id)) kernel.available.push(id);
    }
  }
  machine.disableFile = conditions.disableFile;
  machine.memory = [];
  const boots = bootLoader(host, machine.kernels, conditions, wait);
  const { kernel: release } = boots;
  if (release === null) {
    // "or null: then no stage and no boot follows"
    return { ...boots, stages: [], verdict: 'does-not-boot', memory: before, missing: before, pending: [] };
  }
  machine.ran = release;
  const kernel = kernelOf(machine, release);
  // "configuration fatal -> exit 1 (-1 for interpolation) · --check-init says no (disable file, install_on_reboot off)", in this order
  const refused = config.refusal?.stages.includes('early') === true;
  const checkInitSaidNo = !refused && (conditions.disableFile || !config.installOnReboot);
  const scene: Scene = { host, config, conditions, machine, kernel, checkInitSaidNo };
  stages.push(after('early', early(scene), scene));
  const late = after('late', online('late', scene), scene);
  stages.push(late, after('cron', online('cron', scene), scene));

  // "missing was in that memory and is not back (empty on another kernel)"
  const missing = release === ran ? before.filter((id) => !late.installed.includes(id)) : [];
  // "pending is available, not installed and not missing"
  const pending = kernel.available.filter((id) => !late.installed.includes(id) && !missing.includes(id));
  // "verdict speaks of the end of the late stage, the first that fits"
  let verdict: BootResult['verdict'] = 'partly-restored';
  if (kernel.available.length === 0 && late.installed.length === 0) verdict = 'nothing-to-install';
  else if (kernel.available.every((id) => late.installed.includes(id))) verdict = 'upgraded';
  else if (late.installed.length === 0) verdict = 'unpatched';
  else if (release === ran && missing.length === 0) verdict = 'restored';
  return { ...boots, stages, verdict, memory: before, missing, pending };
}

/** Step 2 of section 5. */
function bootLoader(
  host: Host,
  kernels: readonly DiskKernel[],
  { chosenEntry }: Boot,
  wait: number,
): Pick<PredictedBoot, 'kernel' | 'reason' | 'instead' | 'waitSeconds'> {
  // "The menu holds every kernel that is neither absent nor unpacked", here the newest first
  const order: readonly string[] = releases[host.packaging];
  const menu = kernels
    .filter(({ onDisk }) => onDisk !== 'absent' && onDisk !== 'unpacked')
    .sort((a, b) => order.indexOf(b.release) - order.indexOf(a.release));
  const instead = menu.find(({ onDisk }) => onDisk === 'complete')?.release ?? null;
  const [newest] = menu;
  if (newest === undefined) return { kernel: null, reason: 'empty-menu', instead: null, waitSeconds: 0 };

  // "The chosen entry starts, else the default one, else (that is not in the menu) the newest"
  const chosen = menu.find(({ release }) => release === chosenEntry);
  if (chosen === undefined && wait < 0) return { kernel: null, reason: 'waits-at-menu', instead, waitSeconds: wait };
  // Whoever picks an entry does not wait.
  const waitSeconds = chosen === undefined ? wait : 0;
  const byDefault = host.defaultEntry === 'newest' ? newest : menu.find(({ release }) => release === host.defaultEntry);
  const entry = chosen ?? byDefault ?? newest;
  const reason = chosen ? 'chosen' : byDefault ? 'default' : 'default-not-in-menu';

  // "Without a whole initramfs, or mixed, it does not boot; the result says so, and which entry would."
  const { onDisk } = entry;
  if (onDisk === 'no-initramfs' || onDisk === 'torn-initramfs' || onDisk === 'mixed') {
    return { kernel: null, reason: onDisk, instead, waitSeconds };
  }
  return { kernel: entry.release, reason, instead: null, waitSeconds };
}
