/** Unknown values and differing Pythons: one outcome for each combination that matters, and no other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effective } from '../../../server/src/config/effective.ts';
import { happenings, simulate } from '../../../server/src/simulator/branches.ts';
import { clientConfigs } from '../../../server/src/simulator/config.ts';
import type { Assuming } from '../../../server/src/simulator/outcome.ts';
import { anyConfig, anyHost } from './arbitrary.ts';
import { effectiveOf, hostOf, ids, type Changes, type Config } from './fixture.ts';

/** What each outcome assumes, and what it comes to by the end of the stages. */
function outcomesOf(effectives: readonly Effective[], changes: Changes = {}) {
  return simulate(effectives, hostOf(changes)).outcomes.map(({ assuming, stages }) => ({
    assuming,
    installed: stages.map(({ installed }) => installed.length),
    exit: stages.map(({ exitCode }) => exitCode),
  }));
}

const unknown = (config: string, more: Config = {}) => outcomesOf([effectiveOf({ config, ...more })]);
const refusedAt = (option: string) => ({ assuming: { [option]: 'refused' }, installed: [0, 0, 0], exit: [1, 1, 1] });

describe('unknown values', () => {
  it('a file without any has one outcome that assumes nothing', () => {
    expect(unknown('y/n/n')).toEqual([{ assuming: {}, installed: [5, 5, 5], exit: [0, 0, 0] }]);
  });

  it('branches over a boolean, and over its refusal', () => {
    expect(unknown('y/n/?')).toEqual([
      { assuming: { 'Settings.autoinstall': true }, installed: [5, 5, 8], exit: [0, 0, 0] },
      { assuming: { 'Settings.autoinstall': false }, installed: [5, 5, 5], exit: [0, 0, 0] },
      refusedAt('Settings.autoinstall'),
    ]);
  });

  it('leaves out what makes no difference', () => {
    expect(unknown('y/y/?')).toEqual([
      { assuming: {}, installed: [5, 8, 8], exit: [0, 0, 0] },
      refusedAt('Settings.autoinstall'),
    ]);
  });

  it('drops a variable only in the branches where it makes no difference', () => {
    expect(unknown('y/?/?')).toEqual([
      { assuming: { 'Settings.upgrade_on_reboot': true }, installed: [5, 8, 8], exit: [0, 0, 0] },
      {
        assuming: { 'Settings.upgrade_on_reboot': false, 'Settings.autoinstall': true },
        installed: [5, 5, 8],
        exit: [0, 0, 0],
      },
      {
        assuming: { 'Settings.upgrade_on_reboot': false, 'Settings.autoinstall': false },
        installed: [5, 5, 5],
        exit: [0, 0, 0],
      },
      refusedAt('Settings.autoinstall'),
      refusedAt('Settings.upgrade_on_reboot'),
    ]);
  });

  it('finds all six courses of three unknown booleans', () => {
    const normal = unknown('?/?/?').filter(({ exit }) => exit[1] === 0);
    expect(normal).toHaveLength(6);
    expect(new Set(normal.map(({ installed }) => installed.join())).size).toBe(6);
  });

  it('any boolean that the client reads at its start can be refused', () => {
    expect(unknown('y/n/n', { unknown: ['Settings.no_rmmod'] })).toEqual([
      { assuming: {}, installed: [5, 5, 5], exit: [0, 0, 0] },
      refusedAt('Settings.no_rmmod'),
    ]);
    expect(unknown('y/n/n', { unknown: ['Known-Exploit-Detection.enabled'] })).toHaveLength(1);
  });

  it('a refused cron_output_* leaves cron to autoinstall', () => {
    const key = 'Settings.cron_output_error';
    expect(unknown('y/n/?', { unknown: [key] })).toEqual(
      expect.arrayContaining([
        { assuming: { [key]: 'refused', 'Settings.autoinstall': true }, installed: [0, 0, 8], exit: [1, 1, 0] },
        { assuming: { [key]: 'refused', 'Settings.autoinstall': false }, installed: [0, 0, 0], exit: [1, 1, 0] },
      ]),
    );
  });

  it('a template with a place for the key is rendered with a key', () => {
    const [outcome] = unknown('y/n/n', { settings: { 'Auth.accesskey': '' }, unknown: ['Auth.accesskey'] });
    expect(outcome?.exit).toEqual([0, 0, 0]);
  });

  it('nothing branches where the file is refused anyhow', () => {
    const fatal = { exitCode: 1, message: 'Error loading configuration file:' } as const;
    expect(unknown('?/?/?', { fatal })).toEqual([{ assuming: {}, installed: [0, 0, 0], exit: [1, 1, 1] }]);
  });

  it('a file that only cron can use branches over what cron looks at', () => {
    const fatal = { exitCode: 1, message: 'Error loading configuration file:', stages: ['early', 'late'] } as const;
    expect(unknown('?/?/?', { fatal }).map(({ assuming, exit }) => [assuming, exit])).toEqual([
      [{ 'Settings.autoinstall': true }, [1, 1, 0]],
      [{ 'Settings.autoinstall': false }, [1, 1, 0]],
      [{ 'Settings.autoinstall': 'refused' }, [1, 1, 1]],
      [{ 'Settings.install_on_reboot': 'refused' }, [1, 1, 1]],
      [{ 'Settings.upgrade_on_reboot': 'refused' }, [1, 1, 1]],
    ]);
  });

  it('an unknown effective_version branches over the levels of an offline host alone', () => {
    const effective = effectiveOf({ config: 'y/y/n', unknown: ['Settings.effective_version'] });
    expect(outcomesOf([effective])).toHaveLength(1);
    const offline = outcomesOf([effective], { host: { client: 'offline' } });
    expect(offline.map(({ assuming, installed }) => [assuming['Settings.effective_version'], installed[1]])).toEqual([
      [['null', '4.1.12-124.28.0.el6uek'], 8],
      ['4.1.12-124.25.0.el6uek', 5],
      ['4.1.12-124.26.0.el6uek', 6],
    ]);
  });
});

describe('Pythons', () => {
  const python = (dialect: '2' | '3.9' | '3.10', config: string) => effectiveOf({ config, dialect });

  it('make no difference where they read the same', () => {
    const all = [python('2', 'y/n/n'), python('3.9', 'y/n/n'), python('3.10', 'y/n/n')];
    expect(outcomesOf(all).map(({ assuming }) => assuming)).toEqual([{}]);
  });

  it('make no difference where what they read differs, and not what it does', () => {
    const all = [python('2', 'y/y/n'), python('3.9', 'y/y/y')];
    expect(outcomesOf(all).map(({ assuming }) => assuming)).toEqual([{}]);
  });

  it('share an outcome where only one of them differs', () => {
    const all = [python('2', 'y/n/n'), python('3.9', 'y/n/n'), python('3.10', 'y/y/n')];
    expect(outcomesOf(all).map(({ assuming }) => assuming)).toEqual([{ python: ['2', '3.9'] }, { python: '3.10' }]);
  });

  it('combine with unknown values', () => {
    const all = [python('3.9', 'y/n/?'), python('3.10', 'y/y/n')];
    expect(outcomesOf(all).map(({ assuming }) => assuming)).toEqual([
      { python: '3.9', 'Settings.autoinstall': true },
      { python: '3.9', 'Settings.autoinstall': false },
      { python: '3.10' },
      { python: '3.9', 'Settings.autoinstall': 'refused' },
    ]);
  });

  it('are told apart before an option that not all of them leave unknown', () => {
    const all = [python('3.9', 'y/n/?'), python('3.10', 'y/n/n')];
    expect(outcomesOf(all).map(({ assuming, installed }) => [assuming, installed[2]])).toEqual([
      [{ python: '3.9', 'Settings.autoinstall': true }, 8],
      [{ python: '3.9', 'Settings.autoinstall': false }, 5],
      [{ python: '3.10' }, 5],
      [{ python: '3.9', 'Settings.autoinstall': 'refused' }, 0],
    ]);
  });
});

describe('clientConfigs', () => {
  const only = (config: Config) => {
    const [branch, ...others] = clientConfigs(effectiveOf(config));
    expect(others).toEqual([]);
    return branch?.config;
  };

  it.each(['', 'INSERT_ACCESS_KEY'])('counts the key %j as missing', (key) => {
    expect(only({ settings: { 'Auth.accesskey': key } })?.accessKey).toBe('missing');
  });

  it('takes any other key for one', () => {
    expect(only({ settings: { 'Auth.accesskey': 'x' } })?.accessKey).toBe('present');
  });

  it('fills in what the client does by default', () => {
    const settings = effectiveOf({}).settings;
    expect(settings.get('Settings.install_on_reboot')?.option.default).toBe(true);
    expect(only({})).toMatchObject({ hostnameFile: false, effectiveVersion: null, refusal: null });
  });
});

it('has the sets of the fixture right', () => {
  expect([ids('P1').length, ids('A1').length, ids('A2').length]).toEqual([5, 8, 3]);
});

it('an outcome that stands for several is as well known as the worst of them', () => {
  const [outcome] = simulate([effectiveOf({ config: 'n/y/?' })], hostOf()).outcomes;
  expect(outcome?.assuming).toEqual({});
  expect(outcome?.stages[2]).toMatchObject({ evidence: 'unknown', assumes: ['lateStageAlwaysStarts'] });
});

it('every rendering has exactly one outcome, and it is the one that the rendering alone would have', () => {
  const letter = fc.constantFrom('y', 'n', '?');
  const changes: readonly Changes[] = [
    {},
    { K2: { onDisk: 'complete' } },
    { boot: { disableFile: true } },
    { boot: { network: 'slow' } },
    { assumptions: { lateStageAlwaysStarts: false } },
  ];
  const names = ['Settings.install_on_reboot', 'Settings.upgrade_on_reboot', 'Settings.autoinstall'];
  fc.assert(
    fc.property(fc.tuple(letter, letter, letter), fc.constantFrom(...changes), (letters, change) => {
      const outcomes = outcomesOf([effectiveOf({ config: letters.join('/') })], change);
      const normal = outcomes.filter(({ assuming }) => !Object.values(assuming).includes('refused'));
      for (let bits = 0; bits < 8; bits++) {
        const values = letters.map((known, index) => (known === '?' ? (bits >> index) % 2 === 1 : known === 'y'));
        const matching = normal.filter(({ assuming }) =>
          names.every((name, index) => assuming[name] === undefined || assuming[name] === values[index]),
        );
        const config = values.map((value) => (value ? 'y' : 'n')).join('/');
        const [alone] = outcomesOf([effectiveOf({ config })], change);
        expect(matching.map(({ installed, exit }) => ({ assuming: {}, installed, exit }))).toEqual([alone]);
      }
    }),
    { numRuns: 100 },
  );
});

/** In how many variables two outcomes differ; a variable that one of them does not speak of is another. */
function differencesOf(one: Assuming, other: Assuming): number {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name])).length;
}

it('no two outcomes in which the same happens differ in one value alone: they would be one', () => {
  const unknown = fc.constantFrom<Config>({}, { unknown: ['Settings.effective_version'] });
  const nextBoots = [{ after: 'cut' }, { after: 'reboot' }] as const;
  fc.assert(
    fc.property(anyHost, anyConfig(fc.constantFrom('y', 'n', '?', '?')), unknown, (host, config, more) => {
      const { outcomes } = simulate([effectiveOf({ ...config, ...more })], { ...host, nextBoots });
      // A rendering that is refused is told by itself.
      const normal = outcomes.filter(({ assuming }) => !Object.values(assuming).includes('refused'));
      const told = normal.map(({ assuming, ...result }) => [assuming, JSON.stringify(result, happenings)] as const);
      const mergeable = told.flatMap(([one, result], index) =>
        told.slice(index + 1).filter(([other, same]) => same === result && differencesOf(one, other) === 1),
      );
      expect(mergeable).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
