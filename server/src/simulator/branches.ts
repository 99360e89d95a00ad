/** The outcomes that matter: unknown values and differing Pythons as branches, those that make no difference left out. */
import type { Effective } from '../config/effective.ts';
import { simulateConfig, type Results } from './boot.ts';
import { clientConfigs, refused, type ClientConfig } from './config.ts';
import type { Host } from './host.ts';
import type { AssumedValue, Assuming, Outcome, Simulation } from './outcome.ts';

/** One combination of values, and what comes of it. */
interface Leaf {
  readonly assuming: Assuming;
  readonly results: Results;
  /** Equal for equal results. */
  readonly signature: string;
}

/**
 * Everything that can come of a file on a host: one outcome for each combination of unknown values and Pythons that
 * makes a difference.
 *
 * @param effectives one for each Python that may read the file; none gives no outcome
 */
export function simulate(effectives: readonly Effective[], host: Host): Simulation {
  const known = new Map<string, Pick<Leaf, 'results' | 'signature'>>();
  const simulated = (config: ClientConfig) => {
    const key = JSON.stringify(config);
    let found = known.get(key);
    if (found === undefined) {
      const results = simulateConfig(host, config);
      found = { results, signature: '' };
      known.set(key, found);
    }
    return found;
  };

  const leaves = effectives.flatMap((effective) =>
    clientConfigs(effective, levelsOf(host)).map(({ assuming, config }): Leaf => {
      const python = effectives.length > 1 ? { python: effective.dialect } : {};
      return { assuming: { ...python, ...assuming }, ...simulated(config) };
    }),
  );
  const [first] = leaves;
  if (first !== undefined && known.size === 1)
    return { host: host.name, outcomes: [outcomeOf({ ...first, assuming: {} })] };

  const signed = leaves.map((leaf) => ({ ...leaf, signature: JSON.stringify(leaf.results) }));
  return {
    host: host.name,
    outcomes: grouped(signed)
      .flatMap((group) => ofPythons(group, effectives.length))
      .map(outcomeOf),
  };
}

/** Levels that an `effective_version` of this host can name. */
function levelsOf({ client, updates }: Host): readonly string[] {
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
    return [{ ...first, assuming: Object.fromEntries(constant) }];
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
  const branches: { readonly values: AssumedValue[]; readonly tree: readonly Leaf[]; readonly key: string }[] = [];
  for (const [value, group] of byValue) {
    const tree = decide(group.map((leaf) => ({ ...leaf, assuming: omit(leaf.assuming, name) })));
    const key = JSON.stringify(tree.map(({ assuming, signature }) => [assuming, signature]));
    const same = branches.find((branch) => branch.key === key);
    if (same !== undefined) same.values.push(value ?? null);
    else branches.push({ values: [value ?? null], tree, key });
  }
  return branches.flatMap(({ values, tree }) => {
    const [only = null] = values;
    const value: AssumedValue = values.length > 1 ? values.map(String) : only;
    return tree.map((leaf) => ({ ...leaf, assuming: { [name]: value, ...leaf.assuming } }));
  });
}

function omit(assuming: Assuming, name: string): Assuming {
  return Object.fromEntries(Object.entries(assuming).filter(([key]) => key !== name));
}
