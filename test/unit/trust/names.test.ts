/** Names of files and arguments that would steer a terminal. */
import { expect, it } from 'vitest';
import { cli, folderWith } from '../cli/cli.ts';

const name = 'x\u001b[2J\u202e.conf';

it.each([
  ['check', name],
  ['settings', name],
  ['simulate', '--host', name],
  ['simulate', '--host', 'sample:ubuntu-22.04', name],
  ['simulate', '--host', 'sample:ubuntu-22.04', '--cut', name],
  ['explore', '--host', 'sample:ubuntu-22.04', name],
  ['compare', name, name],
  ['format', name],
  ['host', name],
  ['check', '--format', name, '.'],
  [name],
])('are escaped in messages: %j', async (...argv) => {
  const { code, out, err } = await cli(argv, { cwd: folderWith({}) });
  expect(code).toBe(2);
  expect(out + err).not.toMatch(/[\u001b\u202e]/);
  expect(err).toContain('x\\x1b[2J\\u202e.conf');
});
