/** What the client prints, as data: the shapes between reading pasted output and knowing what follows from it. */
import type { PrintedUpdate } from './client-lines.ts';
import type { Step } from './lists.ts';
import type { EndingId } from './messages.ts';

/** Updates that stand there as a number or, null, as an ellipsis alone. */
export interface LeftOut {
  readonly more: number | null;
  /** 1-based. */
  readonly line: number;
}

export type Entry = PrintedUpdate | LeftOut;
export type StepEntry = (Step & PrintedUpdate) | (Pick<Step, 'command'> & LeftOut);

export interface Failure extends PrintedUpdate, Step {
  /** What the client says about it; empty where the text ends before. */
  readonly text: string;
}

/** A run of `uptrack-upgrade`. */
export interface UpgradeRun {
  readonly of: 'run';
  /** Null: the plan is not there, or not plain. */
  readonly steps: readonly StepEntry[] | null;
  /** Steps that have begun. */
  readonly progress: readonly StepEntry[];
  /** Null: the text ends before the run does. */
  readonly ended: 'nothing-to-do' | 'up-to-date' | 'aborted' | 'failed' | null;
  readonly failures: readonly Failure[];
}

/** Something that a command has printed. */
export type Report =
  | { readonly of: 'installed' | 'available'; readonly entries: readonly Entry[] }
  /** Installed updates. */
  | { readonly of: 'count'; readonly count: number }
  | { readonly of: 'release'; readonly release: string; readonly version: string | null }
  | { readonly of: 'effective'; readonly version: string }
  | { readonly of: 'refused'; readonly ending: EndingId }
  | UpgradeRun;
