/** The smallest change that brings an update in, by the cases of the specification. */
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../server/src/simulator/why.ts';
import { refusal } from './arbitrary.ts';
import { cut, each, pinned, u, why } from './explaining.ts';
import { K1, type Changes, type Config } from './fixture.ts';

/** `change + change: stage`, with a question mark where nobody knows. */
const proposals = ({ changes }: Explanation) =>
  changes.map(
    (proposal) =>
      `${proposal.changes.map(({ id }) => id).join(' + ')}: ${proposal.comes}${proposal.evidence === 'unknown' ? '?' : ''}`,
  );

describe('the smallest change', () => {
  it.each<[string, string, string, Changes, readonly string[], Config?]>([
    ['PL-20', u(6), 'y/n/n', cut({ during: 'apply', done: 2 }), ['upgrade_on_reboot: late', 'autoinstall: cron']],
    ['PL-21: comes by itself', u(6), 'y/n/y', cut({ during: 'apply', done: 2 }), ['upgrade_on_reboot: late']],
    [
      'PL-05: what nobody knows comes last',
      u(1),
      'n/n/n',
      {},
      ['install_on_reboot: early', 'autoinstall: cron', 'upgrade_on_reboot: late?'],
    ],
    ['PL-55', u(1), 'y/n/y', { boot: { disableFile: true } }, ['disableFile: early']],
    ['PL-56', u(1), 'y/y/y', { boot: { nouptrack: true } }, ['nouptrack: early']],
    [
      'PL-32',
      u(1),
      'y/n/n',
      cut({ during: 'write-plan', leaves: 'torn' }),
      ['bootPlan: early', 'upgrade_on_reboot: late', 'autoinstall: cron'],
    ],
    [
      'PL-26',
      u(1),
      'y/n/n',
      cut({ during: 'download-list', leaves: 'torn' }),
      ['packageList: early', 'upgrade_on_reboot: late', 'autoinstall: cron'],
    ],
    ['PL-60', u(6), 'y/y/y', { boot: { network: 'down' } }, ['network: late']],
    ['PL-61: comes by itself', u(6), 'y/y/y', { boot: { network: 'slow' } }, ['network: late']],
    ['PL-63', u(6), 'y/y/y', { boot: { accessKey: 'invalid' } }, ['accessKey: late']],
    ['PL-64', u(6), 'y/y/y', {}, ['accesskey: late'], { settings: { 'Auth.accesskey': '' } }],
    [
      'PL-65',
      u(1),
      'y/y/y',
      { K1: { expiredMarker: true }, boot: { subscription: 'expired' } },
      ['subscription: early'],
    ],
    [
      'PL-70',
      u(4),
      'y/n/n',
      { host: { failing: [{ id: u(3), reason: 'code_busy', stages: ['early'] }] } },
      [`failing ${u(3)}: early`, 'upgrade_on_reboot: late', 'autoinstall: cron'],
    ],
    ['PL-74', u(1), 'y/y/y', {}, ['refusal: early'], { fatal: refusal }],
    [
      'PL-79',
      u(1),
      'y/y/y',
      { boot: { hostnameFile: 'unreadable' } },
      ['hostnameFile: early'],
      { settings: { 'Settings.hostname_override_file': '/etc/name' } },
    ],
    ['PL-80', u(1), 'y/y/y', { boot: { sysfs: 'missing' } }, ['sysfs: early']],
    ['PL-81', u(1), 'y/y/y', { boot: { clientTooOld: 'to-install' } }, ['clientTooOld: early']],
    ['no cron file', u(6), 'y/n/y', { boot: { cron: false } }, ['upgrade_on_reboot: late', 'cron: cron']],
    ['PL-11', u(1), 'y/n/n', { K2: { onDisk: 'complete' } }, [`chosenEntry ${K1}: early`]],
    ['PL-50', u(1), 'y/n/n', { K2: { onDisk: 'torn-initramfs' } }, [`chosenEntry ${K1}: early`]],
    ['PL-69', 'unlisted-101', 'y/y/y', { K2: { onDisk: 'complete', supported: false } }, ['supported: late']],
    [
      'PL-84: rests on what nobody knows',
      u(6),
      'y/n/n',
      { host: { client: 'offline' } },
      ['upgrade_on_reboot: late?', 'autoinstall: cron?'],
    ],
    ['PL-89', u(7), 'y/y/y', { host: { client: 'offline' } }, ['effective_version: late?'], pinned],
    [
      'two together',
      u(6),
      'y/n/n',
      { boot: { network: 'down' } },
      ['upgrade_on_reboot + network: late', 'autoinstall + network: cron'],
    ],
    [
      'three together',
      u(1),
      'n/n/n',
      { boot: { disableFile: true, sysfs: 'missing' } },
      [
        'install_on_reboot + disableFile + sysfs: early',
        'autoinstall + disableFile + sysfs: cron',
        'upgrade_on_reboot + disableFile + sysfs: late?',
      ],
    ],
    [
      'four are not looked for',
      u(1),
      'n/n/n',
      { boot: { disableFile: true, sysfs: 'missing', clientTooOld: 'to-parse' } },
      [],
    ],
  ])('%s', (_case, id, config, changes, expected, more) => {
    expect(proposals(why(id, config, changes, more))).toEqual(expected);
  });

  it('helps whatever an unknown value comes out as, also where that makes no difference yet', () => {
    const [outcome] = each(u(6), 'y/?/?', { boot: { network: 'down' } });
    expect(outcome?.assuming).toEqual({});
    // The network alone would do if one of the options came out as yes.
    expect(outcome && proposals(outcome.explanation)).toEqual([
      'upgrade_on_reboot + network: late',
      'autoinstall + network: cron',
    ]);
  });

  it('is one for each outcome of a template', () => {
    const outcomes = each(u(6), 'y/?/n').map(({ assuming, explanation }) => [
      assuming['Settings.upgrade_on_reboot'],
      explanation.state,
      proposals(explanation)[0] ?? null,
    ]);
    expect(outcomes).toEqual([
      [true, 'in', null],
      [false, 'pending', 'upgrade_on_reboot: late'],
      ['refused', 'pending', 'upgrade_on_reboot + refusal: late'],
    ]);
  });
});
