/** Why one update is in or is not, by the cases of the specification, and that all explanations agree with the outcome. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { explainAll, type Explanation } from '../../../server/src/simulator/why.ts';
import { anyConfig, anyHost, refusal } from './arbitrary.ts';
import { cut, each, pinned, u, why } from './explaining.ts';
import { effectiveOf, hostOf, ids, K0, K1, K2, type Changes, type Config } from './fixture.ts';

describe('an update that is in', () => {
  it.each<[string, string, string, Changes, string]>([
    [
      'PL-01',
      u(1),
      'y/n/n',
      {},
      `unlisted-1 is back because the saved plan of ${K1} lists it and the early stage ran.`,
    ],
    [
      'PL-03',
      u(6),
      'y/y/n',
      {},
      'unlisted-6 is in: it came with the late stage, as upgrade_on_reboot = yes installs all available.',
    ],
    [
      'PL-22',
      u(6),
      'y/y/n',
      cut({ during: 'apply', done: 2 }),
      'unlisted-6 is back: it came with the late stage, as upgrade_on_reboot = yes installs all available.',
    ],
    [
      'PL-38, after its removal',
      u(5),
      'y/n/n',
      cut({ during: 'remove', done: 3 }),
      `unlisted-5 is in because the saved plan of ${K1} lists it and the early stage ran.`,
    ],
    [
      'PL-17',
      'unlisted-201',
      'y/n/n',
      { boot: { chosenEntry: K0 } },
      `unlisted-201 is in because the saved plan of ${K0} lists it and the early stage ran.`,
    ],
    [
      'an equal id of another kernel',
      u(1),
      'y/y/n',
      { K2: { onDisk: 'complete', available: [u(1)] } },
      `unlisted-1 is in: it came with the late stage, as upgrade_on_reboot = yes installs all available. The update of the same id that ${K1} had is another one.`,
    ],
  ])('%s', (_case, id, config, changes, headline) => {
    expect(why(id, config, changes)).toMatchObject({ state: 'in', headline, changes: [] });
  });

  it('says who saved the plan, and how well that is known', () => {
    const restsOn = (changes: Changes) => {
      const { restsOn: sentences, evidence } = why(u(1), 'y/n/n', changes);
      return [sentences.join(' '), evidence];
    };
    expect(restsOn({})).toEqual(['The last run that was completed before saved that plan.', 'client']);
    expect(restsOn(cut(null))).toEqual([
      'The shutdown saved that plan; what the server puts into it is inferred.',
      'inferred',
    ]);
    expect(restsOn(cut({ during: 'write-plan', leaves: 'short', keeps: 3 }))).toEqual([
      'The run that the cut met wrote that plan; what the server puts into it is inferred.',
      'inferred',
    ]);
  });

  it('says of a withdrawn one why it is kept', () => {
    const withdrawn: Changes = { K1: { available: ids('u1-u4') } };
    expect(why(u(5), 'y/n/n', withdrawn)).toMatchObject({
      state: 'in',
      because: [
        'The early stage installs it: the saved plan lists it.',
        'The late stage keeps it: upgrade_on_reboot is off, so that nothing is removed.',
        'The first periodic run keeps it: autoinstall is off, so that nothing is removed.',
      ],
    });
    const removed = why(u(5), 'y/y/n', withdrawn);
    expect(removed).toMatchObject({ state: 'removed', arrives: null, changes: [] });
    expect(removed.because[1]).toBe('The late stage removes it: the package list no longer holds it.');
  });
});

describe('what stopped an update', () => {
  it.each<[string, string, string, Changes, readonly string[], Config?]>([
    [
      'PL-20: not in the plan',
      u(6),
      'y/n/n',
      cut({ during: 'apply', done: 2 }),
      [
        'The early stage does not install it: the saved plan does not list it.',
        'The late stage does not install it: upgrade_on_reboot is off.',
        'The first periodic run does not install it: autoinstall is off.',
      ],
    ],
    [
      'PL-01: pending',
      u(6),
      'y/n/n',
      {},
      [
        'The late stage does not install it: upgrade_on_reboot is off.',
        'The first periodic run does not install it: autoinstall is off.',
      ],
    ],
    [
      'PL-05: install off, and the loss becomes permanent',
      u(1),
      'n/n/n',
      {},
      [
        'The early stage does not start: install_on_reboot is off.',
        'The late stage does not install it: upgrade_on_reboot is off.',
        'The first periodic run does not install it: autoinstall is off.',
        'The plan that is saved now no longer lists it, so that later boots do not restore it.',
      ],
    ],
    [
      'PL-55: disable file',
      u(1),
      'y/n/y',
      { boot: { disableFile: true } },
      [
        'The early stage does not start: /etc/uptrack/disable exists.',
        'The late stage and the first periodic run do not install it: /etc/uptrack/disable exists.',
        'The plan that is saved now no longer lists it, so that later boots do not restore it.',
      ],
    ],
    [
      'PL-56: nouptrack',
      u(6),
      'y/y/y',
      { boot: { nouptrack: true } },
      [
        'The early stage does not install it: nouptrack stands on the kernel command line.',
        'The late stage and the first periodic run do not install it: /etc/uptrack/disable exists.',
      ],
    ],
    [
      'PL-32: torn plan',
      u(6),
      'y/n/n',
      cut({ during: 'write-plan', leaves: 'torn' }),
      [
        'The early stage does not install it: the saved plan is torn or missing.',
        'The late stage does not install it: upgrade_on_reboot is off.',
        'The first periodic run does not install it: autoinstall is off.',
      ],
    ],
    [
      'PL-70: behind one that fails',
      u(4),
      'y/n/n',
      { host: { failing: [{ id: u(3), reason: 'code_busy', stages: ['early'] }] } },
      [
        'The early stage does not install it: an update that the listing does not name fails before its turn, and the run stops there.',
        'The late stage does not install it: upgrade_on_reboot is off.',
        'The first periodic run does not install it: autoinstall is off.',
        'The plan that is saved now no longer lists it, so that later boots do not restore it.',
      ],
    ],
    [
      'PL-73: it fails itself',
      u(7),
      'y/y/n',
      { host: { failing: [{ id: u(7), reason: 'code_busy', stages: ['late'] }] } },
      [
        'The late stage does not install it: it cannot be applied, and the run stops there.',
        'The first periodic run does not install it: autoinstall is off.',
      ],
    ],
    [
      'PL-29: list that stays torn',
      u(1),
      'y/y/y',
      { ...cut({ during: 'download-list', leaves: 'torn' }), assumptions: { tornListHeals: false } },
      [
        'The early stage, the late stage and the first periodic run do not install it: the package list on disk does not match its signature.',
      ],
    ],
    [
      'PL-60: network',
      u(6),
      'y/y/y',
      { boot: { network: 'down' } },
      [
        'The late stage and the first periodic run do not install it: the server cannot be reached.',
        'autoinstall = yes: a later periodic run installs it as soon as that is over.',
      ],
    ],
    [
      'PL-64: no key',
      u(6),
      'y/y/y',
      {},
      ['The late stage and the first periodic run do not install it: the file has no access key.'],
      { settings: { 'Auth.accesskey': 'INSERT_ACCESS_KEY' } },
    ],
    [
      'PL-65: expired',
      u(1),
      'y/y/y',
      { K1: { expiredMarker: true }, boot: { subscription: 'expired' } },
      ['The early stage, the late stage and the first periodic run do not install it: the subscription has expired.'],
    ],
    [
      'PL-77: refused by two stages alone',
      u(1),
      'y/n/n',
      {},
      [
        'The early stage and the late stage do not install it: the client refuses the file.',
        'The first periodic run does not install it: autoinstall is off.',
        'The plan that is saved now no longer lists it, so that later boots do not restore it.',
      ],
      { fatal: { ...refusal, stages: ['early', 'late'] } },
    ],
    [
      'PL-11: a new kernel',
      'unlisted-101',
      'y/n/n',
      { K2: { onDisk: 'complete' } },
      [
        'The early stage does not install it: a kernel without a package list counts as new: nothing to restore.',
        'The late stage does not install it: upgrade_on_reboot is off.',
        'The first periodic run does not install it: autoinstall is off.',
      ],
    ],
    [
      'PL-89: beyond effective_version',
      u(7),
      'y/y/y',
      { host: { client: 'offline' } },
      ['The late stage and the first periodic run do not install it: effective_version ends before it.'],
      pinned,
    ],
  ])('%s', (_case, id, config, changes, because, more) => {
    expect(why(id, config, changes, more).because).toEqual(because);
  });

  it('has the client’s words, and the stages by name of the cause', () => {
    const { stages } = why(u(1), 'y/y/y', {}, { fatal: refusal });
    expect(stages.map(({ stage, deed, cause, message }) => [stage, deed, cause, message])).toEqual(
      ['early', 'late', 'cron'].map((stage) => [stage, 'leaves-out', 'refused', refusal.message]),
    );
  });

  it('is another kernel, or that nothing boots', () => {
    expect(why(u(1), 'y/y/y', { K2: { onDisk: 'complete' } })).toMatchObject({
      state: 'elsewhere',
      kernel: K1,
      headline: `unlisted-1 is an update of ${K1}, and ${K2} boots.`,
      because: ['The boot loader starts the newest kernel on disk; it is not the kernel that ran.'],
      stages: [],
    });
    expect(why(u(1), 'y/y/y', { K2: { onDisk: 'torn-initramfs' } })).toMatchObject({
      state: 'nothing-boots',
      headline: 'unlisted-1 is missing: nothing boots by itself.',
    });
  });

  it('is known, where only what does not matter to the update is not', () => {
    const offline: Changes = { host: { client: 'offline' } };
    expect(why(u(6), 'y/n/n', offline)).toMatchObject({ evidence: 'inferred', assumes: [] });
    expect(why(u(6), 'y/y/n', offline)).toMatchObject({ evidence: 'unknown', assumes: ['offlineHasLateStage'] });
    expect(why(u(1), 'n/y/n')).toMatchObject({ evidence: 'unknown', assumes: ['lateStageAlwaysStarts'] });
  });
});

describe('explainAll', () => {
  it('knows every update of the kernel that boots, and those that were lost with another', () => {
    const host = hostOf({ K2: { onDisk: 'complete' } });
    const files = [effectiveOf({})];
    const [outcome] = simulate(files, host).outcomes;
    const all = outcome ? explainAll(outcome, host, files) : [];
    expect(all.map(({ id, kernel }) => [id, kernel])).toEqual([
      ...ids('A2').map((id) => [id, K2]),
      ...ids('P1').map((id) => [id, K1]),
    ]);
  });

  it('shares what updates have in common', () => {
    const many = ids('u1-u500');
    const host = hostOf({ K1: { available: many } });
    const files = [effectiveOf({})];
    const [outcome] = simulate(files, host).outcomes;
    const all = outcome ? explainAll(outcome, host, files) : [];
    expect(all).toHaveLength(500);
    expect(new Set(all.map(({ changes }) => changes).slice(5)).size).toBe(1);
  });

  it('agrees with the outcome', () => {
    fc.assert(
      fc.property(anyHost, anyConfig(), (host, config) => {
        const files = [effectiveOf(config)];
        for (const outcome of simulate(files, host).outcomes) {
          const all = explainAll(outcome, host, files);
          const [late, cron] = outcome.stages.slice(-2);
          const idsOf = (is: (explanation: Explanation) => boolean) =>
            all
              .filter(is)
              .map(({ id }) => id)
              .sort();
          const boots = outcome.boots.kernel;
          const here = ({ kernel }: Explanation) => kernel === boots || boots === null;
          const isIn = ({ id }: Explanation) => late?.installed.includes(id) ?? false;
          expect(idsOf((explanation) => here(explanation) && explanation.had && !isIn(explanation))).toEqual(
            [...outcome.missing].sort(),
          );
          expect(idsOf(({ arrives, kernel }) => arrives !== null && kernel === boots)).toEqual(
            [...(cron?.installed ?? [])].sort(),
          );
          for (const explanation of all.filter(({ stages }) => stages.length > 0)) {
            const { state, stages } = explanation;
            expect(stages).toHaveLength(3);
            expect(state === 'in').toBe(isIn(explanation) && (cron?.installed.includes(explanation.id) ?? false));
            expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('does not know what no kernel has', () => {
    expect(each('aaaaaaaa', 'y/n/n')).toEqual([]);
  });
});
