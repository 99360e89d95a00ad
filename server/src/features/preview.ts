/** The answer to `uptrack/preview`: every moment of the chosen host, with the file as it stands. */
import type { Analysis } from '../analysis.ts';
import type { HostChoice, Preview, PreviewParams } from '../protocol.ts';
import { withConditions } from '../simulator/conditions.ts';
import { clientConfigs } from '../simulator/config.ts';
import { preview } from '../simulator/preview.ts';
import { hostOf, samples, type Sample } from '../simulator/samples.ts';

export interface PreviewRequest extends Omit<PreviewParams, 'textDocument'> {
  readonly uri: string;
  readonly version: number;
}

const choiceOf = ({ id, name, description }: Sample): HostChoice => ({ id, name, description });

/** Previews of late, by all that they depend on: most keystrokes change nothing that a host would notice. */
const recent = new Map<string, Preview>();
const kept = 8;

/** Null where there is no host to choose. */
export function doPreview(
  { effectives }: Analysis,
  { host, conditions, uri, version }: PreviewRequest,
): Preview | null {
  const sample = samples.find(({ id }) => id === host) ?? samples[0];
  if (!sample) return null;
  const read = effectives.map((effective) => [effective.dialect, effective.fatal?.line, clientConfigs(effective)]);
  const key = JSON.stringify([sample.id, conditions, read]);
  const known = recent.get(key) ?? previewOf(sample, effectives, conditions);
  recent.delete(key);
  recent.set(key, known);
  if (recent.size > kept) recent.delete(recent.keys().next().value ?? '');
  return { ...known, uri, version };
}

function previewOf(
  sample: Sample,
  effectives: Analysis['effectives'],
  conditions: PreviewRequest['conditions'],
): Preview {
  const chosen = hostOf(sample);
  return {
    ...preview(effectives, withConditions(chosen, conditions), '', 0, samples.map(choiceOf)),
    host: { ...choiceOf(sample), running: chosen.running, remark: sample.remark },
  };
}
