/** The examples of the pages print what stands below them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/cli.ts';
import { invocationOf, patternOf, transcriptOf, typeAgain } from './console.ts';
import { pages } from './pages.ts';

const sample = fileURLToPath(new URL('../../../sample/', import.meta.url));

/** A folder of its own, so that neither modes nor a version control around it count. */
function sampleFolder(): string {
  const files = readdirSync(sample, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return folderWith(Object.fromEntries(files.map((file) => [relative(sample, file), readFileSync(file, 'utf8')])));
}

const transcripts = pages().flatMap(({ path, blocks }) =>
  blocks
    .filter(({ text }) => /^\$ .*\buptrack-conf\b/m.test(text))
    .map(({ text }) => [path, text.split('\n', 1)[0] ?? '', transcriptOf(text)] as const),
);

describe('examples', () => {
  it.each(transcripts)('%s: %s', async (_path, _first, typed) => {
    const shown = await typeAgain(typed, sampleFolder());
    for (const [index, { output }] of typed.entries()) expect(shown[index]).toMatch(patternOf(output));
  });

  it('are there, for each command', () => {
    const commands = transcripts
      .filter(([path]) => path === 'docs/command-line.md')
      .flatMap(([, , typed]) => typed)
      .filter(({ command }) => command !== 'echo $?')
      .map(({ command }) => invocationOf(command).argv[0]);
    expect(new Set(commands)).toEqual(
      new Set(['check', 'settings', 'simulate', 'explore', 'compare', 'explain', 'host', 'format']),
    );
  });
});

describe('a transcript', () => {
  it('is what was typed, and what came of it', () => {
    expect(transcriptOf('$ uptrack-conf a \\\n>   b\nout\n> out\n$ echo $?\n1\n')).toEqual([
      { command: 'uptrack-conf a \\\n  b', output: ['out', '> out'] },
      { command: 'echo $?', output: ['1'] },
    ]);
  });

  it.each([
    ['uptrack-conf check \\\n  etc', { argv: ['check', 'etc'], stdin: '' }],
    ["uptrack-conf explain 'a b' c", { argv: ['explain', 'a b', 'c'], stdin: '' }],
    ["printf 'a\\tb\\n' | uptrack-conf check -", { argv: ['check', '-'], stdin: 'a\tb\n' }],
    ["uptrack-conf host - <<'EOF'\n$ uname -r\n1\nEOF", { argv: ['host', '-'], stdin: '$ uname -r\n1\n' }],
  ])('is typed again: %j', (command, invocation) => {
    expect(invocationOf(command)).toEqual(invocation);
  });

  it('does not pass over what it cannot type', () => {
    expect(() => invocationOf('rm -r etc')).toThrow();
    expect(() => transcriptOf('out\n')).toThrow();
  });

  it.each([
    [['a', 'b'], 'a\nb\n', true],
    [['a'], 'a\nb\n', false],
    [['a', '…'], 'a\nb\nc\n', true],
    [['a', '…'], 'a\n', false],
    [['a …'], 'a b\n', true],
    [['a …'], 'a b\nc\n', false],
    [['(a) …', '…', 'd'], '(a) b\nc\nd\n', true],
    [[], '', true],
    [[], 'a\n', false],
  ])('shows %j of %j: %s', (output, printed, fits) => {
    expect(patternOf(output).test(printed)).toBe(fits);
  });
});
