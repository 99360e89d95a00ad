/**
 * A host as a `*.uptrack-host.json` describes it: as it was when the run or the boot that the cut meets began. `cut`
 * says how far that came, so that moving the cut changes `cut` alone.
 */
import type { failureReasons } from './host-schema.ts';
import type { PackageList, SavedPlan } from './outcome.ts';

/** What of a kernel's image and initramfs is on disk. */
export type OnDisk = 'complete' | 'absent' | 'unpacked' | 'no-initramfs' | 'torn-initramfs' | 'mixed';

export interface Kernel {
  /** `uname -r`, with `uname -v` behind it where two builds share that. */
  readonly release: string;
  readonly onDisk: OnDisk;
  readonly packageList: PackageList;
  readonly bootPlan: SavedPlan;
  /** What a full upgrade ends with, in list order; of an offline client, what the installed package holds. */
  readonly available: readonly string[];
  /** `Install ID` and `Remove ID`; null: remove what is installed and not available, then install the rest of available. */
  readonly upgradePlan: readonly string[] | null;
  /** The server answered with "expired" before. */
  readonly expiredMarker: boolean;
  readonly supported: boolean;
}

export interface UpdateFacts {
  /** Empty where the listing does not say. */
  readonly title: string;
  /** The level that the kernel has with this update, where it carries one. */
  readonly effectiveKernel?: string;
}

export interface Failing {
  readonly id: string;
  /** An abort code of ksplice. */
  readonly reason: (typeof failureReasons)[number];
  readonly stages: readonly ('early' | 'late' | 'cron')[];
}

export type PackagePhase = 'unpack' | 'initramfs' | 'bootloader' | 'done';

/** What the power cut interrupts. `done` counts completed steps, `leaves` is what reached the disk where that is luck. */
export type Cut =
  | { readonly during: 'idle' }
  | { readonly during: 'download-list'; readonly leaves: 'old' | 'torn' }
  | { readonly during: 'download-updates' }
  | { readonly during: 'apply'; readonly done: number }
  | {
      readonly during: 'write-plan';
      readonly leaves: 'old' | 'new' | 'short' | 'torn' | 'zero-length';
      /** Of `short`: how many ids of the new plan are in it. */
      readonly keeps?: number;
    }
  | { readonly during: 'remove'; readonly done: number }
  | {
      readonly during: 'package';
      readonly release: string;
      readonly phase: PackagePhase;
      /** deb only: old or new in phase bootloader; mixed or new where unpacking overwrites a build of the same name. */
      readonly leaves?: 'old' | 'new' | 'mixed';
    }
  | { readonly during: 'early-boot'; readonly done: number }
  | { readonly during: 'late-boot'; readonly done: number };

/** What a boot meets. */
export interface Boot {
  /** A release that somebody picks in the boot menu; null: nobody does. */
  readonly chosenEntry: string | null;
  /** Typed on the kernel command line. */
  readonly nouptrack: boolean;
  /** `/etc/uptrack/disable` exists. */
  readonly disableFile: boolean;
  /** slow: not before the late stage has given up, but before cron. */
  readonly network: 'up' | 'slow' | 'down';
  readonly accessKey: 'valid' | 'invalid';
  /** The server's answer now. */
  readonly subscription: 'active' | 'expired';
  /** Too old to install, or even to parse, what the package list holds. */
  readonly clientTooOld: 'no' | 'to-install' | 'to-parse';
  /** The file that `hostname_override_file` names, where it is set. */
  readonly hostnameFile: 'ok' | 'unreadable' | 'empty';
  /** missing: no `/sys/module`, as in a container. */
  readonly sysfs: 'mounted' | 'missing';
  /** The cron file is there. */
  readonly cron: boolean;
  /** From the cut until the power is back. */
  readonly outageMinutes: number;
  /** Updates released by then, by release; they join `available`. */
  readonly released: Readonly<Record<string, readonly string[]>>;
}

/** A boot after the first. A field that it does not hold stays as in the boot before, or falls back (see boot.ts). */
export interface NextBoot extends Partial<Boot> {
  /** cut: idle after the cron tick; reboot: an orderly one. */
  readonly after: 'cut' | 'reboot';
}

/** [least, most]. */
export type Range = readonly [least: number, most: number];

/** What no source says: parameters of the simulation. */
export interface Assumptions {
  /** Also when `--check-init` has said no. */
  readonly lateStageAlwaysStarts: boolean;
  /** And a periodic run. */
  readonly offlineHasLateStage: boolean;
  /** false: the server answers "not modified", and the torn list stays. */
  readonly tornListHeals: boolean;
  /** deb, after a cut in early-boot: GRUB's wait at its menu; 0: none, -1: for ever. */
  readonly recordfailSeconds: number;
  readonly secondsToEarlyStage: Range;
  readonly secondsPerUpdate: Range;
  readonly secondsToNetwork: Range;
  readonly secondsToDownload: Range;
  readonly cronPeriodMinutes: Range;
}

export interface Host {
  readonly name: string;
  readonly packaging: 'rpm' | 'deb';
  /** offline: updates come from installed uptrack-updates packages. */
  readonly client: 'online' | 'offline';
  /** Release of the kernel that runs; where the cut meets a boot, before that boot. */
  readonly running: string;
  /** `newest`, or the release that the boot loader starts by itself. */
  readonly defaultEntry: string;
  readonly kernels: readonly Kernel[];
  /** In memory; where the cut meets a boot, before that boot. */
  readonly installed: readonly string[];
  readonly updates: Readonly<Record<string, UpdateFacts>>;
  readonly failing: readonly Failing[];
  /** Null: no cut but an orderly reboot. */
  readonly cut: Cut | null;
  readonly boot: Boot;
  readonly nextBoots: readonly NextBoot[];
  readonly assumptions: Assumptions;
}

export interface HostProblem {
  readonly path: readonly (string | number)[];
  /** Into the text of the file, where that is no proper JSON and has no paths. */
  readonly offset?: number;
  /** What to do. */
  readonly message: string;
}

export type HostReading =
  | { readonly host: Host; readonly problems: readonly [] }
  | { readonly host: null; readonly problems: readonly HostProblem[] };

export { readHost, readHostText } from './read-host.ts';
