/** A host file is read strictly: nothing is guessed, and every problem says where it is and what to do. */
import { describe, expect, it } from 'vitest';
import { readHost, readHostText } from '../../../server/src/simulator/host.ts';
import { hostFile, hostOf, ids, K1, K2, type Changes } from './fixture.ts';

function problemsOf(file: unknown) {
  const { host, problems } = readHost(file);
  expect(host === null).toBe(problems.length > 0);
  return problems.map(({ path, message }) => ({ path: path.join('.'), message }));
}

const problem = (changes: Changes) => problemsOf(hostFile(changes));

describe('readHost', () => {
  it('fills in every default', () => {
    expect(hostOf()).toMatchObject({
      failing: [],
      nextBoots: [],
      boot: {
        chosenEntry: null,
        nouptrack: false,
        disableFile: false,
        network: 'up',
        accessKey: 'valid',
        subscription: 'active',
        clientTooOld: 'no',
        hostnameFile: 'ok',
        sysfs: 'mounted',
        cron: true,
        outageMinutes: 0,
        released: {},
      },
      assumptions: {
        lateStageAlwaysStarts: true,
        offlineHasLateStage: true,
        tornListHeals: true,
        recordfailSeconds: 30,
        secondsToEarlyStage: [20, 90],
        secondsPerUpdate: [0.3, 1],
        secondsToNetwork: [5, 60],
        secondsToDownload: [5, 60],
        cronPeriodMinutes: [30, 240],
      },
    });
    expect(hostOf().kernels[0]).toMatchObject({ supported: true, upgradePlan: null });
    const kernels = (hostFile().kernels as object[]).map((kernel) => ({ ...kernel, expiredMarker: undefined }));
    const { host } = readHost(JSON.parse(JSON.stringify({ ...hostFile(), kernels })));
    expect(host?.kernels.map(({ expiredMarker }) => expiredMarker)).toEqual([false, false, false]);
    expect(hostOf().kernels[1]?.bootPlan).toBeNull();
    expect(hostOf({ host: { nextBoots: [{}] } }).nextBoots).toEqual([{ after: 'cut' }]);
    expect(hostOf({ host: { cut: { during: 'write-plan' } } }).cut).toEqual({ during: 'write-plan', leaves: 'old' });
  });

  it.each(['name', 'packaging', 'client', 'running', 'defaultEntry', 'kernels', 'installed', 'updates', 'cut'])(
    'asks for %s where it is missing',
    (field) => {
      const file = Object.entries(hostFile()).filter(([name]) => name !== field);
      expect(problemsOf(Object.fromEntries(file))).toEqual([{ path: field, message: `Add ${field}.` }]);
    },
  );

  it.each<[string, Changes, string, string]>([
    ['an unknown field', { host: { colour: 1 } }, 'colour', 'Remove colour: there is no such field here.'],
    [
      'an unknown field of boot',
      boot({ disabled: true }),
      'boot.disabled',
      'Remove disabled: there is no such field here.',
    ],
    ['an unknown value', { host: { packaging: 'apk' } }, 'packaging', 'Write "rpm" or "deb" as packaging, not "apk".'],
    ['a line that is none of ours', { host: { name: 'a\nb comes back' } }, 'name', 'Write it on one line.'],
    [
      'one behind a title',
      { host: { updates: { 'unlisted-1': { title: 'a\u2028b' } } } },
      'updates.unlisted-1.title',
      'Write it on one line.',
    ],
    ['an unknown kernel', { host: { running: 'x' } }, 'running', 'Name one of the kernels here, or add a kernel x.'],
    [
      'an unknown default',
      { host: { defaultEntry: 'x' } },
      'defaultEntry',
      'Name one of the kernels here, or add a kernel x.',
    ],
    [
      'an unknown choice',
      boot({ chosenEntry: 'x' }),
      'boot.chosenEntry',
      'Name one of the kernels here, or add a kernel x.',
    ],
    [
      'an unknown release',
      boot({ released: { x: [] } }),
      'boot.released.x',
      'Name one of the kernels here, or add a kernel x.',
    ],
    [
      'two kernels of one name',
      { K2: { release: K1 } },
      'kernels.1.release',
      `Remove one of the two kernels ${K1}, or add uname -v.`,
    ],
    [
      'an id twice',
      { host: { installed: ['unlisted-1', 'unlisted-1'] } },
      'installed.1',
      'Remove unlisted-1: it stands here twice.',
    ],
    [
      'too many steps',
      cut({ during: 'apply', done: 4 }),
      'cut.done',
      'Write a number from 0 to 3: there are no more steps.',
    ],
    [
      'too many removals',
      cut({ during: 'remove', done: 6 }),
      'cut.done',
      'Write a number from 0 to 5: there are no more steps.',
    ],
    [
      'too much restored',
      cut({ during: 'early-boot', done: 6 }),
      'cut.done',
      'Write a number from 0 to 5: there are no more steps.',
    ],
    ['a negative count', cut({ during: 'apply', done: -1 }), 'cut.done', 'Write a number that is not negative.'],
    [
      'keeps without short',
      cut({ during: 'write-plan', leaves: 'old', keeps: 1 }),
      'cut.keeps',
      'Remove keeps: it belongs to leaves "short".',
    ],
    [
      'short without keeps',
      cut({ during: 'write-plan', leaves: 'short' }),
      'cut.keeps',
      'Add keeps: how many ids of the new plan are in the file.',
    ],
    [
      'keeps beyond the plan',
      cut({ during: 'write-plan', leaves: 'short', keeps: 9 }),
      'cut.keeps',
      'Write a number from 0 to 8: the new plan has no more ids.',
    ],
    [
      'luck with rpm',
      packageCut({ phase: 'bootloader', leaves: 'new' }),
      'cut.leaves',
      'Remove leaves: rpm leaves nothing to luck here.',
    ],
    [
      'luck in a careful phase',
      { host: { packaging: 'deb', ...packageCut({ phase: 'done', leaves: 'new' }).host } },
      'cut.leaves',
      'Remove leaves: phase done leaves nothing to luck.',
    ],
    [
      'a plan without a list',
      { K2: { packageList: 'unverifiable' } },
      'kernels.1.bootPlan',
      'Add bootPlan: the saved ids, [] for an empty plan, "torn", "zero-length", or null for no such file.',
    ],
    ['a list in the place of an object', { host: { updates: [] } }, 'updates', 'Write an object: {}.'],
    ['a boot without a name for anything', { host: { boot: [] } }, 'boot', 'Write an object: {}.'],
    [
      'an update under a name that is no id',
      { host: { updates: { 'CVE-2019-5489': {} } } },
      'updates.CVE-2019-5489',
      'Write an update id: 8 characters a-z and 0-9, or unlisted-N for one that the listing only counts.',
    ],
    [
      'a range upside down',
      { assumptions: { secondsToNetwork: [9, 1] } },
      'assumptions.secondsToNetwork',
      'Write the smaller number first: [least, most].',
    ],
  ])('refuses %s', (_name, changes, path, message) => {
    expect(problem(changes)).toEqual([{ path, message }]);
  });

  it('refuses a plan that counts for nothing', () => {
    const file = hostFile();
    const kernels = (file.kernels as object[]).map((kernel, index) =>
      index === 1 ? { ...kernel, bootPlan: ids('A2') } : kernel,
    );
    expect(problemsOf({ ...file, kernels })).toMatchObject([{ path: 'kernels.1.bootPlan' }]);
  });

  it.each(['u1', 'ABCDEFGH', 'unlisted-0', 'unlisted-x', 'pwc6xmnrr', ''])('refuses the id %j', (id) => {
    expect(problem({ host: { installed: [id] } })).toMatchObject([{ path: 'installed.0' }]);
  });

  it('says every problem at once', () => {
    expect(problem({ host: { running: K2, packaging: 1, client: 2 } }).map(({ path }) => path)).toEqual([
      'packaging',
      'client',
    ]);
  });

  it('reads text with comments, and says in which line it cannot', () => {
    const text = JSON.stringify(hostFile(), null, 2);
    expect(readHostText(`// a host\n${text}`).problems).toEqual([]);
    const { problems } = readHostText(text.replace('"running":', 'running:'));
    expect(problems[0]?.message).toMatch(/^Correct the JSON in line 5: /);
  });

  it.each([null, 1, 'x', [], undefined])('refuses %j', (value) => {
    expect(readHost(value).host).toBeNull();
  });
});

function cut(fields: object): Changes {
  return { host: { cut: fields } };
}

function packageCut(fields: object): Changes {
  return cut({ during: 'package', release: K2, ...fields });
}

function boot(fields: Readonly<Record<string, unknown>>): Changes {
  return { boot: fields };
}
