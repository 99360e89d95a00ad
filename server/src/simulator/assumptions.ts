/** Finds out which assumptions a result rests on: those without which it would be another one. */
import { weakest, type Evidence } from '../config/evidence.ts';
import type { Results } from './boot.ts';
import type { Host } from './host.ts';
import { sameIds } from './lists.ts';
import type { BootResult, SavedPlan, StageResult } from './outcome.ts';
import { switches, type Switch } from './stage.ts';
import { graded } from './verdict.ts';

/** What is assumed, to follow “assumes that”. */
export const assumptionLabels: Readonly<Record<string, string>> = {
  lateStageAlwaysStarts: 'the late stage starts also after --check-init has said no',
  offlineHasLateStage: 'an offline client has a late stage and a periodic run',
  tornListHeals: 'a torn package list is downloaded again',
  recordfailSeconds: 'GRUB waits so long at its menu',
};

/** What is not known, in a sentence, by the name of the assumption that stands in for it. */
export const assumptionDoubts: Readonly<Record<string, string>> = {
  lateStageAlwaysStarts:
    'Whether the late stage starts after --check-init has said no is not known; here that is an assumption.',
  offlineHasLateStage:
    'Whether an offline client has a late stage and a periodic run is not known; here that is an assumption.',
  tornListHeals: 'Whether a torn package list is downloaded again is inferred, not seen.',
  recordfailSeconds: 'How long GRUB waits at its menu after a boot that did not finish is an assumption.',
};

/** How well each assumption is known. */
export const evidenceOf: Readonly<Record<Switch, Evidence>> = {
  lateStageAlwaysStarts: 'unknown',
  offlineHasLateStage: 'unknown',
  tornListHeals: 'inferred',
};

/** A simulation as the host assumes, and with each assumption the other way round. */
export interface Variants {
  /** The evidence of its stages is without that of the assumptions. */
  readonly plain: Results;
  readonly flipped: readonly { readonly assumption: Switch; readonly evidence: Evidence; readonly results: Results }[];
}

/** Simulates again with each assumption that was asked for; the others make no difference. */
export function variantsOf(host: Host, simulate: (host: Host, consulted: Set<Switch>) => Results): Variants {
  const consulted = new Set<Switch>();
  const plain = simulate(host, consulted);
  return {
    plain,
    flipped: switches.map((assumption) => {
      const assumptions = { ...host.assumptions, [assumption]: !host.assumptions[assumption] };
      const results = consulted.has(assumption) ? simulate({ ...host, assumptions }, new Set()) : plain;
      return { assumption, evidence: evidenceOf[assumption], results };
    }),
  };
}

/** The simulation with what each stage rests on: what differs with an assumption the other way round. */
export function marked({ plain, flipped }: Variants): Results {
  return flipped
    .filter(({ results }) => results !== plain)
    .reduce(
      (before, { assumption, results }) =>
        graded({
          ...before,
          stages: markStages(before, results, assumption),
          nextBoots: before.nextBoots.map((boot, index) =>
            graded({ ...boot, stages: markStages(boot, results.nextBoots[index], assumption) }),
          ),
        }),
      plain,
    );
}

function markStages({ stages }: BootResult, other: BootResult | undefined, name: Switch): readonly StageResult[] {
  return stages.map((stage, index) => {
    const counterpart = other?.stages[index];
    if (counterpart !== undefined && sameStage(stage, counterpart)) return stage;
    return {
      ...stage,
      evidence: weakest([stage.evidence, evidenceOf[name]]),
      assumes: [...stage.assumes, name],
    };
  });
}

/** Whether two stages do the same, whenever they do it. */
function sameStage(a: StageResult, b: StageResult): boolean {
  return (
    a.exitCode === b.exitCode &&
    a.message === b.message &&
    a.packageList === b.packageList &&
    a.expiredMarker === b.expiredMarker &&
    a.disableFile === b.disableFile &&
    sameIds(a.installed, b.installed) &&
    samePlan(a.savedPlan, b.savedPlan)
  );
}

function samePlan(a: SavedPlan, b: SavedPlan): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && sameIds(a as string[], b as string[]));
}
