/** Later boots, orderly reboots, times, exposure, verdicts and evidence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceLevels } from '../../../server/src/config/evidence.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { readHost } from '../../../server/src/simulator/host.ts';
import { momentOf } from '../../../server/src/simulator/moments.ts';
import type { BootResult, Outcome } from '../../../server/src/simulator/outcome.ts';
import { effectiveOf, hostFile, hostOf, ids, K0, K1, K2, type Changes, type Config } from './fixture.ts';

function run(config: string, changes: Changes = {}, more: Config = {}): Outcome {
  const [outcome] = simulate([effectiveOf({ config, ...more })], hostOf(changes)).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

const installedIn = ({ stages }: BootResult) => stages.map(({ installed }) => installed.length);
const exitsOf = ({ stages }: BootResult) => stages.map(({ exitCode }) => exitCode);
const stagesOf = ({ stages }: BootResult) => stages.map(({ stage }) => stage);

describe('next boots', () => {
  it('the trap: after one bad early stage the loss is permanent', () => {
    const cut = { during: 'write-plan', leaves: 'torn' };
    const outcome = run('y/n/n', { host: { cut, nextBoots: [{}, { after: 'reboot' }] } });
    expect(installedIn(outcome)).toEqual([0, 0, 0]);
    expect(outcome.nextBoots.map(installedIn)).toEqual([
      [0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(outcome.nextBoots.map(exitsOf)).toEqual([
      [0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(outcome.nextBoots[0]?.stages[0]?.savedPlan).toEqual([]);
  });

  it('PL-66 then PL-65: an expiry that is noticed now takes the updates away at the next boot', () => {
    const outcome = run('y/y/y', { boot: { subscription: 'expired' }, host: { nextBoots: [{}] } });
    expect([installedIn(outcome), exitsOf(outcome)]).toEqual([
      [5, 5, 5],
      [0, 17, 17],
    ]);
    const [next] = outcome.nextBoots;
    expect(next && [installedIn(next), exitsOf(next)]).toEqual([
      [0, 0, 0],
      [17, 17, 17],
    ]);
    expect(next?.stages.at(-1)?.savedPlan).toEqual(ids('P1'));
    expect(next).toMatchObject({ verdict: 'unpatched', missing: ids('P1') });
  });

  it('PL-56, PL-57, PL-58: nouptrack once, its file stays, then the file is removed', () => {
    const nextBoots = [{}, { after: 'reboot', disableFile: false }];
    const outcome = run('y/n/n', { boot: { nouptrack: true }, host: { nextBoots } });
    expect([exitsOf(outcome), ...outcome.nextBoots.map(exitsOf)]).toEqual([
      [1, 1, 1],
      [null, 1, 1],
      [1, 0, 0, 0],
    ]);
    expect(outcome.stages.map(({ disableFile }) => disableFile)).toEqual([true, true, true]);
    expect(outcome.nextBoots[1]?.stages.map(({ disableFile }) => disableFile)).toEqual([true, false, false, false]);
  });

  it('keeps conditions, but for those of a single boot', () => {
    const boot = { chosenEntry: K0, network: 'down', outageMinutes: 5 };
    const outcome = run('y/y/n', { boot, host: { nextBoots: [{}] } });
    expect(outcome.boots).toMatchObject({ kernel: K0, reason: 'chosen' });
    expect(outcome.nextBoots[0]?.boots).toMatchObject({ kernel: K1, reason: 'default' });
    expect(outcome.nextBoots[0] && exitsOf(outcome.nextBoots[0])).toEqual([0, 10, 10]);
  });

  it('keeps what was released', () => {
    const released = { [K1]: ['unlisted-9'] };
    const outcome = run('y/y/n', { boot: { released }, host: { nextBoots: [{}] } });
    expect(outcome.stages[1]?.installed).toEqual(ids('u1-u9'));
    expect(outcome.nextBoots[0]?.stages.map(({ installed }) => installed)).toEqual(Array(3).fill(ids('u1-u9')));
  });

  it('ends at the first boot that does not boot', () => {
    const outcome = run('y/n/n', { K2: { onDisk: 'mixed' }, host: { nextBoots: [{}, {}] } });
    expect(outcome).toMatchObject({
      stages: [],
      nextBoots: [],
      verdict: 'does-not-boot',
      missing: ids('P1'),
      exposure: [],
    });
  });
});

describe('orderly reboot', () => {
  it('refreshes the plan first, and brings all of the memory back', () => {
    const changes: Changes = { K1: { bootPlan: ids('u1-u2') }, host: { cut: null } };
    const outcome = run('y/n/n', changes);
    expect(stagesOf(outcome)).toEqual(['shutdown', 'early', 'late', 'cron']);
    expect(outcome.stages[0]?.savedPlan).toEqual(ids('P1'));
    expect(outcome).toMatchObject({ verdict: 'restored', missing: [] });
    expect(installedIn(outcome)).toEqual([5, 5, 5, 5]);
    // What the server puts into that plan is inferred.
    expect(outcome.stages.map(({ evidence }) => evidence)).toEqual(['client', 'inferred', 'inferred', 'inferred']);
    expect(run('y/n/n', { ...changes, host: {} })).toMatchObject({ verdict: 'partly-restored', missing: ids('u3-u5') });
  });

  it('never installs at the shutdown, whatever the options say', () => {
    expect(run('y/y/y', { host: { cut: null } }).stages[0]).toMatchObject({ installed: ids('P1'), exitCode: 0 });
  });

  it('takes a slow network for up, and one that is down for down', () => {
    const exit = (network: string) => run('y/n/n', { boot: { network }, host: { cut: null } }).stages[0]?.exitCode;
    expect([exit('slow'), exit('down')]).toEqual([0, 10]);
  });
});

describe('order of the checks', () => {
  const worst = {
    network: 'down',
    accessKey: 'invalid',
    subscription: 'expired',
    clientTooOld: 'to-parse',
    hostnameFile: 'empty',
    sysfs: 'missing',
  };
  const host = { 'Settings.hostname_override_file': '/etc/name' };
  const noKey = { 'Auth.accesskey': '' };
  it.each<[string, Readonly<Record<string, unknown>>, Changes, Config, readonly (number | null)[]]>([
    ['fatal first', worst, {}, { fatal: { exitCode: -1, message: 'x' } }, [-1, -1, -1]],
    ['then the host name file', worst, {}, { settings: { ...host, ...noKey } }, [1, 1, 1]],
    ['then the key in the file', worst, {}, { settings: noKey }, [16, 20, 20]],
    ['then the network', worst, {}, {}, [16, 10, 10]],
    ['then the key', { ...worst, network: 'up' }, {}, {}, [16, 14, 14]],
    ['then sysfs', { sysfs: 'missing' }, { K1: { supported: false } }, {}, [21, 21, 21]],
    ['then support', { subscription: 'expired' }, { K1: { supported: false } }, {}, [0, 13, 13]],
    [
      'an expired new kernel has no list',
      { subscription: 'expired' },
      { K1: { packageList: 'absent' } },
      {},
      [0, 10, 10],
    ],
    [
      'an expired torn list stays torn',
      { subscription: 'expired' },
      { K1: { packageList: 'unverifiable' } },
      {},
      [1, 1, 1],
    ],
    ['too old comes before disabled', { clientTooOld: 'to-parse', disableFile: true }, {}, {}, [null, 16, 16]],
    ['disabled comes before expired', { subscription: 'expired', disableFile: true }, {}, {}, [null, 1, 1]],
    [
      'early: the list comes before the client',
      { clientTooOld: 'to-install' },
      { K1: { packageList: 'absent' } },
      {},
      [0, 15, 15],
    ],
    ['early: sysfs comes before nouptrack', { sysfs: 'missing', nouptrack: true }, {}, {}, [21, 21, 21]],
    ['early: nouptrack comes before the marker', { nouptrack: true }, { K1: { expiredMarker: true } }, {}, [1, 1, 1]],
    ['early: the marker comes before the plan', {}, { K1: { expiredMarker: true, bootPlan: 'torn' } }, {}, [17, 0, 0]],
    ['no cron file', { cron: false }, {}, {}, [0, 0, null]],
  ])('%s', (_name, boot, changes, config, exit) => {
    expect(exitsOf(run('y/n/n', { ...changes, boot }, config))).toEqual(exit);
  });

  it('an unsupported kernel loses its marker all the same', () => {
    const outcome = run('y/n/n', { K1: { expiredMarker: true, supported: false } });
    expect(outcome.stages.map(({ expiredMarker }) => expiredMarker)).toEqual([true, false, false]);
  });
});

describe('times', () => {
  it('add up from stage to stage', () => {
    const { stages, boots } = run('y/y/n');
    expect(boots.waitSeconds).toBe(0);
    expect(stages.map(({ startsAt, seconds }) => [startsAt, seconds])).toEqual([
      [
        [20, 90],
        [1.5, 5],
      ],
      [
        [26.5, 155],
        [5.9, 63],
      ],
      [
        [32.4, 14618],
        [5, 60],
      ],
    ]);
  });
});

describe('exposure', () => {
  it('lasts until the early stage has ended, and for what is lost until cron', () => {
    const outcome = run('y/n/y', { host: { cut: { during: 'apply', done: 2 } } });
    expect(outcome.exposure).toEqual(
      [
        { from: [0, 0], to: [21.5, 95], missing: ids('u1-u7') },
        { from: [21.5, 95], to: [1837.4, 14618], missing: ids('u6-u7') },
      ].map((entry, index) => (index === 0 ? entry : { ...entry, to: outcome.exposure[1]?.to ?? null })),
    );
    expect(outcome.exposure[1]?.to).not.toBeNull();
  });

  it('has no end in this boot where nothing brings an update back, and none on another kernel', () => {
    const lost = run('y/n/n', { host: { cut: { during: 'apply', done: 2 } } });
    expect(lost.exposure.at(-1)).toMatchObject({ to: null, missing: ids('u6-u7') });
    expect(run('y/n/n', { K2: { onDisk: 'complete' } }).exposure).toEqual([]);
  });
});

describe('verdict', () => {
  it.each<[string, string, Changes, string, string]>([
    ['does-not-boot', 'y/n/n', { K2: { onDisk: 'mixed' } }, 'P1', '-'],
    ['nothing-to-install', 'y/n/n', { K1: { available: [], bootPlan: [] }, host: { installed: [] } }, '-', '-'],
    ['upgraded', 'y/y/n', {}, '-', '-'],
    ['unpatched', 'n/n/n', {}, 'P1', 'u6-u8'],
    ['restored', 'y/n/n', {}, '-', 'u6-u8'],
    ['partly-restored', 'y/n/n', { host: { cut: { during: 'apply', done: 1 } } }, 'u6-u6', 'u7-u8'],
    ['partly-restored', 'y/n/n', { boot: { chosenEntry: K0 } }, '-', 'w3-w4'],
    ['unpatched', 'y/n/n', { K2: { onDisk: 'complete' } }, '-', 'v1-v3'],
  ])('%s (%s)', (verdict, config, changes, missing, pending) => {
    expect(run(config, changes)).toMatchObject({ verdict, missing: ids(missing), pending: ids(pending) });
  });
});

describe('evidence', () => {
  it('names an assumption only where it makes a difference', () => {
    const assumes = (config: string, changes: Changes = {}) =>
      run(config, changes).stages.map((stage) => stage.assumes);
    const late = ['lateStageAlwaysStarts'];
    expect(assumes('y/n/n')).toEqual([[], [], []]);
    expect(assumes('n/n/n')).toEqual([[], late, []]);
    expect(assumes('n/y/n')).toEqual([[], late, late]);
    expect(assumes('n/y/y')).toEqual([[], late, []]);
    const torn = { K1: { packageList: 'unverifiable' } };
    expect(assumes('y/n/n', torn)).toEqual([[], ['tornListHeals'], ['tornListHeals']]);
    const offline = { host: { client: 'offline' } };
    expect(assumes('y/n/n', offline)).toEqual([[], ['offlineHasLateStage'], ['offlineHasLateStage']]);
  });

  it('after nouptrack with install_on_reboot off nothing is known', () => {
    const outcome = run('n/n/y', { boot: { nouptrack: true }, host: { nextBoots: [{}] } });
    expect(outcome.stages.map(({ evidence }) => evidence)).toEqual(['client', 'unknown', 'unknown']);
    expect(outcome.nextBoots[0]?.stages.map(({ evidence }) => evidence)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  const pick = <T>(...values: T[]) => fc.constantFrom(...values);
  const cuts = fc.oneof(
    fc.constant(null),
    fc.record({ during: pick('idle', 'download-updates', 'write-plan') }),
    fc.record({ during: fc.constant('download-list'), leaves: pick('old', 'torn') }),
    fc.record({ during: fc.constant('write-plan'), leaves: pick('old', 'new', 'torn', 'zero-length') }),
    fc.record({ during: fc.constant('apply'), done: fc.nat(2) }),
    fc.record({ during: fc.constant('remove'), done: fc.nat(5) }),
    fc.record({
      during: fc.constant('package'),
      release: fc.constant(K2),
      phase: pick('unpack', 'bootloader', 'done'),
    }),
    fc.record({ during: pick('early-boot', 'late-boot'), done: fc.constant(0) }),
  );
  const boots = fc.record(
    {
      chosenEntry: pick(null, K0, K1),
      nouptrack: fc.boolean(),
      disableFile: fc.boolean(),
      network: pick('up', 'slow', 'down'),
      accessKey: pick('valid', 'invalid'),
      subscription: pick('active', 'expired'),
      clientTooOld: pick('no', 'to-install', 'to-parse'),
      sysfs: pick('mounted', 'missing'),
      cron: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const hosts = fc.record({
    packaging: pick('rpm', 'deb'),
    client: pick('online', 'offline'),
    cut: cuts,
    boot: boots,
    nextBoots: fc.array(boots, { maxLength: 2 }),
    failing: pick([], [{ id: 'unlisted-3', reason: 'no_match', stages: ['early', 'late'] }]),
    assumptions: fc.record(
      { lateStageAlwaysStarts: fc.boolean(), tornListHeals: fc.boolean(), offlineHasLateStage: fc.boolean() },
      { requiredKeys: [] },
    ),
  });
  const configs = fc.tuple(pick('y', 'n'), pick('y', 'n'), pick('y', 'n')).map((letters) => letters.join('/'));

  it('and the rest of a result hold together on any host', () => {
    fc.assert(
      fc.property(hosts, configs, (fields, config) => {
        const { host } = readHost({ ...hostFile(), ...fields });
        fc.pre(host !== null);
        const { outcomes } = simulate([effectiveOf({ config })], host);
        expect(outcomes).toHaveLength(1);
        for (const outcome of outcomes) {
          expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
          for (const result of [outcome, ...outcome.nextBoots]) {
            holdsTogether(result);
            isAsWeakAsItsSteps(result);
          }
          expect(level(outcome)).toBeGreaterThanOrEqual(level(momentOf(host)));
        }
      }),
      { numRuns: 500 },
    );
  });

  function holdsTogether({ boots: { kernel }, stages, verdict, missing, pending }: BootResult) {
    expect(stages).toHaveLength(kernel === null ? 0 : stages[0]?.stage === 'shutdown' ? 4 : 3);
    expect(verdict === 'does-not-boot').toBe(kernel === null);
    const late = stages.find(({ stage }) => stage === 'late');
    for (const id of [...missing, ...pending]) expect(late?.installed ?? []).not.toContain(id);
    expect(missing.filter((id) => pending.includes(id))).toEqual([]);
    stages.forEach((stage, index) => {
      const before = stages[index - 1];
      expect(new Set(stage.installed).size).toBe(stage.installed.length);
      if (before === undefined) return;
      // A stage may rest on an assumption that no longer matters to the next; without one it is never better known.
      if (before.assumes.length === 0) expect(level(stage)).toBeGreaterThanOrEqual(level(before));
      expect(stage.startsAt[0]).toBeGreaterThanOrEqual(before.startsAt[0] + before.seconds[0] - 0.05);
      expect(stage.startsAt[1]).toBeGreaterThanOrEqual(before.startsAt[1] + before.seconds[1] - 0.05);
    });
  }

  function isAsWeakAsItsSteps(result: BootResult) {
    for (const step of [result.boots, ...result.stages.filter(({ stage }) => stage !== 'cron')]) {
      expect(level(result)).toBeGreaterThanOrEqual(level(step));
    }
  }

  function level({ evidence }: { readonly evidence: (typeof evidenceLevels)[number] }): number {
    return evidenceLevels.indexOf(evidence);
  }
});
