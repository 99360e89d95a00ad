/** A server as it is shipped and a client that sends what it likes; the client knows what each document must be. */
import { spawn } from 'node:child_process';
import { StreamMessageReader, StreamMessageWriter, type Message } from 'vscode-jsonrpc/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Analysis } from '../../server/src/analysis.ts';
import { doFormat } from '../../server/src/features/formatting.ts';
import { encodeTokens, findSemanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { isTooLarge } from '../../server/src/rules/size.ts';
import { contextFor } from '../../server/src/project/context.ts';
import { node } from '../contract/build.ts';
import { full } from '../contract/suite/given.ts';
import type { Chance } from './chance.ts';
import { range, requests, wrongParams, type Position } from './messages.ts';
import { must } from './subject.ts';

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

const uris = [0, 1, 2, 3].map((n) => `file:///${n}/${n % 2 === 0 ? 'uptrack.conf' : 'uptrack.conf.erb'}`);
const [firstUri = ''] = uris;

/** Milliseconds: an answer that takes longer never comes. */
const patience = 60_000;

interface Change {
  readonly text: string;
  readonly range?: { readonly start: Position; readonly end: Position };
}

/** The text after a change; the library's own way is what the server goes. */
function changed(before: string, { text, range: replaced }: Change): string {
  if (!replaced) return text;
  const document = TextDocument.create('', '', 1, before);
  const [start, end] = [document.offsetAt(replaced.start), document.offsetAt(replaced.end)];
  return before.slice(0, Math.min(start, end)) + text + before.slice(Math.max(start, end));
}

export class Session {
  readonly #child;
  readonly #writer;
  readonly #chance: Chance;
  readonly #texts: readonly string[];
  /** As the client has them; one that is not in here is closed. */
  readonly #documents = new Map<string, TextDocument>();
  readonly #answers = new Map<number, Answer[]>();
  readonly #waiting = new Map<number, () => void>();
  #lastId = 0;
  #stderr = '';
  /** What the server has logged as an error, or as worse. */
  readonly logged: string[] = [];
  readonly ended: Promise<number | null>;

  constructor(bundle: string, chance: Chance, texts: readonly string[]) {
    this.#chance = chance;
    this.#texts = texts;
    this.#child = spawn(node, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#writer = new StreamMessageWriter(this.#child.stdin);
    new StreamMessageReader(this.#child.stdout).listen((message) => {
      this.#hear(message);
    });
  }

  #hear(message: Message): void {
    if ('method' in message) {
      const { method, params } = message as unknown as { method: string; params: { type?: number; message?: string } };
      if ('id' in message) void this.#send({ id: message.id, result: null });
      else if (method === 'window/logMessage' && params.type === 1) this.logged.push(params.message ?? '');
      return;
    }
    const answer = message as unknown as Answer;
    this.#answers.set(answer.id, [...(this.#answers.get(answer.id) ?? []), answer]);
    this.#waiting.get(answer.id)?.();
  }

  #send(message: object): Promise<void> {
    return this.#writer.write({ jsonrpc: '2.0', ...message });
  }

  /** Sends a request; its number. */
  async ask(method: string, params: unknown): Promise<number> {
    const id = ++this.#lastId;
    await this.#send({ id, method, params });
    return id;
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.#send({ method, params });
  }

  /** @throws where it does not come */
  async answerTo(id: number): Promise<Answer> {
    if (!this.#answers.has(id)) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`No answer to request ${id}`));
        }, patience);
        this.#waiting.set(id, () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    const [answer] = this.#answers.get(id) ?? [];
    if (!answer) throw new Error(`No answer to request ${id}`);
    return answer;
  }

  /** With a request in front of it: the library answers that, and one after `shutdown`, as any other one. */
  async initialize(): Promise<void> {
    const early = await this.ask('textDocument/hover', requests['textDocument/hover']?.(firstUri, this.#chance));
    await this.answerTo(early);
    const id = await this.ask('initialize', { processId: process.pid, rootUri: null, capabilities: full });
    must((await this.answerTo(id)).result !== undefined, 'initialize');
    await this.notify('initialized', {});
  }

  #uri(): string {
    return this.#chance.pick([firstUri, ...uris]);
  }

  #text(): string {
    return this.#texts[this.#chance.nat(this.#texts.length - 1)] ?? '';
  }

  async #open(): Promise<void> {
    const uri = this.#uri();
    const text = this.#text();
    // Also where it is open already: what the client says last holds.
    const version = this.#chance.pick([1, 1, 7]);
    this.#documents.set(uri, TextDocument.create(uri, 'uptrack-conf', version, text));
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'uptrack-conf', version, text } });
  }

  async #change(): Promise<void> {
    const { pick, nat, isOneIn } = this.#chance;
    const uri = this.#uri();
    const document = this.#documents.get(uri);
    const version = Math.max(0, (document?.version ?? 1) + pick([1, 1, 1, 1, 0, -1, 100]));
    const contentChanges = Array.from({ length: nat(3) }, (): Change => {
      const text = pick(['', 'x', '\n', '\r', ' ', '[Settings]\n', this.#text().slice(0, 40)]);
      return isOneIn(8) ? { text } : { range: range(this.#chance), text };
    });
    if (document) {
      const text = contentChanges.reduce((now, change) => changed(now, change), document.getText());
      this.#documents.set(uri, TextDocument.create(uri, 'uptrack-conf', version, text));
    }
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  async #close(): Promise<void> {
    const uri = this.#uri();
    this.#documents.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  async #request(): Promise<void> {
    const methods = Object.keys(requests);
    const method = methods[this.#chance.nat(methods.length - 1)] ?? '';
    const uri = this.#chance.isOneIn(10) ? this.#chance.pick(['file:///nowhere', 'nonsense', '']) : this.#uri();
    const id = await this.ask(method, requests[method]?.(uri, this.#chance));
    if (method === 'uptrack/explore' || this.#chance.isOneIn(5)) await this.notify('$/cancelRequest', { id });
  }

  async #odd(): Promise<void> {
    const { pick, nat } = this.#chance;
    const methods = Object.keys(requests);
    const method = methods[nat(methods.length - 1)] ?? '';
    const [wrong, ...others] = wrongParams;
    switch (nat(3)) {
      case 0:
        await this.ask(method, pick<unknown>([wrong, ...others]));
        break;
      case 1:
        await this.ask(pick(['uptrack/nothing', 'textDocument/rename', '', '$/x']), {});
        break;
      case 2:
        await this.notify(
          pick(['uptrack/nothing', '$/setTrace', '$/x', 'workspace/didChangeConfiguration']),
          pick([{}, { value: 'off', settings: null }]),
        );
        break;
      default:
        await this.notify('$/cancelRequest', { id: pick<unknown>([nat(this.#lastId + 5), 'x']) });
    }
  }

  /** The server has the text that the client has: what it says of all of it is what is so. */
  async #compare(): Promise<void> {
    const uri = this.#uri();
    const [tokens, edits] = await Promise.all([
      this.ask('textDocument/semanticTokens/full', { textDocument: { uri } }),
      this.ask('textDocument/formatting', { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } }),
    ]);
    const answered = [(await this.answerTo(tokens)).result, (await this.answerTo(edits)).result] as [
      { data: unknown },
      unknown,
    ];
    const document = this.#documents.get(uri);
    const analysis = new Analysis(document?.getText() ?? '', contextFor(null, new URL(uri).pathname));
    const isThere = document !== undefined && !isTooLarge(analysis);
    const expected = [
      isThere ? encodeTokens(findSemanticTokens(analysis)) : [],
      isThere
        ? doFormat(analysis).map(({ span, newText }) => ({
            range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
            newText,
          }))
        : [],
    ];
    must(
      JSON.stringify(answered[0].data) === JSON.stringify(expected[0]),
      `tokens of ${JSON.stringify(document?.getText())}`,
    );
    must(
      JSON.stringify(answered[1]) === JSON.stringify(expected[1]),
      `formatting of ${JSON.stringify(document?.getText())}`,
    );
  }

  async step(): Promise<void> {
    const { nat } = this.#chance;
    const dice = nat(19);
    if (dice < 3) await this.#open();
    else if (dice < 8) await this.#change();
    else if (dice < 9) await this.#close();
    else if (dice < 15) await this.#request();
    else if (dice < 17) await this.#odd();
    else await this.#compare();
  }

  /** @throws where something was not answered once, was logged, or the server does not end as it should */
  async end(): Promise<void> {
    for (let id = 1; id <= this.#lastId; id++) {
      await this.answerTo(id);
      must(this.#answers.get(id)?.length === 1, `request ${id} was answered more than once`);
    }
    const id = await this.ask('shutdown', undefined);
    must((await this.answerTo(id)).error === undefined, 'shutdown');
    const late = await this.ask('textDocument/hover', requests['textDocument/hover']?.(firstUri, this.#chance));
    await this.answerTo(late);
    await this.notify('exit', undefined);
    must((await this.ended) === 0, 'exit code');
    must(this.logged.length === 0, `logged: ${this.logged.join('\n')}`);
    must(this.#stderr === '', `on standard error: ${this.#stderr}`);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
