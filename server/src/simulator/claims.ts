/** What may hold in every scenario: promises that people want to rely on, under circumstances that narrow the space. */
import { without } from './lists.ts';
import type { Ground } from '../config/sources.ts';
import type { Boots, StageName, StageResult } from './outcome.ts';

/** How a scenario ends. */
export interface Ending {
  readonly boots: Boots;
  /** The kernel that ran, and what was in its memory. */
  readonly ran: string;
  readonly memory: readonly string[];
  /** For the kernel that boots. */
  readonly available: readonly string[];
  /** Undefined where nothing boots. */
  readonly at: (stage: StageName) => StageResult | undefined;
}

export interface Promised {
  readonly id: string;
  /** To follow “In every scenario …:”, or “Not in every scenario …:”. */
  readonly sentence: string;
  /** Scenarios of which it says something. */
  readonly concerns: (ending: Ending) => boolean;
  readonly kept: (ending: Ending) => boolean;
  /** The step that decides: the boot loader, or a stage. */
  readonly decidedBy: 'boots' | StageName;
}

const anyEnding = () => true;
const sameKernel = ({ boots, ran }: Ending) => boots.kernel === ran;
const back =
  (stage: StageName) =>
  ({ memory, at }: Ending): boolean =>
    without(memory, at(stage)?.installed ?? []).length === 0;

export const promises: readonly Promised[] = [
  {
    id: 'boots',
    sentence: 'the host boots by itself',
    concerns: anyEnding,
    kept: ({ boots }) => boots.kernel !== null,
    decidedBy: 'boots',
  },
  {
    id: 'back-early',
    sentence: 'on the kernel that ran, all that was in memory is back before the network is up',
    concerns: sameKernel,
    kept: back('early'),
    decidedBy: 'early',
  },
  {
    id: 'back-late',
    sentence: 'on the kernel that ran, all that was in memory is back after the late stage',
    concerns: sameKernel,
    kept: back('late'),
    decidedBy: 'late',
  },
  {
    id: 'back-cron',
    sentence: 'on the kernel that ran, all that was in memory is back after the first periodic run',
    concerns: sameKernel,
    kept: back('cron'),
    decidedBy: 'cron',
  },
  {
    id: 'all-cron',
    sentence: 'a host that boots has all available updates after the first periodic run',
    concerns: ({ boots }) => boots.kernel !== null,
    kept: ({ available, at }) => without(available, at('cron')?.installed ?? []).length === 0,
    decidedBy: 'cron',
  },
  {
    id: 'plan-kept',
    sentence: 'on the kernel that ran, the plan for the next boot holds all that was in memory',
    concerns: sameKernel,
    kept: ({ memory, at }) => {
      const plan = at('cron')?.savedPlan;
      return Array.isArray(plan) && without(memory, plan as readonly string[]).length === 0;
    },
    decidedBy: 'cron',
  },
];

/** What it stands on that a promise is kept or broken in a scenario. */
export function groundOf({ decidedBy }: Promised, { boots, at }: Ending): Ground {
  return decidedBy === 'boots' ? boots : (at(decidedBy) ?? boots);
}

export interface Circumstance {
  readonly id: string;
  /** To follow “In every scenario”; empty for all of them. */
  readonly words: string;
  /** Whether a value of a dimension is among those looked at; the first is the harmless one. */
  readonly allows: (dimension: string, value: { readonly index: number; readonly id: string }) => boolean;
}

/** From the widest to the narrowest. */
export const circumstances: readonly Circumstance[] = [
  { id: 'any', words: '', allows: () => true },
  {
    id: 'network-returns',
    words: 'in which the network comes back',
    allows: (dimension, { id }) => dimension !== 'network' || id !== 'down',
  },
  { id: 'only-the-cut', words: 'in which nothing but the power fails', allows: (_dimension, { index }) => index === 0 },
];
