/**
 * What console and `/var/log/uptrack.log` show of a simulated outcome, as far as the client's own words are known. What a boot
 * script prints beside them is in no source, and is never made up. An ellipsis stands for words left out here.
 */
import type { Evidence } from '../config/evidence.ts';
import { abortCodes } from './abort-codes.ts';
import { wordsOf } from './abort-reasons.ts';
import { describe, describeNextBoots, nextScenes, sceneOf, type Description, type Scene } from './describe.ts';
import { parseStep, without } from './lists.ts';
import { endingOf, endings } from './messages.ts';
import type { Host } from './host.ts';
import type { BootResult, Outcome, StageName, StageResult } from './outcome.ts';
import { failureFrame, printInstalled, progressLines, shownAfter, upToDate } from './print.ts';
import { isRefused, whyNotStarted } from './stage-report.ts';
import { capitalized, duration } from './words.ts';

export type Level = 'info' | 'error';

export interface TranscriptLine {
  readonly where: 'console' | 'log';
  readonly level: Level;
  /** One line. */
  readonly text: string;
}

export interface StageTranscript {
  readonly stage: StageName;
  readonly title: string;
  /** `+20–90 s`: an assumption, counted as in `StageResult`. */
  readonly startsAt: string;
  readonly exitCode: number | null;
  readonly evidence: Evidence;
  /** In order; what is printed stands in the log, too. */
  readonly lines: readonly TranscriptLine[];
  /** What the client does without a word, or in words that no source has. */
  readonly notes: readonly string[];
}

export interface BootTranscript {
  /** Null: nothing boots by itself. */
  readonly kernel: string | null;
  /** Why this kernel, or why none. */
  readonly reason: string;
  readonly stages: readonly StageTranscript[];
  /** What `uptrack-show` prints after the last stage; empty where that is not known. */
  readonly uptrackShow: string;
}

/** The boot after the cut, and each of those that follow. */
export function transcriptOf(outcome: Outcome, host: Host): readonly BootTranscript[] {
  const boots: readonly BootResult[] = [outcome, ...outcome.nextBoots];
  const scenes = [sceneOf(outcome, host), ...nextScenes(outcome, host)];
  const descriptions = [describe(outcome, host), ...describeNextBoots(outcome, host)];
  return boots.flatMap((boot, index) => {
    const [scene, description] = [scenes[index], descriptions[index]];
    return scene === undefined || description === undefined ? [] : [bootTranscript(boot, scene, description)];
  });
}

function bootTranscript({ boots, stages }: BootResult, scene: Scene, description: Description): BootTranscript {
  return {
    kernel: boots.kernel,
    reason: description.reason,
    stages: stages.map((stage, index) => {
      const { lines, notes } = said(stage, stages[index - 1] ?? null, scene);
      const { exitCode, evidence } = stage;
      const title = description.stages[index]?.title ?? stage.stage;
      return { stage: stage.stage, title, startsAt: `+${duration(stage.startsAt)}`, exitCode, evidence, lines, notes };
    }),
    uptrackShow: shownAtLast(stages.at(-1), scene),
  };
}

/** Without a list that can be read, what it prints is another message, or not known. */
function shownAtLast(last: StageResult | undefined, { available, host }: Scene): string {
  if (last === undefined || last.packageList === 'absent') return '';
  if (last.packageList === 'unverifiable') return `${endings['list-unverifiable'].message}\n`;
  return printInstalled(shownAfter(last, available, host));
}

/** The level of what a stage prints; null: nothing. The log gets everything (evidence: client). */
const prints: Readonly<Record<StageName, Level | null>> = {
  shutdown: 'error',
  early: 'error',
  late: 'error',
  cron: null,
};

interface Said {
  readonly lines: readonly TranscriptLine[];
  readonly notes: readonly string[];
}

const note = (text: string): Said => ({ lines: [], notes: [text] });

/** The file is read before the level of the console is set, so that a refusal is printed even by cron (evidence: client). */
function toLines(stage: StageResult, level: Level, texts: readonly string[]): readonly TranscriptLine[] {
  const isPrinted = prints[stage.stage] === level || isRefused(stage);
  return texts.flatMap((text): readonly TranscriptLine[] => [
    ...(isPrinted ? [{ where: 'console', level, text } as const] : []),
    { where: 'log', level, text },
  ]);
}

function said(stage: StageResult, before: StageResult | null, scene: Scene): Said {
  const { exitCode, message } = stage;
  if (exitCode === null) return note(`${capitalized(endings[whyNotStarted(stage, scene)].meaning)}.`);
  const id = endingOf(exitCode, message);
  if (id === 'failed') return failed(stage, before, scene);
  if (id === 'done') return stage.stage === 'early' ? restored(stage, scene) : finished(stage, before, scene);
  if (message === '') return note(`The client says why it ends with code ${exitCode}; its words are in no source.`);
  return { lines: toLines(stage, exitCode === 0 ? 'info' : 'error', message.split('\n')), notes: [] };
}

function progress(stage: StageResult, steps: readonly string[], { host }: Scene): readonly TranscriptLine[] {
  return toLines(stage, 'info', progressLines(steps, host.updates));
}

/** What a stage has done, in the order that is assumed of the server: removals, then installs in list order. */
function stepsOf(stage: StageResult, before: StageResult | null, { memory }: Scene): readonly string[] {
  // Before the shutdown, which comes first, the memory is that of the boot that ends; in a boot it starts empty.
  const earlier = before?.installed ?? (stage.stage === 'shutdown' ? memory : []);
  const present = stage.stage === 'early' ? [] : earlier;
  return [
    ...without(present, stage.installed).map((id) => `Remove ${id}`),
    ...without(stage.installed, present).map((id) => `Install ${id}`),
  ];
}

function failed(stage: StageResult, before: StageResult | null, scene: Scene): Said {
  const { failing, updates } = scene.host;
  const step = `Install ${/\[(.*?)\]/.exec(stage.message)?.[1] ?? ''}`;
  const { id } = parseStep(step);
  const reason = failing.find((entry) => entry.id === id && entry.stages.some((name) => name === stage.stage))?.reason;
  return {
    lines: [
      ...progress(stage, [...stepsOf(stage, before, scene), step], scene),
      ...toLines(stage, 'error', failureFrame(step, reason ?? null, updates)),
    ],
    notes:
      reason === undefined || wordsOf(reason) !== ''
        ? []
        : [`The abort code is ${reason}: ${abortCodes[reason].meaning}. What the client says of it is in no source.`],
  };
}

function restored(stage: StageResult, scene: Scene): Said {
  const steps = stepsOf(stage, null, scene);
  return steps.length === 0
    ? note('The saved plan is empty: there is nothing to say.')
    : { lines: progress(stage, steps, scene), notes: [] };
}

/** The end of a run that goes well. */
function finished(stage: StageResult, before: StageResult | null, scene: Scene): Said {
  if (stage.stage === 'shutdown')
    return note('The list and the plan are refreshed; what the log says of it is in no source.');
  const { effectiveKernel } = shownAfter(stage, scene.available, scene.host);
  const steps = stepsOf(stage, before, scene);
  const isWhole = without(scene.available, stage.installed).length === 0;
  const [upToDateLine = '', ...level] = upToDate(effectiveKernel);
  if (steps.length === 0) {
    return isWhole
      ? { lines: toLines(stage, 'info', ['Nothing to be done.', ...level]), notes: [] }
      : note('The answer is no: nothing is installed. What the log says of it is in no source.');
  }
  return {
    lines: [...progress(stage, steps, scene), ...toLines(stage, 'info', isWhole ? [upToDateLine, ...level] : level)],
    notes: [],
  };
}
