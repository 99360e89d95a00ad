/** What the client prints, in its shape; and that reading it back gives the same host. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownFrom } from '../../../server/src/simulator/client-known.ts';
import { parseClientOutput } from '../../../server/src/simulator/client-output.ts';
import { readHost, type Host } from '../../../server/src/simulator/host.ts';
import { draftHost, type Answers } from '../../../server/src/simulator/host-draft.ts';
import { stepsOf, without } from '../../../server/src/simulator/lists.ts';
import {
  printAvailable,
  printCount,
  printInstalled,
  printUpgrade,
  shownBefore,
  upgradeOf,
  type Upgrade,
} from '../../../server/src/simulator/print.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { isUnlisted } from '../../../server/src/simulator/words.ts';

const read = (text: string) => {
  const output = parseClientOutput(text);
  expect(output.problems).toEqual([]);
  return knownFrom([output]);
};

const updates = {
  get3rovj: { title: 'Enablement for applying custom alternative instructions.' },
  nz0sbas8: { title: 'Denial-of-service in Reliable Datagram Socket reconnection.' },
};
const upgrade: Upgrade = {
  steps: ['Remove nz0sbas8', 'Install get3rovj'],
  answer: 'asked-yes',
  updates,
  effectiveKernel: '4.1.12-124.39.2.el6uek',
};
const plan = [
  'The following steps will be taken:',
  'Remove [nz0sbas8] Denial-of-service in Reliable Datagram Socket reconnection.',
  'Install [get3rovj] Enablement for applying custom alternative instructions.',
];
const removing = 'Removing [nz0sbas8] Denial-of-service in Reliable Datagram Socket reconnection.';
const installing = 'Installing [get3rovj] Enablement for applying custom alternative instructions.';
const end = ['Your kernel is fully up to date.', 'Effective kernel version is 4.1.12-124.39.2.el6uek'];

describe('uptrack-upgrade', () => {
  it.each<[string, Partial<Upgrade>, readonly string[]]>([
    ['asked', {}, [...plan, '', 'Go ahead [y/N]? y', removing, installing, ...end]],
    ['with -y', { answer: 'option-y' }, [...plan, removing, installing, ...end]],
    ['answered N', { answer: 'asked-no' }, [...plan, '', 'Go ahead [y/N]? n', 'Aborting.']],
    ['with -n', { answer: 'option-n' }, plan],
    ['cut off', { answer: 'option-y', begun: 1 }, [...plan, removing]],
    [
      'out of memory',
      { answer: 'option-y', failure: 'out_of_memory' },
      [
        ...plan,
        removing,
        installing,
        '',
        'The following actions failed:',
        'Install [get3rovj] Enablement for applying custom alternative instructions.',
        '… because your kernel is out of memory.',
        '',
      ],
    ],
    ['nothing to do', { steps: [] }, ['Nothing to be done.', ...end]],
    ['nothing to do, with -n', { steps: [], answer: 'option-n' }, [end[1] ?? '', 'Nothing to be done.']],
    ['level unknown', { steps: [], effectiveKernel: null }, ['Nothing to be done.', end[0] ?? '']],
  ])('%s', (_, changes, lines) => {
    expect(printUpgrade({ ...upgrade, ...changes })).toBe(`${lines.join('\n')}\n`);
  });
});

describe('uptrack-show', () => {
  const shown = {
    installed: ['nz0sbas8'],
    pending: ['get3rovj', 'unlisted-1', 'unlisted-2'],
    updates,
    effectiveKernel: '5.15.0-89.99',
  };

  it('prints lists, a count, and the level where it is known', () => {
    const installed = 'Installed updates:\n[nz0sbas8] Denial-of-service in Reliable Datagram Socket reconnection.\n';
    expect(printInstalled(shown)).toBe(`${installed}\nEffective kernel version is 5.15.0-89.99\n`);
    expect(printInstalled({ ...shown, effectiveKernel: null })).toBe(installed);
    expect(printInstalled({ ...shown, installed: [], effectiveKernel: null })).toBe('Installed updates:\nNone\n');
    expect(printAvailable(shown)).toBe(
      'Available updates:\n[get3rovj] Enablement for applying custom alternative instructions.\n… 2 more\n',
    );
    expect(printAvailable({ ...shown, pending: [] })).toBe('Available updates:\nNone\n');
    expect(printCount(shown)).toBe('1\n');
  });

  it.each([
    ['rpm, nothing installed: the kernel itself', { packaging: 'rpm' }, '4.1.12-124.24.3.el6uek'],
    ['deb, nothing installed: the package is not known', { packaging: 'deb' }, null],
  ])('%s', (_, changes, level) => {
    const host = { ...sampleHost(sampleOf('ol6-uek4')), installed: [], ...changes } as Host;
    expect(shownBefore(host).effectiveKernel).toBe(level);
  });
});

function sampleOf(id: string) {
  const found = samples.find((sample) => sample.id === id);
  if (found === undefined) throw new Error(`no sample ${id}`);
  return found;
}

const own = (host: Host) => {
  const kernel = host.kernels.find(({ release }) => release === host.running);
  if (kernel === undefined) throw new Error('no kernel');
  return kernel;
};

/** All that the client prints of a host, the run that the power cuts off at the end. */
function session(host: Host, begun: number): string {
  const shown = shownBefore(host);
  return [
    `[root@db-01 ~]# uname -r\n${host.running}\n`,
    `[root@db-01 ~]# uptrack-show\n${printInstalled(shown)}`,
    `[root@db-01 ~]# uptrack-show --available\n${printAvailable(shown)}`,
    `[root@db-01 ~]# uptrack-show --count\n${printCount(shown)}`,
    `[root@db-01 ~]# uptrack-upgrade\n${printUpgrade(upgradeOf(host, 'asked-yes', begun))}`,
  ].join('');
}

/** What no output says of these hosts. */
function answersOf(host: Host): Answers {
  const others = host.kernels.filter((kernel) => kernel !== own(host));
  const plan = own(host).bootPlan;
  return {
    name: host.name,
    packaging: host.packaging,
    client: host.client,
    'default-entry': host.defaultEntry,
    'other-kernels': others.map(({ release }) => release).join(',') || 'none',
    'on-disk': own(host).onDisk,
    'boot-plan': plan === null ? 'none' : 'installed',
    cut: host.cut !== null && 'done' in host.cut ? `${host.cut.during}:${host.cut.done}` : 'idle',
    ...Object.fromEntries(
      others.flatMap(({ release, onDisk, packageList }) => [
        [`on-disk ${release}`, onDisk],
        [`package-list ${release}`, packageList],
        [`available ${release}`, 'none'],
        [`expired-marker ${release}`, 'no'],
      ]),
    ),
    ...(stepsOf(own(host), host.installed).length === 0 && { 'package-list': 'ok', 'expired-marker': 'no' }),
  };
}

/** Only the level of what is installed is printed before a run has ended. */
function asPrinted(host: Host): Host {
  const last = host.installed.findLast((id) => host.updates[id]?.effectiveKernel !== undefined);
  const kept = Object.entries(host.updates).flatMap(([id, { title, effectiveKernel }]) => {
    const level = id === last && effectiveKernel !== undefined ? { effectiveKernel } : {};
    return isUnlisted(id) && Object.keys(level).length === 0 ? [] : [[id, { title, ...level }] as const];
  });
  return { ...host, updates: Object.fromEntries(kept) };
}

function drafted(text: string, answers: Answers): Host {
  const draft = draftHost(read(text), answers);
  if (draft.host === null) throw new Error(JSON.stringify([draft.open, draft.problems]));
  const { host, problems } = readHost(draft.host);
  expect(problems).toEqual([]);
  if (host === null) throw new Error('no host');
  return host;
}

describe('printed and read again', () => {
  it.each(samples.map((sample) => [sample.id, sampleHost(sample)] as const))('%s is the same host', (_, host) => {
    const begun = host.cut?.during === 'apply' ? host.cut.done : 0;
    const steps = stepsOf(own(host), host.installed);
    const text = session(host, begun);
    expect(read(text).run?.begun ?? 0).toBe(begun);
    const again = drafted(text, { ...answersOf(host), ...(steps.length === 0 && { 'package-list': 'ok' }) });
    expect({ ...again, updates: {} }).toEqual({ ...host, updates: {} });
    expect(again.updates).toEqual(asPrinted(host).updates);
  });

  it.each(samples.map((sample) => [sample.id, sampleHost(sample)] as const))('%s after its upgrade', (_, host) => {
    const { available } = own(host);
    const known = read(printInstalled(shownBefore(host)) + printUpgrade(upgradeOf(host, 'option-y')));
    expect(known).toMatchObject({ installed: available, pending: [], run: null });
    const shown = shownBefore({ ...host, installed: available });
    expect(known.effectiveKernel).toBe(shown.effectiveKernel);
    expect(read(printInstalled(shown))).toMatchObject({ effectiveKernel: shown.effectiveKernel });
  });

  it('any host is the same host', () => {
    fc.assert(
      fc.property(hosts, noises, ({ host, begun }, noise) => {
        const again = drafted(noise(session(host, begun)), answersOf(host));
        expect(stepsOf(own(again), again.installed)).toEqual(stepsOf(own(host), host.installed));
        const same = { kernels: again.kernels.map((kernel) => ({ ...kernel, upgradePlan: null })) };
        expect({ ...again, ...same }).toEqual({
          ...asPrinted(host),
          kernels: host.kernels.map((kernel) => ({ ...kernel, upgradePlan: null })),
        });
      }),
    );
  });
});

const title = fc.stringMatching(/^[A-Z][A-Za-z0-9:,./()_-]{0,20}(?: [a-z0-9()#$]{1,9}){0,4}\.$/);
const named = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z0-9]{8}$/), title), {
  selector: ([id]) => id,
  minLength: 3,
  maxLength: 12,
});

/** Names, stretches of counted ones between them; a plan starts with a name, so that it is plain what is counted behind it. */
const hosts = fc
  .tuple(
    named,
    fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
    fc.nat(100),
    fc.nat(100),
    fc.nat(100),
    fc.boolean(),
  )
  .map(([pairs, counts, where, removals, progress, isReplaced]) => {
    let unlisted = 0;
    const counted = (index: number) => Array.from({ length: counts[index] ?? 0 }, () => `unlisted-${++unlisted}`);
    const split = where % pairs.length;
    const withCounts = (from: number, to: number) =>
      pairs.slice(from, to).flatMap(([id], index) => [id, ...counted(from + index)]);
    const installed = withCounts(0, split);
    const removed = pairs.slice(0, split === 0 ? 0 : removals % split).map(([id]) => id);
    const replaced = isReplaced ? removed.slice(0, 1) : [];
    const pending = [...withCounts(split, pairs.length), ...replaced];
    const available = [...without(installed, removed), ...pending];
    const upgradePlan = [...removed.map((id) => `Remove ${id}`), ...pending.map((id) => `Install ${id}`)];
    const begun = progress % (upgradePlan.length + 1);
    const { host } = readHost({
      name: 'db-01',
      packaging: 'rpm',
      client: 'online',
      running: '4.1.12-124.24.3.el6uek.x86_64',
      defaultEntry: 'newest',
      kernels: [
        {
          release: '4.1.12-124.24.3.el6uek.x86_64',
          onDisk: 'complete',
          packageList: 'ok',
          bootPlan: installed,
          available,
          upgradePlan,
          expiredMarker: false,
        },
      ],
      installed,
      updates: Object.fromEntries(pairs.map(([id, text]) => [id, { title: text }])),
      cut: { during: 'apply', done: begun },
    });
    if (host === null) throw new Error('no host');
    return { host, begun };
  });

/** Ways in which a text comes out of a terminal, a mail or a ticket. */
const noises = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replace(/^/gm, '> '),
  (text) => text.replace(/^/gm, '\t  '),
  (text) => text.replace(/^(\[?[a-z0-9]{8}\])/gm, '\u001b[33m$1\u001b[0m'),
);
