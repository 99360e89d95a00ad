/**
 * Bytes that are no messages. The library passes over a body that it cannot read, some with an entry in the log. Behind a header that it
 * cannot read it takes what follows for more of the message, which never ends: it waits, idle, and ends with its input.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildBundle, node, type Bundle } from '../contract/build.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await buildBundle('server');
});
afterAll(() => {
  bundle.remove();
});

function frame(message: object | string): string {
  const text = typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

interface Process {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<number | null>;
  /** Once it has written this. */
  readonly wrote: (text: string) => Promise<void>;
}

function start(): Process {
  const child = spawn(node, [bundle.path, '--stdio']);
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let look = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    look();
  });
  return {
    child,
    ended: new Promise((resolve) => child.once('exit', resolve)),
    wrote: (text) =>
      new Promise((resolve) => {
        look = () => {
          if (output.includes(text)) resolve();
        };
        look();
      }),
  };
}

async function initialized(): Promise<Process> {
  const server = start();
  const params = { processId: process.pid, rootUri: null, capabilities: {} };
  server.child.stdin.write(frame({ id: 'first', method: 'initialize', params }));
  await server.wrote('"id":"first"');
  return server;
}

const question = frame({ id: 'second', method: 'uptrack/defaultFile', params: {} });

describe('bytes that are no message', () => {
  it.each([
    ['a body that is no JSON', frame('{nope')],
    ['an empty body', frame('')],
    ['a number', frame('7')],
    ['null', frame('null')],
    ['a list', frame('[]')],
    ['an object of another kind', frame('{"x":1}')],
    ['an encoding that nobody knows', `Content-Type: x; charset=utf-16\r\n${frame('{}')}`],
    ['an answer to no question', frame({ id: 99, result: 1 })],
    ['a document without a name', frame({ method: 'textDocument/didOpen', params: null })],
    ['a change without a document', frame({ method: 'textDocument/didChange', params: {} })],
  ])('%s is passed over: the next request is answered', async (_, bytes) => {
    const { child, wrote } = await initialized();
    child.stdin.write(bytes);
    child.stdin.write(question);
    await wrote('"id":"second"');
  });

  it.each([
    ['no header', 'hello\r\n\r\n'],
    ['no length', 'X: 1\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: abc\r\n\r\n{}'],
    ['a length below nothing', 'Content-Length: -5\r\n\r\n{}'],
    ['a length that never comes', 'Content-Length: 99999999999\r\n\r\n{}'],
    ['a length that is too short', 'Content-Length: 1\r\n\r\n{}'],
    ['half a header', 'Content-Len'],
  ])('behind %s the server ends with its input', async (_, bytes) => {
    const { child, ended } = await initialized();
    child.stdin.write(bytes);
    child.stdin.end(question);
    // 1: nobody has asked it to shut down.
    expect(await ended).toBe(1);
  });
});
