/** What must hold between two simulations, whatever the host: neither of them has to be known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../server/src/analysis.ts';
import { doFormat } from '../../server/src/features/formatting.ts';
import { simulateConfig, type Results } from '../../server/src/simulator/boot.ts';
import { simulate } from '../../server/src/simulator/branches.ts';
import type { ClientConfig } from '../../server/src/simulator/config.ts';
import { defaultBoot } from '../../server/src/simulator/host-schema.ts';
import { readHost, readHostText, type Boot, type Host } from '../../server/src/simulator/host.ts';
import type { BootResult } from '../../server/src/simulator/outcome.ts';
import { documents as nasty } from '../fixtures/python/documents.ts';
import { applyEdits } from '../unit/marked.ts';
import { documents as typical } from '../unit/rules/documents.ts';
import { atTheCut } from './oracle.ts';
import { configs, files, hosts } from './random-host.ts';
import { releases } from './releases.ts';
import { some, timeout } from './runs.ts';

/** A property of many hosts and configurations. */
function always(name: string, check: (host: Host, config: ClientConfig) => void): void {
  it(
    name,
    () => {
      fc.assert(fc.property(hosts, configs, check), some);
    },
    timeout,
  );
}

const withBoot = (host: Host, boot: Partial<Boot>): Host => ({ ...host, boot: { ...host.boot, ...boot } });
const at = ({ stages }: BootResult, name: string) => stages.find(({ stage }) => stage === name)?.installed ?? [];

/** Of the kernel that boots, with what was released meanwhile: what is not in it, an upgrade removes. */
function availableAfter({ kernels, boot }: Host, { boots }: BootResult): readonly string[] {
  const kernel = kernels.find(({ release }) => release === boots.kernel);
  return kernel === undefined ? [] : [...kernel.available, ...(boot.released[kernel.release] ?? [])];
}

/** Stage by stage, `less` has nothing available that `more` lacks. */
function expectNoMore(less: BootResult, more: BootResult, available: readonly string[]): void {
  expect(less.boots).toEqual(more.boots);
  for (const { stage, installed } of less.stages) {
    expect(at(more, stage)).toEqual(expect.arrayContaining(installed.filter((id) => available.includes(id))));
  }
}

describe('within one boot', () => {
  // An orderly reboot refreshes the plan before it, where the network is up.
  const afterACut = (host: Host): Host => ({ ...host, cut: host.cut ?? { during: 'idle' } });

  always('a failing network never adds updates', (host, config) => {
    const cut = afterACut(host);
    const down = simulateConfig(withBoot(cut, { network: 'down' }), config);
    for (const network of ['up', 'slow'] as const) {
      const better = simulateConfig(withBoot(cut, { network }), config);
      expectNoMore(down, better, availableAfter(cut, better));
    }
  });

  always('a disable file never adds updates', (host, config) => {
    const cut = afterACut(host);
    const enabled = simulateConfig(withBoot(cut, { disableFile: false }), config);
    const disabled = simulateConfig(withBoot(cut, { disableFile: true }), config);
    expectNoMore(disabled, enabled, availableAfter(cut, enabled));
  });

  always('upgrade_on_reboot never leaves less after the late stage, but for what it removes', (host, config) => {
    const no = simulateConfig(host, { ...config, upgradeOnReboot: false });
    const yes = simulateConfig(host, { ...config, upgradeOnReboot: true });
    const available = availableAfter(host, yes);
    expect(at(yes, 'late')).toEqual(expect.arrayContaining(at(no, 'late').filter((id) => available.includes(id))));
  });

  always('the early stage restores exactly the saved plan after an idle cut', (host, config) => {
    const clean: Host = { ...host, cut: { during: 'idle' }, boot: defaultBoot, failing: [], nextBoots: [] };
    const { boots, stages } = simulateConfig(clean, { ...config, installOnReboot: true, refusal: null });
    const kernel = host.kernels.find(({ release }) => release === boots.kernel);
    fc.pre(kernel?.packageList === 'ok' && !kernel.expiredMarker && Array.isArray(kernel.bootPlan));
    expect(stages[0]).toMatchObject({ stage: 'early', exitCode: 0, savedPlan: kernel.bootPlan });
    expect(stages[0]?.installed.toSorted()).toEqual((kernel.bootPlan as string[]).toSorted());
  });

  always('a longer outage never closes an exposure earlier', (host, config) => {
    const [short, long] = [0, 600].map((outageMinutes) => simulateConfig(withBoot(host, { outageMinutes }), config));
    const ends = (result: Results | undefined) => result?.exposure.map(({ to }) => to ?? [Infinity, Infinity]) ?? [];
    expect(ends(long)).toHaveLength(ends(short).length);
    ends(short).forEach(([least, most], index) => {
      expect(ends(long)[index]?.[0]).toBeGreaterThanOrEqual(least);
      expect(ends(long)[index]?.[1]).toBeGreaterThanOrEqual(most);
    });
  });
});

describe('nothing changes', () => {
  always('with the moment of the cut but what it leaves on disk and has taken from memory', (host, config) => {
    // The host as the cut leaves it, met idle; GRUB's wait is the one thing that is not on disk.
    const { kernels, ran, memory } = atTheCut(host, config);
    const left: Host = {
      ...host,
      cut: host.cut && { during: 'idle' },
      running: ran,
      installed: memory,
      kernels: kernels.map(({ plan, marker, ...kernel }) => ({
        ...kernel,
        bootPlan: plan,
        expiredMarker: marker,
        upgradePlan: null,
      })),
    };
    const noWait = (one: Host): Host => ({ ...one, assumptions: { ...one.assumptions, recordfailSeconds: 0 } });
    expect(withoutEvidence(simulateConfig(noWait(host), config))).toEqual(
      withoutEvidence(simulateConfig(noWait(left), config)),
    );
  });

  always('with another entry of a kernel that is absent', (host, config) => {
    const taken = host.kernels.map(({ release }) => release);
    const [first] = host.kernels;
    const free = releases[host.packaging].find((release) => !taken.includes(release));
    if (first === undefined || free === undefined) throw new Error('a host has a kernel, and not all there are');
    const kernels: Host['kernels'] = [{ ...first, release: free, onDisk: 'absent' }, ...host.kernels];
    expect(simulateConfig({ ...host, kernels }, config)).toEqual(simulateConfig(host, config));
  });

  always('from one time to the next', (host, config) => {
    const before = JSON.stringify(host);
    const first = JSON.stringify(simulateConfig(host, config));
    simulateConfig(withBoot(host, { disableFile: true }), { ...config, upgradeOnReboot: true });
    expect(JSON.stringify(simulateConfig(host, config))).toBe(first);
    expect(JSON.stringify(simulateConfig(structuredClone(host), config))).toBe(first);
    expect(JSON.stringify(host)).toBe(before);
  });

  it(
    'for a host that is printed and read back, and nothing that its file says is lost',
    () => {
      fc.assert(
        fc.property(files, configs, (file, config) => {
          const { host } = readHost(file);
          expect(host).toMatchObject(file);
          if (host === null) return;
          const { host: readBack, problems } = readHostText(JSON.stringify(host, null, 2));
          expect(problems).toEqual([]);
          expect(readBack && simulateConfig(readBack, config)).toEqual(simulateConfig(host, config));
        }),
        some,
      );
    },
    timeout,
  );

  always('but the names when updates are renamed', (host, config) => {
    // Turns the alphabetical order round.
    const renamed = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value).replace(/unlisted-(\d+)/g, (_, n: string) => `unlisted-${500 - Number(n)}`),
      ) as T;
    expect(simulateConfig(renamed(host), config)).toEqual(renamed(simulateConfig(host, config)));
  });

  it(
    'when the file is formatted',
    () => {
      fc.assert(
        fc.property(fc.oneof(typical, nasty), fc.boolean(), hosts, (text, isTemplate, host) => {
          const context = { ...defaultContext, isTemplate, client: host.client };
          const analysis = new Analysis(text, context);
          const formatted = new Analysis(applyEdits(text, doFormat(analysis)), context);
          expect(withoutLines(simulate(formatted.effectives, host))).toEqual(
            withoutLines(simulate(analysis.effectives, host)),
          );
        }),
        some,
      );
    },
    timeout,
  );
});

/** A message may name a line, and blank lines come and go. */
function withoutLines(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\[?line:? *\d+\]?/g, 'line'));
}

function withoutEvidence(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, field: unknown) => (key === 'evidence' || key === 'sources' ? undefined : field)),
  );
}
