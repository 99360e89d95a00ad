/** No secret of a file leaves it through the command line, in any format, nor through what it says on standard error. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { key, leaksIn, oddKey, planted, plantedTemplates } from '../leaks/planted.ts';
import { cli } from '../unit/cli/cli.ts';
import { buildBundle, node, type Bundle } from './build.ts';

const host = ['--host', 'sample:ubuntu-22.04'];
const documents = [
  ...Object.entries(planted).map(([name, text]) => [name, text, 'uptrack.conf'] as const),
  ...Object.entries(plantedTemplates).map(([name, text]) => [name, text, 'uptrack.conf.j2'] as const),
];

let cwd: string;
let bundle: Bundle;
beforeAll(async () => {
  bundle = await buildBundle('cli');
  cwd = mkdtempSync(join(tmpdir(), 'uptrack-leaks-'));
  for (const [index, [, text, file]] of documents.entries()) {
    mkdirSync(join(cwd, String(index)));
    writeFileSync(join(cwd, String(index), file), text, { mode: 0o640 });
  }
  writeFileSync(join(cwd, 'plain.conf'), '[Auth]\naccesskey = x\n', { mode: 0o640 });
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
  bundle.remove();
});

/** The command line as it is shipped. */
function shipped(argv: readonly string[], input = ''): string {
  const { stdout, stderr } = spawnSync(node, [bundle.path, ...argv], { cwd, encoding: 'utf8', input });
  return stdout + stderr;
}

/** The same without a process. */
async function said(argv: readonly string[], stdin = ''): Promise<string> {
  const { out, err } = await cli(argv, { cwd, stdin });
  return out + err;
}

const pythons = ['2', '3.9', '3.10'];

describe('the shipped command line, over all files', () => {
  const files = documents.map(([, , file], index) => `${index}/${file}`);

  it.each(['text', 'json', 'sarif', 'github'])('check --format %s', (format) => {
    const output = shipped(['check', '--format', format, '--fail-on', 'never', '.']);
    // The last file with a finding in every format.
    expect(output).toContain('28/');
    expect(leaksIn(output)).toEqual([]);
  });

  it.each(pythons.flatMap((python) => ['json', 'text'].map((format) => [python, format])))(
    'settings --python %s --format %s',
    (python, format) => {
      const output = shipped(['settings', '--python', python, '--format', format, ...files]);
      expect(output).toContain('<redacted>');
      expect(leaksIn(output)).toEqual([]);
    },
  );

  it('simulate --batch', () => {
    const output = shipped(['simulate', '--batch'], files.map((file) => `${file}\tsample:ubuntu-22.04\n`).join(''));
    expect(output.split('\n')).toHaveLength(files.length + 1);
    expect(leaksIn(output)).toEqual([]);
  });

  it('format --check', () => {
    expect(leaksIn(shipped(['format', '--check', ...files]))).toEqual([]);
  });
});

describe.each(documents.map(([name, text, file], index) => [name, text, `${index}/${file}`] as const))(
  'the commands for one file: %s',
  (_, text, file) => {
    it.each([
      ...['text', 'json', 'markdown', 'transcript'].map((format) => ['simulate', ...host, '--format', format, file]),
      ['simulate', ...host, '--why', 'r9hrmw28', file],
      ['simulate', ...host, '--matrix', file],
      ...['text', 'json', 'markdown'].flatMap((format) => [
        ['compare', ...host, '--format', format, 'plain.conf', file],
        ['compare', ...host, '--format', format, file, 'plain.conf'],
        ['compare', '--format', format, file, file.replace(/^\d+/, '0')],
      ]),
      // Whoever takes the file for another.
      ['simulate', '--host', file],
      ['host', file],
    ])('%s', async (...argv) => {
      const isPasted = argv[0] === 'host';
      const output = await said(argv);
      expect(output).not.toBe('');
      if (!(isPasted && isSecretAsAFile(text))) expect(leaksIn(output)).toEqual([]);
    });

    it('explain', async () => {
      expect(leaksIn(await said(['explain', '-'], text))).toEqual([]);
      expect(leaksIn(await said(['explain', ...text.split('\n').filter(Boolean)]))).toEqual([]);
    });
  },
);

/** What only the configuration file as a whole says to be a secret: output of commands is shown line by line. */
const isSecretAsAFile = (text: string): boolean => /^ {2}\S|%\(pass\)/m.test(text);

describe('arguments', () => {
  it.each([
    ['simulate', ...host, '--set', `Auth.accesskey=${oddKey}`],
    ['simulate', ...host, '--set', `Auth.acceskey=${oddKey}`],
    ['simulate', ...host, '--set', `accesskey=${oddKey}`],
    ['simulate', ...host, '--set', `Settings.autoinstall=${key}`],
    ['simulate', ...host, '--set', `Network.https_proxy=http://ops7xGyB:Vx8wPqT%40kQz3jN5d@proxy`],
    ['explain', `accesskey = ${oddKey}`],
  ])('%s', async (...argv) => {
    const output = await said(argv);
    expect(output).not.toBe('');
    expect(leaksIn(output)).toEqual([]);
  });
});
