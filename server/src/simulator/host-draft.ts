/** From the client's output and answers to a host file. What neither says stays open, and is asked for. */
import type { Evidence } from '../config/evidence.ts';
import { Asked, type Answers } from './asked.ts';
import { availableOf, isGap, type Known } from './client-known.ts';
import type { HostProblem, UpdateFacts } from './host.ts';
import type { AnswerOf, OpenQuestion } from './host-questions.ts';
import { fullUpgrade, parseStep, run, sameIds } from './lists.ts';
import { readHost } from './read-host.ts';

export { answerKey, type Answers } from './asked.ts';

/** What the file takes from the output without finding it there in so many words. */
export interface Note {
  readonly text: string;
  readonly evidence: Evidence;
}

export type HostDraft = {
  /** `answerKey`s of answers to what was not asked. */
  readonly unused: readonly string[];
} & (
  | {
      /** A host file, as `readHost` reads it. */
      readonly host: Readonly<Record<string, unknown>>;
      readonly notes: readonly Note[];
    }
  | {
      readonly host: null;
      readonly open: readonly OpenQuestion[];
      /** What of the output makes no host; a question cannot mend it. */
      readonly problems: readonly HostProblem[];
    }
);

/** @param known what one or more outputs say */
export function draftHost(known: Known, answers: Answers): HostDraft {
  const asked = new Asked(answers, known.unlisted);
  const filled = withoutGaps(known, asked);
  const name = asked.ask('name');
  const packaging = asked.ask('packaging');
  const client = asked.ask('client');
  const running = known.running ?? asked.ask('running');
  const own = runningKernel(filled, running ?? 'the running kernel', asked);
  const others = otherReleases(running, asked).map((release) => otherKernel(release, asked));
  const defaultEntry = asked.ask('default-entry');
  const failing = failingOf(known, asked);
  const cut = asked.ask('cut', { extra: cutChoices(filled) });
  const host = {
    name,
    packaging,
    client,
    running,
    defaultEntry,
    kernels: [own.kernel, ...others],
    installed: own.installed,
    updates: updatesOf(known, [...own.installed, ...own.kernel.available]),
    ...(failing.length > 0 && { failing }),
    cut,
    ...(known.isDisabled && { boot: { disableFile: true } }),
  };
  const contradictions = contradictionsOf(filled);
  const isComplete = asked.open.length === 0 && contradictions.length === 0;
  const problems = isComplete ? readHost(host).problems : [];
  const left = problems.filter(({ path, message }) => !asked.objectTo(path, message, host.kernels));
  return asked.open.length === 0 && contradictions.length === 0 && left.length === 0
    ? { host, notes: notesOf(filled, own), unused: asked.unused() }
    : { host: null, open: asked.inOrder(), problems: [...contradictions, ...left], unused: asked.unused() };
}

/** Fills every gap: the only one in the list of installed updates with what `--count` leaves for it, others with the answer. */
function withoutGaps(known: Known, asked: Asked): Known {
  const listed = known.installed ?? [];
  const inList = listed.filter(isGap);
  const filling: Record<string, readonly string[]> = {};
  for (const [index, [gap, line]] of Object.entries(known.gaps).entries()) {
    if (!isUsed(gap, known)) continue;
    const isCounted = known.count !== null && inList.length === 1 && inList[0] === gap;
    const counted = isCounted && known.count >= listed.length ? known.count - listed.length + 1 : null;
    filling[gap] = asked.idsOf(
      counted ?? asked.ask('more', { subject: String(index + 1), shown: `line ${line}` }) ?? 0,
    );
  }
  const fill = (ids: readonly string[] | null) => ids?.flatMap((id) => filling[id] ?? [id]) ?? null;
  const steps = known.run?.steps.flatMap((step) => {
    const { command, id } = parseStep(step);
    return (filling[id] ?? [id]).map((filler) => `${command} ${filler}`);
  });
  return {
    ...known,
    installed: fill(known.installed),
    pending: fill(known.pending),
    run: known.run && { ...known.run, steps: steps ?? [] },
  };
}

function isUsed(gap: string, { installed, pending, run: open }: Known): boolean {
  const inSteps = open?.steps.some((step) => parseStep(step).id === gap) ?? false;
  return inSteps || [installed, pending].some((ids) => ids?.includes(gap));
}

function contradictionsOf({ installed, count }: Known): readonly HostProblem[] {
  if (installed === null || count === null || installed.length === count) return [];
  const message = `uptrack-show lists ${installed.length}, and uptrack-show --count says ${count}: paste both anew.`;
  return [{ path: ['installed'], message }];
}

interface DraftedKernel {
  readonly release: string;
  readonly onDisk: AnswerOf<'on-disk'> | undefined;
  readonly packageList: AnswerOf<'package-list'> | undefined;
  readonly bootPlan?: readonly string[] | 'torn' | 'zero-length' | null;
  readonly available: readonly string[];
  readonly upgradePlan?: readonly string[];
  readonly expiredMarker: boolean | undefined;
}

interface OwnKernel {
  readonly installed: readonly string[];
  readonly kernel: DraftedKernel;
}

function runningKernel(known: Known, release: string, asked: Asked): OwnKernel {
  const installed = asked.idsOf(known.installed ?? known.count ?? asked.ask('installed') ?? []);
  const pending = asked.idsOf(known.pending ?? asked.ask('available', { shown: release }) ?? []);
  const available = availableOf(known, installed, pending);
  const kernel = kernelOf(asked, null, release, {
    packageList: known.isListRead ? 'ok' : null,
    expiredMarker: known.isExpired || (known.isListRead ? false : null),
    bootPlan: known.isSaved ? 'installed' : null,
    available,
    installed,
  });
  const upgradePlan = planOf(known, available, installed);
  return { installed, kernel: upgradePlan === null ? kernel : { ...kernel, upgradePlan } };
}

/** The steps of the run, where a full upgrade would take others; none where other output contradicts them. */
function planOf(
  { run: open }: Known,
  available: readonly string[],
  installed: readonly string[],
): readonly string[] | null {
  if (open === null || sameIds(open.steps, fullUpgrade(available, installed))) return null;
  return sameIds([...run(installed, open.steps)].sort(), [...available].sort()) ? open.steps : null;
}

function otherReleases(running: string | undefined, asked: Asked): readonly string[] {
  const releases = asked.ask('other-kernels') ?? [];
  if (new Set([running, ...releases]).size > releases.length) return releases;
  asked.object('other-kernels', {}, 'Name each kernel once, and not the one that runs.');
  return [];
}

function otherKernel(release: string, asked: Asked): DraftedKernel {
  const available = asked.idsOf(asked.ask('available', { subject: release }) ?? []);
  return kernelOf(asked, release, release, {
    packageList: null,
    expiredMarker: null,
    bootPlan: null,
    available,
    installed: null,
  });
}

/** Null: not said, so it is asked. */
interface KernelFacts {
  readonly packageList: 'ok' | null;
  readonly expiredMarker: boolean | null;
  readonly bootPlan: 'installed' | null;
  readonly available: readonly string[];
  /** Null: another kernel runs. */
  readonly installed: readonly string[] | null;
}

/** @param subject null for the kernel that runs */
function kernelOf(asked: Asked, subject: string | null, release: string, facts: KernelFacts): DraftedKernel {
  const about = { subject, shown: release };
  const packageList = facts.packageList ?? asked.ask('package-list', about);
  const hasPlan = packageList !== undefined && packageList !== 'absent';
  const plan = hasPlan ? (facts.bootPlan ?? asked.ask('boot-plan', about)) : undefined;
  if (plan === 'installed' && facts.installed === null) {
    asked.object('boot-plan', about, 'Nothing is installed on a kernel that does not run.');
  }
  const bootPlan =
    plan === 'installed' ? (facts.installed ?? []) : typeof plan === 'number' ? facts.available.slice(0, plan) : plan;
  return {
    release,
    onDisk: asked.ask('on-disk', about),
    packageList,
    ...(bootPlan !== undefined && { bootPlan }),
    available: facts.available,
    expiredMarker: facts.expiredMarker ?? asked.ask('expired-marker', about),
  };
}

function failingOf({ failing }: Known, asked: Asked) {
  return failing.flatMap(({ id, reason }) => {
    const about = { subject: id, shown: `[${id}]` };
    const stages = asked.ask('failing-stages', about);
    return stages?.length === 0 ? [] : [{ id, reason: reason ?? asked.ask('failing-reason', about), stages }];
  });
}

/** Where the output ends inside a run it says how far that came: its last step may be done or not. */
function cutChoices({ run: open }: Known): OpenQuestion['choices'] {
  const { begun = null, steps } = open ?? { steps: [] };
  if (begun === null || begun === 0) return [];
  const step = `step ${begun} of ${steps.length}`;
  return [
    { value: `apply:${begun - 1}`, label: `the output ends there: during ${step}` },
    { value: `apply:${begun}`, label: `the output ends there: after ${step}` },
  ];
}

function updatesOf({ titles, levels }: Known, ids: readonly string[]): Readonly<Record<string, UpdateFacts>> {
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const title = titles[id] ?? '';
      const level = levels[id];
      return title === '' && level === undefined
        ? []
        : [[id, { title, ...(level !== undefined && { effectiveKernel: level }) }]];
    }),
  );
}

function notesOf(known: Known, { installed, kernel }: OwnKernel): readonly Note[] {
  const level = Object.entries(known.levels).filter(([id]) => kernel.available.includes(id) || installed.includes(id));
  const rows: readonly (readonly [applies: boolean, text: string, evidence: Evidence])[] = [
    [
      installed.length > 0 && kernel.available.length > installed.length,
      'available: what is installed stands first, then what is not; where they stand between each other is not printed.',
      'assumed',
    ],
    [
      level.length > 0,
      `updates: the effective kernel is put down to the last installed update: ${level.map(([id]) => `[${id}]`).join(', ')}.`,
      'inferred',
    ],
    [known.isListRead, 'packageList, expiredMarker: the client has read the list that it prints from.', 'client'],
    [known.isSaved, 'bootPlan: a run that comes to its end saves what is installed then.', 'client'],
    [
      known.run !== null &&
        kernel.upgradePlan === undefined &&
        !sameIds(known.run.steps, fullUpgrade(kernel.available, installed)),
      'upgradePlan: left out, for the plan and the lists in the output do not fit together.',
      'inferred',
    ],
  ];
  return rows.filter(([applies]) => applies).map(([, text, evidence]) => ({ text, evidence }));
}
