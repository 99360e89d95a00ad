/** What a client with all capabilities gets. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  MarkupContent,
  TextEdit,
} from 'vscode-languageserver-types';
import manifest from '../../../package.json' with { type: 'json' };
import type { Preview, StoredPreview } from '../../../server/src/protocol.ts';
import {
  documentOf,
  expectMisspeltOption,
  full,
  key,
  problems,
  pull,
  startWith,
  text,
  uri,
  type Start,
} from './given.ts';
import { restored } from '../../../client/view/restored.ts';

export function allCapabilities(start: Start): void {
  describe('a client with all capabilities', () => {
    it('is told what the server can do', async () => {
      const { initialized } = await start(full);
      expect(initialized.serverInfo).toEqual({ name: 'uptrack-config', version: manifest.version });
      expect(initialized.capabilities).toMatchObject({
        textDocumentSync: 2,
        diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
        hoverProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        codeLensProvider: {},
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.uptrack'] },
      });
      expect(initialized.capabilities).toHaveProperty('completionProvider');
    });

    it('pulls diagnostics, which go when the mistake does', async () => {
      const client = await startWith(start, text);
      const before = await pull(client);
      expect(before.kind).toBe('full');
      expectMisspeltOption(before.items);
      expect(await pull(client, before.resultId)).toEqual({ kind: 'unchanged', resultId: before.resultId });

      await client.change(uri, { range: client.range(uri, 'rebot'), newText: 'reboot' });
      const after = await pull(client, before.resultId);
      expect(after.kind).toBe('full');
      expect(problems(after.items)).toEqual([]);
      expect(after.resultId).not.toBe(before.resultId);
      expect(await pull(client, after.resultId)).toEqual({ kind: 'unchanged', resultId: after.resultId });
    });

    it('is pushed no diagnostics', async () => {
      const client = await startWith(start, text);
      await pull(client);
      expect(client.received()).not.toContain('publishDiagnostics');
    });

    it('completes the options that are not there yet, and their values', async () => {
      const client = await startWith(start, text);
      const at = client.position(uri, 'install_on_reboot');
      await client.change(uri, { range: { start: at, end: at }, newText: 'auto\n' });
      const complete = (line: number, character: number): Promise<CompletionItem[]> =>
        client.request('textDocument/completion', { textDocument: { uri }, position: { line, character } });
      const options = await complete(6, 4);
      const labels = options.map(({ label }) => label);
      expect(labels).toContain('autoinstall');
      expect(labels).not.toContain('install_on_reboot');
      expect(labels).not.toContain('accesskey');
      const item = options.find(({ label }) => label === 'autoinstall');
      expect((item?.documentation as MarkupContent).kind).toBe('markdown');
      expect(TextDocument.applyEdits(documentOf(client), [item?.textEdit as TextEdit])).toContain('\nautoinstall');

      await client.change(uri, { range: client.range(uri, 'auto\n'), newText: 'autoinstall = \n' });
      expect((await complete(6, 14)).map(({ label }) => label)).toEqual(expect.arrayContaining(['yes', 'no']));
    });

    it('hovers with the consequences for this file', async () => {
      const client = await startWith(start, text);
      const hover = await client.request<Hover>('textDocument/hover', {
        textDocument: { uri },
        position: client.position(uri, 'install_on_reboot'),
      });
      expect(hover.range).toEqual(client.range(uri, 'install_on_reboot'));
      const { kind, value } = hover.contents as MarkupContent;
      expect(kind).toBe('markdown');
      const rows = value.split('\n').filter((line) => line.startsWith('|'));
      expect(rows[0]).toMatch(/same kernel.*early.*late.*cron.*other kernel/);
      expect(rows.filter((row) => row.includes('▶'))).toHaveLength(1);
    });

    it('offers the option that was meant', async () => {
      const client = await startWith(start, text);
      const { items } = await pull(client);
      const [diagnostic] = problems(items);
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: diagnostic?.range,
        context: { diagnostics: [diagnostic] },
      });
      expect(actions.map(({ title }) => title).slice(1)).toEqual([
        'Disable unknown-key for this line',
        'Disable unknown-key for this file',
      ]);
      expect(actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'unknown-key' }] });
      const fixed = TextDocument.applyEdits(documentOf(client), actions[0]?.edit?.changes?.[uri] ?? []);
      expect(fixed).toBe(text.replace('upgrade_on_rebot', 'upgrade_on_reboot'));
    });

    it('lists symbols, folds and one lens', async () => {
      const client = await startWith(start, text);
      const textDocument = { uri };
      const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
      expect(symbols.map(({ name, children }) => [name, ...(children ?? []).map((child) => child.name)])).toEqual([
        ['Auth', 'accesskey'],
        ['Settings', 'install_on_reboot', 'upgrade_on_rebot'],
      ]);
      const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
      expect(folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual([
        [0, 1, 'comment'],
        [2, 3, 'region'],
        [5, 7, 'region'],
      ]);
      const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
      expect(lenses).toHaveLength(1);
      expect(lenses[0]?.range.start).toEqual({ line: 5, character: 0 });
      expect(lenses[0]?.command).toMatchObject({ command: 'uptrack.previewPowerLoss', arguments: [uri] });
      expect(lenses[0]?.command?.title).toMatch(/^After a power loss: /);
    });

    it('previews every moment in one answer, with the text as it stands', async () => {
      const client = await startWith(start, text);
      const ask = async (): Promise<Preview> =>
        restored(
          await client.request<StoredPreview>('uptrack/preview', {
            textDocument: { uri },
            host: null,
            conditions: {},
            assumptions: {},
          }),
        );
      const before = await ask();
      expect(before).toMatchObject({ uri, version: 1 });
      expect(before.hosts.length).toBeGreaterThan(1);
      expect(before.host.id).toBe(before.hosts[0]?.id);
      expect(before.moments.map(({ id }) => id)).toContain('idle');
      for (const { results } of before.moments) {
        expect(results.length).toBeGreaterThan(0);
        for (const index of results) {
          const result = before.results[index];
          expect(result?.headline).not.toBe('');
          expect(before.lists[result?.memory ?? -1]).toBeDefined();
        }
      }
      const chosen = await client.request<StoredPreview>('uptrack/preview', {
        textDocument: { uri },
        host: { sample: 'ubuntu-22.04' },
        conditions: {},
        assumptions: {},
      });
      expect(chosen.host.id).toBe('ubuntu-22.04');

      await client.change(uri, {
        range: client.range(uri, 'install_on_reboot = yes'),
        newText: 'install_on_reboot = maybe',
      });
      const after = await ask();
      expect(after.version).toBe(2);
      const booting = after.results.filter(({ boot }) => boot.kernel !== null);
      expect(booting).not.toEqual([]);
      for (const { refusal } of booting) {
        expect(refusal).toEqual({ message: expect.stringContaining('Not a boolean: maybe') as string, line: 6 });
      }
    });

    it('reads a template by its name', async () => {
      const template = 'file:///srv/puppet%20x/templates/uptrack.conf.erb';
      const client = await startWith(start, text.replace(key, '<%= @key %>').replace('rebot', 'reboot'), template);
      expect(problems((await pull(client, undefined, template)).items)).toEqual([]);
    });

    it('counts positions in UTF-16 code units', async () => {
      const client = await startWith(start, '[Settings]\n[😀] # see\n');
      const find = async (): Promise<Diagnostic['range'] | undefined> =>
        (await pull(client)).items?.find(({ code }) => code === 'text-after-section-header')?.range;
      expect(await find()).toEqual({ start: { line: 1, character: 5 }, end: { line: 1, character: 10 } });
      await client.change(uri, {
        range: { start: { line: 1, character: 3 }, end: { line: 1, character: 5 } },
        newText: '😀] ',
      });
      expect(client.textOf(uri)).toBe('[Settings]\n[😀😀] # see\n');
      expect(await find()).toEqual({ start: { line: 1, character: 7 }, end: { line: 1, character: 12 } });
    });

    it('applies several changes in the order of their coming', async () => {
      const client = await startWith(start, '');
      const empty = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const insert = (newText: string): TextEdit => ({ range: empty, newText });
      await client.change(uri, insert('_on_rebot = yes\n'), insert('upgrade'), insert('[Settings]\n'));
      expect(problems((await pull(client)).items).map(({ code, range }) => [code, range.start.line])).toContainEqual([
        'unknown-key',
        1,
      ]);
    });
  });
}
