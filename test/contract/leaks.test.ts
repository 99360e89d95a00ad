/** No secret of a file leaves it through the language server, whatever is asked and whatever goes wrong. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { key, leaksIn, oddKey, planted, plantedTemplates } from '../leaks/planted.ts';
import { askEverything } from './asking.ts';
import { buildBundle, node, type Bundle } from './build.ts';
import { startClient, type Client } from './client.ts';
import { bare, full } from './suite/given.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await buildBundle('server');
});
afterAll(() => {
  bundle.remove();
});

/** The documentation of an item is that of the catalogue, whatever the file: one is asked for on each line. */
const resolving = {
  ...full,
  textDocument: {
    ...full.textDocument,
    completion: { completionItem: { snippetSupport: true, resolveSupport: { properties: ['documentation'] } } },
  },
};

interface Server {
  readonly child: ChildProcessWithoutNullStreams;
  readonly client: Client;
  /** All that it has written, to standard output and standard error. */
  readonly output: () => string;
  readonly errors: () => string;
}

/** @param preload a program to run before it */
async function startServer(capabilities: object, preload?: string): Promise<Server> {
  const before = preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const env = { ...process.env, UPTRACK_TEST_MESSAGE: `Cannot read accesskey = ${oddKey}\n# ${key}` };
  const child = spawn(node, [...before, bundle.path, '--stdio'], { env });
  onTestFinished(() => void child.kill());
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => (texts[name] += chunk.toString('utf8')));
  }
  const transport = {
    reader: new StreamMessageReader(child.stdout),
    writer: new StreamMessageWriter(child.stdin),
    received: () => texts.stdout,
    ended: new Promise<number | null>((resolve) => child.once('exit', resolve)),
    kill: () => void child.kill(),
  };
  const client = await startClient(transport, capabilities, { trace: 'verbose' });
  await client.notify('$/setTrace', { value: 'verbose' });
  return { child, client, output: transport.received, errors: () => texts.stderr };
}

/**
 * Every text in what the server has sent, but for what an edit writes: that becomes part of the document itself, which holds the
 * secret anyway, and is shown nowhere else.
 */
function shown(output: string): string {
  const texts: string[] = [];
  for (const message of output.split(/Content-Length: \d+\r\n\r\n/).filter(Boolean)) {
    JSON.parse(message, (name, value: unknown) => {
      if (typeof value === 'string' && name !== 'newText') texts.push(value);
      // A name may be a text of the file as well.
      texts.push(name);
      return value;
    });
  }
  return texts.join('\n');
}

const documents = [
  ...Object.entries(planted).map(([name, text]) => [name, text, 'uptrack.conf'] as const),
  ...Object.entries(plantedTemplates).map(([name, text]) => [name, text, 'uptrack.conf.erb'] as const),
];

describe('a secret does not leave the file', () => {
  it.each(documents)('%s', async (_, text, file) => {
    const { client, output, errors } = await startServer(resolving);
    const uri = `file:///etc/uptrack/${file}`;
    await client.open(uri, text);
    await askEverything(client, uri, text);
    expect(leaksIn(shown(output()))).toEqual([]);
    expect(errors()).toBe('');
    expect(output()).not.toContain('logTrace');
  });

  it('where diagnostics are pushed', async () => {
    const { client, output } = await startServer(bare);
    for (const [index, [, text, file]] of documents.entries()) {
      const uri = `file:///etc/uptrack/${index}/${file}`;
      await client.open(uri, text);
      await client.pushed(uri, 1);
    }
    expect(leaksIn(shown(output()))).toEqual([]);
  });
});

/** What only the configuration file as a whole says to be one: output of commands is shown line by line. */
const isSecretAsAFile = (name: string): boolean => name.startsWith('put together') || name === 'in lines that go on';

describe('a secret does not leave what is pasted for output of the client', () => {
  it.each(documents.filter(([name]) => !isSecretAsAFile(name)))('%s', async (_, text) => {
    const { client, output } = await startServer(full);
    await client.request('uptrack/draftHost', { outputs: [`$ cat uptrack.conf\n${text}`, text], answers: {} });
    expect(output()).toContain('Not understood');
    expect(leaksIn(shown(output()))).toEqual([]);
  });
});

describe('a secret does not get into messages about what went wrong', () => {
  const uri = 'file:///etc/uptrack/uptrack.conf';
  const text = `[Auth]\naccesskey = ${oddKey}\n# ${key}\n`;

  /** A message as it is, malformed or not. */
  const send = ({ child }: Server, body: string): void => {
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };

  const params = { textDocument: { uri } };
  it.each(
    Object.entries({
      'no JSON': `{"jsonrpc":"2.0","method":"x","params":{"text": ${oddKey} }}`,
      'JSON that ends early': `{"jsonrpc":"2.0","method":"x","params":"accesskey = ${oddKey}`,
      'no method': JSON.stringify({ jsonrpc: '2.0', params: { text } }),
      'an answer to nothing': JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: 1, message: text } }),
      'an answer nobody waits for': JSON.stringify({ jsonrpc: '2.0', id: 4711, result: text }),
      'text as a method': JSON.stringify({ jsonrpc: '2.0', method: text, params: { text } }),
      'text as parameters': JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/didChange', params: text }),
      'changes that are none': JSON.stringify({
        jsonrpc: '2.0',
        method: 'textDocument/didChange',
        params: { textDocument: { uri, version: 2 }, contentChanges: [{ range: { start: text }, text }] },
      }),
      'a document that is none': JSON.stringify({
        jsonrpc: '2.0',
        method: 'textDocument/didOpen',
        params: { textDocument: { uri: `${uri}2`, languageId: 'uptrack-conf', version: 1, text: { [oddKey]: key } } },
      }),
      'a position that is none': JSON.stringify({
        jsonrpc: '2.0',
        id: 8,
        method: 'textDocument/hover',
        params: { ...params, position: { line: oddKey, character: null } },
      }),
      'a host that is none': JSON.stringify({
        jsonrpc: '2.0',
        id: 9,
        method: 'uptrack/preview',
        params: { ...params, host: { file: 3, text: { [oddKey]: key } }, conditions: null, assumptions: oddKey },
      }),
      'pasted output that is none': JSON.stringify({
        jsonrpc: '2.0',
        id: 10,
        method: 'uptrack/draftHost',
        params: { outputs: [{ text }, null], answers: oddKey },
      }),
    }),
  )('%s', async (_, body) => {
    const server = await startServer(full);
    await server.client.open(uri, text);
    send(server, body);
    // What comes after it is answered once it has been dealt with; a server that has ended has said all.
    await server.client.request('uptrack/status', params).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(leaksIn(server.output())).toEqual([]);
    expect(leaksIn(server.errors())).toEqual([]);
  });

  it.each(['throw error;', 'Promise.reject(error);'])('of what ends the server: %s', async (end) => {
    const server = await startServer(
      full,
      `setTimeout(() => { const error = new Error(process.env.UPTRACK_TEST_MESSAGE); ${end} }, 1000);`,
    );
    await server.client.open(uri, text);
    expect(await new Promise((resolve) => server.child.once('exit', resolve))).toBe(1);
    expect(server.errors()).toMatch(/^Error: Cannot read accesskey = <redacted>\n\s+at /);
    expect(leaksIn(server.output() + server.errors())).toEqual([]);
  });
});
