/** What the command line does with what is no proper file: it says so, ends with 2, and works on with the others. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { samples } from '../../../server/src/simulator/samples.ts';
import { cli, folderWith, healthy } from './cli.ts';

/** Things of all kinds under names that are looked for, beside one good file. */
async function oddFolder(): Promise<string> {
  const cwd = folderWith({ 'good/uptrack.conf': healthy, 'huge/uptrack.conf': '' });
  for (const name of ['folder/uptrack.conf', 'links', 'pipe', 'socket'])
    mkdirSync(join(cwd, name), { recursive: true });
  truncateSync(join(cwd, 'huge/uptrack.conf'), 1_000_000_000);
  symlinkSync('uptrack.conf.j2', join(cwd, 'links/uptrack.conf.in'));
  symlinkSync('uptrack.conf.in', join(cwd, 'links/uptrack.conf.j2'));
  symlinkSync('nowhere', join(cwd, 'links/uptrack.conf'));
  execFileSync('mkfifo', [join(cwd, 'pipe/uptrack.conf')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(cwd, 'socket/uptrack.conf'), resolve));
  onTestFinished(() => void server.close());
  return cwd;
}

const told = [
  'folder/uptrack.conf: a folder, not a file',
  'huge/uptrack.conf: too large: more than 4 MB',
  'links/uptrack.conf: no such file or directory',
  'links/uptrack.conf.in: too many symbolic links encountered',
  'links/uptrack.conf.j2: too many symbolic links encountered',
  'pipe/uptrack.conf: a named pipe, not a file',
  'socket/uptrack.conf: a socket, not a file',
];

describe('what is no file', () => {
  it('is told of by check, which checks the others', async () => {
    const { code, out, err } = await cli(['check', '.'], { cwd: await oddFolder() });
    expect({ code, out }).toEqual({ code: 2, out: '1 file checked: no problems\n' });
    expect(err.trimEnd().split('\n')).toEqual(told);
  });

  it('is told of by settings and format, each by its name', async () => {
    const cwd = await oddFolder();
    const names = told.map((line) => line.slice(0, line.indexOf(':')));
    for (const command of [['settings'], ['format', '--check']]) {
      const { code, err } = await cli([...command, ...names, 'good/uptrack.conf'], { cwd });
      expect(code).toBe(2);
      expect(err.trimEnd().split('\n')).toEqual(told);
    }
  });

  it.each(told.map((line) => [line.slice(0, line.indexOf(':')), line] as const))('stops %s', async (name, line) => {
    const cwd = await oddFolder();
    for (const argv of [
      ['compare', name, 'good/uptrack.conf'],
      ['simulate', '--host', 'sample:ubuntu-22.04', name],
      ['explore', '--host', 'sample:ubuntu-22.04', name],
      ['host', name],
    ]) {
      // Output of the client may be longer than a configuration file.
      const expected = argv[0] === 'host' ? line.replace('4 MB', '256 MB') : line;
      expect(await cli(argv, { cwd })).toMatchObject({ code: 2, out: '', err: `${expected}\n` });
    }
  });

  it('is no device, but for the one that holds nothing', async () => {
    expect(await cli(['check', '/dev/zero'])).toMatchObject({ code: 2, err: '/dev/zero: a device, not a file\n' });
    expect((await cli(['settings', '/dev/null'])).code).toBe(0);
  });

  it('is not read further than a limit on standard input', async () => {
    const stdin = '#'.repeat(5_000_000);
    expect(await cli(['check', '-'], { stdin })).toMatchObject({ code: 2, err: '-: too large: more than 4 MB\n' });
  });

  it('is called by its name without steering the terminal', async () => {
    const { err } = await cli(['check', 'a\x1b[2Jb'], { cwd: folderWith({}) });
    expect(err).toBe('a\\x1b[2Jb: no such file or directory\n');
  });
});

describe('what holds anything', () => {
  it('is read all the same: NUL, no UTF-8, a lone surrogate', async () => {
    const cwd = folderWith({
      'nul/uptrack.conf': `${healthy}# a\0b\n`,
      'bytes/uptrack.conf': Buffer.from(`${healthy}# \xff\xed\xa0\x80\n`, 'latin1'),
    });
    const { code, out, err } = await cli(['check', '.'], { cwd });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^bytes\/uptrack\.conf:6:3 error not-utf8 /m);
    expect((await cli(['settings', 'nul/uptrack.conf'], { cwd })).code).toBe(0);
  });
});

describe('format of a file that', () => {
  const untidy = healthy.replaceAll(' = ', '=');

  it('is read-only leaves it as it is', async () => {
    const cwd = folderWith({ 'uptrack.conf': untidy });
    chmodSync(join(cwd, 'uptrack.conf'), 0o440);
    const { code, err } = await cli(['format', 'uptrack.conf'], { cwd });
    expect({ code, err }).toEqual({ code: 2, err: 'uptrack.conf: read-only; left as it is\n' });
    expect(readFileSync(join(cwd, 'uptrack.conf'), 'utf8')).toBe(untidy);
    expect(readdirSync(cwd)).toEqual(['uptrack.conf']);
  });
});

describe('a host file', () => {
  const host = samples.find(({ id }) => id === 'ubuntu-22.04')?.host as object;
  const good = JSON.stringify(host, null, 2);
  const first = (text: string): string => good.replace('{\n', `{\n  ${text}\n`);

  it.each([
    ['a name that stands twice', first('"name": "x",'), '3:3: Remove one of the two name: it stands here twice.'],
    ['__proto__', first('"__proto__": {},'), '2:3: Remove __proto__: there is no such field here.'],
    ['an unknown field', first('"colour": "red",'), '2:13: colour: Remove colour: there is no such field here.'],
    ['a number beyond all numbers', first('"outage": 1e999,'), '2:13: Write a smaller number.'],
    ['a thousand levels', '['.repeat(100_000), '1:65: Nest at most 64 levels: here begins one more.'],
    ['brackets in texts', `{"a": "${'['.repeat(100)}"}`, '1:7: a: Remove a: there is no such field here.'],
    ['a number as its name', good.replace(/"name": "[^"]*"/, '"name": 1'), '2:11: name: Write string as name, not 1.'],
    ['no JSON', '{', '1:2: Correct the JSON in line 1: CloseBraceExpected.'],
  ])('with %s is refused where it stands', async (_, text, expected) => {
    const cwd = folderWith({ 'h.json': text });
    const { code, out, err } = await cli(['simulate', '--host', 'h.json'], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.split('\n')).toContain(`h.json:${expected}`);
  });

  it('with one id a thousand times is told of twenty of them', async () => {
    const cwd = folderWith({
      'h.json': JSON.stringify({ ...host, installed: Array.from({ length: 1001 }, () => 'aaaaaaaa') }),
    });
    const { code, err } = await cli(['simulate', '--host', 'h.json'], { cwd });
    expect(code).toBe(2);
    const lines = err.trimEnd().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toMatch(/^h\.json:1:\d+: installed\[1\]: Remove aaaaaaaa: it stands here twice\.$/);
    expect(lines.at(-1)).toBe('h.json: and 980 more.');
  });

  it('that is not UTF-8 is refused', async () => {
    const cwd = folderWith({ 'h.json': Buffer.from(good.replace('{', '{ // caf\xe9'), 'latin1') });
    expect(await cli(['simulate', '--host', 'h.json'], { cwd })).toMatchObject({
      code: 2,
      err: 'h.json: not UTF-8\n',
    });
  });

  it('may have a kernel that is called as what every object has', async () => {
    const text = good.replaceAll(/"[^"\n]*5\.15\.0-[^"\n]*"/g, '"constructor"');
    const { running } = JSON.parse(text) as { running: string };
    expect(running).toBe('constructor');
    const kernels = (JSON.parse(text) as { kernels: unknown[] }).kernels.slice(0, 1);
    const cwd = folderWith({ 'h.json': JSON.stringify({ ...JSON.parse(text), kernels, cut: { during: 'idle' } }) });
    expect(await cli(['simulate', '--host', 'h.json'], { cwd })).toMatchObject({ code: 0, err: '' });
  });
});

describe('a batch', () => {
  it('keeps no more than the start of a line that does not end', async () => {
    const stdin = `${'x'.repeat(300_000)}\n\tsample:ubuntu-22.04\n`;
    const { code, out } = await cli(['simulate', '--batch'], { stdin });
    expect(code).toBe(2);
    const answers = out.trimEnd().split('\n');
    expect(answers).toHaveLength(2);
    expect(answers[0]).toBe('{"error":"Write CONF<tab>HOST."}');
    expect(JSON.parse(answers[1] ?? '')).toMatchObject({ host: 'ubuntu-22.04' });
  });
});

it('a file of the project that is no file stops the files below it', async () => {
  const cwd = folderWith({ 'etc/uptrack.conf': healthy });
  execFileSync('mkfifo', [join(cwd, '.uptrack-conf.json')]);
  writeFileSync(join(cwd, 'etc/readme'), '');
  const { code, err } = await cli(['check', 'etc'], { cwd });
  expect({ code, err }).toEqual({ code: 2, err: '.uptrack-conf.json: a named pipe, not a file\n' });
});

it('settings of [DEFAULT] in more sections than there is room for is refused, and those of the others are shown', async () => {
  const many = (line: (n: number) => string): string => Array.from({ length: 2000 }, (_, n) => line(n)).join('');
  const cwd = folderWith({
    'a.conf': `[DEFAULT]\n${many((n) => `o${n} = 1\n`)}${many((n) => `[S${n}]\n`)}`,
    'b.conf': healthy,
  });
  const { code, out, err } = await cli(['settings', 'a.conf', 'b.conf'], { cwd });
  expect({ code, err }).toEqual({
    code: 2,
    err: 'a.conf: too large: [DEFAULT] and the sections make more than 1,000,000 options; take some out of [DEFAULT]\n',
  });
  expect(JSON.parse(out)).toMatchObject({ file: 'b.conf' });
});
