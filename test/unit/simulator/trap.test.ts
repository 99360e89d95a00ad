/** The trap: a run that installs nothing saves less than the plan held before; and what prevents it. */
import { describe, expect, it } from 'vitest';
import { simulateConfig } from '../../../server/src/simulator/boot.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { configsUnder } from '../../../server/src/simulator/assumed-configs.ts';
import { sceneOf } from '../../../server/src/simulator/describe.ts';
import { asText, describe as describeOutcome } from '../../../server/src/simulator/report.ts';
import { remarksOf } from '../../../server/src/simulator/remarks.ts';
import { preventionText, trapOf } from '../../../server/src/simulator/trap.ts';
import { effectiveOf, hostOf, ids, type Changes } from './fixture.ts';

function trapIn(config: string, changes: Changes) {
  const host = hostOf(changes);
  const effectives = [effectiveOf({ config })];
  const [outcome] = simulate(effectives, host).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  const trap = trapOf(outcome, sceneOf(outcome, host));
  const run = (each: Parameters<typeof simulateConfig>[1]) => simulateConfig(host, each);
  const prevention = preventionText(outcome, host, configsUnder(outcome.assuming, effectives, host), run);
  return { trap, prevention, outcome, host, effectives };
}

const cut = (during: string, leaves: string): Changes => ({ host: { cut: { during, leaves } } });
const tornList = cut('download-list', 'torn');
const tornPlan = cut('write-plan', 'torn');
const failingEarly: Changes = {
  host: { failing: [{ id: ids('u3-u3')[0], reason: 'code_busy', stages: ['early'] }] },
};

describe('the trap', () => {
  // Cases of the specification: PL-26, PL-32, and an update that fails in the early stage.
  it.each([
    ['a torn list', tornList, { stage: 'late', lost: ids('P1'), saved: 0, before: 5 }],
    ['a torn plan', tornPlan, { stage: 'late', lost: ids('A1'), saved: 0, before: null }],
    ['a failing update', failingEarly, { stage: 'late', lost: ids('u3-u5'), saved: 2, before: 5 }],
    // Nobody knows whether there is a late stage then, but the periodic run saves anyway.
    ['the disable file', { boot: { disableFile: true } }, { stage: 'cron', lost: ids('P1'), saved: 0, before: 5 }],
    [
      'a network that is up only before cron',
      { ...tornList, boot: { network: 'slow' } },
      { stage: 'cron', lost: ids('P1'), saved: 0, before: 5 },
    ],
  ])('is sprung by %s', (_, changes, expected) => {
    expect(trapIn('y/n/n', changes).trap).toMatchObject({ ...expected, isUnknown: false });
  });

  it.each([
    ['nothing goes wrong', 'y/n/n', {}],
    ['the late stage upgrades', 'y/y/n', tornList],
    ['the first periodic run upgrades', 'y/n/y', tornList],
    ['no run gets as far as to save', 'y/n/n', { ...tornList, boot: { network: 'down' } }],
    ['nothing boots', 'y/n/n', { K1: { onDisk: 'torn-initramfs' } }],
    ['the kernel has no plan of its own', 'y/n/n', { K2: { onDisk: 'complete' } }],
    ['what goes is no longer offered', 'y/y/n', { K1: { available: ids('u1-u4') } }],
  ] as const)('is not sprung where %s', (_, config, changes) => {
    expect(trapIn(config, changes).trap).toBeNull();
  });

  it('says so where nobody knows whether the run takes place', () => {
    expect(trapIn('n/n/n', { boot: { cron: false } }).trap).toMatchObject({ stage: 'late', isUnknown: true });
  });

  it.each([
    ['y/n/n', tornList, 'Set upgrade_on_reboot = yes or autoinstall = yes to prevent that.'],
    // With the early stage off, nobody knows whether there is a late one.
    ['n/n/n', {}, 'Set install_on_reboot = yes or autoinstall = yes to prevent that.'],
  ])('is prevented with %s', (config, changes, expected) => {
    expect(trapIn(config, changes).prevention).toBe(expected);
  });

  it('that no option prevents takes an uptrack-upgrade', () => {
    const { prevention } = trapIn('y/n/n', { boot: { disableFile: true } });
    expect(prevention).toContain('run uptrack-upgrade before the next reboot');
  });

  it('stands in the description and the report, with what prevents it', () => {
    const { outcome, host, effectives } = trapIn('y/n/n', tornList);
    const sentence =
      'The late stage saves what is installed then, 0 updates in the place of 5: the next boot does not restore the other 5 either.';
    expect(describeOutcome(outcome, host).trap).toBe(sentence);
    const text = asText({ host: host.name, outcomes: [outcome] }, host, (each) => remarksOf(each, host, effectives));
    expect(text).toContain(`${sentence}\n  Set upgrade_on_reboot = yes or autoinstall = yes to prevent that.`);
  });
});

describe('an orderly reboot beside the power loss', () => {
  const remarks = (config: string, changes: Changes) => {
    const { outcome, host, effectives } = trapIn(config, changes);
    return remarksOf(outcome, host, effectives).at(-1) ?? '';
  };

  it('differs from a cut whose run was about to save: its shutdown refreshes the plan', () => {
    const text = remarks('y/n/n', tornPlan);
    expect(text).toContain('An orderly reboot instead: db-01 comes back with the 5 updates that it had');
    expect(text).toContain('the shutdown stage saves what is installed then');
  });

  it('comes to the same where nothing is going on', () => {
    expect(remarks('y/n/n', {})).toContain('The stages then install the same.');
  });

  it('interrupts no package manager', () => {
    const text = remarks('y/n/n', { K2: { onDisk: 'torn-initramfs' } });
    expect(text).toContain('does not boot by itself');
    const moved = remarks('y/n/n', {
      host: { cut: { during: 'package', release: hostOf().kernels[1]?.release, phase: 'initramfs' } },
    });
    expect(moved).toContain('It differs in what the cut leaves on disk');
  });

  it('is not told of one', () => {
    const { outcome, host, effectives } = trapIn('y/n/n', { host: { cut: null } });
    expect(remarksOf(outcome, host, effectives)).toEqual([]);
  });
});
