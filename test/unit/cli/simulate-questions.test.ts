/** `simulate --why` and `simulate --matrix`. */
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../server/src/simulator/matrix.ts';
import type { WhyAnswer } from '../../../server/src/simulator/why-report.ts';
import { cli, folderWith, healthy, key } from './cli.ts';

/** An offline host whose power fails with 60 of 135 updates applied. */
const host = 'sample:ol6-uek4';

async function ask(text: string, ...argv: string[]): Promise<string> {
  const cwd = folderWith({ 'uptrack.conf': text });
  const { code, out, err } = await cli(['simulate', '--host', host, ...argv, 'uptrack.conf'], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

const answer = async (text: string, ...argv: string[]): Promise<unknown> =>
  JSON.parse(await ask(text, '--format', 'json', ...argv));

describe('simulate --why', () => {
  it('explains an update that is back', async () => {
    const out = await ask(healthy, '--why', 'brasm60x');
    expect(out.split('\n').slice(0, 3)).toEqual([
      '[brasm60x] is back because the saved plan of 4.1.12-124.24.3.el6uek.x86_64 lists it and the early stage ran.',
      '',
      '  [brasm60x] CVE-2019-5489: Side-channel information leak in kernel page cache.',
    ]);
    expect(out).toMatch(/[^\n]\n$/);
  });

  it('proposes the smallest change, in every format', async () => {
    const json = (await answer(healthy, '--why', 'get3rovj')) as WhyAnswer;
    expect(json).toMatchObject({
      host: 'ol6-uek4',
      outcomes: [{ assuming: {}, explanation: { id: 'get3rovj', state: 'missing', had: true, arrives: null } }],
    });
    const [first] = json.outcomes[0]?.explanation.changes ?? [];
    expect(first).toEqual({
      changes: [{ id: 'upgrade_on_reboot', label: 'set upgrade_on_reboot = yes', kind: 'option' }],
      comes: 'late',
      evidence: 'unknown',
      assumes: ['offlineHasLateStage'],
    });
    expect(await ask(healthy, '--why', 'get3rovj')).toContain('  Smallest change: set upgrade_on_reboot = yes.');
    const markdown = await ask(healthy, '--why', '[get3rovj]', '--format', 'markdown');
    expect(markdown).toMatch(/^\*\*\[get3rovj\] is missing/);
    expect(markdown).toContain('- Smallest change: set upgrade_on_reboot = yes.');
  });

  it('answers once for each outcome of a template', async () => {
    const stdin = `${healthy}upgrade_on_reboot = {{ up }}\n`;
    const argv = ['simulate', '--host', host, '--why', 'get3rovj', '--stdin-filename', 'uptrack.conf.j2', '-'];
    const { out } = await cli(argv, { stdin });
    expect(out).toContain('If upgrade_on_reboot is yes:\n');
    expect(out).toContain('If upgrade_on_reboot is no:\n');
    expect(out).toContain('If upgrade_on_reboot comes out as no boolean:\n');
  });

  it('does not know an update that no kernel has', async () => {
    const { code, out, err } = await cli(['simulate', '--host', host, '--why', 'aaaaaaaa']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('No kernel of ol6-uek4 has an update aaaaaaaa.');
  });
});

describe('simulate --matrix', () => {
  it('groups all combinations', async () => {
    const { host: name, refusal, groups } = (await answer(healthy, '--matrix')) as Matrix;
    expect({ name, refusal }).toEqual({ name: 'ol6-uek4', refusal: null });
    expect(groups.flatMap(({ combinations }) => combinations)).toHaveLength(27);
    const [current, ...others] = groups.filter(({ isCurrent }) => isCurrent);
    expect(others).toEqual([]);
    expect(current?.patterns).toEqual([{ install_on_reboot: 'yes', upgrade_on_reboot: 'no', autoinstall: 'no' }]);
    expect(current?.outcomes[0]).toMatchObject({
      verdict: 'partly-restored',
      installed: { early: 22, late: 22, cron: 22 },
    });
  });

  it('is the same for an option that is left out and for its default', async () => {
    const auth = `[Auth]\naccesskey = ${key}\n[Settings]\n`;
    const unset = await answer(auth, '--matrix');
    expect(unset).toEqual(
      await answer(`${auth}install_on_reboot = yes\nupgrade_on_reboot = no\nautoinstall = no\n`, '--matrix'),
    );
    expect(unset).not.toEqual(await answer(`${auth}autoinstall = yes\n`, '--matrix'));
  });

  it('is a text, or a table', async () => {
    expect(await ask(healthy, '--matrix')).toMatch(
      /^ol6-uek4 comes back with .* \(as the file is\)\n {2}install_on_reboot /,
    );
    const [head, rule] = (await ask(healthy, '--matrix', '--format', 'markdown')).split('\n');
    expect(head).toContain('| `install_on_reboot` | `upgrade_on_reboot` | `autoinstall` | early | late | cron |');
    expect(rule).toMatch(/^(?:\| --- )+\|$/);
  });

  it('takes a refused file as if it were read', async () => {
    const { refusal, groups } = (await answer(`${healthy}autoinstall = perhaps\n`, '--matrix')) as Matrix;
    expect(refusal?.remark).toBe('The client refuses this file. This is as if it read it.');
    expect(refusal?.message).toContain('Not a boolean: perhaps');
    expect(groups.filter(({ isCurrent }) => isCurrent)).toEqual([]);
    expect(groups[0]?.outcomes[0]?.installed?.early).toBe(22);
  });
});

describe('the questions of simulate', () => {
  it.each([['--why', 'brasm60x'], ['--matrix']])('never print a secret: %s', async (...question) => {
    // No key by its form: only the file says that it is one.
    const short = '[Auth]\naccesskey = not-long\n[Settings]\nautoinstall = not-long\n';
    for (const text of [
      `accesskey = ${key}\n`,
      `[Auth]\naccesskey ${key}\n`,
      `[Settings]\nautoinstall = ${key}\n`,
      short,
    ]) {
      for (const format of ['text', 'markdown', 'json']) {
        const out = await ask(text, ...question, '--format', format);
        expect(out).not.toBe('');
        expect(out).not.toContain(key);
        expect(out).not.toContain('not-long');
      }
    }
  });

  it.each([
    [['--why', 'brasm60x', '--matrix']],
    [['--matrix', '--batch']],
    [['--why', 'brasm60x', '--batch']],
    [['--why']],
  ])('exclude each other and --batch: %j', async (argv) => {
    const { code, out, err } = await cli(['simulate', ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('uptrack-conf simulate --help');
  });

  it('say which file cannot be read', async () => {
    const { code, out, err } = await cli(['simulate', '--host', host, '--matrix', 'uptrack.conf'], {
      cwd: folderWith({ 'uptrack.conf': healthy, '.uptrack-conf.json': '{' }),
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('.uptrack-conf.json');
  });

  it('are in the help', async () => {
    const { out } = await cli(['simulate', '--help']);
    expect(out).toContain('--why ID');
    expect(out).toContain('--matrix');
  });
});
