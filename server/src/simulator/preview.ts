/** Every moment of a host at once, for the panel: equal lists, results and what-ifs are stored once. */
import type { Effective } from '../config/effective.ts';
import { groundText } from '../config/sources.ts';
import type { ConditionValue, Moment, Result, StageSummary, StoredPreview } from '../protocol.ts';
import { assumptionsOf } from './assumption-form.ts';
import { assumptionLabels } from './assumptions.ts';
import { configsUnder } from './assumed-configs.ts';
import { withMemory } from './boot.ts';
import { readingsOf, simulate } from './branches.ts';
import { describe } from './describe.ts';
import { fixFinder, type FixFinder } from './fix.ts';
import { formOf, withForm } from './form.ts';
import type { Host } from './host.ts';
import { without } from './lists.ts';
import { momentOf, sameDisk, type Moment as CutMoment } from './moments.ts';
import type { Outcome } from './outcome.ts';
import { PreviewTable } from './preview-table.ts';
import { assumingText } from './report.ts';
import { isRefused } from './stage-report.ts';
import { stripOf } from './strip.ts';
import { preventionText } from './trap.ts';
import { combinationsOf, Disk, whatIfsOn } from './what-if.ts';

/** All of a preview but what only the caller knows: the document, and what the host is called among others. */
export type HostPreview = Omit<StoredPreview, 'uri' | 'version' | 'resultId' | 'hosts' | 'host'>;

export interface PreviewScene {
  /** As its file says, with the assumptions that are made. */
  readonly host: Host;
  /** By `Condition.id`. */
  readonly conditions: Readonly<Record<string, ConditionValue>>;
  /** Id of a moment that the strip is to hold besides; empty: none. */
  readonly moment: string;
}

/**
 * What the host runs after a power cut at any of its moments, and after an orderly reboot.
 *
 * @param effectives one for each Python that may read the file
 */
export function preview(effectives: readonly Effective[], { host, conditions, moment }: PreviewScene): HostPreview {
  const table = new PreviewTable();
  // Later boots are no moment of the strip.
  const { host: changed, at } = withForm({ ...host, nextBoots: [] }, conditions);
  const all = stripOf(changed, moment);
  const disks: KnownDisk[] = [];
  const moments = all.map(({ cut, ...shown }): Moment => {
    const met = at(cut);
    const known = diskOf(met, effectives, disks);
    return {
      ...shown,
      evidence: known.moment.evidence,
      source: groundText(known.moment),
      whatIf: known.whatIfs(met).map((whatIf) => table.whatIf(whatIf)),
      results: outcomesOn(known, met).map((outcome) => table.result(resultOf(outcome, met, effectives, known, table))),
    };
  });
  const configs = readingsOf(effectives, changed).map(({ config }) => config);
  return {
    conditions: formOf(host, conditions, configs),
    assumptions: assumptionsOf(host),
    combinations: combinationsOf(effectives),
    updates: table.updates(host),
    start: Math.max(
      0,
      all.findIndex(({ cut }) => JSON.stringify(cut) === JSON.stringify(host.cut)),
    ),
    packed: table.packed(moments),
  };
}

interface KnownDisk {
  readonly moment: CutMoment;
  readonly during: string | undefined;
  readonly disk: Disk;
  readonly outcomes: readonly Outcome[];
  readonly whatIfs: ReturnType<typeof whatIfsOn>;
  readonly fixes: FixFinder;
}

/**
 * Simulates the first boot after the cut. Of cuts that leave the same disk, as all those while updates are applied do, only
 * the first is simulated: the others differ in what was lost, and not in what comes back.
 */
function diskOf(met: Host, effectives: readonly Effective[], disks: KnownDisk[]): KnownDisk {
  const moment = momentOf(met);
  const during = met.cut?.during;
  const same = meetsABoot(met)
    ? undefined
    : disks.find((other) => other.during === during && sameDisk(other.moment, moment));
  if (same) return same;
  const disk = new Disk(met);
  const { outcomes } = simulate(effectives, met, disk.run);
  const whatIfs = whatIfsOn(disk, effectives);
  const fresh = { moment, during, disk, outcomes, whatIfs, fixes: fixFinder(effectives, met) };
  disks.push(fresh);
  return fresh;
}

/** What is in memory then depends on what the early stage has made of the file. */
function meetsABoot({ cut }: Host): boolean {
  return cut?.during === 'early-boot' || cut?.during === 'late-boot';
}

function outcomesOn({ disk, outcomes }: KnownDisk, met: Host): readonly Outcome[] {
  if (disk.host === met) return outcomes;
  const moment = momentOf(met);
  return outcomes.map((outcome) => withMemory(outcome, met, moment));
}

function resultOf(
  outcome: Outcome,
  host: Host,
  effectives: readonly Effective[],
  { disk, fixes }: KnownDisk,
  table: PreviewTable,
): Result {
  const { tone, headline, detail, reason, evidence, source, stages, exposure, trap } = describe(outcome, host);
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
    evidence: outcome.evidence,
    fix: fixes(outcome, host),
    trap:
      trap === ''
        ? null
        : `${trap} ${preventionText(outcome, host, configsUnder(outcome.assuming, effectives, disk.host), disk.run)}`,
    boot: { kernel: outcome.boots.kernel, reason, evidence, source },
    stages: outcome.stages.map((stage, index): StageSummary => {
      const report = stages[index];
      return {
        stage: stage.stage,
        title: report?.title ?? stage.stage,
        tone: report?.tone ?? tone,
        summary: report?.summary ?? '',
        message: stage.message,
        installed: table.list(stage.installed),
        exitCode: stage.exitCode,
        effectiveKernel: stage.effectiveKernel,
        startsAt: stage.startsAt,
        seconds: stage.seconds,
        evidence: stage.evidence,
        source: report?.source ?? '',
        assumes: stage.assumes.map((name) => assumptionLabels[name] ?? name),
      };
    }),
    memory: table.list(memory),
    back: table.list(late === undefined ? [] : without(expected, outcome.missing)),
    missing: table.list(outcome.missing),
    pending: table.list(outcome.pending),
    exposure: outcome.exposure.map(({ from, to, missing }, index) => ({
      from,
      to,
      missing: table.list(missing),
      text: exposure[index] ?? '',
    })),
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
