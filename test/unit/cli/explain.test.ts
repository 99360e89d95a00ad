import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../server/src/features/explain.ts';
import { cli, key } from './cli.ts';

interface Report {
  readonly explanations: readonly Explanation[];
  readonly summary: { readonly explanations: number; readonly unrecognised: number };
}

const report = async (argv: readonly string[], stdin = '') => {
  const { code, out, err } = await cli(['explain', '--format', 'json', ...argv], { stdin });
  return { code, err, ...(JSON.parse(out) as Report) };
};

describe('explain', () => {
  it.each([
    ['14', ['The server refuses the access key. (client)', 'correct accesskey in /etc/uptrack/uptrack.conf.']],
    ['-1', ['Exit code -1: ', 'unescaped-percent']],
    ['255', ['Exit code -1: ']],
    ['invalid-boolean', ['invalid-boolean: Value that is not a boolean', '[Settings]\n    install_on_reboot = yes']],
    ['not-utf8', ['not-utf8: Bytes that are not UTF-8 (error)']],
    ['code_busy', ['stop the programs that the message names']],
    ['Not a boolean: maybe', ['write yes or no', 'Rules that look for it in the file: ']],
    [
      'Ksplice Uptrack client too old: x',
      ['Its words fit several messages', 'Exit code 15; ', 'Exit code 16; ', 'upgrade the uptrack package.'],
    ],
  ])('%s', async (argument, parts) => {
    const { code, out, err } = await cli(['explain', argument]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const part of parts) expect(out).toContain(part);
    expect(out).toMatch(/[^\n]\n$/);
  });

  it('takes several, each as lines of their own', async () => {
    const { code, explanations, summary } = await report(['Aborting.\n20', '-1', 'duplicate-key', 'Aborting.']);
    expect(code).toBe(0);
    expect(explanations.map(({ kind, lines }) => [kind, lines])).toEqual([
      ['message', [1, 5]],
      ['exit-code', [2]],
      ['exit-code', [3]],
      ['rule', [4]],
    ]);
    expect(summary).toEqual({ explanations: 4, unrecognised: 0 });
  });

  it('reads a log from standard input, says what it knows and counts the rest', async () => {
    const stdin = [
      '2025-11-02 10:11:12,345 INFO     something',
      '2025-11-02 10:11:12,345 ERROR    Installing updates is disabled.',
      '',
      '2025-11-02 14:11:12,345 ERROR    Installing updates is disabled.',
      `accesskey = ${key}`,
      '',
    ].join('\r\n');
    const { code, explanations, summary, err } = await report(['-'], stdin);
    expect(code).toBe(0);
    expect(explanations).toMatchObject([
      { kind: 'message', lines: [2, 4], causes: [{ id: 'expired', exitCode: 17, repair: 'renew the subscription' }] },
    ]);
    expect(summary).toEqual({ explanations: 1, unrecognised: 2 });
    expect(err).toBe('2 lines are not recognised.\n');
    const { out } = await cli(['explain', '-'], { stdin });
    expect(out).toContain('(lines 2 and 4)');
    expect(out + err).not.toContain(key);
  });

  it('ends with 1 where nothing is recognised, and names the rule that was meant', async () => {
    const { code, out, err } = await cli(['explain', 'invalid-bolean', key]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('2 lines are not recognised. Did you mean invalid-boolean?\n');
    expect(await report(['7'])).toMatchObject({ code: 1, explanations: [], summary: { unrecognised: 1 } });
    expect((await cli(['explain', '-'])).code).toBe(1);
  });

  it.each([[[]], [['--format', 'xml', '14']], [['--nonsense', '14']]])('wrong usage: %j', async (argv) => {
    const { code, out, err } = await cli(['explain', ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('uptrack-conf explain --help');
  });
});
