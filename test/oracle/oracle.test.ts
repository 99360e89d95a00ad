/** The simulator against a naive second reading of its specification, on hosts that nobody chose. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulateConfig } from '../../server/src/simulator/boot.ts';
import type { ClientConfig } from '../../server/src/simulator/config.ts';
import type { Host } from '../../server/src/simulator/host.ts';
import { predict, type PredictedBoot } from './oracle.ts';
import { configs, hosts } from './random-host.ts';
import { runs, seed, timeout } from './runs.ts';

/** What the simulator says, as far as the oracle has an opinion. */
function said(host: Host, config: ClientConfig): readonly PredictedBoot[] {
  const { nextBoots, ...first } = simulateConfig(host, config);
  return [first, ...nextBoots].map(({ boots, stages, verdict, memory, missing, pending }) => ({
    kernel: boots.kernel,
    reason: boots.reason,
    instead: boots.instead,
    waitSeconds: boots.waitSeconds,
    stages: stages.map((result) => ({
      stage: result.stage,
      installed: result.installed,
      exitCode: result.exitCode,
      packageList: result.packageList,
      savedPlan: result.savedPlan,
      expiredMarker: result.expiredMarker,
      disableFile: result.disableFile,
      effectiveKernel: result.effectiveKernel,
    })),
    verdict,
    memory,
    missing,
    pending,
  }));
}

test(
  'boots, stages and verdicts are those of the specification',
  () => {
    const found = fc.check(
      fc.property(hosts, configs, (host, config) => isDeepStrictEqual(said(host, config), predict(host, config))),
      { numRuns: runs, seed },
    );
    if (found.counterexample === null) {
      expect(found.failed).toBe(false);
      return;
    }
    // Shrunk: a host file to simulate by hand, and what the two make of it.
    const [host, config] = found.counterexample;
    const replay = `UPTRACK_ORACLE_SEED=${seed}`;
    const failure = [replay, JSON.stringify(host, null, 2), JSON.stringify(config)].join('\n');
    expect(said(host, config), failure).toEqual(predict(host, config));
  },
  timeout,
);
