/** Formatting, fixing all, completion in depth, the view of what the client reads, and the status. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, CompletionItem, MarkupContent, Position, TextEdit } from 'vscode-languageserver-types';
import type { DefaultFile, EffectiveView, Status } from '../../../server/src/protocol.ts';
import type { Client } from '../client.ts';
import { bare, documentOf, full, key, startWith, text, uri, type Start } from './given.ts';

const resolving = {
  ...full,
  textDocument: {
    ...full.textDocument,
    completion: { completionItem: { snippetSupport: true, resolveSupport: { properties: ['documentation'] } } },
  },
};
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };

async function openWith(start: Start, capabilities: object, content: string): Promise<Client> {
  const client = await start(capabilities);
  await client.open(uri, content);
  return client;
}

const complete = (client: Client, position: Position): Promise<CompletionItem[]> =>
  client.request('textDocument/completion', { textDocument, position });
const labelled = (items: readonly CompletionItem[], label: string): CompletionItem | undefined =>
  items.find((item) => item.label === label);

const fixAll = (client: Client, only?: readonly string[]): Promise<CodeAction[]> =>
  client.request('textDocument/codeAction', {
    textDocument,
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], ...(only && { only }) },
  });

export function editing(start: Start): void {
  describe.each([
    ['all', full],
    ['no', bare],
  ])('a client with %s capabilities', (_, capabilities) => {
    it('has its file formatted, and a range of it', async () => {
      const client = await openWith(start, capabilities, '[Auth]\naccesskey=x \n[Settings]\nautoinstall=no');
      expect(client.initialized.capabilities).toMatchObject({
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
      });
      const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
      const some = await client.request<TextEdit[]>('textDocument/rangeFormatting', { textDocument, range, options });
      expect(TextDocument.applyEdits(documentOf(client), some)).toBe(
        '[Auth]\naccesskey = x\n[Settings]\nautoinstall=no',
      );
      const all = await client.request<TextEdit[]>('textDocument/formatting', { textDocument, options });
      expect(TextDocument.applyEdits(documentOf(client), all)).toBe(
        '[Auth]\naccesskey = x\n\n[Settings]\nautoinstall = no\n',
      );
    });

    it('is told what the client reads, and how the file stands', async () => {
      const client = await openWith(start, capabilities, text);
      const view = await client.request<EffectiveView>('uptrack/effective', { textDocument });
      expect(view).toMatchObject({ uri, version: 1 });
      expect(view.text).toContain('\naccesskey = <redacted>  # line 4\n');
      expect(view.text).toContain('\nupgrade_on_reboot = no  # default\n');
      const status = await client.request<Status>('uptrack/status', { textDocument });
      expect(status).toMatchObject({ uri, version: 1, client: 'online', worst: 'error' });
      expect(status.sentence).toMatch(/^After a power loss: /);
      expect(status.summary).toBe('After a power loss: the saved updates come back');
      await client.change(uri, { range: client.range(uri, 'rebot'), newText: 'reboot' });
      expect((await client.request<EffectiveView>('uptrack/effective', { textDocument })).text).toContain(
        '\nupgrade_on_reboot = yes  # line 8\n',
      );
      expect(await client.request<Status>('uptrack/status', { textDocument })).toMatchObject({ version: 2 });
    });

    it('is given the default file', async () => {
      const client = await start(capabilities);
      const { text: file, snippet } = await client.request<DefaultFile>('uptrack/defaultFile', undefined);
      expect(file).toMatch(/^\[Auth\]\n[^]*^autoinstall = no\n$/m);
      expect(snippet).toContain('${1:INSERT_ACCESS_KEY}');
    });

    it('fixes all that is safe, when it asks for that', async () => {
      const client = await openWith(start, capabilities, `\ufeff[Auth]\n  accesskey = ${key}\n`);
      for (const only of [['source.fixAll.uptrack'], ['source.fixAll'], ['source']]) {
        const actions = await fixAll(client, only);
        expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.uptrack']);
        expect(TextDocument.applyEdits(documentOf(client), actions[0]?.edit?.changes?.[uri] ?? [])).toBe(
          `[Auth]\naccesskey = ${key}\n`,
        );
      }
      expect((await fixAll(client)).map(({ kind }) => kind)).not.toContain('source.fixAll.uptrack');
      expect(await fixAll(client, ['refactor'])).toEqual([]);
    });

    it('uncomments rather than adding a second line', async () => {
      const client = await openWith(start, capabilities, '[Settings]\n#upgrade_on_reboot = yes\nup\n');
      const item = labelled(await complete(client, { line: 2, character: 2 }), 'upgrade_on_reboot');
      const edits = [item?.textEdit as TextEdit, ...(item?.additionalTextEdits ?? [])];
      expect(TextDocument.applyEdits(documentOf(client), edits)).toBe('[Settings]\nupgrade_on_reboot = yes\n');
    });
  });

  describe('completion', () => {
    it('has placeholders for a client that knows snippets alone', async () => {
      const rich = labelled(await complete(await startWith(start, ''), { line: 0, character: 0 }), 'uptrack.conf');
      expect(rich?.insertTextFormat).toBe(2);
      expect((rich?.textEdit as TextEdit).newText).toContain('accesskey = ${1:INSERT_ACCESS_KEY}\n');
      const poor = labelled(await complete(await openWith(start, bare, ''), { line: 0, character: 0 }), 'uptrack.conf');
      expect(poor).not.toHaveProperty('insertTextFormat');
      expect((poor?.textEdit as TextEdit).newText).toContain('accesskey = INSERT_ACCESS_KEY\n');

      const content = '[Settings]\neffective_version = ';
      const at = { line: 1, character: 20 };
      const shaped = (await complete(await startWith(start, content), at)).filter(
        ({ insertTextFormat }) => insertTextFormat === 2,
      );
      expect(shaped).toHaveLength(1);
      expect((shaped[0]?.textEdit as TextEdit).newText).toMatch(/^ ?\$\{1:.*\}\.\$\{2\|.*\|\}\/#\$\{3:.*\} SMP \$\{4:/);
      const plain = await complete(await openWith(start, bare, content), at);
      expect(plain.length).toBeGreaterThan(0);
      for (const item of plain) expect((item.textEdit as TextEdit).newText).not.toContain('$');
    });

    it('sends documentation when the item is shown, to a client that asks for it then', async () => {
      const client = await openWith(start, resolving, '[Settings]\n');
      expect(client.initialized.capabilities).toMatchObject({ completionProvider: { resolveProvider: true } });
      const items = await complete(client, { line: 1, character: 0 });
      for (const item of items) expect(item).not.toHaveProperty('documentation');
      for (const label of ['autoinstall', '[Network]']) {
        const resolved = await client.request<CompletionItem>('completionItem/resolve', labelled(items, label));
        expect((resolved.documentation as MarkupContent).value).not.toBe('');
      }
      const odd = { label: 'x', data: { kind: 'option' } };
      expect(await client.request('completionItem/resolve', odd)).toEqual(odd);
      const eager = await startWith(start, '[Settings]\n');
      expect(eager.initialized.capabilities).toMatchObject({ completionProvider: { resolveProvider: false } });
    });

    it('is sorted as it is sent', async () => {
      const items = await complete(await startWith(start, '[Settings]\n'), { line: 1, character: 0 });
      const order = items.map(({ sortText }) => sortText);
      expect(order).toEqual([...order].sort());
      expect(new Set(order).size).toBe(items.length);
    });
  });
}
