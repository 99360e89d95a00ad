/** What every stage starts from and ends with. */
import { byPython, type Ground } from '../config/sources.ts';
import type { ClientConfig } from './config.ts';
import type { Boot, Failing, Host, Kernel, Range } from './host.ts';
import { parseStep } from './lists.ts';
import { wordsOf } from './abort-reasons.ts';
import { endings, type EndingId } from './messages.ts';
import type { Seconds, StageName } from './outcome.ts';

/** Assumptions that decide what a stage does, and not only when. */
export const switches = ['lateStageAlwaysStarts', 'offlineHasLateStage', 'tornListHeals'] as const;
export type Switch = (typeof switches)[number];

export interface Context {
  readonly host: Host;
  readonly config: ClientConfig;
  readonly conditions: Boot;
  /** Collects the switches that a stage has asked for. */
  readonly consulted: Set<Switch>;
}

/** What a stage can change. */
export interface State {
  /** The booted kernel, with its part of the disk. */
  readonly kernel: Kernel;
  readonly installed: readonly string[];
  readonly disableFile: boolean;
}

/** How a stage went. */
export interface Run extends Ground {
  readonly state: State;
  readonly exitCode: number | null;
  readonly message: string;
  readonly seconds: Seconds;
}

const noTime: Seconds = [0, 0];

export function ending(id: EndingId, state: State, seconds: Seconds = noTime): Run {
  const { exitCode, message, evidence, sources } = endings[id];
  return { state, exitCode, message, evidence, sources, seconds };
}

/** The end of a run whose file the client refuses; null where it reads the file. */
export function refusedRun({ config: { refusal } }: Context, stage: StageName, state: State): Run | null {
  // An orderly shutdown reads the file as the late stage does.
  const reads = stage === 'shutdown' ? 'late' : stage;
  if (!refusal?.stages.includes(reads)) return null;
  const { exitCode, message } = refusal;
  return { state, exitCode, message, ...byPython, seconds: noTime };
}

/** What is wrong with the file that `hostname_override_file` names. */
export function hostnameProblem({ config, conditions }: Context): EndingId | null {
  if (!config.hostnameFile || conditions.hostnameFile === 'ok') return null;
  return conditions.hostnameFile === 'empty' ? 'hostname-empty' : 'hostname-unreadable';
}

export interface Applied {
  readonly installed: readonly string[];
  /** The update that failed; null: all went well. */
  readonly failed: string | null;
  /** Tried, the failed one included. */
  readonly steps: number;
}

/** Runs steps in order up to the first failure. What is installed already costs nothing. */
export function applySteps(
  installed: readonly string[],
  steps: readonly string[],
  failing: ReadonlySet<string>,
): Applied {
  const present = new Set(installed);
  let tried = 0;
  for (const step of steps) {
    const { command, id } = parseStep(step);
    if ((command === 'Install') === present.has(id)) continue;
    tried++;
    if (command === 'Install' && failing.has(id)) return { installed: [...present], failed: id, steps: tried };
    if (command === 'Install') present.add(id);
    else present.delete(id);
  }
  return { installed: tried === 0 ? installed : [...present], failed: null, steps: tried };
}

export function failingIn({ failing }: Host, stage: Failing['stages'][number]): ReadonlySet<string> {
  return new Set(failing.filter(({ stages }) => stages.includes(stage)).map(({ id }) => id));
}

/** The client names the update, and says why where a source has its words for that reason. */
export function failedRun({ host }: Context, id: string, state: State, seconds: Seconds): Run {
  const title = host.updates[id]?.title ?? '';
  const reason = host.failing.find((failing) => failing.id === id)?.reason;
  const { exitCode, message, evidence, sources } = endings.failed;
  const words = [message, `Install [${id}]${title && ` ${title}`}`, reason === undefined ? '' : wordsOf(reason)];
  return { state, exitCode, message: words.filter((line) => line !== '').join('\n'), evidence, sources, seconds };
}

export function times(range: Range, factor: number): Seconds {
  return [round(range[0] * factor), round(range[1] * factor)];
}

export function plus(a: Seconds, b: Seconds): Seconds {
  return [round(a[0] + b[0]), round(a[1] + b[1])];
}

/** Ranges are rough: a tenth of a second is enough, and keeps binary fractions out of the result. */
function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
