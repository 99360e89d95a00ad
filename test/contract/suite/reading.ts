/** What helps to read a file, also for a client with no capabilities. */
import { describe, expect, it } from 'vitest';
import type {
  DocumentHighlight,
  DocumentLink,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
} from 'vscode-languageserver-types';
import { bare, documentOf, full, key, uri, type Start } from './given.ts';

const text = `# See https://example.com/a about upgrade_on_reboot.
[Auth]
accesskey = ${key}

[Settings]
upgrade_on_reboot = yes
`;
const textDocument = { uri };

export function reading(start: Start): void {
  describe.each([
    ['all', full],
    ['no', bare],
  ])('reading, with %s capabilities', (_, capabilities) => {
    it('gives tokens of the file, of some lines, and of a change', async () => {
      const client = await start(capabilities);
      await client.open(uri, text);
      expect(client.initialized.capabilities).toMatchObject({
        semanticTokensProvider: {
          legend: { tokenTypes: ['namespace', 'property', 'enumMember', 'number', 'string', 'comment', 'macro'] },
          full: { delta: true },
          range: true,
        },
      });
      const before = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
      expect(before.data.slice(0, 10)).toEqual([0, 0, 52, 5, 0, 1, 1, 4, 0, 0]);
      const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 10 } };
      expect(await client.request('textDocument/semanticTokens/range', { textDocument, range })).toEqual({
        data: [4, 1, 8, 0, 0],
      });

      await client.change(uri, { range: client.range(uri, '[Settings]'), newText: '[settings]' });
      const { resultId: previousResultId } = before;
      const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
        textDocument,
        previousResultId,
      });
      const after = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
      const edited = delta.edits.reduce(
        (data, edit) => data.toSpliced(edit.start, edit.deleteCount, ...(edit.data ?? [])),
        before.data,
      );
      expect(edited).toEqual(after.data);
      expect(edited).not.toEqual(before.data);
      const unknown = { textDocument, previousResultId: 'unknown' };
      expect(await client.request('textDocument/semanticTokens/full/delta', unknown)).toMatchObject({
        data: after.data,
      });
    });

    it('gives hints, links, highlights and selections', async () => {
      const client = await start(capabilities);
      await client.open(uri, text);
      const whole = { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } };
      const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: whole });
      expect(hints.map(({ position, label }) => [position.line, position.character, label])).toEqual([
        [4, 10, '2 options by default'],
      ]);
      const above = { start: whole.start, end: { line: 4, character: 0 } };
      expect(await client.request('textDocument/inlayHint', { textDocument, range: above })).toEqual([]);

      const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument });
      expect(links).toEqual([{ range: client.range(uri, 'https://example.com/a'), target: 'https://example.com/a' }]);

      const highlights = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', {
        textDocument,
        position: { line: 5, character: 3 },
      });
      expect(highlights.map(({ range, kind }) => [range.start.line, kind])).toEqual([
        [0, 1],
        [5, 3],
      ]);

      const positions = [client.position(uri, 'reboot = yes'), client.position(uri, 'Auth')];
      const selections = await client.request<SelectionRange[]>('textDocument/selectionRange', {
        textDocument,
        positions,
      });
      const shown = (selection: SelectionRange | undefined): readonly string[] =>
        selection ? [documentOf(client).getText(selection.range), ...shown(selection.parent)] : [];
      expect(selections.map((selection) => shown(selection))).toEqual([
        ['upgrade_on_reboot', 'upgrade_on_reboot = yes', '[Settings]\nupgrade_on_reboot = yes', text],
        ['Auth', '[Auth]', `[Auth]\naccesskey = ${key}`, text],
      ]);
    });

    it('gives nothing for what is not open, and copies no secret', async () => {
      const client = await start(capabilities);
      await client.open(uri, `[Auth]\naccesskey = ${key}\n[Network]\nhttps_proxy = http://user:hunter2%%@proxy:1\n`);
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const position = range.start;
      const requests = [
        ['selectionRange', { positions: [position] }, null],
        ['documentLink', {}, []],
        ['documentHighlight', { position }, []],
        ['inlayHint', { range }, []],
        ['semanticTokens/full', {}, { data: [] }],
        ['semanticTokens/range', { range }, { data: [] }],
      ] as const;
      for (const [method, params, nothing] of requests) {
        const closed = { ...params, textDocument: { uri: 'file:///nowhere' } };
        expect(await client.request(`textDocument/${method}`, closed)).toEqual(nothing);
        await client.request(`textDocument/${method}`, { ...params, textDocument });
      }
      for (const secret of [key, 'hunter2']) expect(client.received().includes(secret)).toBe(false);
    });
  });
}
