/** A simulation as a transcript: plain text for terminals, Markdown for merge requests. */
import { assumptionLabels } from './assumptions.ts';
import { describe, describeNextBoots, type Description } from './describe.ts';
import type { Host } from './host.ts';
import { evidenceLevels, evidenceText } from '../config/evidence.ts';
import { sourceTexts, together } from '../config/sources.ts';
import type { AssumedValue, Assuming, BootResult, Outcome, Simulation } from './outcome.ts';
import { duration, named, updates } from './words.ts';

export { describe, describeNextBoots, type Description } from './describe.ts';
export type { Tone } from './stage-report.ts';

/** Under which an outcome holds, as a sentence; empty where there is only one. */
export function assumingText(assuming: Assuming): string {
  const parts = Object.entries(assuming).map(([name, value]) =>
    name === 'python' ? `the client runs under Python ${valueText(value)}` : optionText(name, value),
  );
  return parts.length === 0 ? '' : `If ${parts.join(' and ')}:`;
}

function optionText(name: string, value: AssumedValue): string {
  const option = name.slice(name.indexOf('.') + 1);
  return value === 'refused' ? `${option} comes out as no boolean` : `${option} is ${valueText(value)}`;
}

function valueText(value: AssumedValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null) return 'not set';
  return typeof value === 'string' ? value : value.join(' or ');
}

/** How a transcript is set. */
export interface Style {
  readonly title: (text: string) => string;
  readonly verdict: (text: string) => string;
  readonly item: (text: string) => string;
  /** Belongs to the item above. */
  readonly note: (text: string) => string;
}

export const plain: Style = {
  title: (text) => text,
  verdict: (text) => text,
  item: (text) => `  ${text}`,
  note: (text) => text.replace(/^/gm, '    '),
};

export const markdown: Style = {
  title: (text) => `### ${text}`,
  verdict: (text) => `**${text}**`,
  item: (text) => `- ${text}`,
  note: (text) => text.replace(/^/gm, '  > '),
};

/** Sentences at the end of the first boot of an outcome; see remarks.ts. */
export type Remarks = (outcome: Outcome) => readonly string[];

const none: Remarks = () => [];

export function asText(simulation: Simulation, host: Host, remarks = none): string {
  return transcript(simulation, host, plain, remarks);
}

export function asMarkdown(simulation: Simulation, host: Host, remarks = none): string {
  return transcript(simulation, host, markdown, remarks);
}

function transcript({ outcomes }: Simulation, host: Host, style: Style, remarks: Remarks): string {
  const parts = outcomes.flatMap((outcome) => {
    const assuming = assumingText(outcome.assuming);
    const boots = [outcome, ...outcome.nextBoots];
    const descriptions = [describe(outcome, host), ...describeNextBoots(outcome, host)];
    return [
      ...(assuming === '' ? [] : [style.title(assuming)]),
      ...boots.flatMap((boot, index) => {
        const description = descriptions[index];
        return description === undefined
          ? []
          : [bootText(boot, description, host, style, index === 0 ? remarks(outcome) : [])];
      }),
    ];
  });
  return `${[...parts, legend(outcomes, style)].join('\n\n')}\n`;
}

/** What the levels in the text mean, strongest first, and what all of it was read in. */
function legend(outcomes: readonly Outcome[], style: Style): string {
  const boots = outcomes.flatMap((outcome) => [outcome, ...outcome.nextBoots]);
  const steps = boots.flatMap((boot) => [boot.boots, ...boot.stages]);
  const levels = evidenceLevels.filter((level) => steps.some(({ evidence }) => evidence === level));
  const read = together(steps).sources.map((id) => sourceTexts[id]);
  return [...levels.map((level) => `${level}: ${evidenceText[level]}`), `sources: ${read.join(' · ')}`]
    .map(style.item)
    .join('\n');
}

function bootText(
  boot: BootResult,
  description: Description,
  host: Host,
  style: Style,
  remarks: readonly string[],
): string {
  const kernel = boot.boots.kernel ?? 'nothing boots';
  const lines = [
    style.verdict(description.headline),
    '',
    description.detail,
    '',
    style.item(`Kernel: ${kernel}. ${description.reason} (${description.evidence})`),
  ];
  boot.stages.forEach((stage, index) => {
    const report = description.stages[index];
    const code = stage.exitCode === null ? '' : `exit code ${stage.exitCode}; `;
    const level = stage.effectiveKernel ?? 'not known';
    const rests =
      stage.assumes.length === 0
        ? ''
        : `; assumes that ${stage.assumes.map((name) => assumptionLabels[name] ?? name).join(', and that ')}`;
    lines.push(
      style.item(
        `${report?.title ?? stage.stage}, assumed after ${duration(stage.startsAt)}: ${report?.summary ?? ''}`,
      ),
      style.note(
        `${code}${updates(stage.installed.length)} installed, effective kernel ${level} (${stage.evidence}${rests})`,
      ),
    );
    if (stage.message !== '') lines.push(style.note(stage.message));
  });
  for (const [what, ids] of [
    ['Missing', boot.missing],
    ['Available, not installed', boot.pending],
  ] as const) {
    if (ids.length > 0) lines.push(style.item(`${what}: ${updates(ids.length)}${listed(ids, host)}`));
  }
  for (const sentence of [...description.exposure, description.trap, ...remarks]) {
    if (sentence !== '') lines.push(style.item(sentence));
  }
  return lines.join('\n');
}

/** As many as a person reads; a single one with its title. */
function listed(ids: readonly string[], { updates: known }: Host): string {
  const names = named(ids, 8);
  const title = ids.length === 1 ? (known[names]?.title ?? '') : '';
  return names === '' ? '' : `: ${names}${title && ` ${title}`}`;
}
