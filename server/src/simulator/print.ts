/** What the client prints of a host, in the shape of its own output (evidence: client and observed transcripts). */
import { wordsOf, type FailureReason } from './abort-reasons.ts';
import { effectiveKernel } from './boot.ts';
import type { Host } from './host.ts';
import { parseStep, stepsOf, without, type Step } from './lists.ts';
import { endings } from './messages.ts';
import { withoutArchitecture } from './online.ts';
import type { StageResult } from './outcome.ts';
import { isUnlisted, oneId } from './words.ts';

type Titles = Host['updates'];

/** What `uptrack-show` speaks of. */
export interface Shown {
  /** In list order. */
  readonly installed: readonly string[];
  /** Available and not installed, in list order. */
  readonly pending: readonly string[];
  readonly updates: Titles;
  /** As the client prints it; null: it does not know, and leaves the line out. */
  readonly effectiveKernel: string | null;
}

/** The host before the cut. */
export function shownBefore(host: Host): Shown {
  return shownBeside(host, host.installed);
}

/** With these updates on the kernel that runs. */
function shownBeside(host: Host, installed: readonly string[]): Shown {
  const kernel = host.kernels.find(({ release }) => release === host.running);
  const level = kernel === undefined ? null : effectiveKernel(host, kernel, installed);
  return shown(host, kernel?.available ?? [], { installed, effectiveKernel: level, packageList: kernel?.packageList });
}

/**
 * The host after a stage.
 *
 * @param available for the kernel that runs
 */
export function shownAfter(stage: StageResult, available: readonly string[], host: Host): Shown {
  return shown(host, available, stage);
}

type State = Pick<StageResult, 'installed' | 'effectiveKernel'> & {
  readonly packageList?: StageResult['packageList'] | undefined;
};

/**
 * The level is printed without the architecture. Of a kernel without a list the client has asked no server yet; and what the
 * package of a Debian kernel without updates is called, `uname -r` does not say.
 */
function shown(
  { updates, packaging }: Host,
  available: readonly string[],
  { installed, effectiveKernel: level, packageList }: State,
): Shown {
  const isUnknown = level === null || packageList === 'absent' || (installed.length === 0 && packaging === 'deb');
  return {
    installed,
    pending: without(available, installed),
    updates,
    effectiveKernel: isUnknown ? null : withoutArchitecture(level),
  };
}

/** `uptrack-show`. */
export function printInstalled({ installed, updates, effectiveKernel }: Shown): string {
  return text([
    'Installed updates:',
    ...listed(installed, updates),
    ...(effectiveKernel === null ? [] : ['', effectiveLine(effectiveKernel)]),
  ]);
}

/** `uptrack-show --available`. */
export function printAvailable({ pending, updates }: Shown): string {
  return text(['Available updates:', ...listed(pending, updates)]);
}

/** `uptrack-show --count`. */
export function printCount({ installed }: Shown): string {
  return text([String(installed.length)]);
}

/** How `uptrack-upgrade` is called and answered. */
export type Answer = 'asked-yes' | 'asked-no' | 'option-y' | 'option-n';

export interface Upgrade {
  /** `Install ID` and `Remove ID`, in the order in which they are taken. */
  readonly steps: readonly string[];
  readonly answer: Answer;
  /** Steps that have begun; all of them, and the end lines, where it is left out. */
  readonly begun?: number;
  /** The reason for which the last of these fails. */
  readonly failure?: FailureReason;
  readonly updates: Titles;
  /** After the run; as `Shown` has it. */
  readonly effectiveKernel: string | null;
}

/** The upgrade that the host's kernel waits for; what `begun` steps of it look like where it is given. */
export function upgradeOf(host: Host, answer: Answer, begun?: number): Upgrade {
  const kernel = host.kernels.find(({ release }) => release === host.running);
  const steps = kernel === undefined ? [] : stepsOf(kernel, host.installed);
  const after = shownBeside(host, kernel?.available ?? []);
  return {
    steps,
    answer,
    ...(begun !== undefined && { begun }),
    updates: host.updates,
    effectiveKernel: after.effectiveKernel,
  };
}

/** `uptrack-upgrade`. What it prints after a plan that `-n` refuses is in no source; only the plan is printed then. */
export function printUpgrade(upgrade: Upgrade): string {
  const { steps, answer, updates } = upgrade;
  if (steps.length === 0) return text(nothingToDo(upgrade));
  const isAsked = answer === 'asked-yes' || answer === 'asked-no';
  return text([
    'The following steps will be taken:',
    ...stepLines(steps, updates, ({ command }) => command),
    ...(isAsked ? ['', `Go ahead [y/N]? ${answer === 'asked-yes' ? 'y' : 'n'}`] : []),
    ...(answer === 'asked-no' ? ['Aborting.'] : answer === 'option-n' ? [] : carriedOut(upgrade)),
  ]);
}

function nothingToDo({ answer, effectiveKernel }: Upgrade): readonly string[] {
  const nothing = 'Nothing to be done.';
  const level = effectiveKernel === null ? [] : [effectiveLine(effectiveKernel)];
  return answer === 'option-n' ? [...level, nothing] : [nothing, ...upToDate(effectiveKernel)];
}

function carriedOut({ steps, begun, failure, updates, effectiveKernel }: Upgrade): readonly string[] {
  const taken = begun === undefined ? steps : steps.slice(0, begun);
  const failed = failure === undefined ? undefined : taken.at(-1);
  return [
    ...progressLines(taken, updates),
    ...(failed === undefined || failure === undefined ? [] : failureFrame(failed, failure, updates)),
    ...(begun === undefined && failure === undefined ? upToDate(effectiveKernel) : []),
  ];
}

/** `Installing [id] title` and `Removing [id] title`, in order; what is only counted as a count. */
export function progressLines(steps: readonly string[], updates: Titles): readonly string[] {
  return stepLines(steps, updates, ({ command }) => (command === 'Remove' ? 'Removing' : 'Installing'));
}

/** What stands around the reason for a failure, which is left out where no source has its words. */
export function failureFrame(step: string, reason: FailureReason | null, updates: Titles): readonly string[] {
  const { command, id } = parseStep(step);
  const words = reason === null ? '' : wordsOf(reason);
  return ['', endings.failed.message, `${command} ${named(id, updates)}`, ...(words === '' ? [] : [words]), ''];
}

/** How a run ends that leaves nothing to do. */
export function upToDate(effectiveKernel: string | null): readonly string[] {
  return ['Your kernel is fully up to date.', ...(effectiveKernel === null ? [] : [effectiveLine(effectiveKernel)])];
}

function effectiveLine(level: string): string {
  return `Effective kernel version is ${level}`;
}

function listed(ids: readonly string[], updates: Titles): readonly string[] {
  return ids.length === 0
    ? ['None']
    : counted(
        ids,
        (id) => id,
        (id) => named(id, updates),
      );
}

function stepLines(steps: readonly string[], updates: Titles, verb: (step: Step) => string): readonly string[] {
  return counted(
    steps,
    (step) => parseStep(step).id,
    (step) => `${verb(parseStep(step))} ${named(parseStep(step).id, updates)}`,
  );
}

/** A line for each that has a name; each stretch of others is a count, for ids are never made up. */
function counted(
  entries: readonly string[],
  idOf: (entry: string) => string,
  line: (entry: string) => string,
): readonly string[] {
  const lines: string[] = [];
  let more = 0;
  const close = () => {
    if (more > 0) lines.push(`… ${more} more`);
    more = 0;
  };
  for (const entry of entries) {
    if (isUnlisted(idOf(entry))) {
      more++;
      continue;
    }
    close();
    lines.push(line(entry));
  }
  close();
  return lines;
}

/** `[id] title`. */
function named(id: string, updates: Titles): string {
  const title = updates[id]?.title ?? '';
  return `${oneId(id)}${title && ` ${title}`}`;
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
