/** Previews as the server answers, of hosts made from real listings. */

import { Analysis, defaultContext } from '../../server/src/analysis.ts';
import { defaultFile } from '../../server/src/config/default-file.ts';
import { doPreview } from '../../server/src/features/preview.ts';
import type { Preview } from '../../server/src/protocol.ts';
import { samples } from '../../server/src/simulator/samples.ts';
import { restored } from '../../client/view/restored.ts';

/** The ids of the shipped samples. */
export const sampleIds = samples.map(({ id }) => id);

/** Of a sample whose file has a key, so that its stages get as far as they can. */
export function realPreview(sample: string): Preview {
  const text = defaultFile.replace(/^accesskey = .*/m, `accesskey = ${'0'.repeat(64)}`);
  const request = { uri: 'file:///etc/uptrack/uptrack.conf', version: 1, conditions: {}, assumptions: {} };
  const preview = doPreview(new Analysis(text, defaultContext), { ...request, host: { sample } });
  if (preview === null || !('packed' in preview)) throw new Error(`No preview of ${sample}`);
  return restored(preview);
}
