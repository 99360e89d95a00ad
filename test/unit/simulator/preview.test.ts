/** The answer to the panel: every moment, with lists and results stored once. */
import { describe, expect, it } from 'vitest';
import { sourceTexts } from '../../../server/src/config/sources.ts';
import type { ConditionValue } from '../../../server/src/protocol.ts';
import { conditionsOf, withConditions } from '../../../server/src/simulator/conditions.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import { restored } from '../../../client/view/restored.ts';
import * as simulator from '../../../server/src/simulator/preview.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { momentsOf } from '../../../server/src/simulator/strip.ts';
import { effectiveOf, hostOf, ids, K0, K1, K2, type Changes, type Config } from './fixture.ts';

type Conditions = Readonly<Record<string, ConditionValue>>;

const sceneOf = (host: Host) => ({ host, conditions: {}, moment: '' });

/** As the page draws from it. */
const preview = (...given: Parameters<typeof simulator.preview>) => restored(simulator.preview(...given));

function previewOf(config: string, changes: Changes = {}, more: Config = {}, conditions: Conditions = {}) {
  const answer = preview([effectiveOf({ config, ...more })], { host: hostOf(changes), conditions, moment: '' });
  const list = (index: number) => (answer.lists[index] ?? []).map((update) => answer.updates[update]?.id);
  const at = (id: string) => {
    const moment = answer.moments.find((candidate) => candidate.id === id);
    const result = answer.results[moment?.results[0] ?? -1];
    if (moment === undefined || result === undefined) throw new Error(`no moment ${id}`);
    return { moment, result, memory: list(result.memory) };
  };
  return { answer, list, at };
}

describe('preview', () => {
  it('has every moment of the host, in the order of the strip, and the orderly reboot at its end', () => {
    const { answer } = previewOf('y/n/n');
    expect(answer.moments.map(({ id }) => id)).toEqual([...momentsOf(hostOf()).map(({ id }) => id), 'reboot']);
    expect(momentsOf(hostOf(), 'every').some(({ id }) => id === 'reboot')).toBe(false);
  });

  it('starts at the cut that the host itself speaks of', () => {
    const startOf = (cut: Changes): string | undefined => {
      const { answer } = previewOf('y/n/n', cut);
      return answer.moments[answer.start]?.id;
    };
    expect(startOf({ host: { cut: { during: 'apply', done: 2 } } })).toBe('apply-2');
    expect(startOf({ host: { cut: { during: 'write-plan', leaves: 'torn' } } })).toBe('write-plan-torn');
    expect(startOf({ host: { cut: null } })).toBe('reboot');
    // Not among those of every strip.
    expect(startOf({ host: { cut: { during: 'remove', done: 1 } } })).toBe('remove-1');
    expect(startOf({ host: { cut: { during: 'write-plan', leaves: 'short', keeps: 7 } } })).toBe('write-plan-short-7');
    expect(startOf({ host: { cut: { during: 'package', release: K1, phase: 'unpack' } } })).toBe(
      `package-${K1}-unpack`,
    );
  });

  it('says what was in memory, what is back, missing and pending', () => {
    const { at, list } = previewOf('y/n/n');
    const { memory, result } = at('apply-2');
    expect(memory).toEqual(ids('u1-u7'));
    expect([list(result.back), list(result.missing), list(result.pending)]).toEqual([
      ids('P1'),
      ids('u6-u7'),
      ids('u8-u8'),
    ]);
    expect(result.stages.map(({ installed }) => list(installed))).toEqual([ids('P1'), ids('P1'), ids('P1')]);
  });

  it('on another kernel nothing of the memory is back, and nothing missing', () => {
    const { result } = previewOf('y/y/n').at('package-done');
    const { list } = previewOf('y/y/n');
    expect([result.boot.kernel, list(result.back), list(result.missing)]).toEqual([K2, [], []]);
  });

  it('where nothing boots, all is missing', () => {
    const { at, list } = previewOf('y/n/n');
    const { result } = at('package-bootloader');
    expect([result.boot.kernel, result.stages, list(result.back), list(result.missing)]).toEqual([
      null,
      [],
      [],
      ids('P1'),
    ]);
  });

  it('agrees with the simulation of the same cut', () => {
    const host = hostOf({ host: { cut: { during: 'write-plan', leaves: 'torn' } } });
    const [outcome] = simulate([effectiveOf({ config: 'y/y/n' })], host).outcomes;
    const { at, list } = previewOf('y/y/n');
    const { result } = at('write-plan-torn');
    expect(result.stages.map(({ exitCode }) => exitCode)).toEqual(outcome?.stages.map(({ exitCode }) => exitCode));
    expect(result.stages.map(({ installed }) => list(installed))).toEqual(
      outcome?.stages.map(({ installed }) => installed),
    );
  });

  it('stores every list and every result once', () => {
    for (const sample of samples) {
      const { lists, results, moments, updates } = preview([effectiveOf({})], sceneOf(sampleHost(sample)));
      expect(new Set(lists.map((list) => list.join())).size).toBe(lists.length);
      expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(results.length);
      expect(new Set(updates.map(({ id }) => id)).size).toBe(updates.length);
      const used = new Set(moments.flatMap((moment) => moment.results));
      expect([...used].sort((a, b) => a - b)).toEqual(results.map((_result, index) => index));
    }
  });

  it('merges equal results', () => {
    const { moments } = previewOf('y/n/n').answer;
    const resultsOf = (id: string) => moments.find((moment) => moment.id === id)?.results;
    expect(resultsOf('package-done')).not.toEqual(resultsOf('package-unpack'));
    const { answer } = previewOf('y/n/n', {}, { unknown: ['Settings.no_rmmod'] });
    const idle = answer.moments.find(({ id }) => id === 'idle');
    expect(idle?.results).toHaveLength(2);
    expect(answer.results[idle?.results[1] ?? 0]?.assuming).toBe('If no_rmmod comes out as no boolean:');
  });

  it('has the client’s own words and the line where it refuses the file', () => {
    const message = 'Error loading configuration file:\nUnable to parse config file: x';
    const { result } = previewOf('y/n/n', {}, { fatal: { exitCode: 1, message } }).at('idle');
    expect(result.refusal).toEqual({ message, line: 0 });
    expect(previewOf('y/n/n').at('idle').result.refusal).toBeNull();
  });

  it('keeps the titles of a real host', () => {
    const [first] = samples;
    if (first === undefined) throw new Error('no sample');
    const { updates } = preview([effectiveOf({})], sceneOf(sampleHost(first)));
    const titles = new Map(updates.map(({ id, title }) => [id, title]));
    expect(titles.get('pwc6xmnr')).toBe('KAISER/KPTI enablement for Ksplice.');
    expect(titles.get('unlisted-1')).toBe('');
  });
});

describe('conditions', () => {
  it('show what the host has', () => {
    const conditions = conditionsOf(hostOf({ boot: { network: 'slow', nouptrack: true, chosenEntry: K0 } }));
    const values = Object.fromEntries(conditions.map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({ network: 'slow', nouptrack: true, chosenEntry: K0, cron: true });
    for (const { value, choices } of conditions) {
      expect(choices.length === 0 ? typeof value === 'boolean' : choices.map((choice) => choice.value)).toSatisfy(
        (expected: unknown) => expected === true || (expected as string[]).includes(value as string),
      );
    }
  });

  it('change the host, and come back as they are', () => {
    const host = hostOf();
    for (const { id, value, choices } of conditionsOf(host)) {
      const others = choices.length === 0 ? [!value] : choices.map((choice) => choice.value);
      for (const other of others) {
        const changed = conditionsOf(withConditions(host, { [id]: other }));
        expect(changed.find((condition) => condition.id === id)?.value).toBe(other);
      }
    }
    expect(withConditions(host, Object.fromEntries(conditionsOf(host).map(({ id, value }) => [id, value])))).toEqual(
      host,
    );
  });

  it('ignore what is no choice', () => {
    const host = hostOf();
    expect(withConditions(host, { network: 'fast', cron: 'yes', chosenEntry: 'x', name: 'x', nouptrack: '' })).toEqual(
      host,
    );
  });
});

describe('what if', () => {
  it('holds, for each combination and moment, what the file would come to with it', () => {
    const { answer } = previewOf('y/n/n');
    expect(answer.combinations).toHaveLength(8);
    for (const [index, { options, isCurrent }] of answer.combinations.entries()) {
      const { install_on_reboot: install, upgrade_on_reboot: upgrade, autoinstall } = options;
      const config = [install, upgrade, autoinstall].map((word) => word.slice(0, 1)).join('/');
      expect(isCurrent).toBe(config === 'y/n/n');
      const other = previewOf(config).answer;
      for (const [at, moment] of answer.moments.entries()) {
        const whatIf = answer.whatIfs[moment.whatIf[index] ?? -1];
        const result = other.results[other.moments[at]?.results[0] ?? -1];
        expect([whatIf?.headline, whatIf?.tone]).toEqual([result?.headline, result?.tone]);
        const counts = result?.stages
          .filter(({ stage }) => stage !== 'shutdown')
          .map(({ installed }) => other.lists[installed]?.length);
        expect(whatIf?.installed === null ? [] : Object.values(whatIf?.installed ?? {})).toEqual(counts);
      }
    }
  });

  it('stores each once', () => {
    const { whatIfs, moments } = previewOf('y/n/n').answer;
    expect(new Set(whatIfs.map((whatIf) => JSON.stringify(whatIf))).size).toBe(whatIfs.length);
    expect(Math.max(...moments.flatMap(({ whatIf }) => whatIf))).toBe(whatIfs.length - 1);
  });

  it('marks all that a template can come out as', () => {
    const { combinations } = previewOf('y/?/n').answer;
    const current = combinations.filter(({ isCurrent }) => isCurrent).map(({ options }) => options.upgrade_on_reboot);
    expect(current).toEqual(['yes', 'no']);
  });

  it('says where nobody knows whether it makes that difference', () => {
    const { answer } = previewOf('n/n/n');
    const [idle] = answer.moments;
    const unknown = answer.combinations.filter(
      (_combination, index) => answer.whatIfs[idle?.whatIf[index] ?? -1]?.isUnknownDifference,
    );
    // With the early stage off, nobody knows whether the late one starts; install_on_reboot and cron are known.
    expect(unknown.map(({ options }) => options)).toContainEqual({
      install_on_reboot: 'no',
      upgrade_on_reboot: 'yes',
      autoinstall: 'no',
    });
    expect(unknown.every(({ options }) => options.install_on_reboot === 'no')).toBe(true);
  });

  it('corrects a bad value of one of the three, and no other refusal', () => {
    const refusal = { exitCode: 1, message: 'Error loading configuration file:\nx' } as const;
    const headlineOf = (fatal: Config['fatal']) => {
      const { answer } = previewOf('y/n/n', {}, { ...(fatal && { fatal }) });
      return answer.whatIfs[answer.moments[0]?.whatIf[0] ?? -1]?.headline;
    };
    expect(headlineOf(refusal)).toContain('the client refuses the file');
    const bad = {
      ...effectiveOf({}),
      fatal: { ...refusal, line: 3, option: 'Settings.autoinstall', stages: ['early', 'late', 'cron'] },
    } as const;
    const { whatIfs, moments } = preview([bad], sceneOf(hostOf()));
    expect(whatIfs[moments[0]?.whatIf[0] ?? -1]?.headline).toBe('db-01 comes back with all 8 updates.');
  });
});

describe('the fix', () => {
  const fixAt = (moment: string, config = 'y/n/n', changes: Changes = {}) =>
    previewOf(config, changes).at(moment).result.fix;

  it('is none where nothing is missing', () => {
    expect(fixAt('idle')).toBeNull();
    expect(fixAt('apply-2', 'y/y/n')).toBeNull();
  });

  it.each([
    ['apply-2', 'y/n/n', {}, 'Set upgrade_on_reboot = yes', { upgrade_on_reboot: 'yes' }],
    ['idle', 'n/n/n', {}, 'Set install_on_reboot = yes', { install_on_reboot: 'yes' }],
    ['write-plan-torn', 'y/n/n', {}, 'Set upgrade_on_reboot = yes', { upgrade_on_reboot: 'yes' }],
    ['idle', 'y/n/n', { boot: { disableFile: true } }, 'Remove /etc/uptrack/disable', null],
    ['package-bootloader', 'y/n/n', {}, `Pick ${K1} in the boot menu`, null],
    ['apply-2', 'y/y/n', { boot: { network: 'down' } }, 'Have the network up in time', null],
    // Nobody knows whether an offline client has a late stage.
    ['apply-2', 'y/n/n', { host: { client: 'offline' } }, 'Set upgrade_on_reboot = yes', null],
    ['apply-2', 'y/?/n', {}, 'Set upgrade_on_reboot = yes', null],
  ] as const)('at %s of %s with %j', (moment, config, changes, label, options) => {
    const { answer, at } = previewOf(config, changes);
    const ref = at(moment)
      .moment.results.map((index) => answer.results[index])
      .find((result) => result?.fix);
    expect(ref?.fix).toMatchObject({ label, options });
  });

  it('says so where nobody knows whether it helps', () => {
    expect(fixAt('apply-2', 'y/n/n', { host: { client: 'offline' } })?.then).toMatch(
      /Nobody knows whether it does: it is assumed that an offline client has a late stage/,
    );
  });

  it.each(['y/n/n', 'n/n/n', 'y/n/y', 'n/y/n'])('of %s leads to what it says, at every moment', (config) => {
    const { answer, at } = previewOf(config);
    const letters = config.split('/');
    for (const { id } of answer.moments) {
      const { fix } = at(id).result;
      if (!fix?.options) continue;
      const names = ['install_on_reboot', 'upgrade_on_reboot', 'autoinstall'] as const;
      const changed = names.map((name, index) => fix.options?.[name]?.slice(0, 1) ?? letters[index]).join('/');
      const after = previewOf(changed).at(id).result;
      expect([id, fix.then]).toEqual([id, after.headline]);
    }
  });
});

describe('the trap, the exposure and the sources', () => {
  it('stand in a result', () => {
    const { at, list } = previewOf('y/n/n');
    const { result } = at('download-list-torn');
    expect(result.trap).toMatch(
      /^The late stage saves .* Set upgrade_on_reboot = yes or autoinstall = yes to prevent that\.$/,
    );
    expect(at('idle').result.trap).toBeNull();
    expect(result.exposure.map(({ missing, to, text }) => [list(missing), to, text])).toEqual([
      [ids('P1'), null, 'For all of this boot, 5 updates that were in memory are not installed.'],
    ]);
    // The plan is torn: what the client makes of that is inferred from its source.
    const { client, guide, grub } = sourceTexts;
    const leadsUp = `${client} — what leads up to it: inferred from: ${guide}; ${client}; ${grub}`;
    expect(result.stages.map(({ stage, source }) => [stage, source])).toEqual([
      ['early', `inferred from: ${client}`],
      ['late', leadsUp],
      ['cron', leadsUp],
    ]);
    expect(result.evidence).toBe('inferred');
  });

  it('has the times of each stage', () => {
    const [early] = previewOf('y/n/n').at('idle').result.stages;
    expect([early?.startsAt, early?.seconds]).toEqual([
      [20, 90],
      [1.5, 5],
    ]);
  });
});

describe('what a step was read in', () => {
  const { client, guide, grub, dracut, dpkg, transcripts } = sourceTexts;

  it('is told of the moment of the cut, for the packaging of the host', () => {
    const sourceAt = (id: string, packaging: 'deb' | 'rpm') =>
      previewOf('y/n/n', { host: { packaging } }).at(id).moment.source;
    expect(sourceAt('idle', 'rpm')).toBe(client);
    expect(sourceAt('write-plan-torn', 'rpm')).toBe(`inferred from: ${client}`);
    expect(sourceAt('package-unpack', 'rpm')).toBe(`inferred from: ${dracut}; ${transcripts}`);
    expect(sourceAt('package-unpack', 'deb')).toBe(`inferred from: ${dpkg}; ${transcripts}`);
  });

  it('is told of the boot loader', () => {
    expect(previewOf('y/n/n').at('idle').result.boot.source).toBe(`${guide}; ${grub}`);
  });
});

describe('the orderly reboot', () => {
  it('has a shutdown before its boot, and stands beside the cut', () => {
    const { result } = previewOf('y/n/n').at('reboot');
    expect(result.stages.map(({ stage }) => stage)).toEqual(['shutdown', 'early', 'late', 'cron']);
    expect(result.headline).toContain('db-01 comes back with the 5 updates that it had');
  });
});

describe('a moment besides', () => {
  it('is taken into the strip, in its place', () => {
    const host = hostOf();
    const strip = (moment: string) =>
      preview([effectiveOf({})], { host, conditions: {}, moment }).moments.map(({ id }) => id);
    const found = strip('remove-1');
    expect(found.filter((id) => id.startsWith('remove'))).toEqual(['remove-0', 'remove-1', 'remove-2', 'remove-5']);
    expect(found).toHaveLength(strip('').length + 1);
    expect(strip('nowhere')).toEqual(strip(''));
  });
});

describe('the form', () => {
  const idsIn = (changes: Changes, config: Config = {}) =>
    preview([effectiveOf(config)], sceneOf(hostOf(changes))).conditions.map(({ id }) => id);

  it('has the cache and the failing update, in groups', () => {
    const { conditions } = previewOf('y/n/n').answer;
    expect([...new Set(conditions.map(({ group }) => group))]).toEqual([
      'Boot loader',
      'Network and server',
      'Client and cache',
      'Updates',
    ]);
    expect(conditions.find(({ id }) => id === 'cache')?.choices.map(({ value }) => value)).toEqual([
      'as-is',
      'cleared',
      'marked',
    ]);
  });

  it('leaves out what cannot occur', () => {
    const offline = previewOf('y/n/n', { host: { client: 'offline' } }).answer.conditions;
    const absent = ['network', 'accessKey', 'subscription', 'hostnameFile'];
    expect(offline.filter(({ id }) => absent.includes(id))).toEqual([]);
    expect(offline.find(({ id }) => id === 'cache')?.choices.map(({ value }) => value)).toEqual(['as-is', 'cleared']);
    expect(idsIn({})).not.toContain('hostnameFile');
    expect(idsIn({}, { settings: { 'Settings.hostname_override_file': '/etc/h' } })).toContain('hostnameFile');
  });

  // PL-19: with a cleared cache the early stage restores nothing, and the late one upgrades.
  it('clears the cache', () => {
    const { at, list, answer } = previewOf('y/y/n', {}, {}, { cache: 'cleared' });
    expect(at('idle').result.stages.map(({ installed }) => list(installed))).toEqual([[], ids('A1'), ids('A1')]);
    expect(answer.conditions.find(({ id }) => id === 'cache')?.value).toBe('cleared');
  });

  it('makes an update fail, of the kernel that the cut leaves to boot', () => {
    const { at, list } = previewOf('y/n/n', {}, {}, { failing: 'last-saved-early' });
    expect(list(at('idle').result.stages[0]?.installed ?? -1)).toEqual(ids('u1-u4'));
    expect(at('write-plan-new').result.stages[0]?.message).toContain('unlisted-8');
  });

  it('ignores what is no choice', () => {
    expect(previewOf('y/n/n', {}, {}, { cache: 'gone', failing: true }).answer).toEqual(previewOf('y/n/n').answer);
  });
});
