/**
 * The sample hosts are transcriptions of public listings. They are checked against the counts that the listings state,
 * against some of their lines, and for being consistent in themselves.
 */
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { hostSchema } from '../../server/src/simulator/host-schema.ts';
import { samples } from '../../server/src/simulator/samples.ts';

interface Kernel {
  readonly release: string;
  readonly onDisk: string;
  readonly packageList: string;
  readonly bootPlan?: readonly string[];
  readonly available: readonly string[];
  readonly upgradePlan?: readonly string[];
  readonly expiredMarker: boolean;
}

interface Host {
  readonly name: string;
  readonly packaging: string;
  readonly client: string;
  readonly running: string;
  readonly defaultEntry: string;
  readonly kernels: readonly Kernel[];
  readonly installed: readonly string[];
  readonly updates: Readonly<Record<string, { readonly title: string; readonly effectiveKernel?: string }>>;
  readonly cut: { readonly during: string; readonly done?: number };
}

const hosts = samples.map((sample) => ({ sample, host: sample.host as Host }));

function hostOf(id: string): Host {
  const found = hosts.find(({ sample }) => sample.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  return found.host;
}

/** The kernel that runs, with the plans that a patched kernel has. */
function runningKernel(host: Host) {
  const kernel = host.kernels.find(({ release }) => release === host.running);
  if (!kernel) throw new Error(`${host.running} is not among the kernels`);
  const upgradePlan = kernel.upgradePlan ?? plainPlan(host.installed, kernel.available);
  return { ...kernel, bootPlan: kernel.bootPlan ?? [], upgradePlan };
}

const named = (ids: readonly string[]) => ids.filter((id) => !id.startsWith('unlisted-'));
const installs = (plan: readonly string[]) =>
  plan.filter((step) => step.startsWith('Install ')).map((step) => step.slice('Install '.length));
const removals = (plan: readonly string[]) =>
  plan.filter((step) => step.startsWith('Remove ')).map((step) => step.slice('Remove '.length));

/** What is in memory after the first `done` steps; a step that removes what is not there, or installs twice, is an error. */
function replay(installed: readonly string[], steps: readonly string[]): Set<string> {
  const memory = new Set(installed);
  for (const step of steps) {
    const [command, id = ''] = step.split(' ');
    if (command === 'Remove' ? !memory.delete(id) : memory.has(id)) throw new Error(`impossible step: ${step}`);
    if (command === 'Install') memory.add(id);
  }
  return memory;
}

/** Design, section 4: remove what is installed and not available, then install the rest of available. */
function plainPlan(installed: readonly string[], available: readonly string[]): string[] {
  return [
    ...installed.filter((id) => !available.includes(id)).map((id) => `Remove ${id}`),
    ...available.filter((id) => !installed.includes(id)).map((id) => `Install ${id}`),
  ];
}

describe('the samples', () => {
  it('have names of their own', () => {
    for (const key of ['id', 'name', 'description'] as const) {
      expect(new Set(samples.map((sample) => sample[key])).size).toBe(samples.length);
    }
    for (const { sample, host } of hosts) expect(host.name).toBe(sample.id);
  });

  it('say what their listing leaves out, and where it comes from', () => {
    for (const sample of samples) {
      expect(sample.remark).toMatch(/\.$/);
      expect(sample.source).not.toBe('');
    }
  });
});

describe.each(hosts.map(({ sample, host }) => [sample.id, host] as const))('%s', (_, host) => {
  const kernel = runningKernel(host);
  const lists = [host.installed, kernel.bootPlan, kernel.available];

  it('fits the schema of a host file', () => {
    expect(safeParse(hostSchema, host).issues).toBeUndefined();
  });

  it('holds ids of the one shape, each once in a list', () => {
    for (const list of lists) {
      expect(list.filter((id) => !/^(?:[a-z0-9]{8}|unlisted-[1-9][0-9]*)$/.test(id))).toEqual([]);
      expect(new Set(list).size).toBe(list.length);
    }
    expect(kernel.upgradePlan.filter((step) => !/^(?:Install|Remove) [a-z0-9-]+$/.test(step))).toEqual([]);
  });

  it('has a title for every named update, and for no other', () => {
    const ids = named([...lists.flat(), ...installs(kernel.upgradePlan), ...removals(kernel.upgradePlan)]);
    expect(Object.keys(host.updates).sort()).toEqual([...new Set(ids)].sort());
    for (const { title } of Object.values(host.updates)) expect(title.length).toBeGreaterThan(20);
  });

  it('numbers the unlisted updates without a gap', () => {
    const numbers = [...new Set(lists.flat())].filter((id) => id.startsWith('unlisted-')).map((id) => +id.slice(9));
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_number, position) => position + 1));
  });

  it('has saved what is installed', () => {
    expect(kernel).toMatchObject({ onDisk: 'complete', packageList: 'ok', expiredMarker: false });
    expect(kernel.bootPlan).toEqual(host.installed);
  });

  it('has a plan whose steps are possible and end with everything available', () => {
    expect([...replay(host.installed, kernel.upgradePlan)].sort()).toEqual([...kernel.available].sort());
    expect(host.cut.done ?? 0).toBeLessThanOrEqual(kernel.upgradePlan.length);
  });

  it('knows nothing about a kernel that its listing only names', () => {
    for (const other of host.kernels.filter((candidate) => candidate.release !== host.running)) {
      expect(other).toEqual({
        release: other.release,
        onDisk: 'absent',
        packageList: 'absent',
        available: [],
        expiredMarker: false,
      });
      const levels = Object.values(host.updates).map(({ effectiveKernel }) => `${String(effectiveKernel)}.x86_64`);
      expect(levels).toContain(other.release);
    }
  });
});

it('no id belongs to two hosts', () => {
  const ids = hosts.flatMap(({ host }) => Object.keys(host.updates));
  expect(ids.length).toBe(22 + 46 + (36 + 4) + (7 + 27 - 1) + 3 + 9 + 13);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each([
  // id, packaging, client, running, kernels, installed, available, steps, named
  ['ol6-uek4', 'rpm', 'offline', '4.1.12-124.24.3.el6uek.x86_64', 2, 22, 22 + 135, 135, 22 + 43 + 3],
  ['ol7-uek5', 'rpm', 'offline', '4.14.35-1902.303.5.3.el7uek.x86_64', 2, 0, 40, 40, 36 + 4],
  ['ol9-uek7', 'rpm', 'online', '5.15.0-302.167.6.1.el9uek.x86_64', 2, 327, 428, 7 + 108, 7 + 24 + 3 - 1],
  ['ubuntu-22.04', 'deb', 'online', '5.15.0-89', 1, 3, 3, 0, 3],
  ['ol7-uek6', 'rpm', 'offline', '5.4.17-2102.201.3.el7uek.x86_64', 1, 9, 9, 0, 9],
  ['ol9-uek7-guide', 'rpm', 'online', '5.15.0-206.153.7.el9uek.x86_64', 2, 13, 13, 0, 9 + 4],
])(
  '%s has the counts of its listing',
  (id, packaging, client, running, kernels, installed, available, steps, names) => {
    const host = hostOf(id);
    const kernel = runningKernel(host);
    expect(host).toMatchObject({ packaging, client, running, defaultEntry: 'newest' });
    expect(host.kernels).toHaveLength(kernels);
    expect(host.installed).toHaveLength(installed);
    expect(kernel.available).toHaveLength(available);
    expect(kernel.upgradePlan).toHaveLength(steps);
    expect(Object.keys(host.updates)).toHaveLength(names);
  },
);

it.each([
  ['ol6-uek4', '6lw015pf', '4.1.12-124.26.5.el6uek'],
  ['ol6-uek4', 'h7blpl4p', '4.1.12-124.39.2.el6uek'],
  ['ol7-uek5', 'jcfl6cfs', '4.14.35-2047.503.1.el7uek'],
  ['ol9-uek7', 'lx0gzdnf', '5.15.0-302.167.6.1.el9uek'],
  ['ol9-uek7', 'oey64tu5', '5.15.0-318.199.3.2.1.el9uek'],
  ['ubuntu-22.04', '5r11iivt', '5.15.0-89.99'],
  ['ol9-uek7-guide', '8vkhpraf', '5.15.0-208.159.3.el9uek'],
])('on %s, %s reaches %s', (id, update, level) => {
  const host = hostOf(id);
  expect(host.updates[update]?.effectiveKernel).toBe(level);
  const reached = [host.installed.at(-1), runningKernel(host).available.at(-1)];
  expect(reached).toContain(update);
});

it.each([
  ['ol6-uek4', 'pwc6xmnr', 'KAISER/KPTI enablement for Ksplice.'],
  ['ol6-uek4', 'get3rovj', 'Enablement for applying custom alternative instructions.'],
  ['ol6-uek4', 'hnpumuzv', 'CVE-2019-11477, CVE-2019-11478, CVE-2019-11479: Remote Denial-of-service in TCP stack.'],
  ['ol7-uek5', 'edt48ylb', 'Add ftrace safety guard for existing Ksplice updates.'],
  ['ol9-uek7', 'iw8wjvh1', 'CVE-2025-38477: Use-after-free in Quick Fair Queueing scheduler (QFQ) driver.'],
  ['ubuntu-22.04', 'r9hrmw28', 'Enablement update for live patching.'],
  ['ol7-uek6', 'j7hp93tv', 'CVE-2021-23133: Multiple vulnerabilities due to a race condition in SCTP'],
  ['ol9-uek7-guide', 'nf9nfyzj', 'Enablement update for live patching.'],
])('on %s, %s is “%s”', (id, update, title) => {
  expect(hostOf(id).updates[update]?.title).toBe(title);
});

describe('ol6-uek4, cut after 60 of 135', () => {
  const host = hostOf('ol6-uek4');
  const kernel = runningKernel(host);

  it('adds in list order: 43 named, 89 counted, 3 named', () => {
    expect(host.cut).toEqual({ during: 'apply', done: 60 });
    expect(kernel.upgradePlan).toEqual(plainPlan(host.installed, kernel.available));
    const added = installs(kernel.upgradePlan);
    expect(added.slice(42, 44)).toEqual(['hnpumuzv', 'unlisted-1']);
    expect(added.slice(131)).toEqual(['unlisted-89', 'fs7u7bbu', 'ef78ph72', 'h7blpl4p']);
  });
});

describe('ol9-uek7, cut after 7 removals and 40 installations', () => {
  const host = hostOf('ol9-uek7');
  const kernel = runningKernel(host);

  it('removes seven first; one of them comes back under the same id', () => {
    expect(host.cut).toEqual({ during: 'apply', done: 47 });
    expect(removals(kernel.upgradePlan.slice(0, 7))).toEqual([
      'lx0gzdnf',
      'iw8wjvh1',
      'gqkk45sd',
      '387haf5e',
      'cdo10nt9',
      '7izd5nbg',
      '11p6pga8',
    ]);
    expect(installs(kernel.upgradePlan.slice(7))).toHaveLength(108);
    expect(removals(kernel.upgradePlan).filter((id) => kernel.available.includes(id))).toEqual(['iw8wjvh1']);
    expect(kernel.upgradePlan).toContain('Install iw8wjvh1');
  });

  it('had 327 − 7 + 40 updates in memory', () => {
    expect(replay(host.installed, kernel.upgradePlan.slice(0, 47)).size).toBe(360);
  });

  it('has the same titles for what is removed and what replaces it', () => {
    const title = (id: string | undefined) => host.updates[id ?? '']?.title;
    const replaced = removals(kernel.upgradePlan).map(title).reverse();
    expect(installs(kernel.upgradePlan).slice(2, 9).map(title)).toEqual(replaced);
  });
});

describe.each(['ubuntu-22.04', 'ol7-uek6', 'ol9-uek7-guide'])('%s', (id) => {
  it('is idle and up to date', () => {
    const host = hostOf(id);
    expect(host.cut).toEqual({ during: 'idle' });
    expect(runningKernel(host).available).toEqual(host.installed);
  });
});
