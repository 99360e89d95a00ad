/** The result of a simulation. `JSON.stringify(simulation)` is what the command line prints and a contract: extend it, rename nothing. */
import type { Evidence } from '../config/evidence.ts';
import type { Ground } from '../config/sources.ts';

/** [least, most], in seconds since the power came back; of an orderly reboot, since the shutdown began. */
export type Seconds = readonly [least: number, most: number];

/** Whether the kernel's signed list of updates can be used. */
export type PackageList = 'ok' | 'absent' | 'unverifiable';

/** The saved `init_plan`: its ids in order, or what is wrong with the file; null: no such file. */
export type SavedPlan = readonly string[] | 'torn' | 'zero-length' | null;

export type StageName = 'shutdown' | 'early' | 'late' | 'cron';

/** Why this kernel boots, or why none does. */
export type BootReason =
  | 'default'
  | 'chosen'
  | 'default-not-in-menu'
  | 'no-initramfs'
  | 'torn-initramfs'
  | 'mixed'
  | 'waits-at-menu'
  | 'empty-menu';

/** Its ground is what all of this stands on, with all that it builds on. */
export interface Boots extends Ground {
  /** Null: nothing boots by itself; no stage and no boot follows. */
  readonly kernel: string | null;
  readonly reason: BootReason;
  /** Where nothing boots: the newest entry of the menu that would, null where there is none. */
  readonly instead: string | null;
  /** Where nothing boots: what to run once the host is up again; null where nothing is broken. */
  readonly repair: string | null;
  /** GRUB's wait at its menu after a boot that did not finish; -1: for ever. */
  readonly waitSeconds: number;
}

/**
 * Everything but `startsAt` and `seconds` is as it is after the stage. Its ground is what all of this stands on, with all that
 * it builds on.
 */
export interface StageResult extends Ground {
  readonly stage: StageName;
  /** In list order, as uptrack-show prints them. */
  readonly installed: readonly string[];
  /** Null: the stage does not start. */
  readonly exitCode: number | null;
  /** The client's own words on the console or in its log; empty where it says nothing, or no source has its words. */
  readonly message: string;
  /** The level of the last installed update that carries one; the release itself with none installed; else null. */
  readonly effectiveKernel: string | null;
  readonly packageList: PackageList;
  readonly savedPlan: SavedPlan;
  readonly expiredMarker: boolean;
  readonly disableFile: boolean;
  readonly startsAt: Seconds;
  readonly seconds: Seconds;
  /** Names in `Assumptions` of what the stage would do otherwise without. */
  readonly assumes: readonly string[];
}

/** Of the end of the late stage, worst first. */
export const verdicts = [
  'does-not-boot',
  'unpatched',
  'partly-restored',
  'restored',
  'nothing-to-install',
  'upgraded',
] as const;
export type Verdict = (typeof verdicts)[number];

/** A time in which updates that were in memory are not installed. */
export interface Exposure {
  readonly from: Seconds;
  /** Null: not in this boot. */
  readonly to: Seconds | null;
  readonly missing: readonly string[];
}

export interface BootResult {
  readonly boots: Boots;
  /** early, late and cron, after an orderly reboot with the shutdown before them; none where nothing boots. */
  readonly stages: readonly StageResult[];
  readonly verdict: Verdict;
  /** How well the verdict is known: as the weakest step up to the late stage. */
  readonly evidence: Evidence;
  /** In memory when the power went, or when an orderly reboot began; in list order. */
  readonly memory: readonly string[];
  /** In memory when the power went, and not back at the end of the late stage; empty on another kernel. */
  readonly missing: readonly string[];
  /** Available at the end of the late stage, neither installed nor missing. */
  readonly pending: readonly string[];
  readonly exposure: readonly Exposure[];
}

/** A value that an outcome takes for granted; a list: any of these. */
export type AssumedValue = boolean | string | null | readonly string[];

/** By `Section.option`, or `python`: what an outcome holds for. Empty where there is only one. */
export type Assuming = Readonly<Record<string, AssumedValue>>;

export interface Outcome extends BootResult {
  readonly assuming: Assuming;
  /** One for each of the host's, up to the first that does not boot. */
  readonly nextBoots: readonly BootResult[];
}

export interface Simulation {
  readonly host: string;
  readonly outcomes: readonly Outcome[];
}
