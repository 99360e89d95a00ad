/** `--cut` and `--if`: another moment and other conditions than the host file says. */
import { describe, expect, it } from 'vitest';
import type { Exploration } from '../../../server/src/simulator/exploration.ts';
import type { Simulation } from '../../../server/src/simulator/outcome.ts';
import { cli, folderWith, healthy } from './cli.ts';

const host = 'sample:ubuntu-22.04';

async function run(command: string, ...argv: string[]) {
  const cwd = folderWith({ 'uptrack.conf': healthy });
  return cli([command, '--format', 'json', '--host', host, ...argv, 'uptrack.conf'], { cwd });
}

async function simulate(...argv: string[]) {
  const { out, code } = await run('simulate', ...argv);
  expect(code).toBe(0);
  return (JSON.parse(out) as Simulation).outcomes[0] ?? expect.fail();
}

describe('--cut', () => {
  it('moves the cut', async () => {
    const { stages, verdict } = await simulate('--cut', 'write-plan-torn');
    expect(stages.map(({ exitCode }) => exitCode)).toEqual([1, 0, 0]);
    expect(verdict).toBe('unpatched');
  });

  it('takes a reboot in good order, which begins with the shutdown', async () => {
    const { stages } = await simulate('--cut', 'reboot');
    expect(stages.map(({ stage }) => stage)).toEqual(['shutdown', 'early', 'late', 'cron']);
  });

  it('names the moments that there are, steps by the first and the last', async () => {
    const { code, err } = await run('simulate', '--cut', 'lunch');
    expect(code).toBe(2);
    expect(err).toContain('idle, download-list-old');
    expect(err).toContain('remove-0, remove-3,');
    expect(err).toContain('reboot; not “lunch”');
  });
});

describe('--if', () => {
  it('changes what the boot meets', async () => {
    const { stages } = await simulate('--if', 'network=down', '--if', 'disableFile=true');
    expect(stages.map(({ exitCode }) => exitCode)).toEqual([null, 10, 10]);
    expect((await simulate('--if', 'cache=cleared')).stages[0]?.message).toContain('booting into a new kernel');
    expect((await simulate('--if', 'failing=first-saved-early')).stages[0]?.installed).toEqual([]);
  });

  it.each(['network', 'network=perhaps', 'weather=fine', 'chosenEntry='])('refuses %s', async (condition) => {
    const { code, err } = await run('simulate', '--if', condition);
    expect(code).toBe(2);
    expect(err).toContain('--if');
  });
});

it('what explore names, simulate shows', async () => {
  const exploration = JSON.parse((await run('explore')).out) as Exploration;
  for (const { verdict, example } of exploration.verdicts) {
    const conditions = Object.entries(example.differs).flatMap(([id, value]) => ['--if', `${id}=${value}`]);
    expect((await simulate('--cut', example.moment, ...conditions)).verdict).toBe(verdict);
  }
});
