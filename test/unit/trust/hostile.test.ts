/** Files and texts that somebody has written to do harm: they are read as what they are, or refused with a reason. */
import { describe, expect, it } from 'vitest';
import { doDraftHost } from '../../../server/src/features/draft-host.ts';
import { contextFor } from '../../../server/src/project/context.ts';
import { readProject } from '../../../server/src/project/project.ts';
import { readHostText } from '../../../server/src/simulator/read-host.ts';
import { hostOf, samples } from '../../../server/src/simulator/samples.ts';

const depth = 100_000;
const hostileJson: Readonly<Record<string, string>> = {
  'nested deeper than any stack': `${'['.repeat(depth)}${']'.repeat(depth)}`,
  'nested in objects': `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  'of nothing but openings': '{'.repeat(depth),
  'with the prototype as a member': '{"__proto__": {"polluted": true}}',
  'with the constructor as a member': '{"constructor": {"prototype": {"polluted": true}}}',
  'with a member of Object': '{"toString": 1, "hasOwnProperty": 1, "valueOf": null}',
  'with a number that is none': '{"name": 1e999999}',
  'with a long text': JSON.stringify({ name: 'x'.repeat(1_000_000) }),
  'with control characters': '\u0000{"name": "\u001b]0;x\u0007"}',
};

const polluted = (): unknown => ({});

describe('a project file', () => {
  it.each(Object.entries(hostileJson))('%s is refused with a reason', (_, text) => {
    const { project, problems } = readProject(text);
    expect(project).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    expect(polluted()).not.toHaveProperty('polluted');
  });

  it('names files by patterns alone: one that leads out matches nothing', () => {
    const { project } = readProject(JSON.stringify({ templates: ['../*', '/etc/passwd', '**/../uptrack.conf'] }));
    expect(contextFor(project, 'etc/uptrack.conf')).toEqual(contextFor(null, 'etc/uptrack.conf'));
  });
});

describe('a host file', () => {
  const [sample] = samples;
  if (!sample) throw new Error('There is no sample');
  const host = hostOf(sample);

  it.each(Object.entries(hostileJson))('%s is refused with a reason', (_, text) => {
    const { host: read, problems } = readHostText(text);
    expect(read).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    expect(polluted()).not.toHaveProperty('polluted');
  });

  it.each([
    ['the prototype among its updates', { ...host, updates: JSON.parse('{"__proto__": {"title": "x"}}') as object }],
    ['a million releases that are none', { ...host, kernels: Array(100_000).fill(0) }],
    ['an id that is a path', { ...host, installed: ['../../etc/passwd'] }],
  ])('with %s is refused, or read without harm', (_, hostile) => {
    const { host: read, problems } = readHostText(JSON.stringify(hostile));
    expect(read === null).toBe(problems.length > 0);
    expect(polluted()).not.toHaveProperty('polluted');
  });
});

describe('pasted output', () => {
  it.each([
    ['of one long line', 'x'.repeat(2_000_000)],
    ['of many lines', '[\n'.repeat(200_000)],
    ['of brackets', `Installed updates:\n${'['.repeat(500_000)}`],
    ['of spaces', `Installed updates:\n[${' '.repeat(500_000)}]`],
    ['of escapes', '\u001b[31m'.repeat(200_000)],
    ['of prompts', '$ '.repeat(300_000)],
    ['of zeros', `Effective kernel version is ${'0'.repeat(500_000)}`],
    ['of a key without an end', `accesskey${' '.repeat(500_000)}`],
    ['of names of Object', 'Installed updates:\n[__proto_] x\n[tostring] y\n'],
  ])('%s is answered', (_, text) => {
    const draft = doDraftHost({
      outputs: [text],
      answers: JSON.parse('{"__proto__": "x", "toString": "y"}') as Record<string, string>,
    });
    expect(draft.host).toBeNull();
    expect(polluted()).not.toHaveProperty('polluted');
  });
});
