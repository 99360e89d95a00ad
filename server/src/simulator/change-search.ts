/** Looks for the smallest changes that bring updates in: single ones, then pairs, then triples. */
import { weakest, type Evidence } from '../config/evidence.ts';
import { simulateConfig, type Results } from './boot.ts';
import { changeKinds, changesFor, type Change, type ChangeKind, type Situation } from './changes.ts';
import type { ClientConfig } from './config.ts';
import type { Host } from './host.ts';
import type { BootResult, StageResult } from './outcome.ts';

/** How many changes at most are tried together. */
export const mostChanges = 3;

/** How many proposals of the same size are kept. */
export const mostProposals = 4;

/** The stages of a boot that bring updates in, in order. */
export const bringing = ['early', 'late', 'cron'] as const;
export type Bringing = (typeof bringing)[number];

export interface Proposal {
  /** To be made together; none of them can be left out. */
  readonly changes: readonly { readonly id: string; readonly label: string; readonly kind: ChangeKind }[];
  /** The stage that then brings the update. */
  readonly comes: Bringing;
  /** How well it is known that it does. */
  readonly evidence: Evidence;
  /** Names in `Assumptions` of what it rests on. */
  readonly assumes: readonly string[];
}

/** An update that is asked for. */
export interface Wanted {
  readonly id: string;
  /** Release of its kernel: an equal id of another kernel is another update. */
  readonly kernel: string;
  /** The stage that brings it as things are: a change must bring it earlier; null: none does. */
  readonly arrives: Bringing | null;
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function holds(ids: readonly string[], id: string): boolean {
  const set = sets.get(ids) ?? new Set(ids);
  sets.set(ids, set);
  return set.has(id);
}

/** The stage after which an update is installed, and stays so to the end of the first periodic run; null: there is none. */
export function arrivalOf({ boots, stages }: BootResult, kernel: string, id: string): Bringing | null {
  if (boots.kernel !== kernel) return null;
  const last = stages.findLastIndex(({ installed }) => !holds(installed, id));
  return (stages.slice(last + 1).find(({ stage }) => stage !== 'shutdown')?.stage as Bringing | undefined) ?? null;
}

/** Some of the changes together, and what then comes of each situation. */
interface Candidate {
  /** Places in the table, ascending. */
  readonly places: readonly number[];
  readonly situations: readonly Situation[];
}

interface Hit {
  readonly candidate: number;
  readonly comes: Bringing;
  readonly isUnknown: boolean;
}

/**
 * The smallest changes for each of these updates, best first: those that rest on nothing unknown, then by how early the
 * update comes in, then options before conditions before the state of the disk, then in the order of the table. Empty
 * where no `mostChanges` of them bring it in, or in earlier. All updates share the simulations.
 *
 * @param configs a change must help with each of them
 */
export function smallestChanges(
  host: Host,
  configs: readonly ClientConfig[],
  wanted: readonly Wanted[],
): ReadonlyMap<Wanted, readonly Proposal[]> {
  const table = changesFor(host);
  const simulated = simulations();
  const found = new Map<Wanted, readonly Proposal[]>();
  let open = wanted;
  // Later boots have no say in what comes in now.
  let level: readonly Candidate[] = [
    { places: [], situations: configs.map((config) => ({ host: { ...host, nextBoots: [] }, config })) },
  ];
  for (let size = 1; size <= mostChanges && open.length > 0; size++) {
    level = level.flatMap((candidate) => extended(candidate, table)).sort(byKinds(table));
    const results = level.map(({ situations }) => situations.map(simulated));
    const known = new Map<string, readonly Proposal[]>();
    const left: Wanted[] = [];
    for (const update of open) {
      const hits = results.flatMap((ofCandidate, candidate) => hitOf(ofCandidate, candidate, update) ?? []);
      if (hits.length === 0) {
        left.push(update);
        continue;
      }
      // Updates that the same candidates bring in alike share their proposals.
      const key = hits.map(({ candidate, comes }) => `${candidate} ${comes}`).join();
      const proposals = known.get(key) ?? proposalsOf(hits, level, results, table);
      known.set(key, proposals);
      found.set(update, proposals);
    }
    open = left;
  }
  return found;
}

/** Simulates each situation once. */
function simulations(): (situation: Situation) => Results {
  const known = new Map<string, Results>();
  return ({ host, config }) => {
    // No change touches the rest of a host.
    const key = JSON.stringify([host.kernels, host.failing, host.cut, host.boot, config]);
    const results = known.get(key) ?? simulateConfig(host, config);
    known.set(key, results);
    return results;
  };
}

/** With one more change, behind those that it has. */
function extended({ places, situations }: Candidate, table: readonly Change[]): readonly Candidate[] {
  const first = (places.at(-1) ?? -1) + 1;
  return table.slice(first).flatMap((change, index): readonly Candidate[] => {
    const applies = ({ host, config }: Situation) => change.applies(host, config);
    if (!situations.some(applies)) return [];
    return [
      {
        places: [...places, first + index],
        situations: situations.map((situation) =>
          applies(situation) ? change.apply(situation.host, situation.config) : situation,
        ),
      },
    ];
  });
}

function byKinds(table: readonly Change[]): (a: Candidate, b: Candidate) => number {
  const rank = (place: number) => changeKinds.indexOf(table[place]?.kind ?? 'state');
  return (a, b) => compare(a.places.map(rank), b.places.map(rank)) || compare(a.places, b.places);
}

/** Of lists of the same length: by the first difference. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Whether the update comes in, and earlier than it does as things are, with every configuration. */
function hitOf(results: readonly Results[], candidate: number, { id, kernel, arrives }: Wanted): Hit | null {
  const before = arrives === null ? bringing.length : bringing.indexOf(arrives);
  let latest = -1;
  for (const result of results) {
    const comes = arrivalOf(result, kernel, id);
    if (comes === null) return null;
    latest = Math.max(latest, bringing.indexOf(comes));
  }
  const comes = bringing[latest];
  if (comes === undefined || latest >= before) return null;
  const isUnknown = stagesOf(results, comes).some(({ evidence }) => evidence === 'unknown');
  return { candidate, comes, isUnknown };
}

function stagesOf(results: readonly Results[], name: Bringing): readonly StageResult[] {
  return results.flatMap(({ stages }) => stages.filter(({ stage }) => stage === name));
}

function proposalsOf(
  hits: readonly Hit[],
  candidates: readonly Candidate[],
  results: readonly (readonly Results[])[],
  table: readonly Change[],
): readonly Proposal[] {
  return [...hits]
    .sort(
      (a, b) =>
        Number(a.isUnknown) - Number(b.isUnknown) ||
        bringing.indexOf(a.comes) - bringing.indexOf(b.comes) ||
        a.candidate - b.candidate,
    )
    .slice(0, mostProposals)
    .map(({ candidate, comes }): Proposal => {
      const stages = stagesOf(results[candidate] ?? [], comes);
      return {
        changes: (candidates[candidate]?.places ?? []).flatMap((place) => {
          const change = table[place];
          return change === undefined ? [] : [{ id: change.id, label: change.label, kind: change.kind }];
        }),
        comes,
        evidence: weakest(stages.map(({ evidence }) => evidence)),
        assumes: [...new Set(stages.flatMap(({ assumes }) => assumes))],
      };
    });
}
