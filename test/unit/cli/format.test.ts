import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, folderWith } from './cli.ts';

const untidy = '[Auth]\naccesskey=x \n[Settings]\nautoinstall=no';
const tidy = '[Auth]\naccesskey = x\n\n[Settings]\nautoinstall = no\n';

describe('uptrack-conf format', () => {
  it('formats files and folders in place, and says nothing', async () => {
    const cwd = folderWith({ 'one.conf': untidy, 'etc/uptrack.conf': untidy, 'etc/other.conf': untidy });
    expect(await cli(['format', 'one.conf', 'etc'], { cwd })).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(join(cwd, 'one.conf'), 'utf8')).toBe(tidy);
    expect(readFileSync(join(cwd, 'etc/uptrack.conf'), 'utf8')).toBe(tidy);
    expect(readFileSync(join(cwd, 'etc/other.conf'), 'utf8')).toBe(untidy);
    expect(readdirSync(cwd).sort()).toEqual(['etc', 'one.conf']);
  });

  it('with --check writes nothing, and names what would change', async () => {
    const cwd = folderWith({ 'a.conf': untidy, 'b.conf': tidy, 'c.conf': untidy });
    expect(await cli(['format', '--check', 'a.conf', 'b.conf', 'c.conf'], { cwd })).toEqual({
      code: 1,
      out: 'a.conf\nc.conf\n',
      err: '',
    });
    expect(readFileSync(join(cwd, 'a.conf'), 'utf8')).toBe(untidy);
    expect(await cli(['format', '--check', 'b.conf'], { cwd })).toEqual({ code: 0, out: '', err: '' });
  });

  it('keeps the mode of the file, its byte order mark, and a link to it', async () => {
    const cwd = folderWith({ 'real/uptrack.conf': `\ufeff${untidy}`, 'tidy.conf': tidy });
    const file = join(cwd, 'real/uptrack.conf');
    chmodSync(file, 0o640);
    symlinkSync('real/uptrack.conf', join(cwd, 'link.conf'));
    expect((await cli(['format', 'link.conf'], { cwd })).code).toBe(0);
    expect(lstatSync(join(cwd, 'link.conf')).isSymbolicLink()).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    // No Python reads its lines, and so they stay.
    expect(readFileSync(file, 'utf8')).toBe(`\ufeff${untidy}\n`);
    expect(readdirSync(join(cwd, 'real'))).toEqual(['uptrack.conf']);
  });

  it('does not write what is formatted already', async () => {
    const cwd = folderWith({ 'tidy.conf': tidy });
    const before = statSync(join(cwd, 'tidy.conf'));
    await cli(['format', 'tidy.conf'], { cwd });
    expect(statSync(join(cwd, 'tidy.conf')).ino).toBe(before.ino);
  });

  it('formats standard input to standard output', async () => {
    expect(await cli(['format', '-'], { stdin: untidy })).toEqual({ code: 0, out: tidy, err: '' });
    expect(await cli(['format', '--check', '--stdin-filename', 'x.conf', '-'], { stdin: untidy })).toEqual({
      code: 1,
      out: 'x.conf\n',
      err: '',
    });
    const template = '[Auth]\n{#\n\n\n[B]\n#}\naccesskey = {{ x }}\n';
    expect((await cli(['format', '--stdin-filename', 'uptrack.conf.j2', '-'], { stdin: template })).out).toBe(template);
  });

  it('leaves alone what is not UTF-8, and goes on', async () => {
    const latin = new Uint8Array([...new TextEncoder().encode('[Auth]\na=1\n# '), 0xe9]);
    const cwd = folderWith({ 'latin.conf': latin, 'b.conf': untidy });
    const { code, out, err } = await cli(['format', 'latin.conf', 'missing.conf', 'b.conf'], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('latin.conf: not UTF-8; left as it is\nmissing.conf: no such file or directory\n');
    expect(new Uint8Array(readFileSync(join(cwd, 'latin.conf')))).toEqual(latin);
    expect(readFileSync(join(cwd, 'b.conf'), 'utf8')).toBe(tidy);
  });

  it('says what it wants', async () => {
    expect((await cli(['format'])).code).toBe(2);
    expect((await cli(['format', '--nonsense', 'x'])).code).toBe(2);
  });
});
