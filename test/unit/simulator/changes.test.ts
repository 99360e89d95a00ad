/** What is proposed works, and nothing smaller does: over random hosts and files. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configsUnder } from '../../../server/src/simulator/assumed-configs.ts';
import { simulateConfig } from '../../../server/src/simulator/boot.ts';
import { happenings, simulate } from '../../../server/src/simulator/branches.ts';
import { changesFor, type Change, type Situation } from '../../../server/src/simulator/changes.ts';
import type { ClientConfig } from '../../../server/src/simulator/config.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import type { BootResult } from '../../../server/src/simulator/outcome.ts';
import { explainAll, type Explanation } from '../../../server/src/simulator/why.ts';
import { anyConfig, anyHost } from './arbitrary.ts';
import { effectiveOf, hostOf } from './fixture.ts';

const stages = ['early', 'late', 'cron'];
const never = stages.length;

/** How many stages end without the update before it is in for good. */
function arrival({ boots, stages: results }: BootResult, { kernel, id }: Pick<Explanation, 'kernel' | 'id'>): number {
  if (boots.kernel !== kernel) return never;
  const isIn = results.filter(({ stage }) => stage !== 'shutdown').map(({ installed }) => installed.includes(id));
  return isIn.lastIndexOf(false) + 1;
}

function applied(changes: readonly Change[], host: Host, config: ClientConfig): Situation {
  return changes.reduce<Situation>(
    (situation, change) =>
      change.applies(situation.host, situation.config) ? change.apply(situation.host, situation.config) : situation,
    { host, config },
  );
}

const resultOf = ({ host, config }: Situation) => simulateConfig(host, config);

const cases = fc.record({
  host: anyHost,
  files: fc.oneof(
    anyConfig().map((config) => [effectiveOf(config)]),
    anyConfig(fc.constantFrom('y', 'n', '?')).map((config) => [effectiveOf(config)]),
    fc
      .tuple(anyConfig(), anyConfig())
      .map(([one, two]) => [effectiveOf({ ...one, dialect: '2' }), effectiveOf({ ...two, dialect: '3.9' })]),
  ),
});

describe('configsUnder', () => {
  it('finds every configuration that an outcome holds for, and no other', () => {
    fc.assert(
      fc.property(cases, ({ host, files }) => {
        const { outcomes } = simulate(files, host);
        for (const { assuming, ...results } of outcomes) {
          const configs = configsUnder(assuming, files, host);
          expect(configs).not.toEqual([]);
          for (const config of configs) {
            expect(JSON.stringify(simulateConfig(host, config), happenings)).toBe(JSON.stringify(results, happenings));
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a proposed change', () => {
  it('brings the update in with the stage that it names', () => {
    fc.assert(
      fc.property(cases, ({ host, files }) => {
        const table = new Map(changesFor(host).map((change) => [change.id, change]));
        for (const outcome of simulate(files, host).outcomes) {
          const configs = configsUnder(outcome.assuming, files, host);
          for (const explanation of explainAll(outcome, host, files)) {
            for (const { changes, comes } of explanation.changes) {
              const rows = changes.flatMap(({ id }) => table.get(id) ?? []);
              expect(rows).toHaveLength(changes.length);
              const arrivals = configs.map((config) => arrival(resultOf(applied(rows, host, config)), explanation));
              expect(stages[Math.max(...arrivals)]).toBe(comes);
              expect(Math.max(...arrivals)).toBeLessThan(arrival(outcome, explanation));
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is as small as it can be', () => {
    fc.assert(
      fc.property(cases, ({ host, files }) => {
        const table = changesFor(host);
        const singles = table.map((change) => [change]);
        const pairs = table.flatMap((one, index) => table.slice(index + 1).map((two) => [one, two]));
        for (const outcome of simulate(files, host).outcomes.slice(0, 2)) {
          const configs = configsUnder(outcome.assuming, files, host);
          const known = new Map<readonly Change[], readonly BootResult[]>();
          const resultsOf = (changes: readonly Change[]) => {
            const results = known.get(changes) ?? configs.map((config) => resultOf(applied(changes, host, config)));
            known.set(changes, results);
            return results;
          };
          for (const explanation of explainAll(outcome, host, files)) {
            const helps = (changes: readonly Change[]) =>
              Math.max(...resultsOf(changes).map((result) => arrival(result, explanation))) <
              arrival(outcome, explanation);
            const size = explanation.changes[0]?.changes.length ?? never;
            // Of one that is in, nothing is asked.
            if (explanation.state === 'in' || size === 1) continue;
            expect(singles.filter(helps)).toEqual([]);
            if (size > 2) expect(pairs.filter(helps)).toEqual([]);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('the table', () => {
  it('has an id and a label for each row', () => {
    fc.assert(
      fc.property(anyHost, (host) => {
        const table = changesFor(host);
        expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
      }),
    );
  });

  it('leaves nothing to apply twice', () => {
    fc.assert(
      fc.property(anyHost, anyConfig(), (host, file) => {
        const [config] = configsUnder({}, [effectiveOf(file)], host);
        for (const change of changesFor(host)) {
          if (config === undefined || !change.applies(host, config)) continue;
          const after = change.apply(host, config);
          expect([change.id, change.applies(after.host, after.config)]).toEqual([change.id, false]);
        }
      }),
    );
  });

  it('goes from options over conditions to the state of the disk', () => {
    const kinds = changesFor(hostOf()).map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(['option', 'condition', 'state']);
    expect(kinds).toEqual([...kinds].sort((a, b) => kinds.indexOf(a) - kinds.indexOf(b)));
  });
});
