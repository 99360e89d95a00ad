/** All scenarios at once, against each of them by itself. */
import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../server/src/simulator/branches.ts';
import { simulateConfig, simulatePlainly } from '../../../server/src/simulator/boot.ts';
import { evidenceLevels, weakest, type Evidence } from '../../../server/src/config/evidence.ts';
import { sourceIds, type Ground } from '../../../server/src/config/sources.ts';
import { evidenceOf } from '../../../server/src/simulator/assumptions.ts';
import { circumstances, promises, type Ending } from '../../../server/src/simulator/claims.ts';
import { exclusions } from '../../../server/src/simulator/exclusions.ts';
import type { Example, Exploration } from '../../../server/src/simulator/exploration.ts';
import { explore, exploring } from '../../../server/src/simulator/explore.ts';
import { asMarkdown, asText, tellingClaims } from '../../../server/src/simulator/explore-report.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import { momentOf } from '../../../server/src/simulator/moments.ts';
import type { Verdict } from '../../../server/src/simulator/outcome.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { failingDimension, hostIn } from '../../../server/src/simulator/scenario.ts';
import { dimensionsOf, spaceOf, type Space } from '../../../server/src/simulator/space.ts';
import { momentsOf } from '../../../server/src/simulator/strip.ts';
import { effectiveOf, hostOf, K0, K1, type Changes, type Config } from './fixture.ts';

/** K1 with two updates and a third one available, and K0 that was patched before. */
const small: Changes = {
  K1: { bootPlan: ['unlisted-1', 'unlisted-2'], available: ['unlisted-1', 'unlisted-2', 'unlisted-3'] },
  host: { installed: ['unlisted-1', 'unlisted-2'], updates: {} },
};

function spaceWith(host: Host, config: Config, conditions?: readonly string[]): Space {
  const space = spaceOf(host, readingsOf([effectiveOf(config)], host));
  return conditions === undefined
    ? space
    : { ...space, conditions: space.conditions.filter(({ id }) => conditions.includes(id)) };
}

function explored(space: Space): Exploration {
  const steps = exploring(space);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** How a scenario ends, simulated by itself. */
function endingOf(
  host: Host,
  space: Space,
  example: Example,
): Ending & { readonly verdict: Verdict; readonly evidence: Evidence } {
  const met = hostIn(host, example);
  const [reading] = space.readings.filter(
    ({ assuming }) => JSON.stringify(assuming) === JSON.stringify(example.assuming),
  );
  if (reading === undefined) throw new Error('no such reading');
  const { boots, stages, verdict, evidence } = simulatePlainly(met, reading.config);
  const { ran, memory } = momentOf(met, reading.config);
  const available = met.kernels.find(({ release }) => release === boots.kernel)?.available ?? [];
  return { boots, ran, memory, available, verdict, evidence, at: (name) => stages.find(({ stage }) => stage === name) };
}

/** Of two examples the one with the lower number is told: the smaller one; of those as small, the better known one. */
function rankOf({ moment, differs }: Example, { evidence }: { readonly evidence: Evidence }): number {
  const size = Object.keys(differs).length + (moment === 'idle' ? 0 : 1);
  return size * evidenceLevels.length + evidenceLevels.indexOf(evidence);
}

const lower = (known: number | undefined, other: number): number => Math.min(known ?? Infinity, other);

/** What decides whether a promise is kept: what the boot loader does, or the stage that it names. */
function decisiveStep(promise: string, { boots, at }: Ending): Ground {
  if (promise === 'boots') return boots;
  const stage = promise === 'back-early' ? 'early' : promise === 'back-late' ? 'late' : 'cron';
  return at(stage) ?? expect.fail(`no ${stage}`);
}

/** Every combination of the published dimensions, one by one. */
function* combinationsOf(space: Space): Generator<Example> {
  const [reading] = space.readings;
  const dimensions = dimensionsOf(space).filter(({ id }) => id !== 'moment' && id !== 'reading');
  function* differences(index: number): Generator<Record<string, string>> {
    const dimension = dimensions[index];
    if (dimension === undefined) {
      yield {};
      return;
    }
    for (const rest of differences(index + 1)) {
      for (const [place, { id }] of dimension.values.entries()) {
        yield place === 0 ? rest : { ...rest, [dimension.id]: id };
      }
    }
  }
  for (const { id, cut } of space.moments) {
    for (const differs of differences(0)) yield { moment: id, cut, differs, assuming: reading?.assuming ?? {} };
  }
}

/** Whether a scenario is left out, and why. */
function exclusionOf(space: Space, { cut, differs }: Example): string | undefined {
  const met = hostIn(space.host, { moment: '', cut, differs: { ...differs, [failingDimension.id]: '' } });
  const [{ config } = { config: null }] = space.readings;
  if (config === null) return undefined;
  const frame = { host: met, config, cut, cache: differs.cache ?? 'as-is', kernels: momentOf(met).kernels };
  const found = exclusions.find(({ applies }) =>
    applies({ ...frame, entry: differs.chosenEntry ?? null, waitSeconds: 0 }),
  );
  if (found) return found.id;
  const failing = differs[failingDimension.id];
  if (failing === undefined) return undefined;
  const failingHost = hostIn(space.host, { moment: '', cut, differs });
  const boots = simulateConfig(failingHost, config).boots.kernel;
  return boots === null || failingHost.failing.length === 0 ? 'no-such-update' : undefined;
}

const configs: readonly [name: string, config: Config][] = [
  ['the defaults', { config: 'y/n/n' }],
  ['everything on', { config: 'y/y/y' }],
  ['everything off', { config: 'n/n/n' }],
  ['a file that is refused', { fatal: { exitCode: 1, message: 'Error loading configuration file:' } }],
];

describe('the count', () => {
  // With the second two the client does the same for reasons that are not known as well.
  const conditions = [
    ['network', 'disableFile'],
    ['nouptrack', 'cron'],
  ] as const;
  const cases = configs.flatMap(([name, config]) =>
    (['online', 'offline'] as const).flatMap((client) =>
      conditions.map((varied) => [name, client, varied, config] as const),
    ),
  );

  it.each(cases)('of %s, %s, %j, is what running each scenario by itself gives', (_name, client, varied, config) => {
    const host = hostOf({ ...small, host: { ...small.host, client, kernels: hostOf(small).kernels.slice(0, 3) } });
    const space = spaceWith(host, config, varied);
    const exploration = explored(space);

    const left = new Map<string, number>();
    const verdicts = new Map<string, number>();
    const held = new Map<string, [holds: number, of: number]>();
    const grounds = new Map<string, Ground[]>();
    const examples = new Map<string, number>();
    const counterexamples = new Map<string, number>();
    let scenarios = 0;
    for (const example of combinationsOf(space)) {
      const excluded = exclusionOf(space, example);
      if (excluded !== undefined) {
        left.set(excluded, (left.get(excluded) ?? 0) + 1);
        continue;
      }
      scenarios++;
      const ending = endingOf(host, space, example);
      const rank = rankOf(example, ending);
      verdicts.set(ending.verdict, (verdicts.get(ending.verdict) ?? 0) + 1);
      examples.set(ending.verdict, lower(examples.get(ending.verdict), rank));
      for (const promise of promises.filter(({ concerns }) => concerns(ending))) {
        const isIn = { any: true, 'network-returns': example.differs.network !== 'down' };
        const circumstances = { ...isIn, 'only-the-cut': Object.keys(example.differs).length === 0 };
        for (const [circumstance, applies] of Object.entries(circumstances)) {
          if (!applies) continue;
          const key = `${promise.id} ${circumstance}`;
          const [holds, of] = held.get(key) ?? [0, 0];
          const isKept = promise.kept(ending);
          held.set(key, [holds + Number(isKept), of + 1]);
          if (!isKept) counterexamples.set(key, lower(counterexamples.get(key), rank));
          grounds.set(key, [...(grounds.get(key) ?? []), decisiveStep(promise.id, ending)]);
        }
      }
    }

    expect(exploration.scenarios).toBe(scenarios);
    expect(Object.fromEntries(exploration.exclusions.map(({ id, scenarios: count }) => [id, count]))).toEqual(
      Object.fromEntries(left),
    );
    expect(Object.fromEntries(exploration.verdicts.map(({ verdict, scenarios: count }) => [verdict, count]))).toEqual(
      Object.fromEntries(verdicts),
    );
    expect(
      Object.fromEntries(
        exploration.claims.map((claim) => [`${claim.promise} ${claim.circumstance}`, [claim.holds, claim.scenarios]]),
      ),
    ).toEqual(Object.fromEntries(held));
    const rankOfTold = (example: Example): number => rankOf(example, endingOf(host, space, example));
    expect(exploration.verdicts.map(({ verdict, example }) => [verdict, rankOfTold(example)])).toEqual(
      exploration.verdicts.map(({ verdict }) => [verdict, examples.get(verdict)]),
    );
    for (const { promise, circumstance, counterexample } of exploration.claims) {
      const told = counterexample === null ? undefined : rankOfTold(counterexample);
      expect(told).toBe(counterexamples.get(`${promise} ${circumstance}`));
    }
    for (const { promise, circumstance, evidence, sources, assumes } of exploration.claims) {
      const steps = grounds.get(`${promise} ${circumstance}`) ?? [];
      const assumed = assumes.map((name) => evidenceOf[name as keyof typeof evidenceOf]);
      expect(evidence).toBe(weakest([...steps.map((step) => step.evidence), ...assumed]));
      expect(sources).toEqual(sourceIds.filter((id) => steps.some((step) => step.sources.includes(id))));
    }
  });
});

describe('on every sample', () => {
  const cases = samples.flatMap((sample) => configs.map(([name, config]) => [sample.id, name, config] as const));

  it.each(cases)(
    '%s with %s: product, exclusions and verdicts add up, and every example shows what it says',
    (id, _name, config) => {
      const host = sampleHost(samples.find((sample) => sample.id === id) ?? expect.fail());
      const space = spaceWith(host, config);
      const exploration = explored(space);
      const product = exploration.dimensions.reduce((result, { values }) => result * values.length, 1);
      const left = exploration.exclusions.reduce((sum, { scenarios }) => sum + scenarios, 0);
      expect(exploration.scenarios).toBe(product - left);
      expect(exploration.verdicts.reduce((sum, { scenarios }) => sum + scenarios, 0)).toBe(exploration.scenarios);
      for (const { verdict, example } of exploration.verdicts) {
        expect(endingOf(host, space, example).verdict).toBe(verdict);
      }
      for (const { promise: name, counterexample, holds, scenarios } of exploration.claims) {
        expect(holds === scenarios).toBe(counterexample === null);
        if (counterexample === null) continue;
        const promise = promises.find((candidate) => candidate.id === name) ?? expect.fail();
        const ending = endingOf(host, space, counterexample);
        expect([promise.concerns(ending), promise.kept(ending)]).toEqual([true, false]);
      }
    },
  );
});

describe('claims', () => {
  const claimOf = (config: Config, changes: Changes, promise: string, circumstance: string) =>
    explore([effectiveOf(config)], hostOf(changes)).claims.find(
      (claim) => claim.promise === promise && claim.circumstance === circumstance,
    ) ?? expect.fail();

  it('with everything on, a cut alone leaves no host without all updates after the first periodic run', () => {
    expect(claimOf({ config: 'y/y/y' }, small, 'all-cron', 'only-the-cut')).toMatchObject({
      counterexample: null,
      assumes: ['tornListHeals'],
    });
  });

  it('with the defaults the trap of a torn plan is the smallest way to lose the saved set for good', () => {
    const { counterexample } = claimOf({ config: 'y/n/n' }, small, 'plan-kept', 'only-the-cut');
    expect(counterexample?.differs).toEqual({});
    expect(counterexample?.moment).toMatch(/^(?:download-list-torn|apply-1|write-plan)/);
  });

  it('that rest on what nobody knows say so', () => {
    // With install_on_reboot off, only a late stage that starts all the same brings anything back before cron.
    const changes = { ...small, K1: { ...small.K1, bootPlan: [] } };
    const { counterexample, assumes } = claimOf({ config: 'n/y/n' }, changes, 'all-cron', 'only-the-cut');
    expect(counterexample).toBeNull();
    expect(assumes).toContain('lateStageAlwaysStarts');
  });

  it('are as well known as the weakest scenario that they speak of, at the step that decides them', () => {
    const groundsOf = (config: Config, changes: Changes) => {
      const space = spaceWith(hostOf(changes), config);
      const idle = explored({ ...space, moments: space.moments.filter(({ id }) => id === 'idle') });
      return (promise: string, circumstance: string) => {
        const claim = idle.claims.find((other) => other.promise === promise && other.circumstance === circumstance);
        return [claim?.evidence, claim?.sources];
      };
    };
    const restored = groundsOf({ config: 'y/n/n' }, small);
    expect(restored('boots', 'any')).toEqual(['documented', ['guide', 'grub']]);
    expect(restored('back-early', 'only-the-cut')).toEqual(['client', ['guide', 'client', 'grub']]);
    // An update that fails ends a stage in a way that is inferred.
    expect(restored('back-early', 'any')).toEqual(['inferred', ['guide', 'client', 'grub']]);

    const assumptions = { ...hostOf().assumptions, lateStageAlwaysStarts: false };
    const off = groundsOf({ config: 'n/n/n' }, { ...small, host: { ...small.host, assumptions } });
    expect(off('back-early', 'only-the-cut')[0]).toBe('client');
    expect(off('back-late', 'only-the-cut')[0]).toBe('unknown');
  });

  it('about the network are counted over the scenarios in which it returns', () => {
    const [any, returns] = ['any', 'network-returns'].map((id) => claimOf({}, small, 'boots', id).scenarios);
    expect(returns).toBe(((any ?? 0) / 3) * 2);
  });

  it('are told in the widest circumstance in which they hold', () => {
    const exploration = explore([effectiveOf({ config: 'y/y/y' })], hostOf(small));
    const told = tellingClaims(exploration);
    expect(told.map(({ promise }) => promise)).toEqual(promises.map(({ id }) => id));
    for (const { promise, counterexample, circumstance } of told) {
      const wider = circumstances.slice(
        0,
        circumstances.findIndex(({ id }) => id === circumstance),
      );
      for (const { id } of wider) {
        const claim = exploration.claims.find((other) => other.promise === promise && other.circumstance === id);
        expect(claim?.counterexample).not.toBeNull();
      }
      if (counterexample !== null) expect(circumstance).toBe('only-the-cut');
    }
  });
});

describe('a template', () => {
  it('has a reading for each way in which it can come out, and examples say which', () => {
    const exploration = explore([effectiveOf({ config: 'y/?/n' })], hostOf(small));
    const [readings] = exploration.dimensions;
    expect(readings).toMatchObject({ id: 'reading' });
    // yes, no, and a rendering that the client refuses
    expect(readings?.values).toHaveLength(3);
    const claim = exploration.claims.find(
      ({ promise, circumstance }) => promise === 'back-early' && circumstance === 'only-the-cut',
    );
    expect(claim?.counterexample?.assuming).toHaveProperty(['Settings.upgrade_on_reboot']);
  });
});

describe('every moment', () => {
  it('has an id of its own, each step of each run, and each kernel that can be installed', () => {
    const moments = momentsOf(hostOf(small), 'every');
    expect(new Set(moments.map(({ id }) => id)).size).toBe(moments.length);
    const ids = moments.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('remove'))).toEqual(['remove-0', 'remove-1', 'remove-2']);
    expect(ids.filter((id) => id.startsWith('early-boot'))).toEqual(['early-boot-0', 'early-boot-1', 'early-boot-2']);
    expect(moments.filter(({ cut }) => cut.during === 'package' && cut.release === K0)).not.toHaveLength(0);
    expect(moments.filter(({ cut }) => cut.during === 'package' && cut.release === K1)).toHaveLength(0);
  });
});

describe('the report', () => {
  const exploration = explore([effectiveOf({ config: 'y/n/n' })], hostOf(small));

  it.each([
    ['text', asText],
    ['Markdown', asMarkdown],
  ])('as %s has every verdict, claim, dimension and exclusion', (_name, format) => {
    const text = format(exploration);
    expect(text).not.toMatch(/undefined|NaN|null/);
    const numbers = [...exploration.verdicts, ...exploration.exclusions].map(({ scenarios }) => scenarios);
    for (const number of numbers) expect(text.replaceAll(',', '')).toContain(String(number));
    for (const { sentence } of tellingClaims(exploration)) expect(text).toContain(sentence);
    for (const { label, values } of exploration.dimensions)
      if (values.length > 1) expect(text).toContain(`${label} (${values.length})`);
    for (const { reason } of exploration.exclusions) expect(text).toContain(reason);
  });
});
