/** Hosts made from real listings, and offline clients: what the numbered cases (power-loss.test.ts) leave open. */
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { readHost, type Host } from '../../../server/src/simulator/host.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import type { Outcome } from '../../../server/src/simulator/outcome.ts';
import { effectiveOf, hostOf, ids, type Config } from './fixture.ts';

function sample(id: string, changes: Readonly<Record<string, unknown>> = {}): Host {
  const found = samples.find((entry) => entry.id === id);
  const { host, problems } = readHost({ ...(found?.host as object), ...changes });
  if (host === null) throw new Error(JSON.stringify(problems));
  return host;
}

function outcomeOf(config: Config, host: Host): Outcome {
  const [outcome, ...others] = simulate([effectiveOf(config)], host).outcomes;
  if (outcome === undefined || others.length > 0) throw new Error('not one outcome');
  return outcome;
}

/** Installed after each stage, and the exit codes. */
function courseOf({ boots, stages }: Outcome) {
  return {
    kernel: boots.kernel,
    installed: stages.map(({ installed }) => installed),
    exit: stages.map(({ exitCode }) => exitCode),
    level: stages[0]?.effectiveKernel,
  };
}

describe('host A: offline, 22 installed, 135 more in the package', () => {
  const host = sample('ol6-uek4', { cut: { during: 'apply', done: 60 } });
  const kernel = '4.1.12-124.24.3.el6uek.x86_64';
  const level = '4.1.12-124.26.5.el6uek';

  it('keeps the 22 where there is no late stage', () => {
    const without = { ...host, assumptions: { ...host.assumptions, offlineHasLateStage: false } };
    const course = courseOf(outcomeOf({ config: 'y/y/n' }, without));
    expect(course).toEqual({ kernel, installed: Array(3).fill(host.installed), exit: [0, null, null], level });
  });
});

describe('offline clients', () => {
  const offline = { client: 'offline' };

  it('takes an effective_version with architecture and uname -v', () => {
    const settings = {
      'Settings.effective_version': '4.1.12-124.26.0.el6uek.x86_64/#2 SMP Mon Jan 14 15:08:09 PST 2019',
    };
    const outcome = outcomeOf({ config: 'y/y/n', settings }, hostOf({ host: offline }));
    expect(courseOf(outcome).installed).toEqual([ids('P1'), ids('u1-u6'), ids('u1-u6')]);
  });

  it('installs nothing for an effective_version that no update reaches', () => {
    const settings = { 'Settings.effective_version': '4.1.12-124.27.0.el6uek' };
    const outcome = outcomeOf({ config: 'y/y/n', settings }, hostOf({ host: offline }));
    expect(courseOf(outcome).installed).toEqual([ids('P1'), ids('P1'), ids('P1')]);
  });

  it('does not look at effective_version online', () => {
    const settings = { 'Settings.effective_version': '4.1.12-124.26.0.el6uek' };
    expect(courseOf(outcomeOf({ config: 'y/y/n', settings }, hostOf())).installed[1]).toEqual(ids('A1'));
  });

  it('needs neither key nor network', () => {
    const host = hostOf({ host: offline, boot: { network: 'down', accessKey: 'invalid', subscription: 'expired' } });
    const outcome = outcomeOf({ config: 'y/y/n', settings: { 'Auth.accesskey': '' } }, host);
    expect(courseOf(outcome).exit).toEqual([0, 0, 0]);
    expect(courseOf(outcome).installed[1]).toEqual(ids('A1'));
  });
});

describe('host D: Ubuntu, a second power cut during the early stage', () => {
  it('waits for ever on an old release, unless somebody picks an entry', () => {
    const host = sampleHost(samples.find(({ id }) => id === 'ubuntu-22.04') ?? expect.fail());
    const waiting: Host = {
      ...host,
      cut: { during: 'early-boot', done: 0 },
      assumptions: { ...host.assumptions, recordfailSeconds: -1 },
    };
    const outcome = outcomeOf({}, waiting);
    expect(outcome.boots).toMatchObject({ kernel: null, reason: 'waits-at-menu', instead: host.running });
    expect(outcome).toMatchObject({ verdict: 'does-not-boot', stages: [], nextBoots: [] });
    const picked = { ...waiting, boot: { ...waiting.boot, chosenEntry: host.running } };
    expect(outcomeOf({}, picked).boots).toMatchObject({ kernel: host.running, reason: 'chosen', waitSeconds: 0 });
  });
});
