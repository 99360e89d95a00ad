/** The answer to `uptrack/report`: what the panel shows of a moment, to take along. */
import type { Analysis } from '../analysis.ts';
import type { Condition, Report, ReportParams } from '../protocol.ts';
import { readingsOf } from '../simulator/branches.ts';
import { formOf } from '../simulator/form.ts';
import { remarksOf } from '../simulator/remarks.ts';
import { asMarkdown } from '../simulator/report.ts';
import { asTranscript } from '../simulator/transcript-text.ts';
import { hostFileText } from '../simulator/write-host.ts';
import { momentOfScene, readScene, shownEffectives, type MomentRequest, type Scene } from './scene.ts';

/** Null where there is no such host or moment. */
export function doReport(analysis: Analysis, request: MomentRequest & Pick<ReportParams, 'format'>): Report | null {
  const scene = readScene(request);
  if (scene === null || 'problems' in scene) return null;
  const effectives = shownEffectives(analysis);
  const moment = momentOfScene(effectives, scene, request, true);
  if (moment === null) return null;
  const { host, outcomes, outcome } = moment;
  const all = { host: host.name, outcomes };
  const shown = outcome === undefined ? all : { ...all, outcomes: [outcome] };
  const met = conditionsText(analysis, scene);
  const texts: Readonly<Record<ReportParams['format'], () => string>> = {
    markdown: () => met + asMarkdown(shown, host, (each) => remarksOf(each, host, effectives)),
    transcript: () => met + asTranscript(shown, host),
    json: () => `${JSON.stringify(all)}\n`,
    host: () => hostFileText(host),
  };
  return { text: texts[request.format]() };
}

/** What is not as the host has it, in a paragraph; empty where all is. */
function conditionsText(analysis: Analysis, { host, conditions }: Scene): string {
  const configs = readingsOf(shownEffectives(analysis), host).map(({ config }) => config);
  const before = formOf(host, {}, configs);
  const changed = formOf(host, conditions, configs).filter(({ value }, index) => value !== before[index]?.value);
  return changed.length === 0 ? '' : `With ${changed.map(valueText).join('; ')}.\n\n`;
}

function valueText({ label, value, choices }: Condition): string {
  const chosen = choices.find((choice) => choice.value === value)?.label;
  return `${label}: ${chosen ?? (value === true ? 'yes' : 'no')}`;
}
