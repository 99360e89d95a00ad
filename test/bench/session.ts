/** A client of any language server, with one document that is edited again and again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import type { Diagnostic } from 'vscode-languageserver-types';
import { values, type Sample } from './samples.ts';

/** How a server is run. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

export interface Settings {
  /** Asks for diagnostics, as VS Code does where a server can be asked; else they are pushed. */
  readonly pulls: boolean;
  /** The folder that the server is told of, as an address; it holds the document. */
  readonly folder: string;
}

interface Capabilities {
  readonly textDocumentSync?: number | { readonly change?: number };
  readonly diagnosticProvider?: object;
  readonly hoverProvider?: unknown;
  readonly completionProvider?: unknown;
  readonly documentFormattingProvider?: unknown;
  readonly semanticTokensProvider?: unknown;
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

const incremental = 2;

/** What a peer may ask for: to check, to help and to format, and nothing from the network. */
const configuration = {
  validate: true,
  validation: true,
  hover: true,
  completion: true,
  format: { enable: true },
  schemaStore: { enable: false, url: '' },
};

const settings = { yaml: configuration, json: { ...configuration, validate: { enable: true } } };

const capabilities = (pulls: boolean): object => ({
  workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    formatting: {},
    semanticTokens: {
      requests: { full: true },
      formats: ['relative'],
      tokenTypes: ['class', 'property', 'enumMember', 'string', 'number', 'comment', 'operator'],
      tokenModifiers: [],
    },
    publishDiagnostics: { versionSupport: true },
    ...(pulls && { diagnostic: {} }),
  },
});

export class Session {
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #settings: Settings;
  #capabilities: Capabilities = {};
  #sample: Sample | null = null;
  #value: string = values.wrong;
  #version = 0;
  #published: (params: Published) => void = () => undefined;

  private constructor({ command, args }: Program, settings: Settings) {
    const cwd = fileURLToPath(settings.folder);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd });
    this.#child = child;
    this.#settings = settings;
    this.#connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    child.once('error', () => {
      this.#connection.dispose();
    });
    child.once('exit', () => {
      this.#connection.dispose();
    });
  }

  /** Starts a server, until it has answered `initialize`. */
  static async start(program: Program, where: Settings): Promise<Session> {
    const session = new Session(program, where);
    const connection = session.#connection;
    connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
      items.map(({ section }) => (section === 'json' ? settings.json : configuration)),
    );
    connection.onRequest(() => null);
    connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
      session.#published(params);
    });
    connection.listen();
    const { capabilities: offered } = await connection.sendRequest<{ capabilities: Capabilities }>('initialize', {
      processId: process.pid,
      rootUri: where.folder,
      workspaceFolders: [{ uri: where.folder, name: 'bench' }],
      initializationOptions: { handledSchemaProtocols: ['file'], provideFormatter: true },
      capabilities: capabilities(where.pulls),
    });
    session.#capabilities = offered;
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('workspace/didChangeConfiguration', { settings });
    return session;
  }

  get pulls(): boolean {
    return this.#settings.pulls && this.#capabilities.diagnosticProvider !== undefined;
  }

  can(capability: keyof Capabilities): boolean {
    return Boolean(this.#capabilities[capability]);
  }

  /** Megabytes that are resident; Linux alone says. */
  get resident(): number {
    const status = readFileSync(`/proc/${this.#child.pid ?? 0}/status`, 'utf8');
    return Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? NaN) / 1024;
  }

  /** @param diagnoses whether the server finds anything; an empty one only says that it has read the document */
  async open(sample: Sample, diagnoses = true): Promise<void> {
    this.#sample = sample;
    this.#value = values.wrong;
    const { languageId, text } = sample;
    const seen = this.#diagnosed(diagnoses);
    await this.#notify('didOpen', { textDocument: { uri: this.uri, languageId, version: ++this.#version, text } });
    await seen.wait();
  }

  /** Puts the right value in place of the wrong one, or the other way round. */
  async edit(): Promise<void> {
    const { text, value } = this.#opened;
    const next = this.#value === values.wrong ? values.right : values.wrong;
    const { textDocumentSync: sync } = this.#capabilities;
    const change = typeof sync === 'object' ? sync.change : sync;
    const range = { start: value, end: { ...value, character: value.character + this.#value.length } };
    const edit = change === incremental ? { range, text: next } : { text: text.replace(values.wrong, next) };
    this.#value = next;
    const textDocument = { uri: this.uri, version: ++this.#version };
    await this.#notify('didChange', { textDocument, contentChanges: [edit] });
  }

  /** Edits, until the diagnostics of just that text are there. */
  async editAndDiagnose(diagnoses = true): Promise<void> {
    const next = this.#value === values.wrong ? values.right : values.wrong;
    const seen = this.#diagnosed(diagnoses && next === values.wrong);
    await this.edit();
    await seen.wait();
  }

  request(method: string, params: object = {}): Promise<unknown> {
    const textDocument = { uri: this.uri };
    return this.#connection.sendRequest(`textDocument/${method}`, { textDocument, ...params });
  }

  get uri(): string {
    return `${this.#settings.folder}/${this.#opened.fileName}`;
  }

  end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once('exit', () => {
        resolve();
      });
      this.#child.kill('SIGKILL');
    });
  }

  get #opened(): Sample {
    if (!this.#sample) throw new Error('No document is open');
    return this.#sample;
  }

  #notify(method: string, params: object): Promise<void> {
    return this.#connection.sendNotification(`textDocument/${method}`, params);
  }

  /** The next diagnostics of the version that is about to be sent, with the value found wrong or not. */
  #diagnosed(isWrong: boolean): { wait: () => Promise<void> } {
    const { line } = this.#opened.value;
    const isRight = (diagnostics: readonly Diagnostic[]): boolean =>
      diagnostics.some(({ range }) => range.start.line <= line && line <= range.end.line) === isWrong;
    if (this.pulls) {
      const pull = async (): Promise<void> => {
        const { items = [] } = (await this.request('diagnostic')) as { items?: Diagnostic[] };
        if (!isRight(items)) throw new Error(`${this.uri}: the diagnostics are not those of the text`);
      };
      return { wait: pull };
    }
    const version = this.#version + 1;
    const arrived = new Promise<void>((resolve) => {
      this.#published = (params) => {
        if (params.uri === this.uri && (params.version ?? version) === version && isRight(params.diagnostics))
          resolve();
      };
    });
    return { wait: () => arrived };
  }
}
