/** The one thing to change where it goes badly: the smallest change that brings back what is missing, or else as much as can be. */
import { settingAt, type Effective } from '../config/effective.ts';
import type { Fix, OptionChoices } from '../protocol.ts';
import { assumptionLabels } from './assumptions.ts';
import { configsUnder } from './assumed-configs.ts';
import { withMemory, type Results } from './boot.ts';
import { bringing, searchOf, type Bringing, type Outlook, type Proposal } from './change-search.ts';
import { changeKinds } from './changes.ts';
import { decidingOptions, type DecidingOption } from './config.ts';
import { sceneOf } from './describe.ts';
import type { Host } from './host.ts';
import { at, judge } from './judge.ts';
import { without } from './lists.ts';
import { momentOf } from './moments.ts';
import { verdicts, type BootResult, type Outcome } from './outcome.ts';
import { capitalized } from './words.ts';

/** So many changes together are one thing to do, no more. */
const mostTogether = 2;

/** What is wrong with an outcome. */
interface Trouble {
  readonly ran: string;
  /** In the memory of the kernel that ran. */
  readonly memory: readonly string[];
  readonly result: BootResult;
}

/** The stage after which it is as wanted, and stays so; null: it never is. */
type Goal = (result: BootResult, trouble: Trouble) => Bringing | null;

/** The stage from which on a result is so to the end. */
function since(result: BootResult, isSo: (installed: readonly string[]) => boolean): Bringing | null {
  const stages = result.stages.filter(({ stage }) => stage !== 'shutdown');
  const last = stages.findLastIndex(({ installed }) => !isSo(installed));
  return (stages[last + 1]?.stage as Bringing | undefined) ?? null;
}

const installedAtLast = (result: BootResult) => result.stages.at(-1)?.installed ?? [];

/** The best first: what the next one asks for is looked for only where there is nothing for those before. */
const goals: readonly Goal[] = [
  (result, { ran, memory }) =>
    result.boots.kernel === ran && memory.length > 0
      ? since(result, (installed) => without(memory, installed).length === 0)
      : null,
  (result, { ran, memory, result: now }) => {
    const expected = result.boots.kernel === ran ? memory : [];
    const left = (other: BootResult) => without(expected, installedAtLast(other)).length;
    return left(result) < left(now)
      ? since(result, (installed) => without(expected, installed).length < left(now))
      : null;
  },
  (result, { result: now }) =>
    installedAtLast(now).length === 0 ? since(result, (installed) => installed.length > 0) : null,
  (result, { result: now }) => (now.boots.kernel === null && result.boots.kernel !== null ? 'early' : null),
];

/** Nothing boots, something that was in memory is missing, or nothing of what is available is installed. */
function isBad(result: BootResult): boolean {
  const late = at(result, 'late');
  return late === undefined || result.missing.length > 0 || (late.installed.length === 0 && result.pending.length > 0);
}

/** Finds the fix of an outcome of a host at any moment that leaves the same on disk. */
export type FixFinder = (outcome: Outcome, met: Host) => Fix | null;

/** @param host at one of these moments */
export function fixFinder(effectives: readonly Effective[], host: Host): FixFinder {
  const searches = new Map<string, OutcomeSearch>();
  return (outcome, met) => {
    if (!isBad(outcome)) return null;
    const key = JSON.stringify(outcome.assuming);
    const search = searches.get(key) ?? new OutcomeSearch(effectives, host, outcome);
    searches.set(key, search);
    return search.fix(outcome, met);
  };
}

class OutcomeSearch {
  readonly #host: Host;
  readonly #effectives: readonly Effective[];
  readonly #search: ReturnType<typeof searchOf>;
  readonly #levels: Generator<readonly Outlook[]>;
  readonly #known: (readonly Outlook[])[] = [];

  constructor(effectives: readonly Effective[], host: Host, { assuming }: Outcome) {
    this.#host = host;
    this.#effectives = effectives;
    this.#search = searchOf(host, configsUnder(assuming, effectives, host));
    this.#levels = this.#search.levels();
  }

  fix(outcome: Outcome, met: Host): Fix | null {
    const { ran } = momentOf(met);
    const trouble: Trouble = { ran, memory: outcome.memory, result: outcome };
    for (const goal of goals) {
      for (let size = 0; size < mostTogether; size++) {
        const [best] = this.#hits(goal, trouble, size);
        if (best !== undefined) return this.#fixOf(best.outlook, best.proposal, outcome, met);
      }
    }
    return null;
  }

  /**
   * Best first: what can be done before what only can be wished for, then those that rest on nothing unknown, then options
   * before conditions, then by how early they help.
   */
  #hits(goal: Goal, trouble: Trouble, size: number): readonly { outlook: Outlook; proposal: Proposal }[] {
    const now = goal(trouble.result, trouble);
    const before = now === null ? bringing.length : bringing.indexOf(now);
    return this.#level(size)
      .flatMap((outlook) => {
        const comes = outlook.results.map((result) => goal(result, trouble));
        const latest =
          bringing[Math.max(...comes.map((stage) => (stage === null ? bringing.length : bringing.indexOf(stage))))];
        if (latest === undefined || bringing.indexOf(latest) >= before) return [];
        return [{ outlook, proposal: this.#search.propose(outlook, latest) }];
      })
      .sort((a, b) => {
        const [one, other] = [rankOf(a.proposal), rankOf(b.proposal)];
        return one.map((place, index) => place - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
      });
  }

  #level(size: number): readonly Outlook[] {
    while (this.#known.length <= size) {
      const next = this.#levels.next();
      if (next.done) return [];
      this.#known.push(next.value);
    }
    return this.#known[size] ?? [];
  }

  #fixOf({ candidate }: Outlook, proposal: Proposal, { assuming }: Outcome, met: Host): Fix {
    const { changes, assumes } = proposal;
    const judged = candidate.situations.map((situation) => {
      const { host } = situation;
      const results: Results = this.#search.thoroughly(situation);
      const cut = host.cut === this.#host.cut ? met.cut : host.cut;
      const after = { ...host, cut };
      const result = { ...withMemory(results, met, momentOf(met)), assuming };
      return { result, headline: judge(result, sceneOf(result, after)).headline };
    });
    const [worst] = judged.toSorted((a, b) => verdicts.indexOf(a.result.verdict) - verdicts.indexOf(b.result.verdict));
    const rests = assumes.map((name) => assumptionLabels[name] ?? name).join(', and that ');
    const doubt = isUnknown(proposal)
      ? ` Nobody knows whether it does${rests && `: it is assumed that ${rests}`}.`
      : '';
    return {
      label: capitalized(changes.map(({ label }) => label).join(' and ')),
      options: isUnknown(proposal) ? null : this.#optionsOf(changes.map(({ id }) => id)),
      then: `${worst?.headline ?? ''}${doubt}`,
    };
  }

  /** Null where it takes anything else, or a template writes one of them. */
  #optionsOf(ids: readonly string[]): OptionChoices | null {
    const isOption = (id: string): id is DecidingOption => (decidingOptions as readonly string[]).includes(id);
    const isWritten = (name: DecidingOption) =>
      this.#effectives.some((effective) => settingAt(effective, `Settings.${name}`).unknown);
    if (!ids.every((id) => isOption(id) && !isWritten(id))) return null;
    return Object.fromEntries(ids.map((id) => [id, 'yes']));
  }
}

function rankOf(proposal: Proposal): readonly number[] {
  const { changes, comes } = proposal;
  const kind = Math.max(...changes.map((change) => changeKinds.indexOf(change.kind)));
  return [Number(kind === changeKinds.indexOf('state')), Number(isUnknown(proposal)), kind, bringing.indexOf(comes)];
}

function isUnknown({ evidence }: Proposal): boolean {
  return evidence === 'unknown';
}
