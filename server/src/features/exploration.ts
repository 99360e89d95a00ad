/** The answer to `uptrack/explore`: how all modelled scenarios of a host end, with examples that the panel can load. */
import type { Analysis } from '../analysis.ts';
import { groundText } from '../config/sources.ts';
import type { ConditionValue, Exploration, Scenario, Tone } from '../protocol.ts';
import { readingsOf } from '../simulator/branches.ts';
import type { Example } from '../simulator/exploration.ts';
import { exploring } from '../simulator/explore.ts';
import { restsText, scenarioText, spaceTexts, tellingClaims, verdictTexts } from '../simulator/explore-report.ts';
import type { Verdict } from '../simulator/outcome.ts';
import { cacheDimension, entryId, failingDimension } from '../simulator/scenario.ts';
import { spaceOf, type Space } from '../simulator/space.ts';
import { momentsOf } from '../simulator/strip.ts';
import { capitalized } from '../simulator/words.ts';
import { readScene, shownEffectives, type Scene, type SceneRequest } from './scene.ts';

const tones: Readonly<Record<Verdict, Tone>> = {
  'does-not-boot': 'bad',
  unpatched: 'bad',
  'partly-restored': 'warn',
  restored: 'good',
  'nothing-to-install': 'good',
  upgraded: 'good',
};

/**
 * In steps: what it yields is how much of the work is done, from 0 to 1. Null where there is no host. The conditions of the
 * scene do not count: all of them are run.
 */
export function* explorationOf(analysis: Analysis, request: SceneRequest): Generator<number, Exploration | null> {
  const scene = readScene(request);
  if (scene === null || 'problems' in scene) return null;
  const space = spaceOfScene(analysis, scene);
  const exploration = yield* exploring(space);
  const { scenarios, verdicts, dimensions } = exploration;
  const scenario = (example: Example): Scenario => ({
    text: scenarioText(example, dimensions),
    moment: stripId(space, example),
    conditions: conditionsOf(space, example),
  });
  return {
    scenarios,
    space: [...spaceTexts(exploration), 'What the form says of the boot does not count here: all of it is run.'],
    verdicts: verdicts.map(({ verdict, scenarios: count, example }) => ({
      text: capitalized(verdictTexts[verdict]),
      tone: tones[verdict],
      scenarios: count,
      example: scenario(example),
    })),
    claims: tellingClaims(exploration).map((claim) => {
      const { sentence, assumes, holds, scenarios: all, counterexample, evidence } = claim;
      const rests = restsText(assumes);
      return {
        sentence: rests === '' ? sentence : `${sentence} (${rests})`,
        holds,
        scenarios: all,
        counterexample: counterexample && scenario(counterexample),
        evidence,
        source: groundText(claim),
      };
    }),
  };
}

/** Moments of the strip come first, so that examples are of those where they can be. */
function spaceOfScene(analysis: Analysis, { host }: Scene): Space {
  const every = momentsOf(host, 'every');
  const some = new Set(momentsOf(host).map(({ cut }) => JSON.stringify(cut)));
  const isOnStrip = ({ cut }: (typeof every)[number]) => some.has(JSON.stringify(cut));
  const moments = [...every.filter(isOnStrip), ...every.filter((moment) => !isOnStrip(moment))];
  return spaceOf(host, readingsOf(shownEffectives(analysis), host), moments);
}

/** The strip calls some moments by shorter names. */
function stripId({ host }: Space, { cut, moment }: Example): string {
  const same = momentsOf(host).find((other) => JSON.stringify(other.cut) === JSON.stringify(cut));
  return same?.id ?? moment;
}

/** Every condition, also those that are as the host has them: what the form says else must not count. */
function conditionsOf({ conditions }: Space, { differs }: Example): Readonly<Record<string, ConditionValue>> {
  const ofBoot = conditions.map(({ id, values, of }): readonly [string, ConditionValue] => {
    const index = values.findIndex((value) => value.id === differs[id]);
    return [id, of[Math.max(0, index)] ?? ''];
  });
  return {
    ...Object.fromEntries(ofBoot),
    [entryId]: differs[entryId] ?? '',
    [cacheDimension.id]: differs[cacheDimension.id] ?? cacheDimension.values[0]?.id ?? '',
    [failingDimension.id]: differs[failingDimension.id] ?? failingDimension.values[0]?.id ?? '',
  };
}
