/** A transcript as plain text. */
import type { Host } from './host.ts';
import type { Simulation } from './outcome.ts';
import { assumingText } from './report.ts';
import { transcriptOf, type BootTranscript, type StageTranscript } from './transcript.ts';

const preface = [
  'The client’s own words, as far as they are known; what a boot script prints is not.',
  'Times are assumptions, in seconds since the power came back or the shutdown began.',
];

export function asTranscript({ outcomes }: Simulation, host: Host): string {
  const parts = outcomes.flatMap((outcome) => {
    const assuming = assumingText(outcome.assuming);
    return [...(assuming === '' ? [] : [assuming]), ...transcriptOf(outcome, host).map(bootText)];
  });
  return `${[preface.join('\n'), ...parts].join('\n\n')}\n`;
}

function bootText({ kernel, reason, stages, uptrackShow }: BootTranscript): string {
  const show = uptrackShow === '' ? 'is not known: there is no package list.' : `prints:\n\n${uptrackShow.trimEnd()}`;
  return [
    `${kernel ?? 'Nothing boots'}. ${reason}`,
    ...stages.map(stageText),
    ...(stages.length === 0 ? [] : [`What uptrack-show then ${uptrackShow === '' ? 'prints ' : ''}${show}`]),
  ].join('\n\n');
}

function stageText({ startsAt, title, exitCode, evidence, lines, notes }: StageTranscript): string {
  const code = exitCode === null ? '' : `, exit code ${exitCode}`;
  const isSilent = !lines.some(({ where }) => where === 'console');
  return [
    `${startsAt}  ${title}${code} (${evidence})`,
    ...lines.map(({ where, level, text }) => `  ${where.padEnd(7)}  ${level.padEnd(5)}  ${text}`.trimEnd()),
    ...(isSilent && exitCode !== null ? ['  console  nothing from the client'] : []),
    ...notes.map((text) => `  (${text})`),
  ].join('\n');
}
