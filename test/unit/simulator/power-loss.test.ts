/** The numbered cases PL-01 to PL-82 of the specification of power loss, each a row as the specification has it. */
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../server/src/config/evidence.ts';
import { evidenceLevels } from '../../../server/src/config/evidence.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import type { BootResult, Outcome } from '../../../server/src/simulator/outcome.ts';
import { effectiveOf, hostOf, ids, K0, K1, K2, type Changes, type Config } from './fixture.ts';

const newKernel: Changes = { K2: { onDisk: 'complete' } };
const disk = { onDisk: 'complete' };
const cut = (during: string, fields: object = {}): Changes => ({ host: { cut: { during, ...fields } } });
const boot = (fields: Readonly<Record<string, unknown>>): Changes => ({ boot: fields });
const removed: Changes = { host: { installed: [] }, K1: { bootPlan: [] } };
const packageCut = (packaging: string, phase: string, release = K2): Changes => ({
  host: { packaging, cut: { during: 'package', release, phase } },
});
const refuses = (exitCode: 1 | -1, stages?: readonly ('early' | 'late' | 'cron')[]): Config => ({
  fatal: { exitCode, message: 'Error loading configuration file:', ...(stages && { stages }) },
});
const fails = (id: string, stages: readonly string[]): Changes => ({
  host: { failing: [{ id, reason: 'code_busy', stages }] },
});
/** The boot of the row is the one after the cut, or the nth of `nextBoots`. */
const nouptrackFirst = (...nextBoots: object[]): Changes => ({
  host: { nextBoots },
  boot: { nouptrack: true },
});
/** A row of the table: case, configuration, host, kernel, R, L, C, plan, exit codes (ci: not started) and evidence. */
type Row = readonly [
  id: string,
  config: string,
  changes: Changes,
  kernel: string,
  early: string,
  late: string,
  cron: string,
  plan: string,
  exit: string,
  evidence: Evidence,
  more?: Config & { readonly next?: number },
];

const sameBuild1 = '5.15.0-89-generic #99-Ubuntu SMP Mon Oct 30 20:42:41 UTC 2023';
const sameBuild2 = '5.15.0-89-generic #100-Ubuntu SMP Tue Nov 7 10:00:00 UTC 2023';
const overwritten: Changes = {
  K1: { release: sameBuild1 },
  K2: { release: sameBuild2 },
  host: {
    packaging: 'deb',
    running: sameBuild1,
    cut: { during: 'package', release: sameBuild2, phase: 'unpack', leaves: 'new' },
  },
};

// prettier-ignore
const rows: readonly Row[] = [
  // A. Idle cut, the same kernel comes back
  ['PL-01', 'y/n/n', {}, K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'client'],
  ['PL-02', 'y/n/y', {}, K1, 'P1', 'P1', 'A1', 'A1', '0/0/0', 'client'],
  ['PL-03', 'y/y/n', {}, K1, 'P1', 'A1', 'A1', 'A1', '0/0/0', 'client'],
  ['PL-04', 'y/y/y', {}, K1, 'P1', 'A1', 'A1', 'A1', '0/0/0', 'client'],
  // With --check-init saying no, whether the late stage starts is unknown.
  ['PL-05', 'n/n/n', {}, K1, '-', '-', '-', '-', 'ci/0/0', 'unknown'],
  ['PL-06', 'n/n/y', {}, K1, '-', '-', 'A1', 'A1', 'ci/0/0', 'unknown'],
  ['PL-07', 'n/y/n', {}, K1, '-', 'A1', 'A1', 'A1', 'ci/0/0', 'unknown'],
  ['PL-08', 'n/y/y', {}, K1, '-', 'A1', 'A1', 'A1', 'ci/0/0', 'unknown'],
  ['PL-09', 'y/n/n', {}, K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'client'],
  ['PL-10', 'y/n/n', {}, K1, 'P1', 'P1', 'P1', 'P1', '0/20/20', 'client', { settings: { 'Auth.accesskey': '' } }],
  // B. Idle cut, a different kernel comes back
  ['PL-11', 'y/n/n', newKernel, K2, '-', '-', '-', '-', '0/0/0', 'client'],
  ['PL-12', 'y/n/y', newKernel, K2, '-', '-', 'A2', 'A2', '0/0/0', 'client'],
  ['PL-13', 'y/y/n', newKernel, K2, '-', 'A2', 'A2', 'A2', '0/0/0', 'client'],
  ['PL-14', 'n/n/n', newKernel, K2, '-', '-', '-', '-', 'ci/0/0', 'unknown'],
  ['PL-15', 'n/n/y', newKernel, K2, '-', '-', 'A2', 'A2', 'ci/0/0', 'unknown'],
  ['PL-16', 'n/y/n', newKernel, K2, '-', 'A2', 'A2', 'A2', 'ci/0/0', 'unknown'],
  // C. Other caches
  ['PL-17', 'y/n/n', boot({ chosenEntry: K0 }), K0, 'P0', 'P0', 'P0', 'P0', '0/0/0', 'inferred'],
  ['PL-18', 'y/n/n', { ...boot({ chosenEntry: K0 }), K0: { packageList: 'absent' } }, K0, '-', '-', '-', '-', '0/0/0', 'client'],
  ['PL-19', 'y/y/n', { K1: { packageList: 'absent' } }, K1, '-', 'A1', 'A1', 'A1', '0/0/0', 'client'],
  // D. Cut during an upgrade on K1
  ['PL-20', 'y/n/n', cut('apply', { done: 2 }), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-21', 'y/n/y', cut('apply', { done: 2 }), K1, 'P1', 'P1', 'A1', 'A1', '0/0/0', 'inferred'],
  ['PL-22', 'y/y/n', cut('apply', { done: 2 }), K1, 'P1', 'A1', 'A1', 'A1', '0/0/0', 'inferred'],
  ['PL-23', 'n/n/n', cut('apply', { done: 2 }), K1, '-', '-', '-', '-', 'ci/0/0', 'unknown'],
  ['PL-24', 'y/n/n', cut('download-updates'), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-25', 'y/y/n', cut('download-updates'), K1, 'P1', 'A1', 'A1', 'A1', '0/0/0', 'inferred'],
  ['PL-26', 'y/n/n', cut('download-list', { leaves: 'torn' }), K1, '-', '-', '-', '-', '1/0/0', 'inferred'],
  ['PL-27', 'y/n/y', cut('download-list', { leaves: 'torn' }), K1, '-', '-', 'A1', 'A1', '1/0/0', 'inferred'],
  ['PL-28', 'y/y/n', cut('download-list', { leaves: 'torn' }), K1, '-', 'A1', 'A1', 'A1', '1/0/0', 'inferred'],
  ['PL-29', 'y/n/n', { ...cut('download-list', { leaves: 'torn' }), assumptions: { tornListHeals: false } }, K1, '-', '-', '-', 'P1', '1/1/1', 'inferred'],
  ['PL-30', 'y/n/n', cut('write-plan'), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-31', 'y/n/n', cut('write-plan', { leaves: 'new' }), K1, 'A1', 'A1', 'A1', 'A1', '0/0/0', 'inferred'],
  ['PL-32', 'y/n/n', cut('write-plan', { leaves: 'torn' }), K1, '-', '-', '-', '-', '1/0/0', 'inferred'],
  ['PL-33', 'y/y/n', cut('write-plan', { leaves: 'zero-length' }), K1, '-', 'A1', 'A1', 'A1', '-1/0/0', 'inferred'],
  ['PL-34', 'y/n/n', cut('write-plan', { leaves: 'short', keeps: 3 }), K1, 'u1-u3', 'u1-u3', 'u1-u3', 'u1-u3', '0/0/0', 'inferred'],
  ['PL-35', 'y/n/y', cut('write-plan', { leaves: 'short', keeps: 3 }), K1, 'u1-u3', 'u1-u3', 'A1', 'A1', '0/0/0', 'inferred'],
  ['PL-36', 'y/n/n', cut('write-plan', { leaves: 'new' }), K1, 'A1', 'A1', 'A1', 'A1', '0/0/0', 'inferred'],
  ['PL-37', 'y/n/n', { K2: disk, host: { running: K2, installed: [], cut: { during: 'apply', done: 1 } } }, K2, '-', '-', '-', '-', '1/0/0', 'inferred'],
  // E. Removal on K1
  ['PL-38', 'y/n/n', cut('remove', { done: 3 }), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-39', 'y/n/n', removed, K1, '-', '-', '-', '-', '0/0/0', 'client'],
  ['PL-40', 'y/y/n', removed, K1, '-', 'A1', 'A1', 'A1', '0/0/0', 'client'],
  ['PL-41', 'y/n/y', removed, K1, '-', '-', 'A1', 'A1', '0/0/0', 'client'],
  // F. Cut during the boot itself
  ['PL-42', 'y/n/n', cut('early-boot', { done: 2 }), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-43', 'y/y/n', cut('late-boot', { done: 0 }), K1, 'P1', 'A1', 'A1', 'A1', '0/0/0', 'inferred'],
  ['PL-44', 'y/n/n', cut('early-boot', { done: 0 }), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-45', 'y/n/y', cut('apply', { done: 0 }), K1, 'P1', 'P1', 'A1', 'A1', '0/0/0', 'inferred'],
  // G. Cut while the package manager installs K2
  ['PL-46', 'y/n/n', packageCut('deb', 'unpack'), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-47', 'y/n/n', packageCut('deb', 'initramfs'), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-48', 'y/n/n', packageCut('deb', 'done'), K2, '-', '-', '-', '-', '0/0/0', 'inferred'],
  ['PL-49', 'y/n/n', packageCut('rpm', 'unpack'), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-50', 'y/n/n', { ...packageCut('rpm', 'bootloader'), boot: { chosenEntry: K1 } }, K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-51', 'y/n/n', { ...packageCut('rpm', 'initramfs'), boot: { chosenEntry: K1 } }, K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  ['PL-52', 'y/y/n', packageCut('rpm', 'done'), K2, '-', 'A2', 'A2', 'A2', '0/0/0', 'inferred'],
  ['PL-53', 'y/n/n', overwritten, sameBuild2, '-', '-', '-', '-', '0/0/0', 'inferred'],
  ['PL-54', 'y/n/n', packageCut('deb', 'initramfs', K1), K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'inferred'],
  // H. Modifiers
  ['PL-55', 'y/n/y', boot({ disableFile: true }), K1, '-', '-', '-', '-', 'ci/1/1', 'unknown'],
  ['PL-56', 'y/y/y', nouptrackFirst(), K1, '-', '-', '-', '-', '1/1/1', 'client'],
  ['PL-57', 'y/y/y', nouptrackFirst({}), K1, '-', '-', '-', '-', 'ci/1/1', 'unknown', { next: 0 }],
  ['PL-58', 'y/n/n', nouptrackFirst({}, { after: 'reboot', disableFile: false }), K1, '-', '-', '-', '-', '0/0/0', 'inferred', { next: 1 }],
  ['PL-59', 'y/y/n', { ...newKernel, ...nouptrackFirst() }, K2, '-', 'A2', 'A2', 'A2', '0/0/0', 'client'],
  ['PL-60', 'y/y/y', boot({ network: 'down' }), K1, 'P1', 'P1', 'P1', 'P1', '0/10/10', 'client'],
  ['PL-61', 'y/n/y', boot({ network: 'slow' }), K1, 'P1', 'P1', 'A1', 'A1', '0/10/0', 'client'],
  ['PL-62', 'y/y/y', { ...newKernel, ...boot({ network: 'down' }) }, K2, '-', '-', '-', 'none', '0/10/10', 'client'],
  ['PL-63', 'y/y/y', boot({ accessKey: 'invalid' }), K1, 'P1', 'P1', 'P1', 'P1', '0/14/14', 'client'],
  ['PL-64', 'y/y/y', {}, K1, 'P1', 'P1', 'P1', 'P1', '0/20/20', 'client', { settings: { 'Auth.accesskey': 'INSERT_ACCESS_KEY' } }],
  ['PL-65', 'y/y/y', { ...boot({ subscription: 'expired' }), K1: { expiredMarker: true } }, K1, '-', '-', '-', 'P1', '17/17/17', 'client'],
  ['PL-66', 'y/y/y', boot({ subscription: 'expired' }), K1, 'P1', 'P1', 'P1', 'P1', '0/17/17', 'client'],
  ['PL-67', 'y/y/n', { K1: { expiredMarker: true } }, K1, '-', 'A1', 'A1', 'A1', '17/0/0', 'client'],
  ['PL-68', 'y/n/n', { K1: { expiredMarker: true } }, K1, '-', '-', '-', '-', '17/0/0', 'client'],
  ['PL-69', 'y/y/y', { K2: { ...disk, supported: false } }, K2, '-', '-', '-', 'none', '0/13/13', 'client'],
  ['PL-70', 'y/n/n', fails('unlisted-3', ['early']), K1, 'u1-u2', 'u1-u2', 'u1-u2', 'u1-u2', '1/0/0', 'inferred'],
  ['PL-71', 'y/y/n', fails('unlisted-3', ['early']), K1, 'u1-u2', 'A1', 'A1', 'A1', '1/0/0', 'inferred'],
  ['PL-72', 'y/y/y', fails('unlisted-3', ['early', 'late', 'cron']), K1, 'u1-u2', 'u1-u2', 'u1-u2', 'u1-u2', '1/1/1', 'inferred'],
  ['PL-73', 'y/y/n', fails('unlisted-7', ['late']), K1, 'P1', 'u1-u6', 'u1-u6', 'u1-u6', '0/1/0', 'inferred'],
  ['PL-74', 'y/y/y', {}, K1, '-', '-', '-', 'P1', '1/1/1', 'measured', refuses(1)],
  ['PL-75', 'y/n/y', {}, K1, '-', '-', '-', 'P1', '1/1/1', 'measured', refuses(1)],
  ['PL-76', 'y/y/y', {}, K1, '-', '-', '-', 'P1', '-1/-1/-1', 'measured', refuses(-1)],
  ['PL-77', 'y/n/y', {}, K1, '-', '-', 'A1', 'A1', '1/1/0', 'measured', refuses(1, ['early', 'late'])],
  ['PL-78', 'y/n/n', {}, K1, '-', '-', '-', '-', '1/1/0', 'measured', refuses(1, ['early', 'late'])],
  ['PL-79', 'y/y/y', boot({ hostnameFile: 'unreadable' }), K1, '-', '-', '-', 'P1', '1/1/1', 'client', { settings: { 'Settings.hostname_override_file': '/etc/hostname' } }],
  ['PL-80', 'y/y/y', boot({ sysfs: 'missing' }), K1, '-', '-', '-', 'P1', '21/21/21', 'client'],
  ['PL-81', 'y/y/y', boot({ clientTooOld: 'to-install' }), K1, '-', '-', '-', '-', '15/15/15', 'client'],
  ['PL-82', 'y/y/y', { K1: { available: ids('P1') } }, K1, 'P1', 'P1', 'P1', 'P1', '0/0/0', 'client'],
];

function outcomeOf(config: Config, changes: Changes): Outcome {
  const { outcomes } = simulate([effectiveOf(config)], hostOf(changes));
  expect(outcomes).toHaveLength(1);
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

function bootOf(outcome: Outcome, next: number | undefined): BootResult {
  const result = next === undefined ? outcome : outcome.nextBoots[next];
  if (result === undefined) throw new Error('no such boot');
  return result;
}

describe('online cases', () => {
  it.each(rows.map((row) => ({ name: `${row[0]} ${row[1]}`, row })))('$name', ({ row }) => {
    const [, config, changes, kernel, early, late, cron, plan, exit, evidence, more] = row;
    const result = bootOf(outcomeOf({ config, ...more }, changes), more?.next);
    const stages = result.stages.filter(({ stage }) => stage !== 'shutdown');
    expect({
      kernel: result.boots.kernel,
      stages: stages.map(({ stage }) => stage),
      installed: stages.map(({ installed }) => installed),
      plan: stages.at(-1)?.savedPlan,
      exit: stages.map(({ exitCode }) => exitCode ?? 'ci').join('/'),
    }).toEqual({
      kernel,
      stages: ['early', 'late', 'cron'],
      installed: [ids(early), ids(late), ids(cron)],
      plan: plan === 'none' ? null : ids(plan),
      exit,
    });
    const weakestStage = Math.max(...stages.map((stage) => evidenceLevels.indexOf(stage.evidence)));
    expect(evidenceLevels[weakestStage]).toBe(evidence);
  });

  it('has every case once', () => {
    const expected = Array.from({ length: 82 }, (_, i) => `PL-${String(i + 1).padStart(2, '0')}`);
    expect(rows.map(([id]) => id)).toEqual(expected);
  });
});
