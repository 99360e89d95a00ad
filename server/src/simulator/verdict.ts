/** What a boot comes to: verdict, lists, and the times without an update that was there before. */
import { weakest, type Evidence } from '../config/evidence.ts';
import type { Kernel } from './host.ts';
import { sameIds, without } from './lists.ts';
import type { BootResult, Exposure, Seconds, StageResult, Verdict } from './outcome.ts';
import { plus } from './stage.ts';

export type Conclusion = Pick<BootResult, 'verdict' | 'memory' | 'missing' | 'pending' | 'exposure'>;

/**
 * The verdict is as well known as the weakest step that leads to it.
 *
 * @param before how well the machine before the boot is known, where no stage has that in its own evidence
 */
export function graded<T extends Omit<BootResult, 'evidence'>>(
  result: T,
  before: Evidence = 'documented',
): T & Pick<BootResult, 'evidence'> {
  const steps = result.stages.filter(({ stage }) => stage !== 'cron');
  return { ...result, evidence: weakest([before, result.boots.evidence, ...steps.map(({ evidence }) => evidence)]) };
}

/** What was lost: the kernel that ran and what was in its memory. */
export interface Before {
  readonly ran: string;
  readonly memory: readonly string[];
}

/** Of a host on which nothing boots: all is missing, and nothing runs that could be exposed. */
export function nothingBoots({ memory }: Before): Conclusion {
  return { verdict: 'does-not-boot', memory, missing: memory, pending: [], exposure: [] };
}

/** @param available of the kernel that booted, with what was released meanwhile */
export function conclude(
  before: Before,
  { release, available }: Pick<Kernel, 'release' | 'available'>,
  stages: readonly StageResult[],
): Conclusion {
  const installed = stages.find(({ stage }) => stage === 'late')?.installed ?? [];
  // An update of one kernel cannot be missing in another.
  const expected = before.ran === release ? before.memory : [];
  const missing = without(expected, installed);
  return {
    verdict: verdictOf(before.ran === release, missing, installed, available),
    memory: before.memory,
    missing,
    pending: without(without(available, installed), missing),
    exposure: exposureOf(expected, stages),
  };
}

function verdictOf(
  sameKernel: boolean,
  missing: readonly string[],
  installed: readonly string[],
  available: readonly string[],
): Verdict {
  if (available.length === 0 && installed.length === 0) return 'nothing-to-install';
  if (without(available, installed).length === 0) return 'upgraded';
  if (installed.length === 0) return 'unpatched';
  return sameKernel && missing.length === 0 ? 'restored' : 'partly-restored';
}

/** From one stage's end to the next; neighbouring times that lack the same are one. */
function exposureOf(expected: readonly string[], stages: readonly StageResult[]): readonly Exposure[] {
  const result: Exposure[] = [];
  let from: Seconds = [0, 0];
  let missing = expected;
  for (const { stage, installed, startsAt, seconds } of stages) {
    if (stage === 'shutdown') {
      from = plus(startsAt, seconds);
      continue;
    }
    const still = without(expected, installed);
    if (sameIds(still, missing)) continue;
    const to = plus(startsAt, seconds);
    if (missing.length > 0) result.push({ from, to, missing });
    [from, missing] = [to, still];
  }
  if (missing.length > 0) result.push({ from, to: null, missing });
  return result;
}
