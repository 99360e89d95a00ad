/** What the panel asks about: a host with what is changed of it, and the file as the client reads it. */
import { once } from '../analysis.ts';
import type { Effective } from '../config/effective.ts';
import { redactor } from '../config/secrets.ts';
import type { HostChoice, HostProblems, HostSummary, MomentParams, SceneParams } from '../protocol.ts';
import { withAssumptions } from '../simulator/assumption-form.ts';
import { simulate } from '../simulator/branches.ts';
import { withForm } from '../simulator/form.ts';
import type { Host } from '../simulator/host.ts';
import type { Outcome } from '../simulator/outcome.ts';
import { placed, readHostText } from '../simulator/read-host.ts';
import { assumingText } from '../simulator/report.ts';
import { hostOf, samples, type Sample } from '../simulator/samples.ts';
import { stripOf } from '../simulator/strip.ts';
import { updates } from '../simulator/words.ts';

/** Without the document, which the analysis stands for. */
export type SceneRequest = Omit<SceneParams, 'textDocument'>;
export type MomentRequest = Omit<MomentParams, 'textDocument'>;

export interface Scene {
  readonly summary: HostSummary;
  /** As its file says, with the assumptions that are made. */
  readonly host: Host;
  readonly conditions: SceneRequest['conditions'];
}

const choiceOf = ({ id, name, description }: Sample): HostChoice => ({ id, name, description });

export const hostChoices: readonly HostChoice[] = samples.map(choiceOf);

/** Null where there is no host to choose. */
export function readScene({ host: ref, conditions, assumptions }: SceneRequest): Scene | HostProblems | null {
  const changed = (host: Host) => withAssumptions(host, assumptions);
  if (ref !== null && 'file' in ref) {
    const { host, problems } = readHostText(ref.text);
    if (host === null) return { problems: placed(ref.text, problems), hosts: hostChoices };
    return { summary: summaryOf(ref, host), host: changed(host), conditions };
  }
  const sample = samples.find(({ id }) => id === ref?.sample) ?? samples[0];
  if (!sample) return null;
  const host = hostOf(sample);
  const { remark } = sample;
  return {
    summary: { ...choiceOf(sample), file: null, running: host.running, fingerprint: '', remark },
    host: changed(host),
    conditions,
  };
}

type HostFile = Extract<SceneRequest['host'], { readonly file: string }>;

function summaryOf({ file, text }: HostFile, { name, running, packaging, client, installed }: Host): HostSummary {
  const description = `${packaging}, ${client} client; ${updates(installed.length)} installed`;
  return { id: file, name, description, file, running, fingerprint: fingerprintOf(text), remark: '' };
}

/**
 * Of a text, short enough for every answer: its length, and two sums over its UTF-16 units as FNV-1a makes them, for one of 32 bits
 * may be that of another text by chance.
 */
export function fingerprintOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0x9e3779b9];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
  }
  return [text.length, one >>> 0, other >>> 0].map((number) => number.toString(36)).join('-');
}

/** One for each Python, without secrets in what the client says: that may quote the file. */
export const shownEffectives = once(({ effectives, readings }): readonly Effective[] => {
  const { message } = redactor(readings);
  return effectives.map((effective) =>
    effective.fatal === null
      ? effective
      : { ...effective, fatal: { ...effective.fatal, message: message(effective.fatal.message) } },
  );
});

export interface MomentScene {
  /** At this moment, under these conditions. */
  readonly host: Host;
  readonly outcomes: readonly Outcome[];
  /** The one that is asked about; undefined: there is none under this assumption. */
  readonly outcome: Outcome | undefined;
}

/**
 * Null where the host has no such moment.
 *
 * @param hasLaterBoots also simulate the boots after the first
 */
export function momentOfScene(
  effectives: readonly Effective[],
  { host, conditions }: Scene,
  { moment, assuming }: Pick<MomentRequest, 'moment' | 'assuming'>,
  hasLaterBoots: boolean,
): MomentScene | null {
  const { host: changed, at } = withForm(hasLaterBoots ? host : { ...host, nextBoots: [] }, conditions);
  const found = stripOf(changed, moment).find(({ id }) => id === moment);
  if (found === undefined) return null;
  const met = at(found.cut);
  const { outcomes } = simulate(effectives, met);
  return { host: met, outcomes, outcome: outcomes.find((each) => assumingText(each.assuming) === assuming) };
}
