/** The outcomes that matter: unknown values and differing Pythons as branches, those that make no difference left out. */
import type { Effective } from '../config/effective.ts';
import { together } from '../config/sources.ts';
import { simulateConfig, type Results } from './boot.ts';
import { clientConfigs, refused, type ClientConfig } from './config.ts';
import { branchesOf, groupBy, type Branch, type Leaf } from './decision-tree.ts';
import type { Host } from './host.ts';
import { graded } from './verdict.ts';
import type { AssumedValue, Assuming, BootResult, Outcome, Simulation, StageResult } from './outcome.ts';

/**
 * Everything that can come of a file on a host: one outcome for each combination of unknown values and Pythons that
 * makes a difference.
 *
 * @param effectives one for each Python that may read the file; none gives no outcome
 * @param run what happens to the host with a configuration; given by who asks for several files
 */
export function simulate(
  effectives: readonly Effective[],
  host: Host,
  run = (config: ClientConfig): Results => simulateConfig(host, config),
): Simulation {
  const known = new Map<string, Results>();
  const simulated = (config: ClientConfig) => {
    const key = JSON.stringify(config);
    const results = known.get(key) ?? run(config);
    known.set(key, results);
    return results;
  };

  const leaves = effectives.flatMap((effective) =>
    clientConfigs(effective, levelsOf(host)).map(({ assuming, config }) => {
      const python = effectives.length > 1 ? { python: effective.dialect } : {};
      return { assuming: { ...python, ...assuming }, result: simulated(config) };
    }),
  );
  const [only] = known.values();
  if (only === undefined || known.size === 1) {
    return { host: host.name, outcomes: only === undefined ? [] : [outcomeOf({}, [only])] };
  }

  const numberOf = numbering();
  const happening = new Map([...known.values()].map((results) => [results, numberOf(results)]));
  const numbered = leaves.map((leaf) => ({ ...leaf, happening: happening.get(leaf.result) ?? 0 }));
  return {
    host: host.name,
    outcomes: [...groupBy(numbered, ({ assuming }) => refusedIn(assuming))].flatMap(([option, group]) =>
      ofPythons(group, effectives.length).map(({ assuming, results }) =>
        outcomeOf(option === undefined ? assuming : { ...assuming, [option]: refused }, results),
      ),
    ),
  };
}

/** Numbers what happens: the same number for all that differs in nothing but in how well it is known. */
function numbering(): (results: Results) => number {
  const texts = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return number;
  };
  // The same few lists of ids come back in every stage: each is written once.
  const lists = new Map<object, number>();
  const numberOfList = (list: readonly unknown[]): number => {
    const number = lists.get(list) ?? numberOf(JSON.stringify(list));
    lists.set(list, number);
    return number;
  };
  const written = (key: string, value: unknown): unknown => {
    const told = happenings(key, value);
    return Array.isArray(told) && typeof told[0] === 'string' ? numberOfList(told) : told;
  };
  return (results) => numberOf(JSON.stringify(results, written));
}

/** One way in which the file can come out, and under what it does; `assuming` is empty where there is one alone. */
export interface Reading {
  readonly assuming: Assuming;
  readonly config: ClientConfig;
}

/** Every way in which a file can come out on this host, each once. */
export function readingsOf(effectives: readonly Effective[], host: Host): readonly Reading[] {
  const known = new Map<string, { readonly reading: Reading; readonly pythons: Set<string> }>();
  for (const effective of effectives) {
    for (const reading of clientConfigs(effective, levelsOf(host))) {
      const key = JSON.stringify(reading.config);
      const same = known.get(key) ?? { reading, pythons: new Set() };
      known.set(key, { ...same, pythons: same.pythons.add(effective.dialect) });
    }
  }
  const ways = [...known.values()];
  return ways.map(({ reading: { assuming, config }, pythons }) => {
    const [only = null] = pythons;
    const python: AssumedValue = pythons.size > 1 ? [...pythons] : only;
    const isSome = pythons.size < effectives.length;
    return { assuming: ways.length === 1 ? {} : { ...(isSome && { python }), ...assuming }, config };
  });
}

/** Levels that an `effective_version` of this host can name. */
export function levelsOf({ client, updates }: Host): readonly string[] {
  if (client === 'online') return [];
  return [...new Set(Object.values(updates).flatMap(({ effectiveKernel }) => effectiveKernel ?? []))];
}

/** @param results in all of which the same happens */
function outcomeOf(assuming: Assuming, results: readonly Results[]): Outcome {
  return { assuming, ...[...new Set(results)].reduce(weaker) };
}

/** The normal renderings have none; what comes of those that an option refuses does not depend on the others. */
function refusedIn(assuming: Assuming): string | undefined {
  return Object.keys(assuming).find((name) => assuming[name] === refused);
}

/** What only some of the Pythons do is said of those alone. */
function ofPythons(leaves: readonly Leaf<Results>[], all: number): readonly Branch<Results>[] {
  const pythons = [...new Set(leaves.flatMap(({ assuming }) => assuming.python ?? []))];
  const branches = branchesOf(leaves);
  if (pythons.length === 0 || pythons.length === all) return branches;
  const [only = null] = pythons;
  const python = pythons.length > 1 ? pythons.map(String) : only;
  return branches.map((branch) => ({ ...branch, assuming: { python, ...branch.assuming } }));
}

/** For `JSON.stringify`: without how well the rest is known. Equal texts then mean that the same happens. */
export function happenings(key: string, value: unknown): unknown {
  return key === 'evidence' || key === 'sources' || key === 'assumes' ? undefined : value;
}

/** Of two results in which the same happens: that, as well known as the worse of them. */
function weaker(one: Results, other: Results): Results {
  const nextBoots = one.nextBoots.map((boot, index) => lessKnown(boot, other.nextBoots[index] ?? boot));
  return { ...lessKnown(one, other), nextBoots };
}

/** Of two boots in which the same happens: that, each stage as well known as the worse of the two. */
export function lessKnown<T extends BootResult>(one: T, other: BootResult): T {
  const stages = one.stages.map((stage, index): StageResult => {
    const counterpart = other.stages[index] ?? stage;
    return {
      ...stage,
      ...together([stage, counterpart]),
      assumes: [...new Set([...stage.assumes, ...counterpart.assumes])],
    };
  });
  return graded({
    ...one,
    boots: { ...one.boots, ...together([one.boots, other.boots]) },
    stages,
  });
}
