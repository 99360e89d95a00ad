import { describe, expect, it } from 'vitest';
import { compareConsequences, compareOutcomes, installsFewer, isFewer } from '../../../server/src/simulator/compare.ts';
import { effectiveOf, hostOf, ids, type Changes, type Config } from './fixture.ts';

const consequences = (old: Config, changed: Config) =>
  compareConsequences(effectiveOf(old), effectiveOf(changed), 'online');
const outcomes = (old: Config, changed: Config, host: Changes = {}) =>
  compareOutcomes(effectiveOf(old), effectiveOf(changed), hostOf(host));

/** `same cron: saved -> all` */
const cells = (old: Config, changed: Config): string[] =>
  consequences(old, changed).map(({ kernel, stage, ...change }) => {
    const text = (possible: (typeof change)['old']): string => possible.extents.join('|');
    return `${kernel} ${stage}: ${text(change.old)} -> ${text(change.new)}`;
  });

// The decision table: section 8 of the specification.
describe('consequences on any host', () => {
  it.each<[string, string, readonly string[]]>([
    ['y/n/n', 'y/n/n', []],
    ['y/n/n', 'y/n/y', ['same cron: saved -> all', 'different cron: nothing -> all']],
    [
      'y/n/n',
      'y/y/n',
      [
        'same late: saved -> all',
        'same cron: saved -> all',
        'different late: nothing -> all',
        'different cron: nothing -> all',
      ],
    ],
    ['y/y/n', 'y/y/y', []],
    [
      'y/n/n',
      'n/n/n',
      [
        'same early: saved -> nothing',
        'same late: saved -> nothing',
        'same cron: saved -> nothing',
        'different early: nothing -> nothing',
      ],
    ],
    ['y/n/n', 'y/n/?', ['same cron: saved -> saved|all', 'different cron: nothing -> nothing|all']],
  ])('%s -> %s', (old, changed, expected) => {
    expect(cells({ config: old }, { config: changed })).toEqual(expected);
  });

  it('say the exit codes, too', () => {
    const [late] = consequences({}, { settings: { 'Auth.accesskey': '' } });
    expect(late).toEqual({
      kernel: 'same',
      stage: 'late',
      old: { extents: ['saved'], exitCodes: [0] },
      new: { extents: ['saved'], exitCodes: [20] },
    });
  });

  it('of a refusal are nothing in each stage that it stops', () => {
    const fatal = { exitCode: 1, message: 'no', stages: ['early', 'late'] } as const;
    expect(cells({ config: 'y/n/y' }, { config: 'y/n/y', fatal })).toEqual([
      'same early: saved -> nothing',
      'same late: saved -> nothing',
      'different early: nothing -> nothing',
      'different late: nothing -> nothing',
    ]);
  });

  it.each<[string, string, boolean]>([
    ['y/n/n', 'y/n/y', false],
    ['y/n/y', 'y/n/n', true],
    // Late all come back in both.
    ['y/y/n', 'n/y/n', false],
    ['y/n/y', 'y/n/?', true],
    ['y/n/?', 'y/n/y', false],
    ['y/n/n', 'y/n/?', false],
  ])('%s -> %s is fewer: %s', (old, changed, expected) => {
    expect(consequences({ config: old }, { config: changed }).some(isFewer)).toBe(expected);
  });
});

describe('outcomes on a host', () => {
  it('differ in verdict, missing updates and stages; what is the same is left out', () => {
    const plan = { K1: { bootPlan: ids('u1-u3') } };
    expect(outcomes({ config: 'y/y/n' }, { config: 'y/n/n' }, plan)).toMatchObject([
      {
        assuming: {},
        boot: 0,
        verdict: { old: 'upgraded', new: 'partly-restored' },
        missing: { old: [], new: ids('u4-u5') },
        stages: [
          { stage: 'late', old: { installed: ids('A1'), exitCode: 0 }, new: { installed: ids('u1-u3'), exitCode: 0 } },
          { stage: 'cron', old: { savedPlan: ids('A1') }, new: { savedPlan: ids('u1-u3') } },
        ],
      },
    ]);
    expect(outcomes({ config: 'y/n/n' }, { config: 'y/n/y' })[0]).not.toHaveProperty('kernel');
    expect(outcomes({ config: 'y/n/n' }, { config: 'y/n/n' })).toEqual([]);
  });

  it('are compared boot by boot', () => {
    const host = { host: { nextBoots: [{ after: 'cut' }] } };
    const changes = outcomes({ config: 'y/n/n' }, { config: 'y/n/y' }, host);
    expect(changes.map(({ boot, stages }) => [boot, stages.map(({ stage }) => stage)])).toEqual([
      [0, ['cron']],
      [1, ['early', 'late', 'cron']],
    ]);
  });

  it('are compared where both can be so', () => {
    const unset = outcomes({ config: 'y/n/?' }, { config: 'y/n/y' });
    expect(unset.map(({ assuming }) => assuming)).toEqual([
      { 'Settings.autoinstall': false },
      { 'Settings.autoinstall': 'refused' },
    ]);
    expect(outcomes({ config: 'y/n/?' }, { config: 'y/n/?' })).toEqual([]);
    const both = outcomes({ config: 'y/?/?' }, { config: 'y/n/?' });
    expect(both.map(({ assuming }) => assuming)).toContainEqual({
      'Settings.upgrade_on_reboot': true,
      'Settings.autoinstall': true,
    });
  });

  it('are fewer after the late stage or cron, whatever a refused rendering would do', () => {
    const fewer = (old: string, changed: string): boolean =>
      outcomes({ config: old }, { config: changed }).some(installsFewer);
    expect(fewer('y/n/y', 'y/n/n')).toBe(true);
    expect(fewer('y/n/n', 'y/n/y')).toBe(false);
    expect(fewer('y/n/n', 'y/n/?')).toBe(false);
    // The early stage alone.
    expect(fewer('y/y/y', 'n/y/y')).toBe(false);
  });
});
