import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { defaultContext } from '../../../server/src/analysis.ts';
import { Documents } from '../../../server/src/documents.ts';
import { answersOf } from '../../../server/src/wiring/answer.ts';

const uri = 'file:///etc/uptrack/uptrack.conf';
const textDocument = { uri };

interface Code {
  readonly placeOf: (text: string, word: string) => number;
}
interface Params {
  readonly textDocument: { readonly uri: string };
  readonly word: string;
}

/** A client and a server with one request, whose code comes when the test says so. */
async function start(text: string, placeOf: Code['placeOf'] = (all, word) => all.indexOf(word)) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  onTestFinished(() => {
    client.dispose();
    server.dispose();
  });
  const documents = new Documents(server, () => defaultContext);
  let deliver: (code: Code) => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const code = new Promise<Code>((resolve, reject) => {
    deliver = resolve;
    refuse = reject;
  });
  const asked: string[] = [];
  const answer = answersOf(server, documents).from(() => code);
  server.onRequest(
    'where',
    answer<Params, unknown>('where', null, (loaded, document, { word }) => {
      asked.push(word);
      const at = loaded.placeOf(document.analysis.text, word);
      return { version: document.version, range: document.range({ start: at, end: at + word.length }) };
    }),
  );
  server.onRequest('ping', () => 'pong');
  const logged: string[] = [];
  client.onNotification('window/logMessage', ({ message }: { readonly message: string }) => {
    logged.push(message);
  });
  server.listen();
  client.listen();
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'uptrack-conf', version: 1, text },
  });
  return {
    client,
    asked,
    logged,
    where: (word: string, token?: CancellationTokenSource['token']) =>
      token
        ? client.sendRequest('where', { textDocument, word }, token)
        : client.sendRequest('where', { textDocument, word }),
    /** Once the server has heard all that was sent before. */
    load: async () => {
      await client.sendRequest('ping');
      deliver({ placeOf });
    },
    fail: async (error: Error) => {
      await client.sendRequest('ping');
      refuse(error);
    },
  };
}

describe('an answer whose code is loaded after the question', () => {
  it('is for the document as it was then, whatever has become of it', async () => {
    const { client, where, load } = await start('[Settings]\nautoinstall = yes\n');
    const answer = where('autoinstall');
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '#\n#\n' }],
    });
    await load();
    const columns = { start: { character: 0 }, end: { character: 11 } };
    expect(await answer).toMatchObject({ version: 1, range: { start: { line: 1 }, end: { line: 1 } } });
    expect(await where('autoinstall')).toMatchObject({ version: 2, range: { start: { line: 3 }, end: { line: 3 } } });
    expect(await where('autoinstall')).toMatchObject({ range: columns });
  });

  it('is given also where the document was closed since', async () => {
    const { client, where, load } = await start('[Settings]\n');
    const answer = where('Settings');
    await client.sendNotification('textDocument/didClose', { textDocument });
    await load();
    expect(await answer).toMatchObject({ version: 1 });
    expect(await where('Settings')).toBeNull();
  });

  it('is not worked out once nobody waits for it', async () => {
    const { where, load, asked } = await start('[Settings]\n');
    const source = new CancellationTokenSource();
    const answer = where('Settings', source.token);
    const refused = expect(answer).rejects.toMatchObject({ code: -32800 });
    source.cancel();
    await load();
    await refused;
    expect(asked).toEqual([]);
  });

  it('is nothing where the code cannot be loaded, and that is logged', async () => {
    const { where, fail, logged } = await start('[Settings]\n');
    const answer = where('Settings');
    await fail(new Error('no such file'));
    expect(await answer).toBeNull();
    expect(logged).toEqual([expect.stringMatching(/^where failed: Error: no such file/)]);
  });

  it('is nothing where the code fails, and that is logged', async () => {
    const { where, load, logged } = await start('[Settings]\n', () => {
      throw new TypeError('not so');
    });
    const answer = where('Settings');
    await load();
    expect(await answer).toBeNull();
    expect(logged).toEqual([expect.stringMatching(/^where failed: TypeError: not so/)]);
  });
});
