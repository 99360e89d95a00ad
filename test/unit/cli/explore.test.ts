import { describe, expect, it } from 'vitest';
import type { Exploration } from '../../../server/src/simulator/exploration.ts';
import { cli, folderWith, healthy, key } from './cli.ts';

const host = 'sample:ubuntu-22.04';

async function explore(...argv: string[]) {
  return cli(['explore', '--host', host, ...argv], { cwd: folderWith({ 'uptrack.conf': healthy }) });
}

describe('explore', () => {
  it('prints the scenarios of a host and a file as JSON', async () => {
    const { code, out } = await explore('--format', 'json', 'uptrack.conf');
    const exploration = JSON.parse(out) as Exploration;
    expect(code).toBe(0);
    expect(exploration.host).toBe('ubuntu-22.04');
    expect(exploration.verdicts.reduce((sum, { scenarios }) => sum + scenarios, 0)).toBe(exploration.scenarios);
  });

  it('takes lines as if they stood in the file', async () => {
    const countOf = async (...argv: string[]): Promise<number | undefined> => {
      const { verdicts } = JSON.parse((await explore('--format', 'json', ...argv, 'uptrack.conf')).out) as Exploration;
      return verdicts.find(({ verdict }) => verdict === 'upgraded')?.scenarios;
    };
    const [off = 0, on = 0] = [await countOf(), await countOf('--set', 'Settings.upgrade_on_reboot=yes')];
    expect(on).toBeGreaterThan(off);
  });

  it('prints text and Markdown, without the access key', async () => {
    const { out: text } = await explore('uptrack.conf');
    expect(text).toMatch(/^ubuntu-22\.04: [\d,]+ scenarios of a power cut/);
    const { out: markdown } = await explore('--format', 'markdown', 'uptrack.conf');
    expect(markdown).toMatch(/^### ubuntu-22\.04: /);
    expect(text + markdown).not.toContain(key);
  });

  it('says what it was not given', async () => {
    expect(await cli(['explore'])).toMatchObject({ code: 2, err: expect.stringContaining('--host') as string });
    expect(await cli(['explore', '--host', 'sample:none'])).toMatchObject({ code: 2 });
    expect((await cli(['explore', '--help'])).out).toContain('Usage: uptrack-conf explore');
  });
});
