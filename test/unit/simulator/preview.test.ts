/** The answer to the panel: every moment, with lists and results stored once. */
import { describe, expect, it } from 'vitest';
import { conditionsOf, withConditions } from '../../../server/src/simulator/conditions.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { preview } from '../../../server/src/simulator/preview.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { momentsOf } from '../../../server/src/simulator/strip.ts';
import { effectiveOf, hostOf, ids, K0, K1, K2, type Changes, type Config } from './fixture.ts';

function previewOf(config: string, changes: Changes = {}, more: Config = {}) {
  const answer = preview([effectiveOf({ config, ...more })], hostOf(changes), 'file:///uptrack.conf', 7, []);
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
  it('has every moment of the host, in the order of the strip', () => {
    const { answer } = previewOf('y/n/n');
    expect(answer).toMatchObject({ uri: 'file:///uptrack.conf', version: 7, host: { name: 'db-01', running: K1 } });
    expect(answer.moments.map(({ id }) => id)).toEqual(momentsOf(hostOf()).map(({ id }) => id));
  });

  it('starts at the cut that the host itself speaks of', () => {
    const startOf = (cut: Changes): string | undefined => {
      const { answer } = previewOf('y/n/n', cut);
      return answer.moments[answer.start]?.id;
    };
    expect(startOf({ host: { cut: { during: 'apply', done: 2 } } })).toBe('apply-2');
    expect(startOf({ host: { cut: { during: 'write-plan', leaves: 'torn' } } })).toBe('write-plan-torn');
    // An orderly reboot is no moment of the strip.
    expect(startOf({ host: { cut: null } })).toBe('idle');
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
      const { lists, results, moments, updates } = preview([effectiveOf({})], sampleHost(sample), '', 1, []);
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
    const { updates } = preview([effectiveOf({})], sampleHost(first), '', 1, []);
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
