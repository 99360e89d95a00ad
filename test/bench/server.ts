/** The server as a process, against one of the same library that can do nothing. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { bundles } from '../../esbuild.mjs';
import { defaultFile } from '../../server/src/config/default-file.ts';
import { buildBundle } from '../contract/build.ts';
import { inTurns, medianOf, ratio, type Row } from './measure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const empty = `
import { createConnection, ProposedFeatures, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
const connection = createConnection(ProposedFeatures.all);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: 2 } }));
new TextDocuments(TextDocument).listen(connection);
connection.listen();
`;

const uri = 'file:///etc/uptrack/uptrack.conf';
const textDocument = { uri, languageId: 'uptrack-conf', version: 1, text: defaultFile };

/** A server that answers requests one after the other. */
class Server {
  readonly #child: ChildProcess;
  /** Far from those that the server gives its own requests. */
  #id = 1000;
  #received = '';
  #arrived: () => void = () => undefined;

  constructor(path: string) {
    this.#child = spawn(process.execPath, [path, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#received += text;
      this.#arrived();
    });
    this.#child.once('exit', () => {
      this.#arrived();
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Until there is an answer, be it an error. */
  async request(method: string, params: unknown): Promise<void> {
    const id = ++this.#id;
    this.#send({ id, method, params });
    const answer = new RegExp(`"id":${id}[,}]`);
    while (!answer.test(this.#received)) {
      if (this.#child.exitCode !== null) throw new Error(`The server ended before it answered ${method}`);
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  end(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#child.once('exit', () => {
        resolve();
      });
    });
    this.#child.kill();
    return ended;
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }
}

const initialize = { processId: process.pid, rootUri: null, capabilities: {} };

/** Milliseconds from the start of the process to the answer to `initialize`. */
async function startOf(path: string): Promise<number> {
  const start = performance.now();
  const server = new Server(path);
  await server.request('initialize', initialize);
  const time = performance.now() - start;
  await server.end();
  return time;
}

/** Megabytes that are resident once a document is open and something was asked about it. */
async function memoryOf(path: string): Promise<number> {
  const server = new Server(path);
  await server.request('initialize', initialize);
  server.notify('initialized', {});
  server.notify('textDocument/didOpen', { textDocument });
  await server.request('textDocument/hover', { textDocument: { uri }, position: { line: 2, character: 0 } });
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  await server.end();
  return Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? NaN) / 1024;
}

const measures = [
  { name: 'server from its start to initialize', of: startOf, bar: 1.25, turns: 25, unit: 'ms' },
  { name: 'memory of the server with a document', of: memoryOf, bar: 1.5, turns: 9, unit: 'MB' },
] as const;

export async function serverProcess(): Promise<Row[]> {
  const server = await buildBundle('server');
  const emptyServer = join(dirname(server.path), 'empty.cjs');
  await esbuild.build({
    ...bundles.client,
    entryPoints: [],
    stdin: { contents: empty, resolveDir: root },
    absWorkingDir: root,
    outfile: emptyServer,
    logLevel: 'error',
  });
  try {
    const rows: Row[] = [];
    for (const { name, of, bar, turns: count, unit } of measures) {
      const told = { name: `${name}, against an empty one`, bar, unit: '×' } as const;
      if (of === memoryOf && !existsSync('/proc/self/status')) {
        rows.push({ ...told, measured: null, runs: 0, spread: null, note: 'this system does not say' });
        continue;
      }
      const turns = await inTurns(count, [() => of(server.path), () => of(emptyServer)]);
      rows.push({ ...told, ...ratio(turns), note: `the empty one ${medianOf(turns, 1).toPrecision(3)} ${unit}` });
    }
    return rows;
  } finally {
    server.remove();
  }
}
