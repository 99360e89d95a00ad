/** Every moment of a host at once, for the panel: equal lists and equal results are stored once. */
import type { Effective } from '../config/effective.ts';
import type { HostChoice, Moment, Preview, Result, StageSummary, Update } from '../protocol.ts';
import { assumptionLabels } from './assumptions.ts';
import { withMemory } from './boot.ts';
import { simulate } from './branches.ts';
import { conditionsOf } from './conditions.ts';
import { describe } from './describe.ts';
import type { Host } from './host.ts';
import { without } from './lists.ts';
import { momentOf, sameDisk, type Moment as CutMoment } from './moments.ts';
import type { Outcome } from './outcome.ts';
import { assumingText } from './report.ts';
import { isRefused } from './stage-report.ts';
import { momentsOf } from './strip.ts';

/**
 * What the host runs after a power cut at any of its moments.
 *
 * @param effectives one for each Python that may read the file
 * @param hosts to choose from; the caller knows which of them this host is, and replaces `Preview.host`
 */
export function preview(
  effectives: readonly Effective[],
  host: Host,
  uri: string,
  version: number,
  hosts: readonly HostChoice[],
): Preview {
  const table = new Table();
  const all = momentsOf(host);
  const outcomesAt = outcomesByDisk(effectives);
  const moments = all.map(({ cut, ...moment }): Moment => {
    const met = { ...host, cut };
    return {
      ...moment,
      results: outcomesAt(met).map((outcome) => table.result(resultOf(outcome, met, effectives, table))),
    };
  });
  return {
    uri,
    version,
    hosts,
    host: { id: '', name: host.name, description: '', running: host.running, remark: '' },
    conditions: conditionsOf(host),
    updates: table.updates(host),
    lists: table.lists,
    moments,
    start: Math.max(
      0,
      all.findIndex(({ cut }) => JSON.stringify(cut) === JSON.stringify(host.cut)),
    ),
    results: table.results,
  };
}

/**
 * Simulates the first boot after the cut. Of cuts that leave the same disk, as all those while updates are applied do, only
 * the first is simulated: the others differ in what was lost, and not in what comes back.
 */
function outcomesByDisk(effectives: readonly Effective[]): (host: Host) => readonly Outcome[] {
  const simulated: {
    readonly moment: CutMoment;
    readonly during: string | undefined;
    readonly outcomes: readonly Outcome[];
  }[] = [];
  return (host) => {
    const moment = momentOf(host);
    const during = host.cut?.during;
    const same = meetsABoot(host)
      ? undefined
      : simulated.find((other) => other.during === during && sameDisk(other.moment, moment));
    if (same) return same.outcomes.map((outcome) => withMemory(outcome, host, moment));
    const { outcomes } = simulate(effectives, host);
    simulated.push({ moment, during, outcomes });
    return outcomes;
  };
}

/** What is in memory then depends on what the early stage has made of the file. */
function meetsABoot({ cut }: Host): boolean {
  return cut?.during === 'early-boot' || cut?.during === 'late-boot';
}

function resultOf(outcome: Outcome, host: Host, effectives: readonly Effective[], table: Table): Result {
  const { tone, headline, detail, reason, evidence, stages } = describe(outcome, host);
  const { memory } = outcome;
  const { ran } = momentOf(host);
  const late = outcome.stages.find(({ stage }) => stage === 'late');
  // An id that is back in another kernel is another update.
  const expected = outcome.boots.kernel === ran || outcome.boots.kernel === null ? memory : [];
  return {
    assuming: assumingText(outcome.assuming),
    tone,
    headline,
    detail,
    boot: { kernel: outcome.boots.kernel, reason, evidence },
    stages: outcome.stages.map((stage, index): StageSummary => {
      const { title, tone: stageTone, summary } = stages[index] ?? { title: stage.stage, tone, summary: '' };
      return {
        stage: stage.stage,
        title,
        tone: stageTone,
        summary,
        message: stage.message,
        installed: table.list(stage.installed),
        exitCode: stage.exitCode,
        effectiveKernel: stage.effectiveKernel,
        evidence: stage.evidence,
        assumes: stage.assumes.map((name) => assumptionLabels[name] ?? name),
      };
    }),
    memory: table.list(memory),
    back: table.list(late === undefined ? [] : without(expected, outcome.missing)),
    missing: table.list(outcome.missing),
    pending: table.list(outcome.pending),
    refusal: refusalOf(outcome, effectives),
  };
}

/** The client's own words where it refuses the file, and the line that the reader blames for them. */
function refusalOf({ stages }: Outcome, effectives: readonly Effective[]): Result['refusal'] {
  const refused = stages.find(isRefused);
  if (refused === undefined) return null;
  const fatal = effectives.map((effective) => effective.fatal).find((other) => other?.message === refused.message);
  return { message: refused.message, line: fatal?.line ?? null };
}

/** Stores what repeats once. */
class Table {
  readonly lists: (readonly number[])[] = [];
  readonly results: Result[] = [];
  readonly #ids = new Map<string, number>();
  readonly #known = new WeakMap<readonly string[], number>();
  readonly #lists = new Map<string, number>();
  readonly #results = new Map<string, number>();

  list(ids: readonly string[]): number {
    const known = this.#known.get(ids);
    if (known !== undefined) return known;
    const numbers = ids.map((id) => intern(this.#ids, id));
    const index = intern(this.#lists, numbers.join());
    this.lists[index] ??= numbers;
    this.#known.set(ids, index);
    return index;
  }

  result(result: Result): number {
    const index = intern(this.#results, JSON.stringify(result));
    this.results[index] ??= result;
    return index;
  }

  updates({ updates }: Host): readonly Update[] {
    return [...this.#ids.keys()].map((id) => ({ id, title: updates[id]?.title ?? '' }));
  }
}

/** The number of a key, a new one for one that is not known yet. */
function intern(keys: Map<string, number>, key: string): number {
  const known = keys.get(key);
  if (known !== undefined) return known;
  keys.set(key, keys.size);
  return keys.size - 1;
}
