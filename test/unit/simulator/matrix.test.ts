/** The option matrix: the decision table of the specification on the fixture, and what must hold on any host. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../server/src/simulator/branches.ts';
import {
  choices,
  matrixOf,
  matrixOptions,
  type Combination,
  type Matrix,
  type MatrixGroup,
  type MatrixOption,
} from '../../../server/src/simulator/matrix.ts';
import { matrixMarkdown, matrixText } from '../../../server/src/simulator/matrix-report.ts';
import { anyConfig, anyHost, refusal } from './arbitrary.ts';
import { effectiveOf, hostOf, type Changes, type Config } from './fixture.ts';

const all: readonly Combination[] = choices.flatMap((install_on_reboot) =>
  choices.flatMap((upgrade_on_reboot) =>
    choices.map((autoinstall) => ({ install_on_reboot, upgrade_on_reboot, autoinstall })),
  ),
);

const matrix = (file: Config = {}, changes: Changes = {}): Matrix => matrixOf([effectiveOf(file)], hostOf(changes));

/** `yes/no/any 5/5/8`, with a star for the current one and a question mark for a difference that nobody knows. */
function lineOf({ patterns, outcomes, isCurrent, isUnknownDifference }: MatrixGroup): string {
  const where = patterns.map((pattern) => matrixOptions.map((option) => pattern[option]).join('/')).join(' ');
  const counts = outcomes.map(({ installed }) =>
    installed === null ? '-' : [installed.early, installed.late, installed.cron].join('/'),
  );
  return `${where} ${counts.join(' ')}${isCurrent ? ' *' : ''}${isUnknownDifference ? ' ?' : ''}`;
}

const lines = (...asked: Parameters<typeof matrix>) => matrix(...asked).groups.map(lineOf);

/** The fixture without the lines of some options. */
function without(unset: readonly MatrixOption[], config = 'y/n/n') {
  const effective = effectiveOf({ config });
  const settings = new Map(effective.settings);
  for (const option of unset) {
    const setting = settings.get(`Settings.${option}`);
    if (setting) settings.set(`Settings.${option}`, { ...setting, value: setting.option.default, source: 'default' });
  }
  return { ...effective, settings };
}

describe('the groups', () => {
  it('are those of the decision table (section 8), the same kernel', () => {
    expect(lines()).toEqual([
      'yes/no/no 5/5/5 *',
      'yes/no/yes 5/5/8',
      'yes/yes/any 5/8/8',
      'no/no/no 0/0/0',
      'no/no/yes 0/0/8',
      'no/yes/any 0/8/8 ?',
    ]);
  });

  it('are those of the decision table (section 8), a different kernel', () => {
    expect(lines({ config: 'y/y/n' }, { K2: { onDisk: 'complete' } })).toEqual([
      'yes/no/no 0/0/0',
      'yes/no/yes 0/0/3',
      'yes/yes/any 0/3/3 *',
      'no/no/no 0/0/0',
      'no/no/yes 0/0/3',
      'no/yes/any 0/3/3 ?',
    ]);
  });

  it('are one where no option makes a difference', () => {
    expect(lines({}, { boot: { disableFile: true } })).toEqual(['any/any/any 0/0/0 *']);
    expect(lines({}, { K2: { onDisk: 'mixed' } })).toEqual(['any/any/any - *']);
  });

  it('need more than one line where the same comes of different options', () => {
    // All that is available is in the plan: only what never starts an upgrade differs, and only with install off.
    const changes: Changes = { K1: { available: ['unlisted-1'], bootPlan: ['unlisted-1'] }, host: { installed: [] } };
    expect(lines({ config: 'n/n/n' }, changes)).toEqual([
      'yes/any/any 1/1/1',
      'no/no/no 0/0/0 *',
      'no/no/yes 0/0/1',
      'no/yes/any 0/1/1 ?',
    ]);
  });

  it('say what comes back, how well that is known, and what it assumes', () => {
    const { groups } = matrix();
    expect(groups[0]?.outcomes).toEqual([
      {
        assuming: '',
        tone: 'good',
        headline: 'db-01 comes back with the 5 updates that it had; 3 more are available.',
        verdict: 'restored',
        installed: { early: 5, late: 5, cron: 5 },
        evidence: 'client',
        assumes: [],
      },
    ]);
    expect(groups.at(-1)?.outcomes[0]).toMatchObject({
      headline: 'db-01 comes back with all 8 updates, if the late stage starts.',
      evidence: 'unknown',
      assumes: ['lateStageAlwaysStarts'],
    });
  });

  it('know a difference that does not depend on what is unknown', () => {
    // Whether an offline client has a late stage matters only where one would upgrade.
    expect(lines({}, { host: { client: 'offline' } })).toEqual([
      'yes/no/no 5/5/5 *',
      'yes/no/yes 5/5/8 ?',
      'yes/yes/any 5/8/8 ?',
      'no/no/no 0/0/0',
      'no/no/yes 0/0/8 ?',
      'no/yes/any 0/8/8 ?',
    ]);
  });

  it('branch over what else is unknown', () => {
    const [first] = matrix(
      { config: 'y/y/n', unknown: ['Settings.effective_version'] },
      { host: { client: 'offline' }, K1: { bootPlan: ['unlisted-1'] } },
    ).groups.filter(({ isCurrent }) => isCurrent);
    expect(first?.outcomes.map(({ installed }) => installed?.late)).toEqual([8, 5, 6]);
    expect(first?.outcomes.every(({ assuming }) => assuming.startsWith('If effective_version is '))).toBe(true);
  });
});

describe('the current group', () => {
  const current = (effective: ReturnType<typeof effectiveOf>) =>
    matrixOf([effective], hostOf())
      .groups.filter(({ isCurrent }) => isCurrent)
      .map(lineOf);

  it.each<[string, readonly MatrixOption[], string, readonly string[]]>([
    ['all unset', matrixOptions, 'y/n/n', ['yes/no/no 5/5/5 *']],
    ['one unset', ['autoinstall'], 'y/y/n', ['yes/yes/any 5/8/8 *']],
    ['unknown', [], 'y/n/?', ['yes/no/no 5/5/5 *', 'yes/no/yes 5/5/8 *']],
  ])('%s', (_case, unset, config, expected) => {
    expect(current(without(unset, config))).toEqual(expected);
  });

  it('is none where the client refuses the value', () => {
    const effective = without([]);
    const settings = new Map(effective.settings);
    const setting = settings.get('Settings.autoinstall');
    if (setting) settings.set('Settings.autoinstall', { ...setting, value: null });
    expect(current({ ...effective, settings })).toEqual([]);
  });

  it('is as if the client read a file that it refuses, and that is said', () => {
    const { refusal: refused, groups } = matrix({ config: 'y/n/y', fatal: refusal });
    expect(refused).toEqual({
      message: refusal.message,
      remark:
        'The client cannot read this file. This is as if it stopped there, and took what stands behind that as not set.',
    });
    expect(groups.filter(({ isCurrent }) => isCurrent).map(lineOf)).toEqual(['yes/no/yes 5/5/8 *']);
    expect(matrix().refusal).toBeNull();
  });
});

describe('on any host', () => {
  const cases = [anyHost, anyConfig(fc.constantFrom('y', 'n', '?'))] as const;

  it('every combination is in one group', () => {
    fc.assert(
      fc.property(...cases, (host, file) => {
        const { groups } = matrixOf([effectiveOf(file)], host);
        const members = groups.flatMap(({ combinations }) => combinations);
        expect(members).toHaveLength(all.length);
        expect(new Set(members.map((member) => JSON.stringify(member))).size).toBe(all.length);
      }),
      { numRuns: 40 },
    );
  });

  it('unset and its default never differ', () => {
    const defaults = { install_on_reboot: 'yes', upgrade_on_reboot: 'no', autoinstall: 'no' } as const;
    fc.assert(
      fc.property(...cases, (host, file) => {
        for (const { combinations } of matrixOf([effectiveOf(file)], host).groups) {
          for (const combination of combinations) {
            for (const option of matrixOptions.filter((name) => combination[name] === 'unset')) {
              expect(combinations).toContainEqual({ ...combination, [option]: defaults[option] });
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('a group comes to what the file comes to with each of its combinations, and patterns hold no other', () => {
    const letters = { unset: '', yes: 'y', no: 'n' };
    fc.assert(
      fc.property(anyHost, anyConfig(), (host, file) => {
        for (const { combinations, patterns, outcomes } of matrixOf([effectiveOf(file)], host).groups) {
          for (const combination of combinations) {
            const config = matrixOptions
              .map((option, index) => letters[combination[option]] || ['y', 'n', 'n'][index])
              .join('/');
            const [outcome] = simulate([effectiveOf({ settings: file.settings ?? {}, config })], host).outcomes;
            expect(outcomes.map(({ verdict }) => verdict)).toEqual([outcome?.verdict]);
            expect(Object.values(outcomes[0]?.installed ?? {})).toEqual(
              outcome?.stages.filter(({ stage }) => stage !== 'shutdown').map(({ installed }) => installed.length),
            );
            const values = config.split('/').map((letter) => (letter === 'y' ? 'yes' : 'no'));
            const holding = patterns.filter((pattern) =>
              matrixOptions.every((option, index) => ['any', values[index]].includes(pattern[option])),
            );
            expect(holding).not.toEqual([]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('there is at most one current group for a file without unknown values, and it differs from itself in nothing', () => {
    fc.assert(
      fc.property(anyHost, anyConfig(), (host, file) => {
        const current = matrixOf([effectiveOf(file)], host).groups.filter(({ isCurrent }) => isCurrent);
        expect(current).toHaveLength(1);
        expect(current[0]?.isUnknownDifference).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the report', () => {
  it('has a paragraph for each group', () => {
    const [first, second, third] = matrixText(matrix()).split('\n\n');
    expect(first?.split('\n')).toEqual([
      'db-01 comes back with the 5 updates that it had; 3 more are available. (as the file is)',
      '  install_on_reboot yes or unset, upgrade_on_reboot no or unset, autoinstall no or unset',
      '    Installed after the early stage 5, the late stage 5, cron 5 (client)',
    ]);
    expect(second).toContain('autoinstall yes\n');
    expect(third).toContain('autoinstall any\n');
  });

  it('is a table in Markdown, the current row bold', () => {
    const rows = matrixMarkdown(matrix()).trimEnd().split('\n');
    expect(rows).toHaveLength(2 + 6);
    expect(new Set(rows.map((row) => row.split('|').length))).toEqual(new Set([10]));
    expect(rows[2]).toBe(
      '| yes or unset | no or unset | no or unset | 5 | 5 | 5 | **db-01 comes back with the 5 updates that it had; 3 more are available.** (as the file is) | client |',
    );
    expect(rows.at(-1)).toContain('(nobody knows whether it differs so from what the file says)');
  });

  it('says that a file is refused, and that nothing boots', () => {
    const text = matrixText(matrix({ fatal: refusal }, { K2: { onDisk: 'mixed' } }));
    expect(text).toMatch(/^The client cannot read this file\. .* Unable to parse config file: x\n/);
    expect(text).toContain('Nothing boots');
    expect(matrixMarkdown(matrix({}, { K2: { onDisk: 'mixed' } }))).toContain('| – | – | – |');
  });
});
