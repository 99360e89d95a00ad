/** The answer to `uptrack/preview`: every moment of the chosen host, with the file as it stands. */
import type { Analysis } from '../analysis.ts';
import type { PreviewAnswer, PreviewParams, StoredPreview } from '../protocol.ts';
import { levelsOf } from '../simulator/branches.ts';
import { clientConfigs } from '../simulator/config.ts';
import { preview } from '../simulator/preview.ts';
import { fingerprintOf, hostChoices, readScene, shownEffectives } from './scene.ts';

export interface PreviewRequest extends Omit<PreviewParams, 'textDocument'> {
  readonly uri: string;
  readonly version: number;
}

/** Previews of late, by all that they depend on: most keystrokes change nothing that a host would notice. */
const recent = new Map<string, Omit<StoredPreview, 'uri' | 'version' | 'resultId'>>();
const kept = 8;

/** Null where there is no host to choose. */
export function doPreview(
  analysis: Analysis,
  { uri, version, moment = '', previousResultId, ...request }: PreviewRequest,
): PreviewAnswer {
  const scene = readScene(request);
  if (scene === null || 'problems' in scene) return scene;
  const effectives = shownEffectives(analysis);
  const levels = levelsOf(scene.host);
  const read = effectives.map((effective) => [effective.dialect, effective.fatal, clientConfigs(effective, levels)]);
  const key = JSON.stringify([request.host, request.conditions, request.assumptions, moment, read]);
  const resultId = fingerprintOf(`${uri} ${version} ${key}`);
  if (resultId === previousResultId) return { isSame: true };
  const known = recent.get(key) ?? {
    hosts: hostChoices,
    host: scene.summary,
    ...preview(effectives, { ...scene, moment }),
  };
  recent.delete(key);
  recent.set(key, known);
  if (recent.size > kept) recent.delete(recent.keys().next().value ?? '');
  return { ...known, uri, version, resultId };
}
