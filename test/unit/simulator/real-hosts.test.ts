/** The cases PL-83 to PL-90 of the specification: hosts made from real listings, and offline clients. */
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { readHost, type Host } from '../../../server/src/simulator/host.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import type { Outcome } from '../../../server/src/simulator/outcome.ts';
import { effectiveOf, hostOf, ids, K1, K2, type Config } from './fixture.ts';

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

  it('PL-83 the power fails after 60 of 135: the 22 come back and stay', () => {
    expect(host.installed).toHaveLength(22);
    const course = courseOf(outcomeOf({ config: 'y/n/n' }, host));
    expect(course).toEqual({ kernel, installed: Array(3).fill(host.installed), exit: [0, 0, 0], level });
  });

  it('PL-84 with upgrade_on_reboot all of the package comes back late, if there is a late stage', () => {
    const { available } = host.kernels[0] ?? { available: [] };
    expect(available).toHaveLength(157);
    const outcome = outcomeOf({ config: 'y/y/n' }, host);
    expect(courseOf(outcome)).toEqual({
      kernel,
      installed: [host.installed, available, available],
      exit: [0, 0, 0],
      level,
    });
    expect(outcome.stages.map(({ evidence }) => evidence)).toEqual(['inferred', 'unknown', 'unknown']);
    expect(outcome.stages[1]?.assumes).toEqual(['offlineHasLateStage']);
    expect(outcome.stages[1]?.effectiveKernel).toBe('4.1.12-124.39.2.el6uek');
  });

  it('PL-84 without a late stage the 22 stay', () => {
    const without = { ...host, assumptions: { ...host.assumptions, offlineHasLateStage: false } };
    const course = courseOf(outcomeOf({ config: 'y/y/n' }, without));
    expect(course).toEqual({ kernel, installed: Array(3).fill(host.installed), exit: [0, null, null], level });
  });
});

describe('host C: a plan that removes 7 and installs 108', () => {
  const host = sample('ol9-uek7', { cut: { during: 'apply', done: 47 } });
  const kernel = '5.15.0-302.167.6.1.el9uek.x86_64';
  const level = '5.15.0-302.167.6.1.el9uek';

  it('PL-85 the power fails after the removals and 40 installs: the set before the run comes back', () => {
    expect(host.installed).toHaveLength(327);
    const course = courseOf(outcomeOf({ config: 'y/n/n' }, host));
    expect(course).toEqual({ kernel, installed: Array(3).fill(host.installed), exit: [0, 0, 0], level });
  });

  it('PL-86 autoinstall brings all available by cron', () => {
    const { available } = host.kernels[0] ?? { available: [] };
    expect(available).toHaveLength(428);
    const outcome = outcomeOf({ config: 'y/n/y' }, host);
    expect(courseOf(outcome)).toEqual({
      kernel,
      installed: [host.installed, host.installed, available],
      exit: [0, 0, 0],
      level,
    });
    expect(outcome.stages[2]?.effectiveKernel).toBe('5.15.0-318.199.3.2.1.el9uek');
  });
});

describe('offline clients', () => {
  const offline = { client: 'offline' };

  it('PL-87 a newer package that is not applied stays so', () => {
    const host = hostOf({ host: offline });
    const course = courseOf(
      outcomeOf({ config: 'y/n/n', settings: { 'Settings.skip_apply_after_pkg_install': true } }, host),
    );
    expect(course).toEqual({
      kernel: K1,
      installed: [ids('P1'), ids('P1'), ids('P1')],
      exit: [0, 0, 0],
      level: '4.1.12-124.25.0.el6uek',
    });
  });

  it('PL-88 a new kernel without a package for it stays at its own level', () => {
    const host = hostOf({ host: offline, K2: { onDisk: 'complete', available: [] } });
    const outcome = outcomeOf({ config: 'y/y/n' }, host);
    expect(courseOf(outcome)).toEqual({ kernel: K2, installed: [[], [], []], exit: [0, 0, 0], level: K2 });
    expect(outcome.verdict).toBe('nothing-to-install');
    expect(outcome.stages.at(-1)).toMatchObject({ packageList: 'absent', savedPlan: null });
  });

  it.each(['4.1.12-124.26.0.el6uek.x86_64/#2 SMP Mon Jan 14 15:08:09 PST 2019', '4.1.12-124.26.0.el6uek'])(
    'PL-89 effective_version = %s ends the upgrade there',
    (pin) => {
      const settings = { 'Settings.effective_version': pin };
      const outcome = outcomeOf({ config: 'y/y/n', settings }, hostOf({ host: offline }));
      expect(courseOf(outcome).installed).toEqual([ids('P1'), ids('u1-u6'), ids('u1-u6')]);
      expect(outcome.stages[0]?.effectiveKernel).toBe('4.1.12-124.25.0.el6uek');
      expect(outcome.stages[1]).toMatchObject({ evidence: 'unknown', assumes: ['offlineHasLateStage'] });
    },
  );

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
  it('PL-90 the 3 come back after the wait at the menu of GRUB', () => {
    const host = sample('ubuntu-22.04', { cut: { during: 'early-boot', done: 1 } });
    const outcome = outcomeOf({ config: 'y/n/n' }, host);
    const three = ['r9hrmw28', 'qeibbp29', '5r11iivt'];
    expect(courseOf(outcome)).toEqual({
      kernel: host.running,
      installed: [three, three, three],
      exit: [0, 0, 0],
      level: '5.15.0-89.99',
    });
    expect(outcome.boots).toMatchObject({ reason: 'default', waitSeconds: 30 });
    expect(outcome.stages[0]).toMatchObject({ startsAt: [50, 120], assumes: ['recordfailSeconds'] });
  });

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
