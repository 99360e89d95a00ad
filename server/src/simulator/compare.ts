/** What two files make of the same host: where their consequences and outcomes differ. */
import { stages, type Effective, type Stage } from '../config/effective.ts';
import { simulate } from './branches.ts';
import { refused } from './config.ts';
import { possibleConsequences, type Consequences, type Extent } from './consequences.ts';
import type { Host } from './host.ts';
import type { AssumedValue, Assuming, BootResult, Outcome, StageName, StageResult, Verdict } from './outcome.ts';

export interface Change<T> {
  readonly old: T;
  readonly new: T;
}

/** What can be so after a stage: one of each, or several where a template leaves it open. */
export interface Possible {
  readonly extents: readonly Extent[];
  /** Null: the stage does not start. */
  readonly exitCodes: readonly (number | null)[];
}

export interface ConsequenceChange extends Change<Possible> {
  /** The kernel that ran when the power failed, or one that was never patched. */
  readonly kernel: keyof Consequences;
  readonly stage: Stage;
}

export type StageState = Pick<StageResult, 'installed' | 'exitCode' | 'message' | 'savedPlan'>;

export interface StageChange extends Change<StageState> {
  readonly stage: StageName;
}

/** A boot that comes out otherwise; what is the same is left out. */
export interface OutcomeChange {
  /** What it holds for, by option; empty where there is only one outcome of both. */
  readonly assuming: Assuming;
  /** 0: the boot after the cut; then the next boots of the host. */
  readonly boot: number;
  readonly kernel?: Change<string | null>;
  readonly verdict?: Change<Verdict>;
  /** In memory before and not back, by id. */
  readonly missing?: Change<readonly string[]>;
  readonly stages: readonly StageChange[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** On any host, idle when the power fails. */
export function compareConsequences(
  old: Effective,
  changed: Effective,
  client: Host['client'],
): readonly ConsequenceChange[] {
  const [before, after] = [possibleConsequences(old, client), possibleConsequences(changed, client)];
  return (['same', 'different'] as const).flatMap((kernel) =>
    stages.flatMap((stage): ConsequenceChange[] => {
      const change = { old: possibleAt(before, kernel, stage), new: possibleAt(after, kernel, stage) };
      return same(change.old, change.new) ? [] : [{ kernel, stage, ...change }];
    }),
  );
}

const extents: readonly Extent[] = ['nothing', 'saved', 'all'];

function possibleAt(all: readonly Consequences[], kernel: keyof Consequences, stage: Stage): Possible {
  const each = all.map((consequences) => consequences[kernel]);
  const found = new Set(each.map((consequence) => consequence.extents[stage]));
  const exitCodes = new Set(each.map((consequence) => consequence.exitCodes[stage]));
  return { extents: extents.filter((extent) => found.has(extent)), exitCodes: [...exitCodes].sort() };
}

/** Both under the same Python; where a template leaves values open, each of them is the same in both. */
export function compareOutcomes(old: Effective, changed: Effective, host: Host): readonly OutcomeChange[] {
  const after = simulate([changed], host).outcomes;
  return simulate([old], host).outcomes.flatMap((before) =>
    after.flatMap((outcome) => {
      const assuming = common(before.assuming, outcome.assuming);
      return assuming === null ? [] : compareBoots(before, outcome, assuming);
    }),
  );
}

/** What two outcomes take for granted together; null where they exclude each other. */
function common(one: Assuming, other: Assuming): Assuming | null {
  const both: Record<string, AssumedValue> = { ...one, ...other };
  for (const name of Object.keys(one)) {
    const [left, right] = [one[name], other[name]];
    if (left === undefined || right === undefined) continue;
    const shared = valuesOf(left).filter((value) => valuesOf(right).includes(value));
    const [first] = shared;
    if (first === undefined) return null;
    both[name] = shared.length === 1 ? first : shared.map(String);
  }
  return both;
}

const isList = (value: AssumedValue): value is readonly string[] => Array.isArray(value);
const valuesOf = (value: AssumedValue): readonly (boolean | string | null)[] => (isList(value) ? value : [value]);

function compareBoots(old: Outcome, changed: Outcome, assuming: Assuming): readonly OutcomeChange[] {
  const [before, after] = [old, changed].map((outcome): BootResult[] => [outcome, ...outcome.nextBoots]);
  return (before ?? []).flatMap((boot, index): OutcomeChange[] => {
    const other = after?.[index];
    return other === undefined ? [] : compareBoot(boot, other, assuming, index);
  });
}

function compareBoot(old: BootResult, changed: BootResult, assuming: Assuming, boot: number): OutcomeChange[] {
  const differing = <T>(of: (result: BootResult) => T): Change<T> | null => {
    const change = { old: of(old), new: of(changed) };
    return same(change.old, change.new) ? null : change;
  };
  const kernel = differing(({ boots }) => boots.kernel);
  const verdict = differing((result) => result.verdict);
  const missing = differing((result) => result.missing);
  const stageChanges = old.stages.flatMap((stage): StageChange[] => {
    const other = changed.stages.find((each) => each.stage === stage.stage);
    return other === undefined || same(happening(stage), happening(other))
      ? []
      : [{ stage: stage.stage, old: stateOf(stage), new: stateOf(other) }];
  });
  if (!kernel && !verdict && !missing && stageChanges.length === 0) return [];
  return [
    {
      assuming,
      boot,
      ...(kernel && { kernel }),
      ...(verdict && { verdict }),
      ...(missing && { missing }),
      stages: stageChanges,
    },
  ];
}

/** The words are left out: they quote numbers of lines, which may move. */
const happening = ({ installed, exitCode, savedPlan }: StageResult): readonly unknown[] => [
  installed,
  exitCode,
  savedPlan,
];

function stateOf({ installed, exitCode, message, savedPlan }: StageResult): StageState {
  return { installed, exitCode, message, savedPlan };
}

/** Whether fewer updates can be there, at worst or at best, once the late stage or the periodic run is over. */
export function isFewer({ stage, old, new: changed }: ConsequenceChange): boolean {
  const rank = (extent: Extent | undefined): number => extents.indexOf(extent ?? 'nothing');
  return (
    stage !== 'early' &&
    (rank(changed.extents[0]) < rank(old.extents[0]) || rank(changed.extents.at(-1)) < rank(old.extents.at(-1)))
  );
}

/** The same of a host. What a template could render that the client refuses does not count. */
export function installsFewer({ assuming, stages: changes }: OutcomeChange): boolean {
  return (
    !Object.values(assuming).includes(refused) &&
    changes.some(
      ({ stage, old, new: changed }) =>
        (stage === 'late' || stage === 'cron') && changed.installed.length < old.installed.length,
    )
  );
}
