/** What each stage does, in a sentence. */
import { byPython, sourceText, type Ground } from '../config/sources.ts';
import type { Boot, Host } from './host.ts';
import { without } from './lists.ts';
import { endingOf, endings, type EndingId } from './messages.ts';
import type { SavedPlan, StageName, StageResult } from './outcome.ts';
import { are, capitalized, grouped, oneId, updates } from './words.ts';

export type Tone = 'good' | 'warn' | 'bad';

export interface StageReport {
  readonly title: string;
  readonly tone: Tone;
  readonly summary: string;
  /** Where that stands. */
  readonly source: string;
}

/** What a stage is described against. */
export interface StageScene {
  readonly host: Host;
  readonly conditions: Boot;
  /** For the booted kernel. */
  readonly available: readonly string[];
  /** The stage before in the same boot; null for the first. */
  readonly before: StageResult | null;
}

const titles: Readonly<Record<StageName, string>> = {
  shutdown: 'Shutdown',
  early: 'Early boot stage',
  late: 'Late boot stage',
  cron: 'First periodic run',
};

/** The option that makes an online stage answer yes. */
export const answeredBy: Readonly<Partial<Record<StageName, string>>> = {
  late: 'upgrade_on_reboot',
  cron: 'autoinstall',
};

export function describeStage(result: StageResult, scene: StageScene): StageReport {
  const ended = endOf(result, scene);
  const { tone, summary } = isEnding(ended)
    ? ended
    : result.stage === 'early'
      ? early(result, ended)
      : online(result, scene, ended);
  return {
    title: titles[result.stage],
    tone,
    summary,
    source: sourceText(ownGround(result, scene), result),
  };
}

/** What it stands on that a run ends so, whatever leads up to it. */
function ownGround(result: StageResult, scene: StageScene): Ground {
  const { exitCode, message } = result;
  const id = exitCode === null ? whyNotStarted(result, scene) : endingOf(exitCode, message);
  // What refuses a file was measured with the Pythons themselves.
  return id === undefined ? byPython : endings[id];
}

/** Whether the client refuses the file in this stage. */
export function isRefused({ exitCode, message }: Pick<StageResult, 'exitCode' | 'message'>): boolean {
  return exitCode !== null && endingOf(exitCode, message) === undefined;
}

type Told = Pick<StageReport, 'tone' | 'summary'>;

function isEnding(ended: Told | EndingId): ended is Told {
  return typeof ended !== 'string';
}

/** A stage that ends before it looks at any update, told at once; else how it ended. */
function endOf(result: StageResult, scene: StageScene): Told | EndingId {
  const { exitCode, message, installed } = result;
  const nothing: Tone = installed.length > 0 ? 'warn' : 'bad';
  if (exitCode === null) {
    const id = whyNotStarted(result, scene);
    return {
      tone: id === 'cron-removed' || result.stage === 'cron' ? 'warn' : nothing,
      summary: sentence(endings[id].meaning),
    };
  }
  const id = endingOf(exitCode, message);
  if (id === undefined) {
    const words = message.split('\n').slice(0, 2).join(' ');
    return { tone: 'bad', summary: `The client refuses the file and does nothing: ${words}` };
  }
  if (id === 'done' || id === 'failed') return id;
  if (id === 'disabled' && result.stage === 'early') {
    const summary =
      'nouptrack stands on the kernel command line: nothing is restored, and /etc/uptrack/disable is created.';
    return { tone: nothing, summary };
  }
  const saved = savedNote(result.savedPlan, scene.before?.savedPlan);
  const tone = id === 'new-kernel' ? 'warn' : nothing;
  return { tone, summary: `${sentence(endings[id].meaning)}${saved}` };
}

/** Why a stage with exit code null does not start. */
export function whyNotStarted(
  { stage, disableFile }: StageResult,
  { host, conditions }: Pick<StageScene, 'host' | 'conditions'>,
): EndingId {
  if (stage === 'early') return disableFile ? 'check-init-disabled' : 'check-init-off';
  if (stage === 'cron' && !conditions.cron) return 'cron-removed';
  const hasNone = host.client === 'offline' && !host.assumptions.offlineHasLateStage;
  return hasNone ? 'offline-not-started' : 'late-not-started';
}

function early({ installed, savedPlan, message }: StageResult, id: EndingId): Told {
  const planned = Array.isArray(savedPlan) ? savedPlan.length : 0;
  const count = `${grouped(installed.length)} of ${grouped(planned)} from the saved plan`;
  if (id === 'failed') {
    return {
      tone: installed.length > 0 ? 'warn' : 'bad',
      summary: `${count}: ${failedId(message)} fails, and the plan ends there.`,
    };
  }
  if (planned === 0) return { tone: 'warn', summary: 'The saved plan is empty: nothing to restore.' };
  return { tone: 'good', summary: `${count}, before the network is up.` };
}

function online(result: StageResult, { host, available, before }: StageScene, id: EndingId): Told {
  const { stage, installed, message } = result;
  const earlier = before?.installed ?? installed;
  const added = without(installed, earlier).length;
  const removed = without(earlier, installed).length;
  const waiting = without(available, installed).length;
  const changes = `${grouped(added)} installed${removed > 0 ? ` and ${grouped(removed)} removed` : ''}`;
  const saved = savedNote(result.savedPlan, before?.savedPlan);
  if (id === 'failed') {
    return {
      tone: 'warn',
      summary: `${changes}, then ${failedId(message)} fails: ${grouped(waiting)} ${are(waiting)} left.${saved}`,
    };
  }
  if (stage === 'shutdown')
    return { tone: 'good', summary: `The list and the plan are refreshed; nothing is installed.${saved}` };
  if (waiting === 0) {
    if (added > 0 || removed > 0)
      return { tone: 'good', summary: `${changes}: all ${updates(available.length)} are in.` };
    const all =
      available.length === 0 ? 'there are no updates for this kernel.' : `all ${updates(available.length)} are in.`;
    return { tone: 'good', summary: `Nothing to do: ${all}` };
  }
  if (added > 0) {
    return { tone: 'good', summary: `${changes}; effective_version leaves ${grouped(waiting)} out.` };
  }
  const off = `${answeredBy[stage] ?? ''} is off`;
  const why = host.client === 'offline' ? `${off}, or effective_version ends before them` : off;
  return { tone: 'warn', summary: `${grouped(waiting)} available, none installed: ${why}.${saved}` };
}

/** The trap: a run that installs nothing saves what is there, which may be less than what was saved before. */
function savedNote(plan: SavedPlan, before: SavedPlan | undefined): string {
  if (!Array.isArray(plan) || before === undefined || plan === before) return '';
  if (!Array.isArray(before)) return ` A plan of ${updates(plan.length)} is saved.`;
  return plan.length < before.length
    ? ` The saved plan shrinks from ${grouped(before.length)} to ${updates(plan.length)}.`
    : '';
}

function failedId(message: string): string {
  return oneId(/\[(.*?)\]/.exec(message)?.[1] ?? '');
}

function sentence(words: string): string {
  return `${capitalized(words)}.`;
}
