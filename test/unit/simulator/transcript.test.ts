/** What console and log show: who prints what (section 13 of the specification), and nothing that no source has. */
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../server/src/simulator/branches.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { transcriptOf, type BootTranscript } from '../../../server/src/simulator/transcript.ts';
import { asTranscript } from '../../../server/src/simulator/transcript-text.ts';
import { effectiveOf, hostOf, K1, type Changes, type Config } from './fixture.ts';

function sample(id: string, changes: Partial<Host> = {}): Host {
  const found = samples.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no sample ${id}`);
  return { ...sampleHost(found), ...changes };
}

function bootsOf(config: Config, host: Host): readonly BootTranscript[] {
  const [outcome] = simulate([effectiveOf(config)], host).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return transcriptOf(outcome, host);
}

/** `where level: text` of each line, and notes in brackets, by stage. */
function shown(config: string | Config, changes: Changes | Host = {}) {
  const host = 'kernels' in changes ? changes : hostOf(changes);
  const [boot] = bootsOf(typeof config === 'string' ? { config } : config, host);
  return Object.fromEntries(
    (boot?.stages ?? []).map(({ stage, lines, notes }) => [
      stage,
      [...lines.map(({ where, level, text }) => `${where} ${level}: ${text}`), ...notes.map((note) => `(${note})`)],
    ]),
  );
}

const both = (text: string) => [`console error: ${text}`, `log error: ${text}`];

const d = [
  'Installing [r9hrmw28] Enablement update for live patching.',
  'Installing [qeibbp29] Provide an interface to freeze tasks.',
  'Installing [5r11iivt] Denial-of-service when checking if an address is a jump label.',
];
const level = 'Effective kernel version is 5.15.0-89.99';

describe('a boot without trouble', () => {
  it('prints nothing: the log has each update, then that there is nothing to do', () => {
    const nothing = ['log info: Nothing to be done.', `log info: ${level}`];
    expect(shown('y/n/n', sample('ubuntu-22.04'))).toEqual({
      early: d.map((text) => `log info: ${text}`),
      late: nothing,
      cron: nothing,
    });
  });

  it('ends with what uptrack-show prints', () => {
    const [boot] = bootsOf({ config: 'y/n/n' }, sample('ubuntu-22.04'));
    const lines = d.map((text) => text.replace('Installing ', ''));
    expect(boot?.uptrackShow).toBe(`Installed updates:\n${lines.join('\n')}\n\n${level}\n`);
    expect(boot?.stages.map(({ startsAt }) => startsAt)[0]).toBe('+20–90 s');
  });

  it('installs what the early stage could not, and says that all is up to date', () => {
    expect(shown('n/y/n', sample('ubuntu-22.04')).late).toEqual(
      [...d, 'Your kernel is fully up to date.', level].map((text) => `log info: ${text}`),
    );
  });

  it('removes what is not available any more, before it installs', () => {
    const { late = [] } = shown('y/y/n', sample('ol9-uek7'));
    const verbs = late.map((line) => /^log info: (Removing|Installing|…)/.exec(line)?.[1] ?? line);
    // Of the 7 that the plan removes, [iw8wjvh1] comes back under its id: it stays.
    expect(verbs).toEqual([
      ...Array<string>(6).fill('Removing'),
      ...Array<string>(23).fill('Installing'),
      '…',
      ...Array<string>(3).fill('Installing'),
      'log info: Your kernel is fully up to date.',
      'log info: Effective kernel version is 5.15.0-318.199.3.2.1.el9uek',
    ]);
    expect(late).toContain('log info: … 81 more');
  });

  it('does not know what a run says that installs nothing', () => {
    expect(shown('y/n/n').late).toEqual([expect.stringMatching(/^\(The answer is no: .* in no source\.\)$/)]);
  });
});

describe('who prints what', () => {
  const down: Changes = { boot: { network: 'down' } };
  const connect = 'Could not connect to the Ksplice Uptrack server. …';
  const newKernel: Changes = { K1: { packageList: 'absent' } };
  const signature = 'Ksplice Uptrack could not verify the package list signature.';
  const disabled = 'Uptrack disabled by system administrator, remove /etc/uptrack/disable to enable.';

  it.each<[string, string, Changes, string, readonly string[]]>([
    ['late: errors', 'y/n/n', down, 'late', both(connect)],
    ['cron: nothing', 'y/n/n', down, 'cron', [`log error: ${connect}`]],
    [
      'early: a new kernel in the log alone',
      'y/n/n',
      newKernel,
      'early',
      ['log info: Ksplice Uptrack: booting into a new kernel, so not installing any updates.'],
    ],
    ['early: errors', 'y/n/n', { K1: { packageList: 'unverifiable' } }, 'early', both(signature)],
    ['early: nouptrack', 'y/n/n', { boot: { nouptrack: true } }, 'early', both(disabled)],
    ['early, not started', 'n/n/n', {}, 'early', ['(Not started: install_on_reboot is off.)']],
    [
      'early, the disable file',
      'y/n/n',
      { boot: { disableFile: true } },
      'early',
      ['(Not started: /etc/uptrack/disable exists.)'],
    ],
    ['cron, not started', 'y/n/n', { boot: { cron: false } }, 'cron', ['(Not started: the cron file is gone.)']],
    [
      'early, words that no source has',
      'y/n/n',
      { boot: { sysfs: 'missing' } },
      'early',
      ['(The client says why it ends with code 21; its words are in no source.)'],
    ],
    [
      'shutdown: nothing that is known',
      'y/n/n',
      { host: { cut: null } },
      'shutdown',
      ['(The list and the plan are refreshed; what the log says of it is in no source.)'],
    ],
  ])('%s', (_, config, changes, stage, lines) => {
    expect(shown(config, changes)[stage]).toEqual(lines);
  });

  it('a refusal of the file is printed even by cron', () => {
    const fatal = { exitCode: 1, message: 'Error loading configuration file:\nNot a boolean: maybe' } as const;
    const lines = fatal.message.split('\n').flatMap(both);
    expect(shown({ fatal })).toEqual({ early: lines, late: lines, cron: lines });
  });
});

describe('a failure', () => {
  const fails = (reason: string) =>
    sample('ubuntu-22.04', {
      failing: [{ id: 'qeibbp29', reason, stages: ['early', 'late', 'cron'] }] as Host['failing'],
    });
  const frame = ['', 'The following actions failed:', 'Install [qeibbp29] Provide an interface to freeze tasks.'];
  const words = '… because your kernel is out of memory.';

  it('stands in its frame, behind what was tried; cron keeps it to the log', () => {
    const { early, late, cron } = shown('y/y/y', fails('out_of_memory'));
    const lines = [...frame, words, ''];
    expect(early).toEqual([...d.slice(0, 2).map((text) => `log info: ${text}`), ...lines.flatMap(both)]);
    expect(late).toEqual([`log info: ${d[1] ?? ''}`, ...lines.flatMap(both)]);
    expect(cron).toEqual([`log info: ${d[1] ?? ''}`, ...lines.map((text) => `log error: ${text}`)]);
  });

  it('has no words where no source has them', () => {
    const { early = [] } = shown('y/n/n', fails('module_busy'));
    expect(early.slice(2, -1)).toEqual([...frame, ''].flatMap(both));
    expect(early.at(-1)).toMatch(/^\(The abort code is module_busy: .* in no source\.\)$/);
  });
});

describe('uptrack-show at the end', () => {
  const show = (config: string, changes: Changes) => bootsOf({ config }, hostOf(changes))[0]?.uptrackShow;
  it.each<[string, Changes, string]>([
    ['without a list', { K1: { packageList: 'absent' }, boot: { network: 'down' } }, ''],
    [
      'with a torn list',
      { K1: { packageList: 'unverifiable' }, boot: { network: 'down' } },
      'Ksplice Uptrack could not verify the package list signature.\n',
    ],
    [
      'with nothing installed',
      { K1: { bootPlan: [] } },
      'Installed updates:\nNone\n\nEffective kernel version is 4.1.12-124.24.3.el6uek\n',
    ],
    ['with counts', {}, 'Installed updates:\n… 5 more\n\nEffective kernel version is 4.1.12-124.25.0.el6uek\n'],
  ])('%s', (_, changes, expected) => {
    expect(show('y/n/n', changes)).toBe(expected);
  });
});

describe('as text', () => {
  it('has each boot, its stages and what is not known', () => {
    const host = hostOf({
      host: { nextBoots: [{ after: 'reboot' }] },
      K1: { packageList: 'absent' },
      boot: { network: 'down' },
    });
    const text = asTranscript(simulate([effectiveOf({})], host), host);
    expect(text).toContain('what a boot script prints is not');
    expect(text.match(new RegExp(`^${K1}\\. `, 'gm'))).toHaveLength(2);
    expect(text).toContain(
      '\n+20–90 s  Early boot stage, exit code 0 (client)\n  log      info   Ksplice Uptrack: booting',
    );
    expect(text).toContain('\n  console  nothing from the client\n');
    expect(text).toContain('What uptrack-show then prints is not known: there is no package list.\n');
    expect(text).toMatch(/\n\+0 s {2}Shutdown, exit code 10 \([a-z]+\)\n {2}console {2}error {2}Could not connect/);
    expect(text).not.toMatch(/\d\d:\d\d/);
  });

  it('says what each outcome holds for, and what does not boot', () => {
    const torn = hostOf({ K2: { onDisk: 'torn-initramfs' } });
    expect(asTranscript(simulate([effectiveOf({})], torn), torn)).toMatch(/\nNothing boots\. .+\n$/);
    const host = hostOf();
    expect(asTranscript(simulate([effectiveOf({ config: 'y/?/n' })], host), host)).toContain(
      '\nIf upgrade_on_reboot is yes:\n',
    );
  });
});
