/** What each cut leaves on disk and in memory, and which kernel then boots. */
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { checkHost } from '../../../server/src/simulator/check-host.ts';
import { selectEntry } from '../../../server/src/simulator/kernels.ts';
import { momentOf } from '../../../server/src/simulator/moments.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { momentsOf } from '../../../server/src/simulator/strip.ts';
import { effectiveOf, hostOf, ids, K0, K1, K2, type Changes } from './fixture.ts';

function after(changes: Changes) {
  const host = hostOf(changes);
  const moment = momentOf(host);
  const [one, two] = moment.kernels;
  return { ...moment, one, two, host };
}

const cut = (fields: object, changes: Changes = {}): Changes => ({
  ...changes,
  host: { ...changes.host, cut: fields },
});

describe('memory at the cut', () => {
  it.each<[string, Changes, string]>([
    ['idle', cut({ during: 'idle' }), 'P1'],
    ['an orderly reboot', { host: { cut: null } }, 'P1'],
    ['apply', cut({ during: 'apply', done: 2 }), 'u1-u7'],
    ['write-plan', cut({ during: 'write-plan' }), 'A1'],
    ['remove, last first', cut({ during: 'remove', done: 3 }), 'u1-u2'],
    ['early-boot', cut({ during: 'early-boot', done: 2 }), 'u1-u2'],
    ['late-boot', cut({ during: 'late-boot', done: 1 }), 'u1-u6'],
  ])('%s', (_name, changes, memory) => {
    expect(after(changes).memory).toEqual(ids(memory));
  });

  it('follows a plan that removes and installs again', () => {
    const upgradePlan = ['Remove unlisted-5', 'Remove unlisted-4', 'Install unlisted-6', 'Install unlisted-4'];
    const at = (done: number) => after(cut({ during: 'apply', done }, { K1: { upgradePlan } })).memory;
    expect(at(2)).toEqual(ids('u1-u3'));
    expect(at(4)).toEqual([...ids('u1-u4'), 'unlisted-6']);
  });

  it('is empty where the early stage could restore nothing', () => {
    const marked = { K1: { expiredMarker: true } };
    expect(after(cut({ during: 'early-boot', done: 0 }, marked)).memory).toEqual([]);
    expect(after(cut({ during: 'late-boot', done: 2 }, marked)).memory).toEqual(ids('u1-u2'));
  });

  it('is that of the kernel that was booting', () => {
    const changes = cut({ during: 'early-boot', done: 1 }, { host: { defaultEntry: K0 } });
    expect(after(changes)).toMatchObject({ ran: K0, memory: ids('w1-w1') });
  });
});

describe('disk after the cut', () => {
  it.each<[string, object, object]>([
    [
      'download-list old',
      { during: 'download-list' },
      { expiredMarker: false, packageList: 'unverifiable', bootPlan: 'torn' },
    ],
    ['download-updates', { during: 'download-updates' }, { expiredMarker: false, packageList: 'ok', bootPlan: 'torn' }],
    ['apply', { during: 'apply', done: 1 }, { expiredMarker: false, packageList: 'ok', bootPlan: 'torn' }],
    [
      'write-plan new',
      { during: 'write-plan', leaves: 'new' },
      { expiredMarker: false, packageList: 'ok', bootPlan: ids('A1') },
    ],
    [
      'write-plan zero-length',
      { during: 'write-plan', leaves: 'zero-length' },
      { bootPlan: 'zero-length', packageList: 'ok' },
    ],
    ['remove', { during: 'remove', done: 1 }, { expiredMarker: true, packageList: 'unverifiable', bootPlan: 'torn' }],
    ['late-boot', { during: 'late-boot', done: 0 }, { expiredMarker: false, packageList: 'ok', bootPlan: 'torn' }],
    ['early-boot', { during: 'early-boot', done: 0 }, { expiredMarker: true, packageList: 'unverifiable' }],
  ])('%s', (_name, fields, kernel) => {
    const worst = { expiredMarker: true, packageList: 'unverifiable', bootPlan: 'torn' };
    expect(after(cut(fields, { K1: worst })).one).toMatchObject(kernel);
  });

  it.each(['ok', 'absent', 'unverifiable'])('a list that is still the old one stays %s', (packageList) => {
    const changes = { K1: { packageList, expiredMarker: true } };
    expect(after(cut({ during: 'download-list' }, changes)).one).toMatchObject({ packageList, expiredMarker: false });
    const torn = after(cut({ during: 'download-list', leaves: 'torn' }, changes)).one;
    expect(torn).toMatchObject({ packageList: 'unverifiable', expiredMarker: false });
  });

  it.each([
    ['rpm', 'absent', 'unpack', undefined, 'absent'],
    ['rpm', 'absent', 'bootloader', undefined, 'no-initramfs'],
    ['rpm', 'complete', 'bootloader', undefined, 'complete'],
    ['rpm', 'absent', 'initramfs', undefined, 'torn-initramfs'],
    ['rpm', 'absent', 'done', undefined, 'complete'],
    ['deb', 'absent', 'unpack', undefined, 'unpacked'],
    ['deb', 'absent', 'initramfs', undefined, 'unpacked'],
    ['deb', 'absent', 'bootloader', undefined, 'unpacked'],
    ['deb', 'absent', 'bootloader', 'old', 'unpacked'],
    ['deb', 'absent', 'bootloader', 'new', 'complete'],
    ['deb', 'absent', 'done', undefined, 'complete'],
    ['deb', 'complete', 'initramfs', undefined, 'complete'],
    ['deb', 'torn-initramfs', 'initramfs', undefined, 'unpacked'],
  ])('%s, %s before, cut in %s (%s): %s', (packaging, onDisk, phase, leaves, expected) => {
    const fields = { during: 'package', release: K2, phase, ...(leaves !== undefined && { leaves }) };
    const { one, two } = after(cut(fields, { K2: { onDisk }, host: { packaging } }));
    expect(two?.onDisk).toBe(expected);
    expect(one?.onDisk).toBe('complete');
  });

  it.each([
    ['unpack', undefined, 'mixed'],
    ['unpack', 'mixed', 'mixed'],
    ['unpack', 'new', 'complete'],
    ['initramfs', undefined, 'complete'],
    ['done', undefined, 'complete'],
  ])('deb overwrites another build of the same name: %s (%s): %s', (phase, leaves, expected) => {
    const [older, newer] = ['5.15.0-89-generic #99-Ubuntu', '5.15.0-89-generic #100-Ubuntu'];
    const fields = { during: 'package', release: newer, phase, ...(leaves !== undefined && { leaves }) };
    const names = { K1: { release: older }, K2: { release: newer } };
    const { one, two } = after(cut(fields, { ...names, host: { packaging: 'deb', running: older } }));
    expect([one?.onDisk, two?.onDisk]).toEqual(['absent', expected]);
  });
});

describe('boot loader', () => {
  const select = (changes: Changes, chosen: string | null = null) => {
    const host = hostOf(changes);
    return selectEntry(host, host.kernels, chosen);
  };

  it('starts the newest kernel, the default entry, or the chosen one', () => {
    expect(select({})).toMatchObject({ kernel: K1, reason: 'default', instead: null, repair: null, waitSeconds: 0 });
    expect(select({ K2: { onDisk: 'complete' } })).toMatchObject({ kernel: K2, reason: 'default' });
    expect(select({ host: { defaultEntry: K0 } })).toMatchObject({ kernel: K0, reason: 'default' });
    expect(select({}, K0)).toMatchObject({ kernel: K0, reason: 'chosen' });
  });

  it('starts the newest where the default entry is not in the menu', () => {
    expect(select({ host: { defaultEntry: K2 } })).toMatchObject({ kernel: K1, reason: 'default-not-in-menu' });
    expect(select({ host: { defaultEntry: K2 }, K2: { onDisk: 'unpacked' } })).toMatchObject({
      reason: 'default-not-in-menu',
    });
    expect(select({}, K2)).toMatchObject({ kernel: K1, reason: 'default' });
  });

  it.each(['no-initramfs', 'torn-initramfs', 'mixed'])(
    'does not boot with %s, and says which entry would',
    (onDisk) => {
      expect(select({ K2: { onDisk } })).toMatchObject({ kernel: null, reason: onDisk, instead: K1 });
      const alone = { K0: { onDisk: 'absent' }, K1: { onDisk: 'absent' }, K2: { onDisk } };
      expect(select(alone)).toMatchObject({ kernel: null, reason: onDisk, instead: null });
    },
  );

  it('says how to repair it in the words of the distribution', () => {
    expect(select({ K2: { onDisk: 'torn-initramfs' } }).repair).toBe(`dracut -f --kver ${K2}`);
    const deb = { K2: { onDisk: 'no-initramfs' }, host: { packaging: 'deb' } };
    expect(select(deb).repair).toContain(`update-initramfs -c -k ${K2}`);
  });

  it('boots nothing from an empty menu', () => {
    const none = { onDisk: 'absent' };
    expect(select({ K0: none, K1: none })).toMatchObject({ kernel: null, reason: 'empty-menu', instead: null });
  });
});

describe('momentsOf', () => {
  it('follows the order of the strip', () => {
    const moments = momentsOf(hostOf());
    expect([...new Set(moments.map(({ group }) => group))]).toEqual([
      'idle',
      'download',
      'apply',
      'write-plan',
      'package',
      'remove',
      'early-boot',
      'late-boot',
    ]);
    expect(moments.filter(({ group }) => group === 'apply').map(({ id }) => id)).toEqual([
      'apply-0',
      'apply-1',
      'apply-2',
      'apply-3',
    ]);
    const saving = moments.filter(({ group }) => group === 'write-plan').map(({ id }) => id);
    expect(saving.map((id) => id.slice('write-plan-'.length))).toEqual(['old', 'new', 'short', 'torn', 'zero-length']);
    expect(moments.map(({ id }) => id)).toContain('package-done');
  });

  it('has no download for an offline client, and no package manager without another kernel', () => {
    const groups = (changes: Changes) => momentsOf(hostOf(changes)).map(({ group }) => group);
    expect(groups({ host: { client: 'offline' } })).not.toContain('download');
    const alone = hostOf();
    const only = { ...alone, kernels: alone.kernels.slice(0, 1) };
    expect(momentsOf(only).map(({ group }) => group)).not.toContain('package');
  });

  const hosts = [
    ...samples.map((sample) => [sample.id, sampleHost(sample)] as const),
    ['deb', hostOf({ host: { packaging: 'deb' } })] as const,
  ];
  it.each(hosts)('%s: every moment is a valid cut, with an id of its own', (_id, host) => {
    const moments = momentsOf(host);
    expect(new Set(moments.map(({ id }) => id)).size).toBe(moments.length);
    for (const { cut: moment } of moments) expect(checkHost({ ...host, cut: moment })).toEqual([]);
  });
});

describe('a boot that the cut meets', () => {
  const late = (config: string) => {
    const [outcome] = simulate(
      [effectiveOf({ config })],
      hostOf({ host: { cut: { during: 'late-boot', done: 0 } } }),
    ).outcomes;
    return outcome ?? expect.fail();
  };

  it('has brought back what the early stage restores', () => {
    expect(late('y/n/n')).toMatchObject({ memory: ids('P1'), missing: [], verdict: 'restored' });
  });

  it('has brought nothing back where the file keeps the early stage from it', () => {
    expect(late('n/n/n')).toMatchObject({ memory: [], missing: [], pending: ids('A1'), verdict: 'unpatched' });
  });
});
