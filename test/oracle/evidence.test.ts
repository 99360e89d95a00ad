/** How well a result is known: never better than what it builds on, and resting on just the assumptions that it names. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceLevels, type Evidence } from '../../server/src/config/evidence.ts';
import { simulateConfig } from '../../server/src/simulator/boot.ts';
import { simulate } from '../../server/src/simulator/branches.ts';
import { clientConfigs } from '../../server/src/simulator/config.ts';
import type { Host } from '../../server/src/simulator/host.ts';
import { momentOf } from '../../server/src/simulator/moments.ts';
import type { BootResult, Outcome, StageResult } from '../../server/src/simulator/outcome.ts';
import { effectiveOf } from '../unit/simulator/fixture.ts';
import { configs, hosts } from './random-host.ts';
import { some, timeout } from './runs.ts';

const isStronger = (one: Evidence, other: Evidence): boolean =>
  evidenceLevels.indexOf(one) < evidenceLevels.indexOf(other);

/** Section 22 of the specification: whether the late stage starts is unknown, that a torn list heals is inferred. */
const assumptions = {
  lateStageAlwaysStarts: 'unknown',
  offlineHasLateStage: 'unknown',
  tornListHeals: 'inferred',
} as const satisfies Partial<Record<keyof Host['assumptions'], Evidence>>;

/** Whether the earlier stage is worse known for an assumption alone that the later one does not rest on. */
const isAside = (earlier: StageResult, later: StageResult): boolean =>
  Object.entries(assumptions).some(
    ([name, level]) => earlier.assumes.includes(name) && !later.assumes.includes(name) && earlier.evidence === level,
  );

const bootsOf = ({ nextBoots, ...first }: Pick<Outcome, 'nextBoots'> & BootResult): readonly BootResult[] => [
  first,
  ...nextBoots,
];

describe('evidence', () => {
  it(
    'of a stage is never stronger than that of the moment and of the stages before it',
    () => {
      fc.assert(
        fc.property(hosts, configs, (host, config) => {
          const stages = bootsOf(simulateConfig(host, config)).flatMap((boot) => boot.stages);
          for (const [index, later] of stages.entries()) {
            expect(isStronger(later.evidence, momentOf(host).evidence)).toBe(false);
            for (const earlier of stages.slice(0, index)) {
              if (isStronger(later.evidence, earlier.evidence)) expect(isAside(earlier, later)).toBe(true);
            }
          }
        }),
        some,
      );
    },
    timeout,
  );

  it(
    'names just the assumptions without which a stage would do something else',
    () => {
      fc.assert(
        fc.property(hosts, configs, (host, config) => {
          const results = simulateConfig(host, config);
          for (const [name, level] of Object.entries(assumptions) as [keyof typeof assumptions, Evidence][]) {
            const flipped = { ...host.assumptions, [name]: !host.assumptions[name] };
            const others = bootsOf(simulateConfig({ ...host, assumptions: flipped }, config));
            for (const [index, { stages }] of bootsOf(results).entries()) {
              for (const [place, stage] of stages.entries()) {
                const differs = doings(stage) !== doings(others[index]?.stages[place]);
                expect(stage.assumes.includes(name)).toBe(differs);
                if (differs) expect(isStronger(stage.evidence, level)).toBe(false);
              }
            }
          }
        }),
        some,
      );
    },
    timeout,
  );

  it(
    'of an outcome is never stronger than that of a configuration that it stands for',
    () => {
      const unknowns = fc.array(fc.constantFrom('y', 'n', '?'), { minLength: 3, maxLength: 3 });
      fc.assert(
        fc.property(hosts, unknowns, (host, letters) => {
          const effective = effectiveOf({ config: letters.join('/') });
          const { outcomes } = simulate([effective], host);
          for (const { assuming, config } of clientConfigs(effective)) {
            const fitting = outcomes.filter(
              (outcome) =>
                Object.values(assuming).includes('refused') === Object.values(outcome.assuming).includes('refused') &&
                Object.entries(outcome.assuming).every(([name, value]) => assuming[name] === value),
            );
            expect(fitting).toHaveLength(1);
            const [outcome] = fitting;
            if (outcome === undefined) continue;
            const weaker = bootsOf(outcome).map(({ stages }) => stages);
            const stronger = bootsOf(simulateConfig(host, config)).map(({ stages }) => stages);
            expect(weaker.map((stages) => stages.map(doings))).toEqual(stronger.map((stages) => stages.map(doings)));
            for (const [index, stages] of stronger.entries()) {
              for (const [place, { evidence, assumes }] of stages.entries()) {
                const merged = weaker[index]?.[place];
                expect(isStronger(merged?.evidence ?? 'documented', evidence)).toBe(false);
                expect(merged?.assumes).toEqual(expect.arrayContaining([...assumes]));
              }
            }
          }
        }),
        some,
      );
    },
    timeout,
  );
});

/** What a stage does, whenever it does it and however well that is known. */
function doings(stage: StageResult | undefined): string {
  if (stage === undefined) return 'nothing';
  const aside = ['startsAt', 'seconds', 'evidence', 'sources', 'assumes'];
  return JSON.stringify(stage, (key, value: unknown) => (aside.includes(key) ? undefined : value));
}
