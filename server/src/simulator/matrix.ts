/**
 * The option matrix: what comes back with every combination of the three options that decide, on this host and after this
 * cut, the rest of the file as it is. Combinations that come to the same outcome are one group.
 */
import { settingAt, type Effective } from '../config/effective.ts';
import { weakest, type Evidence } from '../config/evidence.ts';
import { findOption, type OptionId } from '../config/options.ts';
import { configsUnder } from './assumed-configs.ts';
import type { Variants } from './assumptions.ts';
import { simulateVariants, type Results } from './boot.ts';
import { happenings, lessKnown, simulate } from './branches.ts';
import { decidingOptions, refused, type ClientConfig, type DecidingOption } from './config.ts';
import { withValues } from './consequences.ts';
import { describe, type Description } from './describe.ts';
import type { Host } from './host.ts';
import { at } from './judge.ts';
import { sameIds } from './lists.ts';
import type { Outcome, StageResult, Verdict } from './outcome.ts';
import { assumingText } from './report.ts';

/** What a file says of an option. */
export const choices = ['unset', 'yes', 'no'] as const;
export type Choice = (typeof choices)[number];

export const matrixOptions = decidingOptions;
export type MatrixOption = DecidingOption;

export type Combination = Readonly<Record<MatrixOption, Choice>>;

/** Several combinations at once: what an option is, be it by default; any: makes no difference. */
export type Pattern = Readonly<Record<MatrixOption, 'yes' | 'no' | 'any'>>;

/** What comes of a group, as far as the rest of the file is known. */
export interface MatrixOutcome {
  /** Under which it does, as a sentence; empty where there is only one. */
  readonly assuming: string;
  readonly tone: Description['tone'];
  /** The verdict in one sentence. */
  readonly headline: string;
  readonly verdict: Verdict;
  /** Updates that are installed after each stage; null where nothing boots. */
  readonly installed: { readonly early: number; readonly late: number; readonly cron: number } | null;
  /** The weakest of all stages and all combinations. */
  readonly evidence: Evidence;
  /** Names in `Assumptions` of what it rests on. */
  readonly assumes: readonly string[];
}

export interface MatrixGroup {
  readonly combinations: readonly Combination[];
  /** The same combinations in as few lines as it takes. */
  readonly patterns: readonly Pattern[];
  /** The file can come out as one of them. */
  readonly isCurrent: boolean;
  /** Mostly one; several where other unknown values or differing Pythons matter. */
  readonly outcomes: readonly MatrixOutcome[];
  /** Nobody knows whether it differs from the current one as it does here. */
  readonly isUnknownDifference: boolean;
}

export interface Matrix {
  readonly host: string;
  /** Why a client refuses the file; the groups are as if it were read. Null: none does. */
  readonly refusal: { readonly message: string; readonly remark: string } | null;
  /** In the order of their first combination. */
  readonly groups: readonly MatrixGroup[];
}

const idOf = (option: MatrixOption): OptionId => `Settings.${option}`;

const combinations: readonly Combination[] = choices.flatMap((install_on_reboot) =>
  choices.flatMap((upgrade_on_reboot) =>
    choices.map((autoinstall): Combination => ({ install_on_reboot, upgrade_on_reboot, autoinstall })),
  ),
);

/** Combinations that come to the same. */
interface Group {
  readonly members: readonly Combination[];
  readonly outcomes: readonly Outcome[];
  /** One for each outcome. */
  readonly variants: readonly Variants[];
}

/** @param effectives one for each Python that may read the file; none gives no group */
export function matrixOf(effectives: readonly Effective[], host: Host): Matrix {
  const groups = effectives.length === 0 ? [] : groupsOf(effectives, host);
  const isCurrent = ({ members }: Group) =>
    members.some((member) => effectives.some((effective) => canBe(member, effective)));
  const current = groups.filter(isCurrent);
  return {
    host: host.name,
    refusal: refusalIn(effectives),
    groups: groups.map((group): MatrixGroup => ({
      combinations: group.members,
      patterns: patternsOf(group.members),
      isCurrent: current.includes(group),
      outcomes: group.outcomes.map((outcome) => summaryOf(outcome, host)),
      isUnknownDifference: !current.includes(group) && current.some((other) => differsUnknown(group, other)),
    })),
  };
}

function groupsOf(effectives: readonly Effective[], host: Host): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const combination of combinations) {
    const files = effectives.map((effective) => withCombination({ ...effective, fatal: null }, combination));
    // What a template may render to a refusal is as refused with every combination.
    const outcomes = simulate(files, host).outcomes.filter(
      ({ assuming }) => !Object.values(assuming).includes(refused),
    );
    const key = JSON.stringify(outcomes, happenings);
    const same = groups.get(key);
    groups.set(
      key,
      same === undefined
        ? { members: [combination], outcomes, variants: variantsIn(outcomes, files, host) }
        : {
            ...same,
            members: [...same.members, combination],
            outcomes: same.outcomes.map((outcome, index) => lessKnown(outcome, outcomes[index] ?? outcome)),
          },
    );
  }
  return [...groups.values()];
}

/** One for each outcome of these files. */
export function variantsIn(
  outcomes: readonly Outcome[],
  files: readonly Effective[],
  host: Host,
  vary = (config: ClientConfig) => simulateVariants({ ...host, nextBoots: [] }, config),
): readonly Variants[] {
  return outcomes.flatMap(({ assuming }) => configsUnder(assuming, files, host).slice(0, 1).map(vary));
}

/** The file with these options, and all else as it is. */
export function withCombination(effective: Effective, combination: Combination): Effective {
  const values = matrixOptions.map((option) => [idOf(option), isOn(option, combination[option])] as const);
  return withValues(effective, Object.fromEntries(values));
}

/** What an option is that is left out (evidence: as in the catalogue of options). */
export function defaultOf(option: MatrixOption): 'yes' | 'no' {
  return findOption('Settings', option)?.default === true ? 'yes' : 'no';
}

/** As the client understands it. */
function isOn(option: MatrixOption, choice: Choice): boolean {
  return (choice === 'unset' ? defaultOf(option) : choice) === 'yes';
}

/** An unknown value may come out as either, one that the client refuses as neither. */
function canBe(combination: Combination, effective: Effective): boolean {
  return matrixOptions.every((option) => {
    const { source, unknown, value } = settingAt(effective, idOf(option));
    const choice = combination[option];
    if (unknown) return choice !== 'unset';
    return source === 'default' ? choice === 'unset' : choice !== 'unset' && value === (choice === 'yes');
  });
}

function refusalIn(effectives: readonly Effective[]): Matrix['refusal'] {
  const [fatal] = effectives.flatMap((effective) => effective.fatal ?? []);
  if (fatal === undefined) return null;
  const remark =
    fatal.option === null
      ? 'The client cannot read this file. This is as if it stopped there, and took what stands behind that as not set.'
      : 'The client refuses this file. This is as if it read it.';
  return { message: fatal.message, remark };
}

function summaryOf(outcome: Outcome, host: Host): MatrixOutcome {
  const { tone, headline, evidence } = describe(outcome, host);
  const count = (stage: 'early' | 'late' | 'cron') => at(outcome, stage)?.installed.length ?? 0;
  return {
    assuming: assumingText(outcome.assuming),
    tone,
    headline,
    verdict: outcome.verdict,
    installed:
      outcome.boots.kernel === null ? null : { early: count('early'), late: count('late'), cron: count('cron') },
    evidence: weakest([evidence, ...outcome.stages.map((stage) => stage.evidence)]),
    assumes: [...new Set(outcome.stages.flatMap(({ assumes }) => assumes))],
  };
}

/** Whether two groups part, or do not, in a stage where that would be otherwise if something unknown were otherwise. */
export function differsUnknown(group: Pick<Group, 'variants'>, other: Pick<Group, 'variants'>): boolean {
  return group.variants.some((one, index) => {
    const two = other.variants[index];
    return two !== undefined && one.plain.stages.some((_stage, number) => partsUnknown(one, two, number));
  });
}

function partsUnknown(one: Variants, two: Variants, number: number): boolean {
  const pair = (results: (variants: Variants) => Results | undefined) =>
    [one, two].flatMap((variants) => results(variants)?.stages[number] ?? []);
  const plain = pair((variants) => variants.plain);
  if (parts(plain) && plain.some(({ evidence }) => evidence === 'unknown')) return true;
  return one.flipped.some(({ evidence }, flip) => {
    if (evidence !== 'unknown') return false;
    const flipped = pair((variants) => variants.flipped[flip]?.results);
    const isOther = flipped.some(({ installed }, index) => !sameIds(installed, plain[index]?.installed ?? []));
    return isOther && (parts(plain) || parts(flipped));
  });
}

function parts([a, b]: readonly StageResult[]): boolean {
  return a !== undefined && b !== undefined && !sameIds(a.installed, b.installed);
}

const patternValues = ['any', 'yes', 'no'] as const;

const patterns: readonly Pattern[] = patternValues.flatMap((install_on_reboot) =>
  patternValues.flatMap((upgrade_on_reboot) =>
    patternValues.map((autoinstall): Pattern => ({ install_on_reboot, upgrade_on_reboot, autoinstall })),
  ),
);

/** Greedy: the widest patterns of nothing but members first, as long as they hold a new one. */
function patternsOf(members: readonly Combination[]): readonly Pattern[] {
  const inside = patterns
    .map((pattern) => ({ pattern, held: combinations.filter((combination) => fits(combination, pattern)) }))
    .filter(({ held }) => held.every((combination) => members.includes(combination)))
    .sort((a, b) => b.held.length - a.held.length);
  const covered = new Set<Combination>();
  return inside.flatMap(({ pattern, held }) => {
    if (held.every((combination) => covered.has(combination))) return [];
    for (const combination of held) covered.add(combination);
    return [pattern];
  });
}

function fits(combination: Combination, pattern: Pattern): boolean {
  return matrixOptions.every(
    (option) => pattern[option] === 'any' || (pattern[option] === 'yes') === isOn(option, combination[option]),
  );
}
