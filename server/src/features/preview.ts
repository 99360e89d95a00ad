/** The answer to `uptrack/preview`: every moment of the chosen host, with the file as it stands. */
import type { Analysis } from '../analysis.ts';
import type { HostChoice, Preview, PreviewParams } from '../protocol.ts';
import { withConditions } from '../simulator/conditions.ts';
import { preview } from '../simulator/preview.ts';
import { hostOf, samples, type Sample } from '../simulator/samples.ts';

export interface PreviewRequest extends Omit<PreviewParams, 'textDocument'> {
  readonly uri: string;
  readonly version: number;
}

const choiceOf = ({ id, name, description }: Sample): HostChoice => ({ id, name, description });

/** Null where there is no host to choose. */
export function doPreview(analysis: Analysis, { host, conditions, uri, version }: PreviewRequest): Preview | null {
  const sample = samples.find(({ id }) => id === host) ?? samples[0];
  if (!sample) return null;
  const chosen = hostOf(sample);
  const met = withConditions(chosen, conditions);
  return {
    ...preview(analysis.effectives, met, uri, version, samples.map(choiceOf)),
    host: { ...choiceOf(sample), running: chosen.running, remark: sample.remark },
  };
}
