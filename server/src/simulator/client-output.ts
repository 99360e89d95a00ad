/**
 * Reads what somebody has pasted of the client's output: `uptrack-show`, `uptrack-show --available` and `--count`, `uptrack-upgrade`,
 * `uname -r` and `uptrack-uname -r`, one after another, with the prompts between them. It tells what was printed, in order;
 * what follows from it is client-known.ts's business. It never throws.
 */
import type { Reads } from './client-commands.ts';
import { lineOf, printedLines, type Line, type PrintedUpdate } from './client-lines.ts';
import type { Entry, LeftOut, Report, StepEntry, UpgradeRun } from './client-reports.ts';
import type { Step } from './lists.ts';

/** A line that is not understood, or not taken. */
export interface LineProblem {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** Why, and what to do. */
  readonly message: string;
}

export interface ClientOutput {
  /** In the order of the text. */
  readonly reports: readonly Report[];
  readonly problems: readonly LineProblem[];
}

const messages = {
  unknown: 'Not understood, and passed over.',
  'bad-id': 'No update id stands in these brackets: 8 characters a-z and 0-9.',
  twice: 'This stands here twice; it is taken once.',
  'no-list': 'Which list is this? Paste the line above it, “Installed updates:” or “Available updates:”, too.',
  'no-plan': 'This may not be the whole plan: paste it from “The following steps will be taken:” on.',
  'cut-off': 'This list is cut off: not even “None” stands below its heading.',
  mixed: 'Whether installs or removals are left out above is not said: paste the whole plan.',
  'no-command': 'Put the command above its output: uname and uptrack-uname print the like, and other commands numbers.',
} as const;

export function parseClientOutput(text: string): ClientOutput {
  const reader = new OutputReader();
  const lines = printedLines(text);
  reader.isSingle = lines.filter((line) => line !== '').length === 1;
  lines.forEach((line, index) => {
    reader.read(line, index + 1);
  });
  return reader.end();
}

interface OpenList {
  readonly of: 'installed' | 'available';
  readonly entries: Entry[];
  readonly line: number;
  isNone: boolean;
}

type OpenRun = Omit<UpgradeRun, 'steps' | 'progress' | 'ended' | 'failures'> & {
  /** Null: no plan; false: a plan that cannot be taken. */
  steps: StepEntry[] | null | false;
  readonly progress: StepEntry[];
  ended: UpgradeRun['ended'];
  readonly failures: (Step & PrintedUpdate & { text: string })[];
};

type Closed = Exclude<Report, UpgradeRun | { of: 'installed' | 'available' }>;

class OutputReader {
  /** A number may stand without its command where it is all there is. */
  isSingle = false;
  readonly #reports: (OpenList | OpenRun | Closed)[] = [];
  readonly #problems: LineProblem[] = [];
  #open: OpenList | OpenRun | null = null;
  #reads: Reads | null = null;
  #isSkipping = false;
  /** Of the last line: a block of lines that all lack their heading is one problem. */
  #orphan = '';

  read(text: string, number: number): void {
    const line = lineOf(text);
    if (line.kind === 'command') {
      this.#open = null;
      this.#reads = line.command.reads;
      this.#isSkipping = line.command.unread !== '';
      if (this.#isSkipping) this.#problems.push({ line: number, text, message: line.command.unread });
      return;
    }
    if (this.#isSkipping || line.kind === 'blank' || line.kind === 'question') return;
    const problem = this.#take(line, text, number);
    if (problem !== null && !(problem.startsWith('no-') && problem === this.#orphan)) {
      this.#problems.push({ line: number, text, message: messages[problem] });
    }
    this.#orphan = problem ?? '';
  }

  /** The name of a message, or null where the line is taken. */
  #take(line: Exclude<Line, { kind: 'command' }>, text: string, number: number): keyof typeof messages | null {
    const open = this.#open;
    switch (line.kind) {
      case 'heading':
        return this.#heading(line.of, number);
      case 'update':
        return open === null || open.of === 'run' ? 'no-list' : added(open.entries, updateOf(line));
      case 'none':
        if (open === null || open.of === 'run' || open.entries.length > 0) return 'unknown';
        open.isNone = true;
        return null;
      case 'step':
        return this.#step(line);
      case 'progress':
        return added(this.#run(({ ended }) => ended === null).progress, stepOf(line));
      case 'more':
        return leaveOut(open, { more: line.count, line: number });
      case 'end':
        this.#ended(line.how);
        return null;
      case 'effective':
        return this.#report({ of: 'effective', version: line.version });
      case 'refused':
        return this.#report({ of: 'refused', ending: line.ending });
      case 'number':
        if (this.#reads !== 'count' && !this.isSingle) return 'no-command';
        return this.#report({ of: 'count', count: line.count });
      case 'release':
        return this.#release(line);
      case 'bad-id':
        return 'bad-id';
      case 'other':
        return saidOfFailure(open, text) ? null : 'unknown';
      default:
        return null;
    }
  }

  #heading(of: 'installed' | 'available' | 'plan' | 'failed', line: number): null {
    if (of === 'failed') {
      this.#run(({ ended }) => ended === null).ended = 'failed';
      return null;
    }
    if (of === 'plan') this.#start().steps = [];
    else {
      this.#open = { of, entries: [], line, isNone: false };
      this.#reports.push(this.#open);
    }
    return null;
  }

  #start(): OpenRun {
    const run: OpenRun = { of: 'run', steps: null, progress: [], ended: null, failures: [] };
    this.#reports.push(run);
    this.#open = run;
    return run;
  }

  /** The run that a line goes on with, or a new one. */
  #run(goesOn: (run: OpenRun) => boolean): OpenRun {
    return this.#open?.of === 'run' && goesOn(this.#open) ? this.#open : this.#start();
  }

  #ended(how: 'nothing-to-do' | 'up-to-date' | 'aborted'): void {
    const run = this.#run(({ ended }) => ended === null || (ended === 'nothing-to-do' && how === 'up-to-date'));
    run.ended ??= how;
  }

  #step(line: Extract<Line, { kind: 'step' }>): keyof typeof messages | null {
    const run = this.#open;
    if (run?.of !== 'run') return 'no-plan';
    if (run.ended === 'failed') {
      run.failures.push({ ...stepOf(line), text: '' });
      return null;
    }
    if (run.steps === false) return null;
    if (run.steps === null || run.ended !== null || run.progress.length > 0) return 'no-plan';
    const before = run.steps.at(-1);
    if (before !== undefined && 'more' in before && before.command !== line.command) {
      run.steps = false;
      return 'mixed';
    }
    return added(run.steps, stepOf(line));
  }

  #release({ release, version }: Extract<Line, { kind: 'release' }>): 'no-command' | null {
    if (this.#reads === 'release') return this.#report({ of: 'release', release, version });
    if (this.#reads === 'effective-release') return this.#report({ of: 'effective', version: release });
    return 'no-command';
  }

  #report(report: Closed): null {
    this.#reports.push(report);
    return null;
  }

  end(): ClientOutput {
    const problems = [...this.#problems];
    const reports = this.#reports.flatMap((report): readonly Report[] => {
      if (report.of === 'run') return [{ ...report, steps: report.steps === false ? null : report.steps }];
      if (report.of !== 'installed' && report.of !== 'available') return [report];
      const { of, entries, line, isNone } = report;
      if (entries.length > 0 || isNone) return [{ of, entries }];
      problems.push({ line, text: '', message: messages['cut-off'] });
      return [];
    });
    return { reports, problems: problems.sort((a, b) => a.line - b.line) };
  }
}

function updateOf({ id, title }: PrintedUpdate): PrintedUpdate {
  return { id, title };
}

function stepOf({ command, id, title }: Step & PrintedUpdate): Step & PrintedUpdate {
  return { command, id, title };
}

/** Puts an entry where no other says the same. */
function added<E extends Entry | StepEntry>(entries: E[], entry: E & PrintedUpdate): 'twice' | null {
  const command = 'command' in entry ? entry.command : null;
  const isThere = entries.some(
    (other) => 'id' in other && other.id === entry.id && ('command' in other ? other.command : null) === command,
  );
  if (isThere) return 'twice';
  entries.push(entry);
  return null;
}

/** What is left out is of the kind of what stands above it. */
function leaveOut(open: OpenList | OpenRun | null, left: LeftOut): keyof typeof messages | null {
  if (open === null) return 'unknown';
  if (open.of !== 'run') {
    open.entries.push(left);
    return null;
  }
  if (open.ended !== null || open.steps === false) return null;
  const steps = open.progress.length > 0 ? open.progress : open.steps;
  const above = steps?.at(-1);
  if (steps === null || above === undefined) {
    open.steps = false;
    return 'mixed';
  }
  steps.push({ command: above.command, ...left });
  return null;
}

/** Between the frame of a failure and the next line that the client is known to print stands its reason. */
function saidOfFailure(open: OpenList | OpenRun | null, text: string): boolean {
  const failure = open?.of === 'run' ? open.failures.at(-1) : undefined;
  if (failure === undefined) return false;
  failure.text += failure.text === '' ? text : `\n${text}`;
  return true;
}
