/** What goes out of the panel, once the page shows what it is to be of. */
import { useEffect, useState } from 'preact/hooks';
import type { FromView } from './messages.ts';
import { hostKey, sceneOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { State } from './state.ts';

/** What is asked for of a scene. */
export type Wanted = (scene: Scene) => FromView;

/**
 * Posts what somebody wants of the scene. A host that was just chosen has no scene yet: the moment of the one before may be none of its
 * own, so it is waited for. Where there is no preview of it, nothing goes out.
 */
export function useExports(state: State, post: (message: FromView) => void): (wanted: Wanted) => void {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { shown, preview } = state;
  const scene = preview !== null && state.host === hostKey(preview) ? sceneOf(state) : null;
  useEffect(() => {
    if (wanted === null) return;
    if (scene !== null) post(wanted(scene));
    if (scene !== null || shown.type !== 'preview') setWanted(null);
  });
  return (next) => {
    if (scene === null) setWanted(() => next);
    else post(next(scene));
  };
}
