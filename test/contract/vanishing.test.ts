/** The command line on files that change under its hands: after a folder was listed, and before what is in it is read. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildBundle, node, type Bundle } from './build.ts';
import type { Deed, Meanwhile } from './meanwhile.ts';

/** Without a secret, for whoever has no rights may read it. */
const untidy = '[Settings]\ninstall_on_reboot=yes\n';
const tidy = '[Settings]\ninstall_on_reboot = yes\n';

const preload = fileURLToPath(new URL('meanwhile.ts', import.meta.url));
let bundle: Bundle;
beforeAll(async () => {
  bundle = await buildBundle('cli');
});
afterAll(() => {
  bundle.remove();
});

/** In the order in which they are read. */
const first = 'a/uptrack.conf';
const files = [first, 'a/uptrack.conf.j2', 'm/deep/uptrack.conf', 'm/uptrack.conf', 'z/uptrack.conf'];

/** All of them in a folder, in which whoever has no rights may still read. */
function givenFolder(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'uptrack-vanishing-'));
  onTestFinished(() => {
    rmSync(cwd, { recursive: true });
  });
  chmodSync(cwd, 0o755);
  for (const name of files) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), untidy);
  }
  return cwd;
}

/** Runs the command line in a folder; once it has opened the first file, something happens to `path`. */
function run(cwd: string, argv: readonly string[], deed: Deed, path: string) {
  const meanwhile: Meanwhile = { opened: join(cwd, first), deed, path: join(cwd, path) };
  const { status, stdout, stderr } = spawnSync(node, ['--import', preload, bundle.path, ...argv], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, UPTRACK_TEST_MEANWHILE: JSON.stringify(meanwhile) },
  });
  return { code: status, out: stdout, err: stderr };
}

/** What happens to which path, and what is said of it. */
const cases: readonly (readonly [path: string, deed: Deed, reason: string])[] = [
  ['a/uptrack.conf.j2', 'vanishes', 'no such file or directory'],
  ['a/uptrack.conf.j2', 'becomes a folder', 'a folder, not a file'],
  ['a/uptrack.conf.j2', 'becomes a link to itself', 'too many symbolic links encountered'],
  ['a/uptrack.conf.j2', 'becomes unreadable', 'permission denied'],
  ['m', 'vanishes', 'no such file or directory'],
  ['m', 'becomes a file', 'not a directory'],
  ['m', 'becomes a link to itself', 'too many symbolic links encountered'],
  ['m', 'is closed', 'permission denied'],
];

describe.each(cases)('when %s %s after its folder was listed', (path, deed, reason) => {
  const rest = files.filter((name) => name !== path && !name.startsWith(`${path}/`));
  const told = { code: 2, err: `${path}: ${reason}\n` };

  it('check says so, and checks all others', () => {
    const { code, out, err } = run(givenFolder(), ['check', '--format', 'json', '.'], deed, path);
    expect({ code, err }).toEqual(told);
    const checked = JSON.parse(out) as { readonly files: readonly { readonly file: string }[] };
    expect(checked.files.map(({ file }) => file)).toEqual(rest);
  });

  it('settings says so, and shows all others', () => {
    const { code, out, err } = run(givenFolder(), ['settings', '.'], deed, path);
    expect({ code, err }).toEqual(told);
    const shown = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly file: string });
    expect(shown.map(({ file }) => file)).toEqual(rest);
  });

  it('format --check says so, and names all others', () => {
    expect(run(givenFolder(), ['format', '--check', '.'], deed, path)).toEqual({
      ...told,
      out: rest.map((file) => `${file}\n`).join(''),
    });
  });
});

describe('a file that vanishes', () => {
  it('before it is read is told of once, and all others are formatted', () => {
    const cwd = givenFolder();
    const gone = 'm/uptrack.conf';
    const { code, out, err } = run(cwd, ['format', '.', gone], 'vanishes', gone);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `${gone}: no such file or directory\n` });
    const rest = files.filter((name) => name !== gone);
    expect(rest.map((name) => readFileSync(join(cwd, name), 'utf8'))).toEqual(rest.map(() => tidy));
  });

  it('while it is read is checked all the same', () => {
    const { code, out, err } = run(givenFolder(), ['check', '--client', 'offline', '.'], 'vanishes', first);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\n5 files checked: 5 remarks\n$/);
  });

  it('while it is read is not written anew by format', () => {
    const cwd = givenFolder();
    const { code, err } = run(cwd, ['format', '.'], 'vanishes', first);
    expect({ code, err }).toEqual({ code: 2, err: `${first}: no such file or directory\n` });
    expect(existsSync(join(cwd, first))).toBe(false);
    expect(readdirSync(join(cwd, 'a'))).toEqual(['uptrack.conf.j2']);
    expect(readFileSync(join(cwd, 'a/uptrack.conf.j2'), 'utf8')).toBe(tidy);
  });
});

it('a folder to work in that is gone is told of in one line', () => {
  const command = `cd "$(mktemp -d)" && rmdir "$PWD" && exec "${node}" "${bundle.path}" check .`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'uptrack-conf: the folder it runs in: no such file or directory\n',
  });
});
