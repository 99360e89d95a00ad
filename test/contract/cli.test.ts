/** The command line as it is shipped: one file, run by Node, with nothing beside it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { buildBundle, node, type Bundle } from './build.ts';

const healthy = `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n\n[Settings]\ninstall_on_reboot = yes\n`;

let bundle: Bundle;
let cwd: string;

beforeAll(async () => {
  bundle = await buildBundle('cli');
  cwd = mkdtempSync(join(tmpdir(), 'uptrack-conf-'));
  mkdirSync(join(cwd, 'etc'));
  writeFileSync(join(cwd, 'etc/uptrack.conf'), healthy, { mode: 0o640 });
  writeFileSync(join(cwd, 'etc/uptrack.conf.j2'), healthy.replace('install_on_reboot', 'install_on_rebot'), {
    mode: 0o640,
  });
});

afterAll(() => {
  bundle.remove();
  rmSync(cwd, { recursive: true });
});

function run(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(node, [bundle.path, ...argv], { cwd, encoding: 'utf8', input: healthy });
  return { code: status, out: stdout, err: stderr };
}

describe('dist/cli.js', () => {
  it('starts with a shebang, and needs nothing but Node', () => {
    const code = readFileSync(bundle.path, 'utf8');
    expect(code.startsWith('#!/usr/bin/env node\n')).toBe(true);
    const imports = [...code.matchAll(/\bimport\b[^;"'`(]*?["']([^"']+)["']/g)].map(([, name]) => name);
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
  });

  it('knows its version', () => {
    expect(run('--version')).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  });

  it('checks: 0, 1 and 2', () => {
    const good = run('check', '--format', 'json', 'etc/uptrack.conf');
    expect({ code: good.code, err: good.err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(good.out)).toEqual({
      files: [{ file: 'etc/uptrack.conf', diagnostics: [] }],
      summary: { files: 1, errors: 0, warnings: 0 },
    });
    const bad = run('check', 'etc');
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/^etc\/uptrack\.conf\.j2:5:1 error unknown-key .+\n2 files checked: 1 error\n$/);
    expect(run('check', 'nowhere')).toEqual({
      code: 2,
      out: 'no file checked: no problems\n',
      err: 'nowhere: no such file or directory\n',
    });
    expect(run('chek').code).toBe(2);
  });

  it('shows settings of standard input', () => {
    const { code, out } = run('settings', '--stdin-filename', 'etc/uptrack/uptrack.conf', '-');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      file: 'etc/uptrack/uptrack.conf',
      python: '3.9',
      error: null,
      sections: { Auth: { accesskey: '<redacted>' }, Settings: { install_on_reboot: 'yes' } },
      settings: {
        'Settings.install_on_reboot': { value: true, source: 'file', line: 5 },
        'Settings.upgrade_on_reboot': { value: false, source: 'default', line: null },
      },
      fatal: null,
    });
  });

  it('formats in place, and says with --check what it would', () => {
    writeFileSync(join(cwd, 'untidy.conf'), healthy.replaceAll(' = ', '='));
    expect(run('format', '--check', 'untidy.conf', 'etc')).toEqual({ code: 1, out: 'untidy.conf\n', err: '' });
    expect(run('format', 'untidy.conf')).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(join(cwd, 'untidy.conf'), 'utf8')).toBe(healthy);
    expect(run('format', '-')).toEqual({ code: 0, out: healthy, err: '' });
    rmSync(join(cwd, 'untidy.conf'));
  });

  it('simulates', () => {
    const { code, out } = run('simulate', '--host', 'sample:ubuntu-22.04', '--format', 'json', 'etc/uptrack.conf');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      host: 'ubuntu-22.04',
      outcomes: [{ assuming: {}, boots: { kernel: '5.15.0-89' }, verdict: 'upgraded', missing: [], pending: [] }],
    });
  });

  it('compares: 0, 1 and 2', () => {
    writeFileSync(join(cwd, 'worse.conf'), healthy.replace('= yes', '= perhaps'), { mode: 0o640 });
    const { code, out } = run('compare', '--format', 'json', '--host', 'sample:ubuntu-22.04', '-', 'worse.conf');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      old: 'worse.conf',
      new: 'worse.conf',
      host: 'ubuntu-22.04',
      refusals: [{ python: ['2', '3.9', '3.10'], old: null, new: { exitCode: 1, line: 5 } }],
      options: [{ option: 'Settings.install_on_reboot', old: { value: true }, new: { value: null } }],
      diagnostics: { appear: [{ rule: 'invalid-boolean', severity: 'error', line: 5 }], disappear: [] },
      worse: ['refused', 'fewer-updates', 'new-errors'],
    });
    expect(run('compare', '--fail-on', 'worse', 'etc/uptrack.conf', 'worse.conf').code).toBe(1);
    expect(run('compare', 'etc/uptrack.conf', 'nowhere').code).toBe(2);
    rmSync(join(cwd, 'worse.conf'));
  });

  it('explains: 0, 1 and 2', () => {
    const { code, out, err } = run('explain', '-1', 'invalid-boolean', '--format', 'json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      explanations: [
        { kind: 'exit-code', exitCode: -1, lines: [1] },
        { kind: 'rule', rule: 'invalid-boolean', lines: [2] },
      ],
      summary: { explanations: 2, unrecognised: 0 },
    });
    expect(run('explain', '-')).toEqual({ code: 1, out: '', err: '4 lines are not recognised.\n' });
    expect(run('explain').code).toBe(2);
  });

  it('shows what console and log say of it', () => {
    const { code, out } = run(
      'simulate',
      '--host',
      'sample:ubuntu-22.04',
      '--format',
      'transcript',
      'etc/uptrack.conf',
    );
    expect(code).toBe(0);
    expect(out).toContain('  log      info   Installing [r9hrmw28] Enablement update for live patching.\n');
    expect(out).toMatch(/\nEffective kernel version is 5\.15\.0-89\.99\n$/);
  });

  it('makes a host out of pasted output, or says what is open', () => {
    writeFileSync(join(cwd, 'pasted.txt'), 'Installed updates:\nNone\n');
    const { code, out, err } = run('host', '--name', 'web-01', '--running', '5.15.0-89-generic', 'pasted.txt');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--packaging …  Which packages does it use? (rpm, deb)\n');
    const rest = 'packaging=deb client=online other-kernels=none default-entry=newest on-disk=complete package-list=ok';
    const more = 'available=none boot-plan=empty expired-marker=no cut=idle name=web-01 running=5.15.0-89-generic';
    const made = run('host', ...`${rest} ${more}`.split(' ').map((answer) => `--${answer}`), 'pasted.txt');
    expect({ code: made.code, err: made.err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(made.out)).toMatchObject({ name: 'web-01', installed: [], kernels: [{ bootPlan: [] }] });
    rmSync(join(cwd, 'pasted.txt'));
  });

  it('answers a pair of a batch before the next is written', async () => {
    const child = spawn(node, [bundle.path, 'simulate', '--batch', '--format', 'json'], { cwd });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const line = async (): Promise<unknown> => JSON.parse((await lines.next()).value as string);
    child.stdin.write('etc/uptrack.conf\tsample:ubuntu-22.04\n');
    expect(await line()).toMatchObject({ host: 'ubuntu-22.04' });
    child.stdin.write('etc/missing\tsample:ubuntu-22.04\n');
    expect(await line()).toEqual({ error: 'etc/missing: no such file or directory' });
    child.stdin.end();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(2);
  });

  it.each([
    ['check', ['check', '--format', 'json', 'etc'], 1],
    ['batch', ['simulate', '--batch'], 0],
  ] as const)('ends quietly when nobody reads: %s', async (_, argv, code) => {
    const child = spawn(node, [bundle.path, ...argv], { cwd });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.stdout.destroy();
    // Standard input stays open: a batch would wait for more.
    child.stdin.on('error', () => undefined).write('\tsample:ol9-uek7\n'.repeat(500));
    const exited = await new Promise((resolve) => child.once('close', resolve));
    expect({ exited, err }).toEqual({ exited: code, err: '' });
  });

  it('leaves a file whole where there is no room for the formatted one', () => {
    const folder = join(cwd, 'full');
    mkdirSync(folder);
    const untidy = healthy.replaceAll(' = ', '=') + '# And so on.\n'.repeat(1000);
    writeFileSync(join(folder, 'uptrack.conf'), untidy);
    // The shell lets no file grow beyond 1 KB.
    const limited = `ulimit -f 1; exec "${node}" "${bundle.path}" format "${folder}/uptrack.conf"`;
    const { status, stderr } = spawnSync('bash', ['-c', limited], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 2, stderr: `${folder}/uptrack.conf: file too large\n` });
    expect(readdirSync(folder)).toEqual(['uptrack.conf']);
    expect(readFileSync(join(folder, 'uptrack.conf'), 'utf8')).toBe(untidy);
    rmSync(folder, { recursive: true });
  });

  it('ends quietly behind a program that reads the first line alone', () => {
    const command = `"${node}" "${bundle.path}" check --format json etc | head -c 1; echo " \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '{ 1\n', stderr: '' });
  });

  it('takes what a shell puts in the place of a file', () => {
    const command = `"${node}" "${bundle.path}" compare <(cat etc/uptrack.conf) etc/uptrack.conf`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { cwd, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('ends at once when it is interrupted', async () => {
    const child = spawn(node, [bundle.path, 'simulate', '--batch'], { cwd });
    child.stdin.write('\tsample:ubuntu-22.04\n');
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    expect(
      await new Promise((resolve) =>
        child.once('exit', (code, signal) => {
          resolve({ code, signal });
        }),
      ),
    ).toEqual({
      code: null,
      signal: 'SIGINT',
    });
  });
});
