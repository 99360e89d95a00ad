/**
 * The numbered cases of the specification of power loss. What each is of stands in test/fixtures/power-loss: a host
 * file and an uptrack.conf, read as they would be on a host, by every Python. What must come of it stands here.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { weakest, type Evidence } from '../../../server/src/config/evidence.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import type { BootResult, Outcome, SavedPlan } from '../../../server/src/simulator/outcome.ts';
import { ids } from './fixture.ts';
import { analysisOfCase, caseFolder, caseIds, hostOfCase } from './power-loss-cases.ts';

/**
 * The columns of the specification, in its own notation. Config: install_on_reboot / upgrade_on_reboot / autoinstall.
 * R, L, C: installed after the early stage, the late stage, the first cron tick; ∅: nothing. Plan: the saved plan
 * after that; none: no such file. Exit: of the three; ci: --check-init keeps the early stage from starting.
 */
const online = rowsOf(`
| PL-01 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C D |
| PL-02 | y/n/y | K1 | P1    | P1    | A1    | A1    | 0/0/0    | C D |
| PL-03 | y/y/n | K1 | P1    | A1    | A1    | A1    | 0/0/0    | C D |
| PL-04 | y/y/y | K1 | P1    | A1    | A1    | A1    | 0/0/0    | C D |
| PL-05 | n/n/n | K1 | ∅     | ∅     | ∅     | ∅     | ci/0/0   | C |
| PL-06 | n/n/y | K1 | ∅     | ∅     | A1    | A1    | ci/0/0   | C |
| PL-07 | n/y/n | K1 | ∅     | A1    | A1    | A1    | ci/0/0   | C, late start U |
| PL-08 | n/y/y | K1 | ∅     | A1    | A1    | A1    | ci/0/0   | C, late start U |
| PL-09 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C |
| PL-10 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/20/20  | C |
| PL-11 | y/n/n | K2 | ∅     | ∅     | ∅     | ∅     | 0/0/0    | C |
| PL-12 | y/n/y | K2 | ∅     | ∅     | A2    | A2    | 0/0/0    | C |
| PL-13 | y/y/n | K2 | ∅     | A2    | A2    | A2    | 0/0/0    | C |
| PL-14 | n/n/n | K2 | ∅     | ∅     | ∅     | ∅     | ci/0/0   | C |
| PL-15 | n/n/y | K2 | ∅     | ∅     | A2    | A2    | ci/0/0   | C |
| PL-16 | n/y/n | K2 | ∅     | A2    | A2    | A2    | ci/0/0   | C, late start U |
| PL-17 | y/n/n | K0 | P0    | P0    | P0    | P0    | 0/0/0    | C I |
| PL-18 | y/n/n | K0 | ∅     | ∅     | ∅     | ∅     | 0/0/0    | C O I |
| PL-19 | y/y/n | K1 | ∅     | A1    | A1    | A1    | 0/0/0    | C O |
| PL-20 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C I |
| PL-21 | y/n/y | K1 | P1    | P1    | A1    | A1    | 0/0/0    | C I |
| PL-22 | y/y/n | K1 | P1    | A1    | A1    | A1    | 0/0/0    | C I |
| PL-23 | n/n/n | K1 | ∅     | ∅     | ∅     | ∅     | ci/0/0   | C I |
| PL-24 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C I |
| PL-25 | y/y/n | K1 | P1    | A1    | A1    | A1    | 0/0/0    | C I |
| PL-26 | y/n/n | K1 | ∅     | ∅     | ∅     | ∅     | 1/0/0    | C I |
| PL-27 | y/n/y | K1 | ∅     | ∅     | A1    | A1    | 1/0/0    | C I |
| PL-28 | y/y/n | K1 | ∅     | A1    | A1    | A1    | 1/0/0    | C I |
| PL-29 | y/n/n | K1 | ∅     | ∅     | ∅     | P1    | 1/1/1    | I (speculative) |
| PL-30 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C I |
| PL-31 | y/n/n | K1 | A1    | A1    | A1    | A1    | 0/0/0    | C I |
| PL-32 | y/n/n | K1 | ∅     | ∅     | ∅     | ∅     | 1/0/0    | C I |
| PL-33 | y/y/n | K1 | ∅     | A1    | A1    | A1    | −1/0/0   | C I |
| PL-34 | y/n/n | K1 | u1–u3 | u1–u3 | u1–u3 | u1–u3 | 0/0/0    | C I |
| PL-35 | y/n/y | K1 | u1–u3 | u1–u3 | A1    | A1    | 0/0/0    | C I |
| PL-36 | y/n/n | K1 | A1    | A1    | A1    | A1    | 0/0/0    | C I |
| PL-37 | y/n/n | K2 | ∅     | ∅     | ∅     | ∅     | 1/0/0    | C I |
| PL-38 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C I |
| PL-39 | y/n/n | K1 | ∅     | ∅     | ∅     | ∅     | 0/0/0    | C |
| PL-40 | y/y/n | K1 | ∅     | A1    | A1    | A1    | 0/0/0    | C |
| PL-41 | y/n/y | K1 | ∅     | ∅     | A1    | A1    | 0/0/0    | C |
| PL-42 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C I |
| PL-43 | y/y/n | K1 | P1    | A1    | A1    | A1    | 0/0/0    | C I |
| PL-44 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | I |
| PL-45 | y/n/y | K1 | P1    | P1    | A1    | A1    | 0/0/0    | C I |
| PL-46 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | O I |
| PL-47 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | O I |
| PL-48 | y/n/n | K2 | ∅     | ∅     | ∅     | ∅     | 0/0/0    | O I |
| PL-49 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | O I |
| PL-50 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | O I |
| PL-51 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | K I |
| PL-52 | y/y/n | K2 | ∅     | A2    | A2    | A2    | 0/0/0    | O I |
| PL-53 | y/n/n | K2 | ∅     | ∅     | ∅     | ∅     | 0/0/0    | O C I |
| PL-54 | y/n/n | K1 | P1    | P1    | P1    | P1    | 0/0/0    | O I |
| PL-55 | y/n/y | K1 | ∅     | ∅     | ∅     | ∅     | ci/1/1   | C D |
| PL-56 | y/y/y | K1 | ∅     | ∅     | ∅     | ∅     | 1/1/1    | C D |
| PL-57 | y/y/y | K1 | ∅     | ∅     | ∅     | ∅     | ci/1/1   | C D |
| PL-58 | y/n/n | K1 | ∅     | ∅     | ∅     | ∅     | 0/0/0    | C I |
| PL-59 | y/y/n | K2 | ∅     | A2    | A2    | A2    | 0/0/0    | C |
| PL-60 | y/y/y | K1 | P1    | P1    | P1    | P1    | 0/10/10  | C |
| PL-61 | y/n/y | K1 | P1    | P1    | A1    | A1    | 0/10/0   | C |
| PL-62 | y/y/y | K2 | ∅     | ∅     | ∅     | none  | 0/10/10  | C |
| PL-63 | y/y/y | K1 | P1    | P1    | P1    | P1    | 0/14/14  | C |
| PL-64 | y/y/y | K1 | P1    | P1    | P1    | P1    | 0/20/20  | C |
| PL-65 | y/y/y | K1 | ∅     | ∅     | ∅     | P1    | 17/17/17 | C |
| PL-66 | y/y/y | K1 | P1    | P1    | P1    | P1    | 0/17/17  | C |
| PL-67 | y/y/n | K1 | ∅     | A1    | A1    | A1    | 17/0/0   | C |
| PL-68 | y/n/n | K1 | ∅     | ∅     | ∅     | ∅     | 17/0/0   | C I |
| PL-69 | y/y/y | K2 | ∅     | ∅     | ∅     | none  | 0/13/13  | C |
| PL-70 | y/n/n | K1 | u1–u2 | u1–u2 | u1–u2 | u1–u2 | 1/0/0    | C I |
| PL-71 | y/y/n | K1 | u1–u2 | A1    | A1    | A1    | 1/0/0    | C I |
| PL-72 | y/y/y | K1 | u1–u2 | u1–u2 | u1–u2 | u1–u2 | 1/1/1    | C I |
| PL-73 | y/y/n | K1 | P1    | u1–u6 | u1–u6 | u1–u6 | 0/1/0    | C I |
| PL-74 | y/y/y | K1 | ∅     | ∅     | ∅     | P1    | 1/1/1    | C M |
| PL-75 | y/n/y | K1 | ∅     | ∅     | ∅     | P1    | 1/1/1    | C M |
| PL-76 | y/y/y | K1 | ∅     | ∅     | ∅     | P1    | −1/−1/−1 | C M |
| PL-77 | y/n/y | K1 | ∅     | ∅     | A1    | A1    | 1/1/0    | C |
| PL-78 | y/n/n | K1 | ∅     | ∅     | ∅     | ∅     | 1/1/0    | C I |
| PL-79 | y/y/y | K1 | ∅     | ∅     | ∅     | P1    | 1/1/1    | C |
| PL-80 | y/y/y | K1 | ∅     | ∅     | ∅     | P1    | 21/21/21 | C |
| PL-81 | y/y/y | K1 | ∅     | ∅     | ∅     | ∅     | 15/15/15 | C I |
| PL-82 | y/y/y | K1 | P1    | P1    | P1    | P1    | 0/0/0    | C O |
`);

/** Where the weakest stage is known otherwise than the weakest letter of the row says, and why. */
const knownOtherwise: Readonly<Record<string, readonly [Evidence, string]>> = {
  'PL-18': ['client', 'O and I are of how the cache went'],
  'PL-19': ['client', 'O is of how the cache went'],
  'PL-68': ['client', 'I is of the plan'],
  'PL-77': ['measured', 'what the file holds is as Python reads it'],
  'PL-78': ['measured', 'what the file holds is as Python reads it; I is of the plan'],
  'PL-81': ['client', 'I is of the plan'],
  'PL-82': ['client', 'O is of the series'],
};

/** Real listings and offline clients; the column after C is the effective version after R. All stages end with 0. */
const listed = rowsOf(`
| PL-83 | y/n/n | 4.1.12-124.24.3.el6uek.x86_64     | the 22                 | the 22     | the 22        | 4.1.12-124.26.5.el6uek    | O I |
| PL-84 | y/y/n | 4.1.12-124.24.3.el6uek.x86_64     | the 22                 | 22 + 135   | 22 + 135      | 4.1.12-124.26.5.el6uek    | O I, late U |
| PL-85 | y/n/n | 5.15.0-302.167.6.1.el9uek.x86_64  | the set before the run | same       | same          | 5.15.0-302.167.6.1.el9uek | O I |
| PL-86 | y/n/y | 5.15.0-302.167.6.1.el9uek.x86_64  | the set before the run | same       | all available | 5.15.0-302.167.6.1.el9uek | O I |
| PL-87 | y/n/n | K1                                | P1                     | P1         | P1            | level of P1               | D I |
| PL-88 | y/y/n | K2                                | ∅                      | ∅          | ∅             | level of K2 itself        | D I |
| PL-89 | y/y/n | K1                                | P1                     | u1–u6      | u1–u6         | level of P1               | D I, late U |
| PL-90 | y/n/n | 5.15.0-89                         | the 3                  | the 3      | the 3         | 5.15.0-89.99              | O S I |
`);

/** What the specification says of some of these beyond its columns. */
const besides: Readonly<Record<string, object>> = {
  'PL-84': { stages: [{}, { assumes: ['offlineHasLateStage'], effectiveKernel: '4.1.12-124.39.2.el6uek' }, {}] },
  'PL-86': { stages: [{}, {}, { effectiveKernel: '5.15.0-318.199.3.2.1.el9uek' }] },
  'PL-88': { verdict: 'nothing-to-install', stages: [{}, {}, { packageList: 'absent', savedPlan: null }] },
  'PL-89': { stages: [{}, { assumes: ['offlineHasLateStage'] }, {}] },
  'PL-90': {
    boots: { reason: 'default', waitSeconds: 30 },
    stages: [{ startsAt: [50, 120], assumes: ['recordfailSeconds'] }, {}, {}],
  },
};

function rowsOf(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const letters: Readonly<Record<string, Evidence>> = {
  D: 'documented',
  C: 'client',
  K: 'source',
  O: 'observed',
  M: 'measured',
  S: 'secondary',
  I: 'inferred',
  U: 'unknown',
};
const levelsIn = (column: string): Evidence[] =>
  [...column.matchAll(/\b[A-Z]\b/g)].map(([letter]) => letters[letter] ?? expect.fail(column));

/** The kernels of every host file but the real ones stand in this order. */
const releaseOf = (name: string, { kernels }: Host): string => {
  const index = ['K1', 'K2', 'K0'].indexOf(name);
  return index < 0 ? name : (kernels[index]?.release ?? expect.fail(`no ${name}`));
};

const setOf = (text: string): readonly string[] => ids(text === '∅' ? '-' : text.replace('–', '-'));
const planOf = (text: string): SavedPlan => (text === 'none' ? null : setOf(text));

/** Every outcome: the Pythons may differ in the words of a refusal, but not in what comes of it. */
function outcomesOf(id: string, host: Host): readonly Outcome[] {
  const { outcomes } = simulate(analysisOfCase(id).effectives, host);
  expect(outcomes.length).toBeGreaterThan(0);
  return outcomes;
}

/** A case is of the last boot that its file describes. */
const lastBoot = (outcome: Outcome, { nextBoots }: Host): BootResult => {
  expect(outcome.nextBoots).toHaveLength(nextBoots.length);
  return outcome.nextBoots.at(-1) ?? outcome;
};

/** early, late and cron of a boot. */
const stagesOf = ({ stages }: BootResult): BootResult['stages'] => {
  const [early, late, cron, ...more] = stages.filter(({ stage }) => stage !== 'shutdown');
  expect([early?.stage, late?.stage, cron?.stage, ...more]).toEqual(['early', 'late', 'cron']);
  return [early, late, cron].flatMap((stage) => stage ?? []);
};

const weakestOf = (stages: BootResult['stages']): Evidence => weakest(stages.map(({ evidence }) => evidence));

describe('online cases', () => {
  it.each(online)(
    '%s %s %s',
    (id = '', config, kernel = '', early = '', late = '', cron = '', plan = '', exit = '', ev = '') => {
      const host = hostOfCase(id);
      for (const outcome of outcomesOf(id, host)) {
        const result = lastBoot(outcome, host);
        const stages = stagesOf(result);
        expect({
          kernel: result.boots.kernel,
          installed: stages.map(({ installed }) => installed),
          plan: stages.at(-1)?.savedPlan,
          exit: stages.map(({ exitCode }) => String(exitCode ?? 'ci').replace('-', '−')).join('/'),
        }).toEqual({
          kernel: releaseOf(kernel, host),
          installed: [early, late, cron].map(setOf),
          plan: planOf(plan),
          exit,
        });
        // After --check-init has said no, whether the late stage starts is unknown whatever the letters say.
        const byLetters = exit.startsWith('ci') ? 'unknown' : weakest(levelsIn(ev));
        expect(weakestOf(stages)).toBe(knownOtherwise[id]?.[0] ?? byLetters);
        expect(knownOtherwise[id]?.[0]).not.toBe(byLetters);
      }
      expect(configOf(id)).toBe(config);
    },
  );
});

describe('real listings and offline clients', () => {
  it.each(listed)('%s %s %s', (id = '', config, kernel = '', early = '', late = '', cron = '', level = '', ev = '') => {
    const host = hostOfCase(id);
    const [outcome, ...others] = outcomesOf(id, host);
    if (outcome === undefined || others.length > 0) expect.fail('not one outcome');
    const stages = stagesOf(outcome);
    const sets = [early, late === 'same' ? early : late, cron === 'same' ? late : cron];
    expect({
      kernel: outcome.boots.kernel,
      installed: stages.map(({ installed }) => installed),
      exit: stages.map(({ exitCode }) => exitCode),
      level: stages[0]?.effectiveKernel,
    }).toEqual({
      kernel: releaseOf(kernel, host),
      installed: sets.map((set) => namedSet(set === 'same' ? early : set, host)),
      exit: [0, 0, 0],
      level: levelOf(level, host),
    });
    const [ofEarly, ofLate] = ev.split(', late ');
    expect(stages[0]?.evidence).toBe(weakest(levelsIn(ofEarly ?? '')));
    if (ofLate !== undefined) expect(weakestOf(stages)).toBe(letters[ofLate]);
    expect(outcome).toMatchObject(besides[id] ?? {});
    expect(configOf(id)).toBe(config);
  });
});

function namedSet(name: string, { installed, kernels }: Host): readonly string[] {
  const available = kernels[0]?.available ?? [];
  const counted: Readonly<Record<string, readonly [set: readonly string[], count: number]>> = {
    'the 22': [installed, 22],
    '22 + 135': [available, 22 + 135],
    'the set before the run': [installed, 327],
    // 7 of those 327 are replaced.
    'all available': [available, 327 - 7 + 108],
    'the 3': [installed, 3],
  };
  const found = counted[name];
  if (found === undefined) return setOf(name);
  const [set, count] = found;
  expect(set).toHaveLength(count);
  return set;
}

function levelOf(text: string, { updates, kernels }: Host): string | undefined {
  if (text === 'level of P1') return updates[setOf('P1').at(-1) ?? '']?.effectiveKernel;
  return text === 'level of K2 itself' ? kernels[1]?.release : text;
}

/** Config as the file says it; where the client refuses that, what stands there and is not empty. */
function configOf(id: string): string {
  const switches = ['install_on_reboot', 'upgrade_on_reboot', 'autoinstall'] as const;
  const { text, effectives } = analysisOfCase(id);
  const [effective] = effectives;
  return switches
    .map((name) => {
      const value = effective?.settings.get(`Settings.${name}`)?.value;
      const isOn = effective?.fatal ? new RegExp(`^${name} *= *yes$`, 'm').test(text) : value === true;
      return isOn ? 'y' : 'n';
    })
    .join('/');
}

describe('the files', () => {
  it('are one host for each case, and the one uptrack.conf that is there', () => {
    expect([...online, ...listed].map(([id]) => id)).toEqual(caseIds);
    const files = caseIds.flatMap((id) => [...(id === 'PL-10' ? [] : [`${id}.conf`]), `${id}.uptrack-host.json`]);
    expect(readdirSync(caseFolder).sort()).toEqual(files.sort());
  });

  it('are called by their case', () => {
    for (const id of caseIds) expect(hostOfCase(id).name).toMatch(new RegExp(`^${id} .`));
  });
});
