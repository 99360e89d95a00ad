/** The outcomes that matter: unknown values and differing Pythons as branches, those that make no difference left out. */
import type { Effective } from '../config/effective.ts';
import { weakest } from '../config/evidence.ts';
import { simulateConfig, type Results } from './boot.ts';
import { clientConfigs, refused, type ClientConfig } from './config.ts';
import type { Host } from './host.ts';
import { graded } from './verdict.ts';
import type { AssumedValue, Assuming, BootResult, Outcome, Simulation, StageResult } from './outcome.ts';

/** One combination of values, and what comes of it. */
interface Leaf {
  readonly assuming: Assuming;
  readonly results: Results;
  /** Equal where the same happens, however well that is known. */
  readonly signature: string;
}

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
      return { assuming: { ...python, ...assuming }, results: simulated(config) };
    }),
  );
  const [only] = known.values();
  if (only === undefined || known.size === 1) {
    return { host: host.name, outcomes: only === undefined ? [] : [outcomeOf({ assuming: {}, results: only })] };
  }

  const signatures = new Map([...known.values()].map((results) => [results, JSON.stringify(results, happenings)]));
  const signed = leaves.map((leaf): Leaf => ({ ...leaf, signature: signatures.get(leaf.results) ?? '' }));
  return {
    host: host.name,
    outcomes: grouped(signed)
      .flatMap((group) => ofPythons(group, effectives.length))
      .map(outcomeOf),
  };
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

function outcomeOf({ assuming, results }: Pick<Leaf, 'assuming' | 'results'>): Outcome {
  return { assuming, ...results };
}

/** The normal renderings, and then those that each option refuses, which do not depend on the others. */
function grouped(leaves: readonly Leaf[]): readonly (readonly Leaf[])[] {
  const groups = new Map<string | undefined, Leaf[]>();
  for (const leaf of leaves) {
    const option = Object.keys(leaf.assuming).find((name) => leaf.assuming[name] === refused);
    groups.set(option, [...(groups.get(option) ?? []), leaf]);
  }
  return [...groups.values()];
}

/** What only some of the Pythons do is said of those alone. */
function ofPythons(leaves: readonly Leaf[], all: number): readonly Leaf[] {
  const pythons = [...new Set(leaves.flatMap(({ assuming }) => assuming.python ?? []))];
  const decided = decide(leaves);
  if (pythons.length === 0 || pythons.length === all) return decided;
  const [only = null] = pythons;
  const python = pythons.length > 1 ? pythons.map(String) : only;
  return decided.map((leaf) => ({ ...leaf, assuming: { python, ...leaf.assuming } }));
}

/** The smallest decision tree over the variables of these leaves, as its branches. */
function decide(leaves: readonly Leaf[]): readonly Leaf[] {
  const [first] = leaves;
  if (first === undefined) return [];
  const constant = Object.entries(first.assuming).filter(([, value]) => value === refused);
  if (leaves.every(({ signature }) => signature === first.signature)) {
    return [{ ...leaves.reduce(weaker), assuming: Object.fromEntries(constant) }];
  }
  const variables = [...new Set(leaves.flatMap(({ assuming }) => Object.keys(assuming)))].filter(
    (name) => new Set(leaves.map(({ assuming }) => assuming[name])).size > 1,
  );
  const trees = variables.map((name) => split(leaves, name));
  return trees.reduce((best, tree) => (tree.length < best.length ? tree : best), trees[0] ?? leaves);
}

function split(leaves: readonly Leaf[], name: string): readonly Leaf[] {
  const byValue = new Map<AssumedValue | undefined, readonly Leaf[]>();
  for (const leaf of leaves) {
    const value = leaf.assuming[name];
    byValue.set(value, [...(byValue.get(value) ?? []), leaf]);
  }
  // Values under which all is the same share one branch.
  const branches: { readonly values: AssumedValue[]; tree: readonly Leaf[]; readonly key: string }[] = [];
  for (const [value, group] of byValue) {
    const tree = decide(group.map((leaf) => ({ ...leaf, assuming: omit(leaf.assuming, name) })));
    const key = JSON.stringify(tree.map(({ assuming, signature }) => [assuming, signature]));
    const same = branches.find((branch) => branch.key === key);
    if (same !== undefined) {
      same.values.push(value ?? null);
      same.tree = same.tree.map((leaf, index) => weaker(leaf, tree[index] ?? leaf));
    } else branches.push({ values: [value ?? null], tree, key });
  }
  const [single, ...others] = branches;
  if (single !== undefined && others.length === 0) return single.tree;
  return branches.flatMap(({ values, tree }) => {
    const [only = null] = values;
    const value: AssumedValue = values.length > 1 ? values.map(String) : only;
    return tree.map((leaf) => ({ ...leaf, assuming: { [name]: value, ...leaf.assuming } }));
  });
}

function omit(assuming: Assuming, name: string): Assuming {
  return Object.fromEntries(Object.entries(assuming).filter(([key]) => key !== name));
}

/** For `JSON.stringify`: without how well the rest is known. Equal texts then mean that the same happens. */
export function happenings(key: string, value: unknown): unknown {
  return key === 'evidence' || key === 'assumes' ? undefined : value;
}

/** Of two leaves in which the same happens: that, as well known as the worse of them. */
function weaker(one: Leaf, other: Leaf): Leaf {
  if (one.results === other.results) return one;
  const nextBoots = one.results.nextBoots.map((boot, index) => lessKnown(boot, other.results.nextBoots[index] ?? boot));
  return { ...one, results: { ...lessKnown(one.results, other.results), nextBoots } };
}

/** Of two boots in which the same happens: that, each stage as well known as the worse of the two. */
export function lessKnown<T extends BootResult>(one: T, other: BootResult): T {
  const stages = one.stages.map((stage, index): StageResult => {
    const { evidence, assumes } = other.stages[index] ?? stage;
    return {
      ...stage,
      evidence: weakest([stage.evidence, evidence]),
      assumes: [...new Set([...stage.assumes, ...assumes])],
    };
  });
  return graded({
    ...one,
    boots: { ...one.boots, evidence: weakest([one.boots.evidence, other.boots.evidence]) },
    stages,
  });
}
