/** Names of files and arguments that would steer a terminal, or pass for a line of ours. */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, folderWith, healthy } from '../cli/cli.ts';

const name = 'x\u001b[2J\u202e\r\nuptrack.conf:1:1 error a-rule A lie.conf';
const shown = 'x\\x1b[2J\\u202e\\x0d\\nuptrack.conf:1:1 error a-rule A lie.conf';

it.each([
  ['check', name],
  ['settings', name],
  ['simulate', '--host', name],
  ['simulate', '--host', 'sample:ubuntu-22.04', name],
  ['simulate', '--host', 'sample:ubuntu-22.04', '--cut', name],
  ['explore', '--host', 'sample:ubuntu-22.04', name],
  ['compare', name, name],
  ['compare', '--host', name, name, name],
  ['format', name],
  ['host', name],
  ['check', '--format', name, '.'],
  [name],
])('are escaped in messages: %j', async (...argv) => {
  const { code, out, err } = await cli(argv, { cwd: folderWith({}) });
  expect(code).toBe(2);
  expect(out + err).not.toMatch(/[\u001b\u202e\r]|^uptrack\.conf:1:1 /m);
  expect(err).toContain(shown);
});

it('starts no line as an option that there is not', async () => {
  const { code, err } = await cli(['check', `--${name}`], { cwd: folderWith({}) });
  expect(code).toBe(2);
  expect(err).not.toMatch(/[\u001b\u202e\r]|^uptrack\.conf:1:1 /m);
});

describe('a file in a folder that is called so', () => {
  const file = `${name}/uptrack.conf`;
  const misspelt = healthy.replace('install_on_reboot', 'install_on_rebot');

  function givenFolder(): string {
    const cwd = folderWith({ 'uptrack.conf': `${misspelt} \n`, 'tidy.conf': healthy });
    mkdirSync(join(cwd, name));
    renameSync(join(cwd, 'uptrack.conf'), join(cwd, file));
    return cwd;
  }

  it.each([
    [['check', '.'], `${shown}/uptrack.conf:5:1 error unknown-key `],
    [['settings', '--format', 'text', file], `${shown}/uptrack.conf (Python 3.9)\n`],
    [['compare', 'tidy.conf', file], `tidy.conf -> ${shown}/uptrack.conf\n`],
    [['compare', file, file], `${shown}/uptrack.conf -> ${shown}/uptrack.conf\n`],
    [['format', '--check', '.'], `${shown}/uptrack.conf\n`],
  ])('is named on one line: %j', async (argv, start) => {
    const { out, err } = await cli(argv, { cwd: givenFolder() });
    expect(err).toBe('');
    expect(out.startsWith(start)).toBe(true);
    expect(out).not.toMatch(/[\u001b\u202e\r]|^uptrack\.conf:1:1 /m);
  });

  it('keeps its name for programs', async () => {
    const cwd = givenFolder();
    const said = async (format: string): Promise<string> =>
      (await cli(['check', '--format', format, '.'], { cwd })).out;
    expect(JSON.parse(await said('json'))).toMatchObject({ files: [{ file }] });
    const place = { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') } };
    expect(JSON.parse(await said('sarif'))).toMatchObject({
      runs: [{ results: [{ locations: [{ physicalLocation: place }] }] }],
    });
    const escaped = file.replace('\r', '%0D').replace('\n', '%0A').replaceAll(':', '%3A');
    expect((await said('github')).split(',')[0]).toBe(`::error file=${escaped}`);
    expect(JSON.parse((await cli(['settings', file], { cwd })).out)).toMatchObject({ file });
  });
});
