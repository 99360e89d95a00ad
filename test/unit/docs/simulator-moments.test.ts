/** The page about the simulator: what it says that a cut leaves, tried on the host of the specification. */
import { describe, expect, it } from 'vitest';
import { evidenceLevels } from '../../../server/src/config/evidence.ts';
import type { Cut, Host, Kernel, OnDisk, PackagePhase } from '../../../server/src/simulator/host.ts';
import { momentOf } from '../../../server/src/simulator/moments.ts';
import { momentsOf } from '../../../server/src/simulator/strip.ts';
import { hostOf, ids, K1, K2, type Changes } from '../simulator/fixture.ts';
import { pageOf, sectionOf, tableIn, tablesOf } from './pages.ts';

const page = pageOf('docs/simulator.md');
const section = 'The moment of the cut';
const rows = tableIn(page, section).map(
  ([during = '', leaves = '', marker = '', list = '', plan = '', memory = '', evidence = '']) => ({
    during: during as Cut['during'],
    leaves,
    marker,
    list,
    plan,
    memory,
    evidence,
  }),
);

/** Three updates of an upgrade, of which one is done; two are kept of a short plan. */
const progress = { done: 1, keeps: 2, release: K2, phase: 'unpack' };

function after(row: Pick<(typeof rows)[number], 'during' | 'leaves'>, K1before: Changes['K1']) {
  const host: Host = hostOf({ K1: K1before ?? {} });
  const leaves = row.during === 'package' ? {} : { leaves: row.leaves };
  const moment = momentOf({ ...host, cut: { during: row.during, ...progress, ...leaves } as unknown as Cut });
  const kernel = moment.kernels.find(({ release }) => release === K1);
  if (kernel === undefined) throw new Error('K1 is gone');
  return { ...moment, kernel };
}

const before = [
  { expiredMarker: true, packageList: 'unverifiable' },
  { expiredMarker: false, packageList: 'ok' },
] as const;

/** What each word of the page means. */
const markers: Readonly<Record<string, (was: boolean) => boolean>> = { 'as before': (was) => was, gone: () => false };
const lists: Readonly<Record<string, (was: string) => string>> = {
  'as before': (was) => was,
  ok: () => 'ok',
  unverifiable: () => 'unverifiable',
};
const plans: Readonly<Record<string, Kernel['bootPlan']>> = {
  'as before': ids('P1'),
  'all of the upgrade': ids('A1'),
  'the first keeps of it': ids('u1-u2'),
  torn: 'torn',
  'zero-length': 'zero-length',
};
const memories: Readonly<Record<string, readonly string[]>> = {
  'what was installed': ids('P1'),
  'what was installed, and the steps done': ids('u1-u6'),
  'what is put back, and the steps done': ids('u1-u6'),
  'all of the upgrade': ids('A1'),
  'what is not yet removed': ids('u1-u4'),
  'what is put back so far': ids('u1-u1'),
};

describe('the table of moments', () => {
  it('has every kind of cut, and all that each may leave', () => {
    const told = new Set(rows.map(({ during, leaves }) => `${during} ${leaves}`));
    const modelled = momentsOf(hostOf({ host: { cut: { during: 'idle' } } }), 'every').map(({ cut }) =>
      cut.during === 'package' ? 'package see below' : `${cut.during} ${'leaves' in cut ? cut.leaves : ''}`,
    );
    expect(told).toEqual(new Set(modelled));
  });

  it.each(rows.map((row) => [`${row.during} ${row.leaves}`, row] as const))('%s', (_name, row) => {
    for (const was of before) {
      const { kernel, evidence } = after(row, was);
      expect(kernel.expiredMarker).toBe(markers[row.marker]?.(was.expiredMarker));
      expect(kernel.packageList).toBe(lists[row.list]?.(was.packageList));
      expect(kernel.bootPlan).toEqual(plans[row.plan]);
      expect(evidenceLevels).toContain(row.evidence);
      expect(evidence).toBe(row.evidence);
    }
    expect(after(row, {}).memory).toEqual(memories[row.memory]);
  });
});

describe('the table of the package manager', () => {
  const [, table = []] = tablesOf(sectionOf(page, section));
  const phases = ['unpack', 'initramfs', 'bootloader', 'done'] as const satisfies readonly PackagePhase[];
  const another = '4.1.12-124.26.5.el6uek.x86_64 #1';

  /** What stands before it is of K2, and of another build of the same `uname -r`. */
  const hosts: Readonly<
    Record<string, { readonly packaging: 'rpm' | 'deb'; readonly onDisk: OnDisk; readonly another?: OnDisk }>
  > = {
    'rpm, not there': { packaging: 'rpm', onDisk: 'absent' },
    'rpm, complete': { packaging: 'rpm', onDisk: 'complete' },
    'deb, not there': { packaging: 'deb', onDisk: 'absent' },
    'deb, complete': { packaging: 'deb', onDisk: 'complete' },
    'deb, another build of the same uname -r on disk': { packaging: 'deb', onDisk: 'absent', another: 'complete' },
  };

  it('has these rows', () => {
    expect(table.map(([name]) => name)).toEqual(Object.keys(hosts));
  });

  it.each(table.map(([name = '', ...cells]) => [name, cells] as const))('%s', (name, cells) => {
    const given = hosts[name];
    if (given === undefined) throw new Error(`not known: ${name}`);
    const base = hostOf({ K2: { onDisk: given.onDisk }, host: { packaging: given.packaging } });
    const kernels = base.kernels.flatMap((kernel) =>
      kernel.release === K2 && given.another
        ? [kernel, { ...kernel, release: another, onDisk: given.another }]
        : [kernel],
    );
    for (const [index, phase] of phases.entries()) {
      const states = (['old', 'new', 'mixed'] as const).map((leaves) => {
        const cut: Cut = { during: 'package', release: K2, phase, leaves };
        const left = momentOf({ ...base, kernels, cut }).kernels;
        if (given.another) expect(left.find(({ release }) => release === another)?.onDisk).toBe('absent');
        return left.find(({ release }) => release === K2)?.onDisk;
      });
      expect(new Set(cells[index]?.split(' or '))).toEqual(new Set(states));
    }
  });
});
