/** The language server as it is shipped for the desktop: a process, spoken to over standard input and output. */
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { buildBundle, node, type Bundle } from './build.ts';
import type { Transport } from './client.ts';
import { testContract } from './suite.ts';
import { bare, full } from './suite/given.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await buildBundle('server');
});
afterAll(() => {
  bundle.remove();
});

function connect(): Promise<Transport> {
  const child = spawn(node, [bundle.path, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return Promise.resolve({
    reader: new StreamMessageReader(child.stdout),
    writer: new StreamMessageWriter(child.stdin),
    received: () => Buffer.concat(chunks).toString('utf8'),
    ended: new Promise((resolve) => child.once('exit', resolve)),
    kill: () => {
      child.kill();
    },
  });
}

const start = testContract(connect);

describe('the end', () => {
  it.each([full, bare])('comes with exit code 0 after shutdown', async (capabilities) => {
    expect(await (await start(capabilities)).shutDown()).toBe(0);
  });
});
