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

/** How well each assumption is known. */
export const evidenceOf: Readonly<Record<Switch, Evidence>> = {
  lateStageAlwaysStarts: 'unknown',
  offlineHasLateStage: 'unknown',
  tornListHeals: 'inferred',
};

/** Simulates, and again with each assumption that was asked for the other way round; what then differs rests on it. */
export function restOn(host: Host, simulate: (host: Host, consulted: Set<Switch>) => Results): Results {
  const consulted = new Set<Switch>();
  const results = simulate(host, consulted);
  return switches
    .filter((name) => consulted.has(name))
    .reduce((marked, name) => {
      const flipped = { ...host, assumptions: { ...host.assumptions, [name]: !host.assumptions[name] } };
      const other = simulate(flipped, new Set());
      return graded({
        ...marked,
        stages: markStages(marked, other, name),
        nextBoots: marked.nextBoots.map((boot, index) =>
          graded({ ...boot, stages: markStages(boot, other.nextBoots[index], name) }),
        ),
      });
    }, results);
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
