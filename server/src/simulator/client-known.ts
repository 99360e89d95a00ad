/**
 * What follows from the client's output: reports, told in the order in which they were printed, make up the state of a host.
 * What they do not say stays null. Updates that the output counts are `unlisted-1` and so on; an ellipsis alone is a
 * gap, an entry of its own, until somebody says how many it stands for.
 */
import { reasonOfText, type FailureReason } from './abort-reasons.ts';
import type { ClientOutput } from './client-output.ts';
import type { Entry, Report, StepEntry, UpgradeRun } from './client-reports.ts';
import { parseStep, run, sameIds, without, type Step } from './lists.ts';
import { isUnlisted } from './words.ts';

export interface KnownFailure {
  readonly id: string;
  /** Null: the client's words tell none. */
  readonly reason: FailureReason | null;
}

/** A run of `uptrack-upgrade` that has not reached its end. */
export interface OpenRun {
  /** What it does, `Install ID` and `Remove ID`; gaps as everywhere. */
  readonly steps: readonly string[];
  /** Steps that have begun: the last of them may be under way. Null: a gap before it. */
  readonly begun: number | null;
}

export interface Known {
  /** In the order of uptrack-show, before an open run. Null: not said. */
  readonly installed: readonly string[] | null;
  /** Available and not installed, in the order of the listing. Null: not said. */
  readonly pending: readonly string[] | null;
  /** The last plan that has not been carried out. */
  readonly run: OpenRun | null;
  /** As `uptrack-show --count` says. */
  readonly count: number | null;
  readonly titles: Readonly<Record<string, string>>;
  /** The effective kernel that is reached with each of these. That it is the last installed one is inferred. */
  readonly levels: Readonly<Record<string, string>>;
  /** The effective kernel of what is installed. */
  readonly effectiveKernel: string | null;
  /** `uname -r`. */
  readonly running: string | null;
  readonly failing: readonly KnownFailure[];
  /** The run that the output ends with has come to its end, and so has saved the plan (evidence: client). */
  readonly isSaved: boolean;
  /** The package list has been read, and the server did not answer "expired" (evidence: client). */
  readonly isListRead: boolean;
  readonly isDisabled: boolean;
  readonly isExpired: boolean;
  /** By gap, the line in which it stands. */
  readonly gaps: Readonly<Record<string, number>>;
  /** How many `unlisted-N` there are. */
  readonly unlisted: number;
}

const nothing: Known = {
  installed: null,
  pending: null,
  run: null,
  count: null,
  titles: {},
  levels: {},
  effectiveKernel: null,
  running: null,
  failing: [],
  isSaved: false,
  isListRead: false,
  isDisabled: false,
  isExpired: false,
  gaps: {},
  unlisted: 0,
};

const gapMark = '…';

export const isGap = (id: string): boolean => id.startsWith(gapMark);

/** @param outputs in the order in which they were printed */
export function knownFrom(outputs: readonly ClientOutput[]): Known {
  const names = new Names();
  const known = outputs
    .flatMap(({ reports }) => reports)
    .reduce((before, report) => after(before, report, names), nothing);
  return { ...known, titles: names.titles, gaps: names.gaps, unlisted: names.unlisted };
}

function after(known: Known, report: Report, names: Names): Known {
  switch (report.of) {
    case 'installed':
      return listed(known, recognized(names.idsOf(report.entries), known.installed));
    case 'available':
      return {
        ...known,
        pending: recognized(names.idsOf(report.entries), known.pending),
        isListRead: known.isListRead || report.entries.length > 0,
      };
    case 'count':
      return { ...known, count: report.count };
    case 'release':
      return { ...known, running: report.release };
    case 'effective':
      return withLevel(known, report.version);
    case 'refused':
      return {
        ...known,
        isDisabled: known.isDisabled || report.ending === 'disabled',
        isExpired: known.isExpired || report.ending === 'expired',
      };
    case 'run':
      return afterRun(known, report, names);
  }
}

/** A list that differs from what was installed before has something behind it that the output does not show. */
function listed(known: Known, installed: readonly string[]): Known {
  const isSame = known.installed === null || sameIds(known.installed, installed);
  return { ...known, installed, run: isSame ? known.run : null, effectiveKernel: null, count: null };
}

function withLevel(known: Known, effectiveKernel: string): Known {
  const last = known.installed?.at(-1);
  const isClear = last !== undefined && !isGap(last) && known.effectiveKernel === null;
  return {
    ...known,
    // uptrack-uname prints the same with the architecture: what uptrack-show prints is in the words of the host file.
    effectiveKernel: known.effectiveKernel ?? effectiveKernel,
    levels: isClear ? { ...known.levels, [last]: effectiveKernel } : known.levels,
  };
}

function afterRun(before: Known, report: UpgradeRun, names: Names): Known {
  const steps = planned(names.stepsOf(report.steps), before);
  names.tell(report.progress);
  const base: Known = { ...before, isListRead: true, isExpired: false, isDisabled: false, isSaved: false };
  switch (report.ended) {
    case 'nothing-to-do':
      return { ...base, pending: [], run: null, isSaved: before.isSaved };
    case 'up-to-date':
      return { ...changed(base, steps), pending: [], run: null, isSaved: true };
    case 'failed':
      return failed(base, steps, report, names);
    case 'aborted':
    case null:
      return steps === null
        ? base
        : { ...base, pending: installsOf(steps), run: { steps, begun: begunOf(report, steps) } };
  }
}

/** What is only counted is the same as before where the rest of the list is. */
function recognized(ids: readonly string[], before: readonly string[] | null): readonly string[] {
  const isCounted = (id: string) => isUnlisted(id) || isGap(id);
  const isSame =
    ids.length === before?.length &&
    ids.every((id, index) => {
      const other = before[index] ?? '';
      return id === other || (isCounted(id) && isCounted(other));
    });
  return isSame ? before : ids;
}

/** The steps of a plan; what is listed as available is recognized in it, beside installed updates that it replaces. */
function planned(steps: readonly string[] | null, { installed, pending }: Known): readonly string[] | null {
  if (steps === null) return null;
  const replaced = new Set(installed);
  const isNew = (id: string) => !replaced.has(id);
  const fresh = recognized(installsOf(steps).filter(isNew), pending).values();
  return steps.map((step) => {
    const { command, id } = parseStep(step);
    return command === 'Install' && isNew(id) ? `Install ${fresh.next().value ?? id}` : step;
  });
}

/** With these steps done; without a plan, what a run has left installed is not known. */
function changed(known: Known, done: readonly string[] | null): Known {
  const installed = done === null || known.installed === null ? null : run(known.installed, done);
  return { ...known, installed, effectiveKernel: null, count: null };
}

/** A run stops at the first failure. What is left of its plan is still to be done. */
function failed(known: Known, steps: readonly string[] | null, { failures }: UpgradeRun, names: Names): Known {
  names.tell(failures);
  const failing = [
    ...known.failing.filter(({ id }) => failures.every((failure) => failure.id !== id)),
    ...failures.map(({ id, text }) => ({ id, reason: reasonOfText(text) })),
  ];
  const at = steps?.findIndex((step) => failures.some(({ command, id }) => step === `${command} ${id}`)) ?? -1;
  if (steps === null || at < 0) return { ...changed(known, null), failing, pending: null, run: null };
  const left = steps.slice(at);
  return {
    ...changed(known, steps.slice(0, at)),
    failing,
    pending: installsOf(left),
    run: { steps: left, begun: null },
  };
}

function installsOf(steps: readonly string[]): readonly string[] {
  return idsOf(steps, 'Install');
}

function idsOf(steps: readonly string[], command: Step['command']): readonly string[] {
  return steps.map(parseStep).flatMap((step) => (step.command === command ? [step.id] : []));
}

/** How many steps of the plan have begun: the place of the last one that is named, with those that are counted behind it. */
function begunOf({ progress }: UpgradeRun, steps: readonly string[]): number | null {
  const last = progress.findLastIndex((step) => 'id' in step);
  const named = progress[last];
  if (named === undefined || !('id' in named)) return 0;
  const at = steps.indexOf(`${named.command} ${named.id}`);
  if (at < 0 || steps.slice(0, at).some((step) => isGap(parseStep(step).id))) return null;
  return progress.slice(last + 1).reduce<number | null>((sum, step) => {
    const more = 'more' in step ? step.more : 1;
    return sum === null || more === null ? null : sum + more;
  }, at + 1);
}

/** What an upgrade ends with: installed updates that stay, in their order, then the others as they are listed. */
export function availableOf(
  { run: open }: Known,
  installed: readonly string[],
  pending: readonly string[],
): readonly string[] {
  const staying = without(installed, idsOf(open?.steps ?? [], 'Remove'));
  return [...staying, ...without(pending, staying)];
}

/** Gives names to what is only counted, and keeps the titles of the rest. */
class Names {
  readonly titles: Record<string, string> = {};
  readonly gaps: Record<string, number> = {};
  unlisted = 0;

  idsOf(entries: readonly Entry[]): readonly string[] {
    this.tell(entries);
    return entries.flatMap((entry) => ('id' in entry ? [entry.id] : this.#left(entry.more, entry.line)));
  }

  stepsOf(entries: readonly StepEntry[] | null): readonly string[] | null {
    if (entries === null) return null;
    return entries.flatMap((entry) => this.idsOf([entry]).map((id) => `${entry.command} ${id}`));
  }

  tell(entries: readonly (Entry | StepEntry)[]): void {
    for (const entry of entries) {
      if ('id' in entry && entry.title !== '') this.titles[entry.id] = entry.title;
    }
  }

  #left(more: number | null, line: number): readonly string[] {
    if (more !== null) return Array.from({ length: more }, () => `unlisted-${++this.unlisted}`);
    const gap = `${gapMark}${Object.keys(this.gaps).length + 1}`;
    this.gaps[gap] = line;
    return [gap];
  }
}
