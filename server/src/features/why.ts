/** The answer to `uptrack/why`: why an update is in or not at a moment, and what would bring it in. */
import type { Analysis } from '../analysis.ts';
import type { Why } from '../protocol.ts';
import { assumptionLabels } from '../simulator/assumptions.ts';
import type { Proposal } from '../simulator/change-search.ts';
import { explain } from '../simulator/why.ts';
import { stageNames } from '../simulator/why-stages.ts';
import { capitalized } from '../simulator/words.ts';
import { momentOfScene, readScene, shownEffectives, type MomentRequest } from './scene.ts';

/** Null where there is no such host, moment or update. */
export function doWhy(analysis: Analysis, request: MomentRequest & { readonly update: string }): Why | null {
  const scene = readScene(request);
  if (scene === null || 'problems' in scene) return null;
  const effectives = shownEffectives(analysis);
  const moment = momentOfScene(effectives, scene, request, false);
  if (moment?.outcome === undefined) return null;
  const explanation = explain(request.update, moment.outcome, moment.host, effectives);
  if (explanation === null) return null;
  const { id, title, headline, because, restsOn, evidence, state, changes } = explanation;
  return {
    id,
    title,
    headline,
    because,
    restsOn,
    evidence,
    changes: state === 'in' ? [] : changes.map(changeOf),
  };
}

function changeOf({ changes, comes, evidence, assumes }: Proposal): Why['changes'][number] {
  const rests = assumes.map((name) => assumptionLabels[name] ?? name).join(', and that ');
  return {
    label: capitalized(changes.map(({ label }) => label).join(', and ')),
    comes: `It then comes with ${stageNames[comes]}${rests && `; it is assumed that ${rests}`}.`,
    evidence,
  };
}
