/**
 * The trap: a run that installs nothing saves what is installed at that moment. After a bad early stage that is less than the
 * plan had before, so that the next boot restores less, too: the loss is permanent (evidence: client).
 */
import { changesFor } from './changes.ts';
import { availableOf, type Results } from './boot.ts';
import { decidingOptions, type ClientConfig } from './config.ts';
import type { Host } from './host.ts';
import { at } from './judge.ts';
import { without } from './lists.ts';
import { momentOf } from './moments.ts';
import type { BootResult, Outcome, SavedPlan, StageName } from './outcome.ts';
import { stageNames } from './why-stages.ts';
import { capitalized, grouped, updates } from './words.ts';

export interface Trap {
  /** The run that saves the smaller plan. */
  readonly stage: Exclude<StageName, 'shutdown' | 'early'>;
  /** What later boots no longer restore, in list order. */
  readonly lost: readonly string[];
  /** Length of the plan that is saved. */
  readonly saved: number;
  /** Length of the plan before; null: there was none that could be read. */
  readonly before: number | null;
  /** Nobody knows whether that run does so. */
  readonly isUnknown: boolean;
}

/** What a boot is looked at with. */
export interface TrapScene {
  /** The kernel that ran, and what was in its memory. */
  readonly ran: string;
  readonly memory: readonly string[];
  /** For the kernel that boots. */
  readonly available: readonly string[];
}

const isList = (plan: SavedPlan | undefined): plan is readonly string[] => Array.isArray(plan);

/** Null: the plan for the next boot holds what it held before; where that could not be read, what was in memory. */
export function trapOf(result: BootResult, { ran, memory, available }: TrapScene): Trap | null {
  const [early, late, cron] = [at(result, 'early'), at(result, 'late'), at(result, 'cron')];
  if (early === undefined || late === undefined || cron === undefined || !isList(cron.savedPlan)) return null;
  const expected = isList(early.savedPlan) ? early.savedPlan : result.boots.kernel === ran ? memory : [];
  // What the server no longer offers is no loss.
  const offered = new Set(available);
  const lost = without(expected, cron.savedPlan).filter((id) => offered.has(id));
  if (lost.length === 0) return null;
  const isLate =
    late.savedPlan !== early.savedPlan &&
    isList(late.savedPlan) &&
    without(lost, late.savedPlan).length > 0 &&
    // Whether or not there was a late stage, the periodic run saves the same then.
    (late.evidence !== 'unknown' || cron.evidence === 'unknown');
  const { savedPlan, evidence } = isLate ? late : cron;
  return {
    stage: isLate ? 'late' : 'cron',
    lost,
    saved: isList(savedPlan) ? savedPlan.length : 0,
    before: isList(early.savedPlan) ? early.savedPlan.length : null,
    isUnknown: evidence === 'unknown',
  };
}

export function trapText({ stage, lost, saved, before, isUnknown }: Trap): string {
  const instead = before === null ? 'where no plan could be read' : `in the place of ${grouped(before)}`;
  const doubt = isUnknown ? ' (as far as is known)' : '';
  return (
    `${capitalized(stageNames[stage])}${doubt} saves what is installed then, ${updates(saved)} ${instead}: ` +
    `the next boot does not restore the other ${grouped(lost.length)} either.`
  );
}

/**
 * What prevents the trap of an outcome, in a sentence: the options, each of them or, where none does alone, two together, with
 * which the plan keeps all. Only what rests on nothing unknown counts.
 *
 * @param host in which the outcome came about
 * @param configs that the outcome holds for
 * @param run what happens to the host with a configuration
 */
export function preventionText(
  outcome: Outcome,
  host: Host,
  configs: readonly ClientConfig[],
  run: (config: ClientConfig) => Results,
): string {
  const scene = {
    ran: momentOf(host).ran,
    memory: outcome.memory,
    available: availableOf(host, outcome.boots.kernel, [host.boot]),
  };
  const names: readonly string[] = decidingOptions;
  const options = changesFor(host).filter(
    ({ id, applies }) => names.includes(id) && configs.some((config) => applies(host, config)),
  );
  const prevents = (together: typeof options) =>
    configs.every((config) => {
      const result = run(together.reduce((before, option) => option.apply(host, before).config, config));
      const cron = at(result, 'cron');
      return cron !== undefined && cron.evidence !== 'unknown' && trapOf(result, scene) === null;
    });
  const alone = options.filter((option) => prevents([option])).map(({ id }) => `${id} = yes`);
  if (alone.length > 0) return `Set ${alone.join(' or ')} to prevent that.`;
  const pairs = options.flatMap((one, index) => options.slice(index + 1).map((other) => [one, other]));
  const pair = pairs.find(prevents);
  if (pair !== undefined) return `Set ${pair.map(({ id }) => `${id} = yes`).join(' and ')} to prevent that.`;
  return 'No option is known to prevent that: run uptrack-upgrade before the next reboot, once the cause is gone.';
}
