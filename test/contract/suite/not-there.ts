/** Documents and positions that are not there. */
import { describe, expect, it } from 'vitest';
import { full, problems, pull, startWith, text, uri, type Start } from './given.ts';

export function notThere(start: Start): void {
  describe('what is not there', () => {
    const unknown = { uri: 'file:///nowhere/uptrack.conf' };
    const position = { line: 0, character: 0 };
    const requests: readonly (readonly [method: string, params: object, empty: unknown])[] = [
      ['textDocument/hover', { textDocument: unknown, position }, null],
      ['textDocument/completion', { textDocument: unknown, position }, []],
      ['textDocument/diagnostic', { textDocument: unknown }, { kind: 'full', items: [] }],
      [
        'textDocument/codeAction',
        { textDocument: unknown, range: { start: position, end: position }, context: { diagnostics: [] } },
        [],
      ],
      ['textDocument/codeLens', { textDocument: unknown }, []],
      ['textDocument/documentSymbol', { textDocument: unknown }, []],
      ['textDocument/foldingRange', { textDocument: unknown }, []],
      ['textDocument/formatting', { textDocument: unknown, options: { tabSize: 2, insertSpaces: true } }, []],
      ['uptrack/effective', { textDocument: unknown }, null],
      ['uptrack/status', { textDocument: unknown }, null],
      ...['preview', 'why', 'explore', 'report'].map((name) => {
        const scene = { host: null, conditions: {}, assumptions: {}, moment: 'idle', assuming: '' };
        return [`uptrack/${name}`, { textDocument: unknown, ...scene, update: '', format: 'json' }, null] as const;
      }),
    ];

    it('is answered with nothing, also after a document was closed', async () => {
      const client = await start(full);
      for (const [method, params, empty] of requests)
        expect([method, await client.request(method, params)]).toEqual([method, empty]);
      await client.open(unknown.uri, text);
      await client.notify('textDocument/didClose', { textDocument: unknown });
      for (const [method, params, empty] of requests)
        expect([method, await client.request(method, params)]).toEqual([method, empty]);
    });

    it.each([
      'untitled:Untitled-1',
      'vscode-remote://ssh/etc/uptrack/uptrack.conf',
      'file:///a/100%25.conf',
      'file:///a/%E9.conf',
      'nonsense',
    ])('a document at %s is one like any other', async (address) => {
      const client = await startWith(start, text, address);
      expect(problems((await pull(client, undefined, address)).items).map(({ code }) => code)).toEqual(['unknown-key']);
    });

    it('a change far behind the end of the text is one at its end', async () => {
      const client = await startWith(start, text);
      const far = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
      const textDocument = { uri, version: 2 };
      const contentChanges = [{ range: { start: far, end: far }, text: 'acceskey = x\n' }];
      await client.notify('textDocument/didChange', { textDocument, contentChanges });
      const found = problems((await pull(client)).items).map(({ code, range }) => [code, range.start.line]);
      expect(found).toContainEqual(['unknown-key', 8]);
    });

    it('a version that comes twice is another text', async () => {
      const client = await startWith(start, text);
      const found = async () => problems((await pull(client)).items).map(({ code }) => code);
      expect(await found()).toEqual(['unknown-key']);
      const mended = text.replace('rebot', 'reboot');
      const textDocument = { uri, version: 1 };
      await client.notify('textDocument/didChange', { textDocument, contentChanges: [{ text: mended }] });
      expect(await found()).toEqual([]);
      await client.open(uri, text);
      expect(await found()).toEqual(['unknown-key']);
    });

    it.each([
      ['textDocument/hover', {}],
      ['textDocument/hover', { textDocument: { uri } }],
      ['textDocument/completion', { textDocument: { uri }, position: { line: -1, character: 0 } }],
      ['textDocument/codeAction', { textDocument: { uri }, range: null, context: {} }],
      ['textDocument/selectionRange', { textDocument: { uri }, positions: [null] }],
      ['uptrack/why', { textDocument: { uri } }],
      ['uptrack/explore', { textDocument: { uri }, host: 7 }],
    ])('%s with %j is refused, and nothing is logged', async (method, params) => {
      const client = await startWith(start, text);
      const invalidParams = -32602;
      await expect(client.request(method, params)).rejects.toMatchObject({ code: invalidParams });
      expect(client.received()).not.toContain('window/logMessage');
    });

    it('a position behind the end of the text is the end', async () => {
      const client = await startWith(start, text);
      const far = { line: 1000, character: 1000 };
      const textDocument = { uri };
      expect(await client.request('textDocument/hover', { textDocument, position: far })).toBeNull();
      expect(Array.isArray(await client.request('textDocument/completion', { textDocument, position: far }))).toBe(
        true,
      );
    });
  });
}
