/** The result of running every scenario. `JSON.stringify` of it is what the command line prints: extend it, rename nothing. */
import type { Ground } from '../config/sources.ts';
import type { Cut } from './host.ts';
import type { Assuming, Verdict } from './outcome.ts';
import type { Dimension, Scenario } from './scenario.ts';

/** A scenario that shows something, with the reading of the file in which it does. */
export interface Example extends Scenario {
  readonly cut: Cut;
  /** As in `Outcome`; empty where the file can be read in one way alone. */
  readonly assuming: Assuming;
}

export interface VerdictCount {
  readonly verdict: Verdict;
  readonly scenarios: number;
  /** One that differs least from an idle host on which nothing else is wrong. */
  readonly example: Example;
}

/** Its ground is that of every scenario that it speaks of, up to the step that decides it, and of what it assumes. */
export interface Claim extends Ground {
  /** Ids in claims.ts. */
  readonly promise: string;
  readonly circumstance: string;
  readonly sentence: string;
  /** Scenarios of which the claim says something. */
  readonly scenarios: number;
  /** Those in which it holds. */
  readonly holds: number;
  /** The smallest in which it does not; null: it holds in all of them. */
  readonly counterexample: Example | null;
  /** Names of assumptions without which it would not hold in all of them. */
  readonly assumes: readonly string[];
}

export interface Excluded {
  readonly id: string;
  readonly reason: string;
  readonly scenarios: number;
}

export interface Exploration {
  readonly host: string;
  readonly dimensions: readonly Dimension[];
  /** Moments of the cut that are neither in the dimensions nor run, for the host has too many updates; mostly 0. */
  readonly momentsLeftOut: number;
  /** What is not counted; each combination is left out once, for the first reason that applies. */
  readonly exclusions: readonly Excluded[];
  /** The product of the dimensions less the exclusions. */
  readonly scenarios: number;
  /** Runs made: scenarios that differ in nothing that a stage looks at take the same course. */
  readonly courses: number;
  /** Those that occur, worst first. */
  readonly verdicts: readonly VerdictCount[];
  readonly claims: readonly Claim[];
}
