/** What the language server reads and starts: recorded in its own process, whatever the files around a document say. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Recorded } from '../recorder/preload.ts';
import { askEverything } from './asking.ts';
import { buildBundle, node, type Bundle } from './build.ts';
import { startClient, type Client } from './client.ts';
import { full, pull } from './suite/given.ts';

let bundle: Bundle;
let folder: string;
let preload: string;
beforeAll(async () => {
  bundle = await buildBundle('server');
  folder = mkdtempSync(join(tmpdir(), 'uptrack-reads-'));
  preload = join(folder, 'preload.cjs');
  const entry = new URL('../recorder/preload.ts', import.meta.url).pathname;
  await esbuild.build({ entryPoints: [entry], outfile: preload, bundle: true, platform: 'node', format: 'cjs' });
});
afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true });
});

/** Names things outside of its folder wherever a file can name something. */
const text = `[Auth]
accesskey = x
[Network]
ssl_ca_cert_file = /etc/passwd
ssl_ca_cert_dir = ../../secrets
update_repo_url = file:///etc/passwd
https_proxy = http://proxy.example.com:3128
[Settings]
hostname_override_file = ../../secrets/hostname
# see file:///etc/shadow and https://example.com/
`;

interface Recording {
  readonly client: Client;
  /** What was done to files, as `function path`, and all else that reaches out of the process. */
  readonly done: () => readonly string[];
}

/** @param options of the initialization */
async function startRecorded(options: object): Promise<Recording> {
  const record = join(mkdtempSync(join(folder, 'record-')), 'record');
  const env = { ...process.env, UPTRACK_TEST_RECORD: record };
  const child = spawn(node, ['--require', preload, bundle.path, '--stdio'], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const kill = (): void => void child.kill();
  onTestFinished(kill);
  const client = await startClient(
    {
      reader: new StreamMessageReader(child.stdout),
      writer: new StreamMessageWriter(child.stdin),
      received: () => '',
      ended: new Promise((resolve) => child.once('exit', resolve)),
      kill,
    },
    full,
    { initializationOptions: options },
  );
  const done = (): readonly string[] => {
    const all = readFileSync(record, 'utf8').trim().split('\n');
    const deeds = all.map((line) => JSON.parse(line) as Recorded);
    // Node itself reads the program.
    const own = deeds.filter(({ kind, stack }) => kind !== 'start' && !/^.*\n\s+at .*\(?node:/.test(stack));
    return own.map(({ kind, what }) => (kind === 'file' ? what : `${kind} ${what}`));
  };
  return { client, done };
}

const project = '.uptrack-conf.json';

/** A file two folders deep, with these files in its project. */
function givenProject(files: Readonly<Record<string, string>>): { readonly top: string; readonly uri: string } {
  const top = mkdtempSync(join(folder, 'project-'));
  mkdirSync(join(top, 'etc/uptrack'), { recursive: true });
  for (const [name, content] of Object.entries({ ...files, 'etc/uptrack/uptrack.conf': text })) {
    writeFileSync(join(top, name), content);
  }
  return { top, uri: pathToFileURL(join(top, 'etc/uptrack/uptrack.conf')).href };
}

/** Project files that somebody hostile has written. */
const hostile: Readonly<Record<string, string>> = {
  'with paths that lead out': JSON.stringify({
    $schema: 'https://example.com/schema.json',
    templates: ['../../../../etc/*', '/etc/passwd', '**/../**'],
    overrides: [{ files: ['../../../etc/passwd', 'file:///etc/shadow', '//server/share/*'], rules: {} }],
  }),
  'with patterns that branch': JSON.stringify({ templates: Array(200).fill(`${'{a,*}'.repeat(95)}!`) }),
  'with more nesting than a stack holds': '['.repeat(200_000),
  'with the prototype in it':
    '{ "__proto__": { "rules": { "unknown-key": "off" } }, "constructor": { "prototype": { "off": 1 } }, "rules": { "__proto__": "off" } }',
  'of 20 MB': `{ "templates": ["${'x'.repeat(20_000_000)}"] }`,
  'that is no JSON': '\u0000\uFFFD {{{ /* ',
};

describe('of files the server reads', () => {
  it('the project file and what the rules ask about around a document, and no more', async () => {
    const { client, done } = await startRecorded({});
    const { top, uri } = givenProject({ [project]: '{ "rules": { "unknown-key": "off" } }' });
    await client.open(uri, text);
    await askEverything(client, uri, text);
    const above = [join(top, 'etc/uptrack'), join(top, 'etc'), top];
    const mine = done().filter((deed) => deed.includes(top));
    expect(mine.toSorted()).toEqual(
      [
        `access ${join(top, 'etc/uptrack/disable')}`,
        ...above.flatMap((each) => [`access ${join(each, project)}`, `access ${join(each, '.git')}`]),
        `stat ${join(top, 'etc/uptrack/uptrack.conf')}`,
        `stat ${join(top, project)}`,
        `readFile ${join(top, project)}`,
      ].toSorted(),
    );
    // Above the project it looks for the same two, and that is all that it has done.
    const rest = done().filter((deed) => !deed.includes(top));
    expect(rest.filter((deed) => !/^access .*\/(?:\.git|\.uptrack-conf\.json)$/.test(deed))).toEqual([]);
  });

  it.each(Object.entries(hostile))('nothing else for a project file %s', async (_, content) => {
    const { client, done } = await startRecorded({});
    const { top, uri } = givenProject({ [project]: content });
    await client.open(uri, text);
    expect((await pull(client, undefined, uri)).kind).toBe('full');
    expect(done().filter((deed) => !deed.startsWith('access '))).toEqual(
      expect.arrayContaining([`readFile ${join(top, project)}`, `stat ${join(top, 'etc/uptrack/uptrack.conf')}`]),
    );
    expect(done().filter((deed) => !/^(?:access|stat|readFile) /.test(deed) || deed.includes('/etc/passwd'))).toEqual(
      [],
    );
  });

  it('none where the editor has them', async () => {
    const { client, done } = await startRecorded({ readsFiles: true });
    const asked: string[] = [];
    client.answer('uptrack/readFile', ({ uri }: { uri: string }) => {
      asked.push(uri);
      return hostile['with paths that lead out'] ?? null;
    });
    client.answer('uptrack/exist', ({ uris }: { uris: string[] }) =>
      uris.map((uri) => uri.endsWith(`/etc/${project}`)),
    );
    const uri = 'vscode-vfs://github/owner/fleet/etc/uptrack/uptrack.conf';
    await client.open(uri, text);
    await askEverything(client, uri, text);
    expect(asked).toEqual([`vscode-vfs://github/owner/fleet/etc/${project}`]);
    expect(done()).toEqual([]);
  });
});
