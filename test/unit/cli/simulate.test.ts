import { describe, expect, it } from 'vitest';
import type { Simulation } from '../../../server/src/simulator/outcome.ts';
import { samples } from '../../../server/src/simulator/samples.ts';
import { cli, folderWith, healthy, key } from './cli.ts';

const host = 'sample:ubuntu-22.04';

/** How the stages end, for each outcome. */
const exitCodes = ({ outcomes }: Simulation): (number | null)[][] =>
  outcomes.map(({ stages }) => stages.map(({ exitCode }) => exitCode));

async function simulate(text: string, ...argv: string[]): Promise<Simulation> {
  const cwd = folderWith({ 'uptrack.conf': text });
  const { code, out } = await cli(['simulate', '--format', 'json', '--host', host, ...argv, 'uptrack.conf'], { cwd });
  expect(code).toBe(0);
  return JSON.parse(out) as Simulation;
}

describe('simulate', () => {
  it('prints the simulation of a sample', async () => {
    const simulation = await simulate(healthy);
    expect(simulation.host).toBe('ubuntu-22.04');
    expect(simulation.outcomes).toHaveLength(1);
    expect(simulation.outcomes[0]).toMatchObject({ assuming: {}, boots: { kernel: '5.15.0-89', reason: 'default' } });
    expect(exitCodes(simulation)).toEqual([[0, 0, 0]]);
  });

  it('takes no file for an empty one', async () => {
    const { code, out } = await cli(['simulate', '--host', host, '--format', 'json']);
    expect(code).toBe(0);
    // Without a key: the late stage and the periodic run end with 20.
    expect(exitCodes(JSON.parse(out) as Simulation)).toEqual([[0, 20, 20]]);
  });

  it('sets options as if they stood in the file', async () => {
    const set = ['--set', `Auth.accesskey=${key}`, '--set', 'Settings.install_on_reboot=no'];
    const { out } = await cli(['simulate', '--host', host, '--format', 'json', ...set]);
    expect(exitCodes(JSON.parse(out) as Simulation)).toEqual([[null, 0, 0]]);
    const refused = await simulate(healthy, '--set', 'Settings.autoinstall=perhaps');
    expect(exitCodes(refused)).toEqual([[1, 1, 1]]);
  });

  it('asks all Pythons, or the chosen one', async () => {
    const duplicate = `${healthy}install_on_reboot = yes\n`;
    const all = await simulate(duplicate);
    expect(exitCodes(all).sort()).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
    expect(exitCodes(await simulate(duplicate, '--python', '2'))).toEqual([[0, 0, 0]]);
    expect(exitCodes(await simulate(duplicate, '--python', '3.10'))).toEqual([[1, 1, 1]]);
  });

  it('knows that Python 3 reads UTF-8 alone', async () => {
    const cwd = folderWith({ 'uptrack.conf': Buffer.from(`${healthy}# caf\xe9\n`, 'latin1') });
    const codes = async (python: string): Promise<unknown> => {
      const argv = ['simulate', '--host', host, '--format', 'json', '--python', python, 'uptrack.conf'];
      return exitCodes(JSON.parse((await cli(argv, { cwd })).out) as Simulation);
    };
    expect([await codes('2'), await codes('3.9')]).toEqual([[[0, 0, 0]], [[1, 1, 1]]]);
  });

  it('knows it also of a file in which an option is set', async () => {
    const cwd = folderWith({ 'uptrack.conf': Buffer.from(`${healthy}# caf\xe9\n`, 'latin1') });
    const argv = ['simulate', '--host', host, '--format', 'json', '--set', 'Settings.autoinstall=yes', 'uptrack.conf'];
    const simulation = JSON.parse((await cli(argv, { cwd })).out) as Simulation;
    expect(simulation.outcomes.map(({ assuming }) => assuming)).toEqual([{ python: '2' }, { python: ['3.9', '3.10'] }]);
    expect(exitCodes(simulation)).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });

  it('sets an option of a template, which then is known', async () => {
    const cwd = folderWith({ 'uptrack.conf.erb': `${healthy}autoinstall = <%= @auto %>\n` });
    const assumed = async (...argv: string[]): Promise<unknown> => {
      const all = ['simulate', '--host', 'sample:ol9-uek7', '--format', 'json', ...argv, 'uptrack.conf.erb'];
      return (JSON.parse((await cli(all, { cwd })).out) as Simulation).outcomes.map(({ assuming }) => assuming);
    };
    const option = 'Settings.autoinstall';
    expect(await assumed()).toEqual([{ [option]: true }, { [option]: false }, { [option]: 'refused' }]);
    expect(await assumed('--set', `${option}=yes`)).toEqual([{}]);
    expect(await assumed('--set', 'Settings.upgrade_on_reboot=yes')).toEqual([{}, { [option]: 'refused' }]);
  });

  it('takes a template from standard input', async () => {
    const stdin = `${healthy}autoinstall = {{ on }}\nupgrade_on_reboot = {{ up }}\n`;
    const argv = [
      'simulate',
      '--host',
      'sample:ol6-uek4',
      '--format',
      'json',
      '--stdin-filename',
      'uptrack.conf.j2',
      '-',
    ];
    const { code, out } = await cli(argv, { stdin });
    expect(code).toBe(0);
    const assumed = (JSON.parse(out) as Simulation).outcomes.flatMap(({ assuming }) => Object.keys(assuming));
    expect(new Set(assumed)).toContain('Settings.upgrade_on_reboot');
  });

  it.each(['text', 'markdown', 'transcript'])('has a report: %s', async (format) => {
    const cwd = folderWith({ 'uptrack.conf': healthy });
    const { code, out } = await cli(['simulate', '--host', host, '--format', format, 'uptrack.conf'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('5.15.0-89');
    expect(out).toMatch(/[^\n]\n$/);
  });

  it('never prints a secret', async () => {
    for (const text of [
      `accesskey = ${key}\n`,
      `[Auth]\naccesskey ${key}\n`,
      `[Auth]\nno_x = 1\n[Settings]\nno_rmmod = yes\n  accesskey = ${key}\n`,
    ]) {
      const cwd = folderWith({ 'uptrack.conf': text });
      for (const format of ['text', 'markdown', 'transcript', 'json']) {
        const { out } = await cli(['simulate', '--host', host, '--format', format, 'uptrack.conf'], { cwd });
        expect(out).not.toBe('');
        expect(out).not.toContain(key);
      }
    }
  });
});

describe('the host of a simulation', () => {
  it('is read from a file', async () => {
    const sample = samples.find(({ id }) => id === 'ubuntu-22.04');
    const cwd = folderWith({ 'h.json': JSON.stringify({ ...(sample?.host as object), name: 'mine' }) });
    const { code, out } = await cli(['simulate', '--host', 'h.json', '--format', 'json'], { cwd });
    expect(code).toBe(0);
    expect((JSON.parse(out) as Simulation).host).toBe('mine');
  });

  it('is refused with the place of each mistake', async () => {
    const cwd = folderWith({
      'h.json': JSON.stringify({ name: 'x', kernels: [{ release: 1 }] }),
      'broken.json': '{\n"name": \n}',
    });
    const bad = await cli(['simulate', '--host', 'h.json'], { cwd });
    expect({ code: bad.code, out: bad.out }).toEqual({ code: 2, out: '' });
    const lines = bad.err.trimEnd().split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^h\.json:1:35: kernels\[0\]\.release: /));
    expect(lines).toContainEqual(expect.stringMatching(/^h\.json:1:1: packaging: /));
    const broken = await cli(['simulate', '--host', 'broken.json'], { cwd });
    expect(broken.code).toBe(2);
    expect(broken.err).toMatch(/^broken\.json:3:1: .*line 3/);
  });

  it('is one of the samples, which are named where it is not', async () => {
    const { code, err } = await cli(['simulate', '--host', 'sample:nope']);
    expect(code).toBe(2);
    for (const { id } of samples) expect(err).toContain(`sample:${id}`);
  });
});

describe('wrong usage of simulate', () => {
  it.each([
    [[]],
    [['uptrack.conf']],
    [['--host', host, 'a', 'b']],
    [['--host', host, '--set', 'autoinstall=yes']],
    [['--host', host, '--set', 'Settings.autoinstall']],
    [['--host', host, '--set', 'Settings.autoinstall=yes\nno']],
    [['--batch', '--format', 'text']],
    [['--batch', '--host', host]],
    [['--batch', 'uptrack.conf']],
  ])('%j', async (argv) => {
    const { code, out, err } = await cli(['simulate', ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('uptrack-conf simulate --help');
  });

  it('a file that is not there', async () => {
    const { code, out, err } = await cli(['simulate', '--host', host, 'missing'], { cwd: folderWith({}) });
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: 'missing: no such file or directory\n' });
  });

  it('an option that no client reads is said, and changes nothing', async () => {
    const { code, out, err } = await cli([
      'simulate',
      '--host',
      host,
      '--format',
      'json',
      '--set',
      'settings.autoinstall=x',
    ]);
    expect(code).toBe(0);
    expect(err).toContain('settings.autoinstall');
    expect(exitCodes(JSON.parse(out) as Simulation)).toEqual([[0, 20, 20]]);
  });
});

describe('simulate --batch', () => {
  it('answers each line, in order, also where one cannot be read', async () => {
    const cwd = folderWith({ 'uptrack.conf': healthy, 'bad.json': '[]' });
    const stdin = [
      `uptrack.conf\t${host}`,
      `missing\t${host}`,
      `uptrack.conf\tbad.json`,
      'no tab',
      '',
      `\t${host}`,
    ].join('\r\n');
    const { code, out } = await cli(['simulate', '--batch', '--format', 'json'], { cwd, stdin });
    expect(code).toBe(2);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Simulation | { error: string });
    expect(answers.map((answer) => ('error' in answer ? answer.error : exitCodes(answer)))).toEqual([
      [[0, 0, 0]],
      'missing: no such file or directory',
      expect.stringMatching(/^bad\.json:1:1: /),
      'Write CONF<tab>HOST.',
      'Write CONF<tab>HOST.',
      [[0, 20, 20]],
    ]);
  });

  it('takes --set and --python for every line', async () => {
    const stdin = `\t${host}\n`;
    const set = ['--set', `Auth.accesskey=${key}`, '--set', 'Settings.install_on_reboot=no'];
    const { code, out } = await cli(['simulate', '--batch', ...set], { stdin });
    expect(code).toBe(0);
    expect(exitCodes(JSON.parse(out) as Simulation)).toEqual([[null, 0, 0]]);
  });

  it('ends when nobody reads', async () => {
    const { code, out } = await cli(['simulate', '--batch'], { stdin: `\t${host}\n`.repeat(5), lines: 2 });
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(2);
  });
});
