/** The verdict on a boot: how bad it is, the sentence that says so, and what becomes of the rest. */
import type { Evidence } from '../config/evidence.ts';
import type { Boot, Host } from './host.ts';
import { without } from './lists.ts';
import { endingOf, endings } from './messages.ts';
import type { BootResult, StageResult } from './outcome.ts';
import { isRefused, whyNotStarted, type Tone } from './stage-report.ts';
import { are, grouped, updates } from './words.ts';

export interface JudgedScene {
  readonly host: Host;
  readonly conditions: Boot;
  /** The kernel that ran before, and what was in its memory. */
  readonly ran: string;
  readonly memory: readonly string[];
  /** For the booted kernel. */
  readonly available: readonly string[];
}

export interface Judgement {
  readonly tone: Tone;
  /** The verdict in one sentence. */
  readonly headline: string;
  /** What becomes of the rest. */
  readonly rest: string;
}

/** The headline of a verdict that rests on something that nobody has seen says so. */
export function judge(result: BootResult, scene: JudgedScene): Judgement {
  const judgement = judgementOf(result, scene);
  const { headline } = judgement;
  const doubt = caveatOf(result.stages) === '' ? doubts[result.evidence] : undefined;
  return doubt === undefined ? judgement : { ...judgement, headline: headline.replace(/\.$/, ` (${doubt}).`) };
}

/** In a word or two, by the evidence of the verdict. */
const doubts: Readonly<Partial<Record<Evidence, string>>> = {
  inferred: 'inferred',
  assumed: 'assumed',
  unknown: 'as far as is known',
};

function judgementOf(result: BootResult, scene: JudgedScene): Judgement {
  const { verdict, boots, stages, missing, pending } = result;
  const { host, memory, ran, available } = scene;
  const { name } = host;
  const late = at(result, 'late');
  const cron = at(result, 'cron');
  if (verdict === 'does-not-boot' || late === undefined || cron === undefined) {
    const rest = boots.repair === null ? '' : `Then run ${boots.repair}.`;
    return { tone: 'bad', headline: `${name} does not boot by itself.`, rest };
  }
  const same = boots.kernel === ran;
  const lost = missing.length;
  const stillLost = without(missing, cron.installed).length;
  const later = without(cron.installed, late.installed).length;
  const caveat = caveatOf(stages);
  const byCron = later > 0 && late.installed.length + later >= available.length;
  const then =
    later === 0 ? ', and stays there' : byCron ? ' until cron installs the rest' : `; cron adds ${grouped(later)}`;
  const troubled = stages.some((stage) => stage.stage !== 'shutdown' && stage.exitCode !== 0);
  const rest = restOf({ lost, stillLost, pending: pending.length, later }, [late, cron], scene);
  const refused = isRefused(late);
  const warn: Tone = troubled ? 'warn' : 'good';

  if (refused && late.installed.length === 0) {
    const until = later > 0 ? then : '';
    return {
      tone: 'bad',
      headline: `${name} comes back without any update${until}: the client refuses the file.`,
      rest: 'Until the file is corrected, these stages end the same way at every boot.',
    };
  }
  switch (verdict) {
    case 'nothing-to-install':
      return { tone: warn, headline: `${name} comes back; there are no updates for this kernel.`, rest: '' };
    case 'upgraded':
      return {
        tone: caveat === '' ? warn : 'warn',
        headline: same
          ? `${name} comes back with all ${updates(available.length)}${caveat}.`
          : `${name} comes back on another kernel, with all ${updates(available.length)} for it${caveat}.`,
        rest: '',
      };
    case 'unpatched': {
      const what = same && memory.length > 0 ? `none of its ${updates(memory.length)}` : 'no updates';
      const where = same ? '' : ' on another kernel,';
      return { tone: later > 0 ? 'warn' : 'bad', headline: `${name} comes back${where} with ${what}${then}.`, rest };
    }
    case 'restored': {
      // More than it had: what was being removed or restored when the power failed.
      const what =
        late.installed.length === memory.length
          ? `the ${updates(memory.length)} that it had`
          : `${updates(late.installed.length)}, as its saved plan says`;
      const more = byCron
        ? `, and cron installs the other ${grouped(later)}`
        : `; ${grouped(pending.length)} more ${are(pending.length)} available`;
      return {
        tone: warn,
        headline: `${name} comes back with ${what}${more}.`,
        rest,
      };
    }
    case 'partly-restored': {
      const what = same
        ? `${grouped(memory.length - lost)} of ${updates(memory.length)}`
        : `${grouped(late.installed.length)} of the ${updates(available.length)} for it`;
      const where = same ? '' : ' on another kernel,';
      return { tone: 'warn', headline: `${name} comes back${where} with ${what}${then}.`, rest };
    }
  }
}

interface Counts {
  readonly lost: number;
  readonly stillLost: number;
  readonly pending: number;
  /** Installed by the first periodic run. */
  readonly later: number;
}

/** What becomes of what is not back, and what it would take. */
function restOf(
  { lost, stillLost, pending, later }: Counts,
  online: readonly StageResult[],
  scene: JudgedScene,
): string {
  if (lost > 0 && stillLost === 0) return `The missing ${grouped(lost)} come back with the first periodic run.`;
  if (later > 0 && stillLost === 0) return '';
  const count = lost > 0 ? stillLost : pending;
  if (count === 0) return '';
  const what = lost > 0 ? `${grouped(count)} ${are(count)} missing` : `${grouped(count)} ${are(count)} available`;
  const more = lost > 0 && pending > 0 ? ` ${grouped(pending)} more ${are(pending)} available.` : '';
  const them = count === 1 ? 'it' : 'them';
  const blocked = online.find(({ exitCode }) => exitCode !== 0);
  if (blocked === undefined) {
    return `${what}, and nothing in this file installs ${them}: that takes an uptrack-upgrade.${more}`;
  }
  const id = blocked.exitCode === null ? whyNotStarted(blocked, scene) : endingOf(blocked.exitCode, blocked.message);
  const repair = id === undefined ? '' : endings[id].repair;
  return `${what}, and no stage gets so far as to install ${them}.${more}${repair && ` What helps: ${repair}.`}`;
}

/** What must hold for the headline, where nobody knows whether it does. */
function caveatOf(stages: readonly StageResult[]): string {
  const index = stages.findIndex(({ stage }) => stage === 'late');
  const [early, late] = [stages[index - 1], stages[index]];
  if (late === undefined || early === undefined || late.installed.length === early.installed.length) return '';
  if (late.assumes.includes('offlineHasLateStage')) return ', if an offline client has a late stage';
  if (late.assumes.includes('lateStageAlwaysStarts')) return ', if the late stage starts';
  return '';
}

export function at({ stages }: BootResult, name: StageResult['stage']): StageResult | undefined {
  return stages.find(({ stage }) => stage === name);
}
