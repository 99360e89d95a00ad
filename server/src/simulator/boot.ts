/** One host, one configuration with every value known: the boot after the cut, and those after that. */
import { ground, inferredFromClient, together, unsaid, type Ground } from '../config/sources.ts';
import type { ClientConfig } from './config.ts';
import { earlyStage } from './early.ts';
import type { Boot, Host, Kernel, NextBoot } from './host.ts';
import { selectEntry } from './kernels.ts';
import { inListOrder, joined, without } from './lists.ts';
import { momentOf, type Moment } from './moments.ts';
import { onlineStage } from './online.ts';
import type { BootResult, Boots, Outcome, Seconds, StageName, StageResult } from './outcome.ts';
import { plus, type Context, type Run, type State, type Switch } from './stage.ts';
import { marked, variantsOf, type Variants } from './assumptions.ts';
import { conclude, graded, nothingBoots } from './verdict.ts';

/** The machine between two boots; its ground is that of all that led here. */
export interface Machine extends Ground {
  readonly kernels: readonly Kernel[];
  readonly ran: string;
  readonly memory: readonly string[];
  readonly disableFile: boolean;
  /** Releases whose plan a run has saved since: what the server puts into it is inferred. */
  readonly saved: ReadonlySet<string>;
  /** Of what the boot loader finds. */
  readonly menu: Ground;
}

/** How a boot comes about. */
export interface Start {
  readonly conditions: Boot;
  /** Of the boot that ends, where it ends in good order; null after a power cut. */
  readonly shutdown: Boot | null;
  /** GRUB's wait at its menu; -1: for ever. */
  readonly waitSeconds: number;
}

export type Results = Omit<Outcome, 'assuming'>;

/** What happens to the host with this configuration, with the assumptions that each stage rests on. */
export function simulateConfig(host: Host, config: ClientConfig): Results {
  return marked(simulateVariants(host, config));
}

/** The same, and what happens with each assumption the other way round, to tell which of them a single claim rests on. */
export function simulateVariants(host: Host, config: ClientConfig): Variants {
  const moment = momentOf(host, config);
  return variantsOf(host, (assumed, consulted) => allBoots(assumed, moment, config, consulted));
}

/** The same, without asking which assumptions it rests on. */
export function simulatePlainly(host: Host, config: ClientConfig): Results {
  return allBoots(host, momentOf(host, config), config, new Set());
}

function allBoots(host: Host, moment: Moment, config: ClientConfig, consulted: Set<Switch>): Results {
  let conditions = host.boot;
  let machine: Machine | null = machineAfter(moment, conditions);
  const run = (start: Start, from: Machine) =>
    oneBoot({ host, config, conditions: start.conditions, consulted }, start, from);

  const first = run(
    { conditions, shutdown: host.cut === null ? conditions : null, waitSeconds: recordfail(host) },
    machine,
  );
  machine = first.machine;
  const nextBoots: BootResult[] = [];
  for (const next of host.nextBoots) {
    if (machine === null) break;
    const ended = conditions;
    conditions = nextConditions(conditions, next, machine.disableFile);
    const start = { conditions, shutdown: next.after === 'reboot' ? ended : null, waitSeconds: 0 };
    const { result, machine: after } = run(start, machine);
    nextBoots.push(result);
    machine = after;
  }
  return { ...first.result, nextBoots };
}

/** What the first boot starts from. */
export function machineAfter(moment: Moment, { disableFile }: Boot): Machine {
  const { kernels, ran, memory, evidence, sources, menu } = moment;
  return { kernels, ran, memory, disableFile, saved: new Set(), evidence, sources, menu };
}

/** The same boot from the same disk, judged by what another cut has lost from memory. Later boots are left as they are. */
export function withMemory<T extends BootResult>(result: T, host: Host, { ran, memory }: Moment): T {
  const kernel = host.kernels.find(({ release }) => release === result.boots.kernel);
  return {
    ...result,
    ...(kernel ? conclude({ ran, memory }, released(kernel, host.boot), result.stages) : nothingBoots({ ran, memory })),
  };
}

/** Seconds of GRUB's wait at its menu, where the boot before did not finish on Debian and Ubuntu; -1: for ever. */
export function recordfail({ packaging, cut, assumptions }: Host): number {
  return packaging === 'deb' && cut?.during === 'early-boot' ? assumptions.recordfailSeconds : 0;
}

/** The conditions of a later boot: as in the boot before, but for what holds for one boot only. */
export function nextConditions(before: Boot, next: NextBoot, disableFile: boolean): Boot {
  const once = { chosenEntry: null, nouptrack: false, outageMinutes: 0, released: {} };
  return { ...before, ...once, disableFile, ...next };
}

/** From the boot loader to the first periodic run; no machine is left where nothing boots. */
export function oneBoot(
  context: Context,
  start: Start,
  machine: Machine,
): { result: BootResult; machine: Machine | null } {
  const { host, config, conditions } = context;
  const timeline = new Timeline(host, machine);
  const ended =
    start.shutdown === null ? machine : shutdown({ ...context, conditions: start.shutdown }, machine, timeline);

  const kernels = withReleased(ended.kernels, conditions);
  const selected = selectEntry(host, kernels, conditions.chosenEntry, start.waitSeconds);
  const boots = { ...selected, ...together([selected, machine.menu]) };
  const kernel = kernels.find(({ release }) => release === boots.kernel);
  if (kernel === undefined) {
    return { result: graded({ boots, stages: [], ...nothingBoots(ended) }, timeline.ground.evidence), machine: null };
  }
  timeline.boot(boots, start.waitSeconds);

  const early = earlyStage(context, { kernel, installed: [], disableFile: conditions.disableFile });
  const usesPlan = early.exitCode !== null && early.message === '' && kernel.packageList === 'ok';
  if (usesPlan && (kernel.release !== ended.ran || ended.saved.has(kernel.release))) timeline.doubt(inferredFromClient);
  timeline.add('early', early);
  // Whether nouptrack makes the disable file then depends on a boot script that no source shows.
  if (conditions.nouptrack && !config.installOnReboot && early.exitCode === null) timeline.doubt(unsaid);

  const checkInitSaidNo = early.exitCode === null;
  timeline.wait(host.assumptions.secondsToNetwork);
  const late = onlineStage('late', context, timeline.state(early), checkInitSaidNo);
  timeline.add('late', late);
  // The boot falls anywhere into a period of cron: the first tick may come at once.
  timeline.wait([0, host.assumptions.cronPeriodMinutes[1] * 60]);
  const cron = onlineStage('cron', context, timeline.state(late), checkInitSaidNo);
  timeline.add('cron', cron);

  const { stages } = timeline;
  const after: Machine = {
    kernels: kernels.map((other) => (other.release === kernel.release ? cron.state.kernel : other)),
    ran: kernel.release,
    memory: timeline.state(cron).installed,
    disableFile: cron.state.disableFile,
    saved: cron.state.kernel.bootPlan === kernel.bootPlan ? ended.saved : new Set([...ended.saved, kernel.release]),
    ...timeline.ground,
    menu: ended.menu,
  };
  return { result: graded({ boots, stages, ...conclude(ended, kernel, stages) }), machine: after };
}

/** The shutdown refreshes list and plan of the kernel that goes down. */
function shutdown(context: Context, machine: Machine, timeline: Timeline): Machine {
  const kernel = machine.kernels.find(({ release }) => release === machine.ran);
  if (kernel === undefined) return machine;
  const state = { kernel, installed: machine.memory, disableFile: machine.disableFile };
  const run = onlineStage('shutdown', context, state, false);
  timeline.add('shutdown', run);
  return {
    ...machine,
    kernels: machine.kernels.map((other) => (other.release === kernel.release ? run.state.kernel : other)),
    saved: new Set([...machine.saved, kernel.release]),
  };
}

/** Updates that have come out since join the list. */
export function released(kernel: Kernel, conditions: Boot): Kernel {
  const added = without(releasedFor(kernel.release, conditions), kernel.available);
  return added.length === 0 ? kernel : { ...kernel, available: joined(kernel.available, added) };
}

/** The same list where nothing has come out: what is known of it is known already. */
function withReleased(kernels: readonly Kernel[], conditions: Boot): readonly Kernel[] {
  const isAny = Object.keys(conditions.released).length > 0;
  return isAny ? kernels.map((kernel) => released(kernel, conditions)) : kernels;
}

const nothing: readonly string[] = [];

/** A release may be called like what every object has, such as constructor. */
const releasedFor = (release: string, { released }: Boot): readonly string[] =>
  Object.hasOwn(released, release) ? (released[release] ?? nothing) : nothing;

/** All that is available for a kernel in the last of these boots. */
export function availableOf(host: Host, release: string | null, boots: readonly Boot[]): readonly string[] {
  const listed = host.kernels.find((kernel) => kernel.release === release)?.available ?? [];
  const released = boots.flatMap((boot) => releasedFor(release ?? '', boot));
  return released.length === 0 ? listed : [...new Set([...listed, ...released])];
}

/** How an offline client plans is not known; what it does is read out of transcripts and the guide. */
const offline = ground('inferred', 'guide', 'transcripts');
const recordfailWait = ground('inferred', 'articles');

/** Collects the stages of a boot with their times and the ground of all that they build on. */
class Timeline {
  readonly stages: StageResult[] = [];
  ground: Ground;
  readonly #host: Host;
  #clock: Seconds = [0, 0];
  #assumes: readonly string[] = [];

  constructor(host: Host, { evidence, sources }: Ground) {
    this.#host = host;
    this.ground = { evidence, sources };
    if (host.client === 'offline') this.doubt(offline);
  }

  boot(boots: Boots, recordfailSeconds: number): void {
    const { waitSeconds, reason } = boots;
    if (recordfailSeconds !== 0 && reason !== 'chosen') {
      this.#assumes = ['recordfailSeconds'];
      this.doubt(recordfailWait);
    }
    this.doubt(boots);
    this.wait([waitSeconds, waitSeconds]);
    this.wait(this.#host.assumptions.secondsToEarlyStage);
  }

  wait(seconds: Seconds): void {
    this.#clock = plus(this.#clock, seconds);
  }

  doubt(other: Ground): void {
    this.ground = together([this.ground, other]);
  }

  /** After a stage, in list order. */
  state({ state }: Run): State {
    return { ...state, installed: inListOrder(state.installed, state.kernel.available) };
  }

  add(stage: StageName, run: Run): void {
    this.doubt(run);
    const { kernel, installed, disableFile } = this.state(run);
    this.stages.push({
      stage,
      installed,
      exitCode: run.exitCode,
      message: run.message,
      effectiveKernel: effectiveKernel(this.#host, kernel, installed),
      packageList: kernel.packageList,
      savedPlan: kernel.bootPlan,
      expiredMarker: kernel.expiredMarker,
      disableFile,
      startsAt: this.#clock,
      seconds: run.seconds,
      ...this.ground,
      assumes: this.#assumes,
    });
    this.wait(run.seconds);
  }
}

/** The level that a kernel has with these updates; its release without any, null where none carries one. */
export function effectiveKernel({ updates }: Host, { release }: Kernel, installed: readonly string[]): string | null {
  if (installed.length === 0) return release;
  const last = installed.findLast((id) => updates[id]?.effectiveKernel !== undefined);
  return last === undefined ? null : (updates[last]?.effectiveKernel ?? null);
}
