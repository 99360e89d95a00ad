import { describe, expect, it } from 'vitest';
import { cli } from './cli.ts';

const commands = ['check', 'settings', 'simulate', 'explore', 'compare', 'explain', 'format', 'host'];

describe('uptrack-conf', () => {
  it('prints its version and its help', async () => {
    expect(await cli(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    for (const flag of ['--help', '-h']) {
      const { code, out, err } = await cli([flag]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      for (const command of commands) expect(out).toContain(`  ${command} `);
    }
  });

  it.each(commands)('helps with %s, whatever else is asked', async (command) => {
    for (const argv of [
      [command, '--help'],
      [command, '-h', '--format', 'nonsense'],
    ]) {
      const { code, out, err } = await cli(argv);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(new RegExp(`^Usage: uptrack-conf ${command} `));
    }
  });

  it.each([[[]], [['chek']], [['--nonsense']]])('says how it is used: %j', async (argv) => {
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: uptrack-conf COMMAND');
  });
});
