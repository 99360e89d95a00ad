import { describe, expect, it } from 'vitest';
import { questions } from '../../../server/src/simulator/host-questions.ts';
import { readHostText } from '../../../server/src/simulator/read-host.ts';
import { cli, folderWith } from './cli.ts';

const release = '5.15.0-89-generic';
const shown =
  'Installed updates:\n[r9hrmw28] Enablement update for live patching.\n\nEffective kernel version is 5.15.0-89.99\n';
const available = 'Available updates:\nNone\n';
const answers = {
  name: 'web-01',
  packaging: 'deb',
  client: 'online',
  'other-kernels': 'none',
  'default-entry': 'newest',
  'on-disk': 'complete',
  'package-list': 'ok',
  'boot-plan': 'installed',
  'expired-marker': 'no',
  cut: 'idle',
};
const flags = (changes: Readonly<Record<string, string>> = {}) =>
  Object.entries({ ...answers, ...changes }).flatMap(([name, value]) => [`--${name}`, value]);

describe('host', () => {
  it('prints the host file of several outputs, in their order', async () => {
    const cwd = folderWith({ uname: `$ uname -r\n${release}\n`, show: shown, available });
    const { code, out, err } = await cli(['host', ...flags(), 'uname', 'show', 'available'], { cwd });
    expect(code).toBe(0);
    const { host } = readHostText(out);
    expect(host).toMatchObject({ name: 'web-01', running: release, installed: ['r9hrmw28'], cut: { during: 'idle' } });
    expect(host?.kernels).toMatchObject([{ release, available: ['r9hrmw28'], bootPlan: ['r9hrmw28'] }]);
    // What is taken from the output without standing there is said, with how well it is known.
    expect(err).toMatch(/^updates: .*\[r9hrmw28\]\. \(inferred\)\n$/);
  });

  it('reads standard input, and is read by simulate', async () => {
    const stdin = `$ uname -r\n${release}\n$ uptrack-show\n${shown}$ uptrack-show --available\n${available}`;
    const { out } = await cli(['host', ...flags(), '-'], { stdin });
    const cwd = folderWith({ 'web-01.uptrack-host.json': out });
    const argv = ['simulate', '--host', 'web-01.uptrack-host.json', '--format', 'transcript'];
    const { code, out: transcript } = await cli(argv, { cwd });
    expect(code).toBe(0);
    expect(transcript).toContain('  log      info   Installing [r9hrmw28] Enablement update for live patching.\n');
    expect(transcript).toMatch(/\nEffective kernel version is 5\.15\.0-89\.99\n$/);
  });

  it('lists what is open, a line each with its flag', async () => {
    const { code, out, err } = await cli(['host', '-'], { stdin: shown });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const open = [...Object.keys(answers).filter((id) => id !== 'boot-plan'), 'running', 'available'];
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => /^--([a-z-]+) … {2}\S/.exec(line)?.[1])
        .sort(),
    ).toEqual(open.sort());
    expect(err).toContain('--packaging …  Which packages does it use? (rpm, deb)\n');
  });

  it('says what it did not understand, with its line', async () => {
    const { err } = await cli(['host', '-'], { stdin: `${shown}\u001b[31m[nope] who\u001b[0m\nwho\n` });
    expect(err).toContain('-:5: No update id stands in these brackets');
    expect(err).toContain('-:6: Not understood, and passed over. who\n');
  });

  it.each([
    [['--packaging', 'dpkg'], '--packaging …  “dpkg” is no answer to this. Which packages'],
    [['--cut', 'apply:3'], '--cut …  Write a number from 0 to 0: there are no more steps. When'],
    [['--other-kernels', '6.1'], '--on-disk 6.1=…  What of 6.1 is on disk?'],
  ])('asks again: %j', async (argv, line) => {
    const stdin = `$ uname -r\n${release}\n$ uptrack-show\n${shown}$ uptrack-show --available\n${available}`;
    const given = flags({ [argv[0]?.slice(2) ?? '']: argv[1] ?? '' });
    const { code, err } = await cli(['host', ...given, '-'], { stdin });
    expect(code).toBe(2);
    expect(err).toContain(line);
  });

  it('takes answers about another kernel, and says which were not asked for', async () => {
    const stdin = `$ uname -r\n${release}\n$ uptrack-show\n${shown}$ uptrack-show --available\n${available}`;
    const other = { 'other-kernels': '6.1', running: '6.1' };
    const about = ['on-disk', 'absent', 'package-list', 'absent', 'available', '2', 'expired-marker', 'no'];
    const more = about.flatMap((word, index) =>
      index % 2 === 0 ? [`--${word}`, `6.1=${about[index + 1] ?? ''}`] : [],
    );
    const { code, out, err } = await cli(['host', ...flags(other), ...more, '-'], { stdin });
    expect(code).toBe(0);
    expect(readHostText(out).host?.kernels[1]).toMatchObject({
      release: '6.1',
      available: ['unlisted-1', 'unlisted-2'],
    });
    expect(err).toContain('--running is not asked for, and changes nothing.\n');
  });

  it.each([
    [['host'], 'Name a file'],
    [['host', '--nonsense', '-'], '--nonsense'],
    [['host', '--name', 'a', '--name', 'b', '-'], '--name answers the same twice'],
    [['host', 'missing'], 'missing: no such file'],
  ])('is used wrongly: %j', async (argv, message) => {
    const { code, out, err } = await cli(argv, { cwd: folderWith({}) });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('has help on every answer', async () => {
    const { out } = await cli(['host', '--help']);
    for (const id of Object.keys(questions)) expect(out).toContain(`\n  --${id} `);
  });
});
