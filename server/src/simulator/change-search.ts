/** Looks for the smallest changes that bring updates in: single ones, then pairs, then triples. */
import { weakest, type Evidence } from '../config/evidence.ts';
import { simulateConfig, simulatePlainly, type Results } from './boot.ts';
import { changeKinds, changesFor, type Change, type ChangeKind, type Situation } from './changes.ts';
import type { ClientConfig } from './config.ts';
import type { Host } from './host.ts';
import { sameIds } from './lists.ts';
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

/** Some of the changes together, and the situations that they make. */
export interface Candidate {
  /** Places in the table, ascending. */
  readonly places: readonly number[];
  readonly situations: readonly Situation[];
}

/** A candidate of which something else comes than now. */
export interface Outlook {
  readonly candidate: Candidate;
  readonly results: readonly Results[];
}

interface Hit {
  /** Place among the outlooks. */
  readonly outlook: number;
  readonly comes: Bringing;
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
  const found = new Map<Wanted, readonly Proposal[]>();
  if (wanted.length === 0) return found;
  let open = wanted;
  const search = searchOf(host, configs);
  for (const outlooks of search.levels()) {
    const known = new Map<string, readonly Proposal[]>();
    const left: Wanted[] = [];
    for (const update of open) {
      const hits = outlooks.flatMap(({ results }, outlook) => hitOf(results, outlook, update) ?? []);
      if (hits.length === 0) {
        left.push(update);
        continue;
      }
      // Updates that the same candidates bring in alike share their proposals.
      const key = hits.map(({ outlook, comes }) => `${outlook} ${comes}`).join();
      const proposals =
        known.get(key) ??
        ranked(
          hits.flatMap(({ outlook, comes }) => {
            const hit = outlooks[outlook];
            return hit === undefined ? [] : [search.propose(hit, comes)];
          }),
        );
      known.set(key, proposals);
      found.set(update, proposals);
    }
    open = left;
    // What comes next takes longer than all before it.
    if (open.length === 0) break;
  }
  return found;
}

export interface Search {
  /** By size, the single ones first: those of which something else comes than now, options first. */
  readonly levels: () => Generator<readonly Outlook[]>;
  readonly propose: (outlook: Outlook, comes: Bringing) => Proposal;
  /** What comes of it, with the assumptions that it rests on. */
  readonly thoroughly: (situation: Situation) => Results;
}

/** @param configs a change is made with each of them */
export function searchOf(host: Host, configs: readonly ClientConfig[]): Search {
  const table = changesFor(host);
  const plainly = once(simulatePlainly);
  const thoroughly = once(simulateConfig);
  // Later boots have no say in what comes in now.
  const now = configs.map((config) => ({ host: { ...host, nextBoots: [] }, config }));
  return {
    *levels() {
      const before = now.map(plainly);
      let level: readonly Candidate[] = [{ places: [], situations: now }];
      for (let size = 1; size <= mostChanges; size++) {
        level = level.flatMap((candidate) => extended(candidate, table)).sort(byKinds(table));
        yield level
          .map((candidate): Outlook => ({ candidate, results: candidate.situations.map(plainly) }))
          .filter(({ results }) => results.some((result, index) => !bringsTheSame(result, before[index])));
      }
    },
    propose: ({ candidate }, comes) => proposalOf(candidate, comes, table, thoroughly),
    thoroughly,
  };
}

/** Simulates each situation once. */
function once(simulate: (host: Host, config: ClientConfig) => Results): (situation: Situation) => Results {
  const known = new Map<string, Results>();
  const lists = new Map<object, number>();
  // No change touches the contents of a list, nor what else a host holds. The lists are long.
  const numbered = (_key: string, value: unknown) => {
    if (!Array.isArray(value) || typeof value[0] !== 'string') return value;
    lists.set(value, lists.get(value) ?? lists.size);
    return lists.get(value);
  };
  return ({ host, config }) => {
    const key = JSON.stringify([host.kernels, host.failing, host.cut, host.boot, config], numbered);
    const results = known.get(key) ?? simulate(host, config);
    known.set(key, results);
    return results;
  };
}

function bringsTheSame(one: BootResult, other: BootResult | undefined): boolean {
  const isSame = ({ installed }: StageResult, index: number) =>
    sameIds(installed, other?.stages[index]?.installed ?? []);
  return one.boots.kernel === other?.boots.kernel && one.stages.every(isSame);
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
function hitOf(results: readonly Results[], outlook: number, { id, kernel, arrives }: Wanted): Hit | null {
  const before = arrives === null ? bringing.length : bringing.indexOf(arrives);
  let latest = -1;
  for (const result of results) {
    const comes = arrivalOf(result, kernel, id);
    if (comes === null) return null;
    latest = Math.max(latest, bringing.indexOf(comes));
  }
  const comes = bringing[latest];
  return comes === undefined || latest >= before ? null : { outlook, comes };
}

function proposalOf(
  { places, situations }: Candidate,
  comes: Bringing,
  table: readonly Change[],
  simulate: (situation: Situation) => Results,
): Proposal {
  const stages = situations.flatMap((situation) => simulate(situation).stages.filter(({ stage }) => stage === comes));
  return {
    changes: places.flatMap((place) => {
      const change = table[place];
      return change === undefined ? [] : [{ id: change.id, label: change.label, kind: change.kind }];
    }),
    comes,
    evidence: weakest(stages.map(({ evidence }) => evidence)),
    assumes: [...new Set(stages.flatMap(({ assumes }) => assumes))],
  };
}

/** The best ones. The sort is stable: those that are equal here stay in the order of their kinds and of the table. */
function ranked(proposals: readonly Proposal[]): readonly Proposal[] {
  const isUnknown = ({ evidence }: Proposal) => Number(evidence === 'unknown');
  const place = ({ comes }: Proposal) => bringing.indexOf(comes);
  return [...proposals].sort((a, b) => isUnknown(a) - isUnknown(b) || place(a) - place(b)).slice(0, mostProposals);
}
