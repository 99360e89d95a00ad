/** What a change of a file does: to the options, to what is wrong with it, and to the host. */
import type { Effective, Setting, Stage } from '../config/effective.ts';
import type { OptionId } from '../config/options.ts';
import type { Dialect, Reading } from '../config/reader.ts';
import type { Redactor } from '../config/secrets.ts';
import { lineAt, type Document } from '../config/syntax.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import {
  compareConsequences,
  compareOutcomes,
  installsFewer,
  isFewer,
  type Change,
  type ConsequenceChange,
  type OutcomeChange,
} from '../simulator/compare.ts';
import type { Host } from '../simulator/host.ts';

/** One of two files, both read by the same Pythons in the same order. */
export interface ComparedFile {
  readonly document: Document;
  readonly readings: readonly Reading[];
  readonly effectives: readonly Effective[];
  readonly findings: readonly Finding[];
  readonly redactor: Redactor;
}

/** Lines are 1-based. */
export interface OptionState {
  readonly value: boolean | string | null;
  /** Only where it is: a template decides. */
  readonly unknown?: true;
  readonly source: 'file' | 'default';
  readonly line: number | null;
}

export interface OptionChange extends Change<OptionState> {
  readonly option: OptionId;
  /** Only where it is: the values differ in what is a secret. */
  readonly hidden?: true;
}

export interface Refusal {
  readonly message: string;
  readonly exitCode: number;
  readonly line: number | null;
  readonly stages: readonly Stage[];
}

export interface DiagnosticOf {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
}

/** The Pythons that were asked, or those for which it is so. */
export interface ForPythons {
  readonly python: readonly Dialect[];
}

/** Why a change is for the worse. */
export type Worse = 'refused' | 'fewer-updates' | 'new-errors';

/** As JSON this is a contract: extend it, rename nothing. Without secrets. */
export interface Comparison extends ForPythons {
  /** Null: the client runs. */
  readonly refusals: readonly (ForPythons & Change<Refusal | null>)[];
  /** For the Pythons that can read both files. */
  readonly options: readonly (ForPythons & OptionChange)[];
  readonly diagnostics: { readonly appear: readonly DiagnosticOf[]; readonly disappear: readonly DiagnosticOf[] };
  /** On any host. */
  readonly consequences: readonly (ForPythons & ConsequenceChange)[];
  /** On the host that was given. */
  readonly outcomes: readonly (ForPythons & OutcomeChange)[];
  readonly worse: readonly Worse[];
}

/** What one Python makes of a file. */
interface Read {
  readonly reading: Reading;
  readonly effective: Effective;
}

/** @param host null: any */
export function compareFiles(
  old: ComparedFile,
  changed: ComparedFile,
  client: Host['client'],
  host: Host | null,
): Comparison {
  const fit = both(old.redactor, changed.redactor);
  const pairs = pairsOf(old, changed);
  const each = <T extends object>(changesOf: (pair: Change<Read>) => readonly T[]) => forPythons(pairs, changesOf);

  const refusals = each((pair) => refusalChange(pair, fit));
  const consequences = each((pair) => compareConsequences(pair.old.effective, pair.new.effective, client));
  const outcomes = each((pair) =>
    host === null ? [] : compareOutcomes(pair.old.effective, pair.new.effective, host).map(redactedBy(fit)),
  );
  const diagnostics = compareFindings(old, changed, fit);
  const reasons: Readonly<Record<Worse, boolean>> = {
    refused: refusals.some(isWorse),
    'fewer-updates': consequences.some(isFewer) || outcomes.some(installsFewer),
    'new-errors': diagnostics.appear.some(({ severity }) => severity === 'error'),
  };
  return {
    python: pairs.map(({ new: { reading } }) => reading.dialect),
    refusals,
    options: each((pair) => optionChanges(pair, fit)),
    diagnostics,
    consequences,
    outcomes,
    worse: (Object.keys(reasons) as Worse[]).filter((reason) => reasons[reason]),
  };
}

/** Whether a client would notice the change, or `check`. */
export function isSame({ refusals, options, diagnostics, consequences, outcomes }: Comparison): boolean {
  const changes = [refusals, options, diagnostics.appear, diagnostics.disappear, consequences, outcomes];
  return changes.every(({ length }) => length === 0);
}

/** What is a secret of one file is none to be shown of the other. */
function both(old: Redactor, changed: Redactor): Redactor {
  return {
    value: (name, text) => changed.value(name, old.value(name, text)),
    message: (text) => changed.message(old.message(text)),
    text: (text) => changed.text(old.text(text)),
  };
}

function pairsOf(old: ComparedFile, changed: ComparedFile): readonly Change<Read>[] {
  const readsOf = ({ readings, effectives }: ComparedFile): Read[] =>
    readings.flatMap((reading, index) => {
      const effective = effectives[index];
      return effective === undefined ? [] : [{ reading, effective }];
    });
  const after = readsOf(changed);
  return readsOf(old).flatMap((read, index): Change<Read>[] => {
    const other = after[index];
    return other === undefined ? [] : [{ old: read, new: other }];
  });
}

/** Each change once, with all the Pythons for which it is one. */
function forPythons<T extends object>(
  pairs: readonly Change<Read>[],
  changesOf: (pair: Change<Read>) => readonly T[],
): readonly (ForPythons & T)[] {
  const found = new Map<string, { readonly python: Dialect[]; readonly change: T }>();
  for (const pair of pairs) {
    for (const change of changesOf(pair)) {
      const key = JSON.stringify(change);
      const known = found.get(key) ?? { python: [], change };
      known.python.push(pair.new.reading.dialect);
      found.set(key, known);
    }
  }
  return Array.from(found.values(), ({ python, change }) => ({ python, ...change }));
}

const oneBased = (line: number | null | undefined): number | null =>
  line === null || line === undefined ? null : line + 1;

function refusalChange({ old, new: changed }: Change<Read>, fit: Redactor): readonly Change<Refusal | null>[] {
  const refusalOf = ({ effective: { fatal } }: Read): Refusal | null =>
    fatal && {
      message: fit.text(fatal.message),
      exitCode: fatal.exitCode,
      line: oneBased(fatal.line),
      stages: fatal.stages,
    };
  // The words quote the line and its number, and both may move without any harm.
  const cause = ({ reading, effective: { fatal } }: Read): string =>
    JSON.stringify(fatal && [fatal.exitCode, fatal.stages, fatal.option, reading.error?.type]);
  return cause(old) === cause(changed) ? [] : [{ old: refusalOf(old), new: refusalOf(changed) }];
}

const isWorse = ({ old, new: changed }: Change<Refusal | null>): boolean =>
  changed?.stages.some((stage) => old?.stages.includes(stage) !== true) ?? false;

/** None where one of the files cannot be read: the client then works with no option at all. */
function optionChanges({ old, new: changed }: Change<Read>, fit: Redactor): readonly OptionChange[] {
  if (old.reading.error !== null || changed.reading.error !== null) return [];
  return Array.from(changed.effective.settings).flatMap(([option, after]): OptionChange[] => {
    const before = old.effective.settings.get(option);
    if (before === undefined || (before.value === after.value && before.unknown === after.unknown)) return [];
    const [from, to] = [stateOf(before, fit), stateOf(after, fit)];
    const isHidden = from.value === to.value && before.unknown === after.unknown;
    return [{ option, old: from, new: to, ...(isHidden && { hidden: true }) }];
  });
}

function stateOf({ option, value, unknown, source, reading }: Setting, fit: Redactor): OptionState {
  return {
    value: typeof value === 'string' ? fit.value(option.name, value) : value,
    ...(unknown && { unknown }),
    source,
    line: oneBased(reading?.line.index),
  };
}

const redactedBy =
  (fit: Redactor) =>
  (change: OutcomeChange): OutcomeChange => ({
    ...change,
    stages: change.stages.map(({ stage, old, new: changed }) => ({
      stage,
      old: { ...old, message: fit.text(old.message) },
      new: { ...changed, message: fit.text(changed.message) },
    })),
  });

interface Placed {
  readonly diagnostic: DiagnosticOf;
  /** Of its line. */
  readonly text: string;
}

/** Lines move: what is found in a line of the same text, or said in the same words, is the same. */
function compareFindings(old: ComparedFile, changed: ComparedFile, fit: Redactor): Comparison['diagnostics'] {
  const ways: readonly ((placed: Placed) => string)[] = [({ text }) => text, ({ diagnostic }) => diagnostic.message];
  let [gone, added] = [placedOf(old, fit), placedOf(changed, fit)];
  for (const way of ways) {
    const key = (placed: Placed): string =>
      JSON.stringify([placed.diagnostic.rule, placed.diagnostic.severity, way(placed)]);
    [gone, added] = [without(gone, added, key), without(added, gone, key)];
  }
  const shown = (all: readonly Placed[]): readonly DiagnosticOf[] => all.map(({ diagnostic }) => diagnostic);
  return { appear: shown(added), disappear: shown(gone) };
}

function placedOf({ document, findings }: ComparedFile, fit: Redactor): readonly Placed[] {
  return findings.map(({ rule, severity, message, span }) => {
    const { index, start, end } = lineAt(document, span.start);
    const text = document.text.slice(start, end).trim();
    return { text, diagnostic: { rule, severity, message: fit.text(message), line: index + 1 } };
  });
}

/** As often as they are among the others. */
function without<T>(all: readonly T[], others: readonly T[], key: (each: T) => string): readonly T[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(key(other), (counts.get(key(other)) ?? 0) + 1);
  return all.filter((each) => {
    const count = counts.get(key(each)) ?? 0;
    counts.set(key(each), count - 1);
    return count <= 0;
  });
}
