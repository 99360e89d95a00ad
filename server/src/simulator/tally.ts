/** Counts scenarios: verdicts with their smallest examples, and claims with their smallest counterexamples. */
import { isWeaker, weakest, type Evidence } from '../config/evidence.ts';
import { together, type Ground } from '../config/sources.ts';
import { evidenceOf } from './assumptions.ts';
import { circumstances, groundOf, promises, type Circumstance, type Ending } from './claims.ts';
import type { Claim, Example, VerdictCount } from './exploration.ts';
import { verdicts, type Verdict } from './outcome.ts';
import type { Switch } from './stage.ts';

/** Scenarios of a course under one circumstance. */
export interface Part {
  /** How many there are; 0: none, and `differs` says nothing. */
  readonly weight: number;
  /** Of the smallest of them: what is not the first value, by the id of the dimension. */
  readonly differs: Example['differs'];
}

/** Scenarios that take one course from one moment of the cut. */
export interface Counted {
  readonly ending: Ending;
  readonly verdict: Verdict;
  /** How well the verdict is known. */
  readonly evidence: Evidence;
  /** By the index of a circumstance; the first one is all there are. */
  readonly parts: readonly Part[];
  /** In how many dimensions it differs from an idle host on which nothing else is wrong. */
  readonly sizeOf: (part: Part) => number;
  readonly exampleOf: (part: Part) => Example;
  /** Assumptions that are taken the other way round: what happens then counts for no scenario. */
  readonly flipped: readonly Switch[];
}

/** The smallest example so far; of those as small, the best known one. */
interface Smallest {
  readonly size: number;
  readonly evidence: Evidence;
  readonly example: () => Example;
}

function smaller(known: Smallest | null, { sizeOf, exampleOf, evidence }: Counted, part: Part): Smallest {
  const size = sizeOf(part);
  const isSmaller = known === null || size < known.size || (size === known.size && isWeaker(known.evidence, evidence));
  return isSmaller ? { size, evidence, example: () => exampleOf(part) } : known;
}

interface ClaimTally {
  scenarios: number;
  holds: number;
  smallest: Smallest | null;
  readonly assumes: Set<Switch>;
  /** By level and sources: there are few. */
  readonly grounds: Map<string, Ground>;
}

export class Tally {
  readonly #verdicts = new Map<Verdict, { scenarios: number; smallest: Smallest }>();
  readonly #claims: readonly (readonly ClaimTally[])[] = promises.map(() =>
    circumstances.map(() => ({ scenarios: 0, holds: 0, smallest: null, assumes: new Set(), grounds: new Map() })),
  );

  add(counted: Counted): void {
    if (counted.flipped.length === 0) this.#addVerdict(counted);
    promises.forEach((promise, index) => {
      if (!promise.concerns(counted.ending)) return;
      const kept = promise.kept(counted.ending);
      const stands = groundOf(promise, counted.ending);
      this.#claims[index]?.forEach((claim, circumstance) => {
        const part = counted.parts[circumstance];
        if (part && part.weight > 0) addTo(claim, counted, part, { kept, stands });
      });
    });
  }

  #addVerdict(counted: Counted): void {
    const [all] = counted.parts;
    if (all === undefined) return;
    const known = this.#verdicts.get(counted.verdict);
    this.#verdicts.set(counted.verdict, {
      scenarios: (known?.scenarios ?? 0) + all.weight,
      smallest: smaller(known?.smallest ?? null, counted, all),
    });
  }

  get verdicts(): readonly VerdictCount[] {
    return verdicts.flatMap((verdict) => {
      const counted = this.#verdicts.get(verdict);
      return counted === undefined
        ? []
        : [{ verdict, scenarios: counted.scenarios, example: counted.smallest.example() }];
    });
  }

  get claims(): readonly Claim[] {
    return promises.flatMap(({ id, sentence }, promise) =>
      circumstances.flatMap((circumstance, index): readonly Claim[] => {
        const counted = this.#claims[promise]?.[index];
        if (counted === undefined || counted.scenarios === 0) return [];
        const { scenarios, holds, smallest } = counted;
        const assumes = smallest === null ? [...counted.assumes].sort() : [];
        const { evidence, sources } = together([...counted.grounds.values()]);
        return [
          {
            promise: id,
            circumstance: circumstance.id,
            sentence: sentenceOf(smallest === null, circumstance, sentence),
            scenarios,
            holds,
            counterexample: smallest?.example() ?? null,
            assumes,
            evidence: weakest([evidence, ...assumes.map((name): Evidence => evidenceOf[name])]),
            sources,
          },
        ];
      }),
    );
  }
}

function sentenceOf(isKept: boolean, { words }: Circumstance, promise: string): string {
  return `${isKept ? 'In' : 'Not in'} every scenario${words && ` ${words}`}: ${promise}.`;
}

function addTo(
  claim: ClaimTally,
  counted: Counted,
  part: Part,
  { kept, stands }: { readonly kept: boolean; readonly stands: Ground },
): void {
  if (counted.flipped.length > 0) {
    if (!kept) for (const name of counted.flipped) claim.assumes.add(name);
    return;
  }
  claim.grounds.set([stands.evidence, ...stands.sources].join(' '), stands);
  claim.scenarios += part.weight;
  if (kept) claim.holds += part.weight;
  else claim.smallest = smaller(claim.smallest, counted, part);
}
