/** `.uptrack-conf.json` and the files beside a document, as the client gives them. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Client } from '../client.ts';
import { bare, full, problems, pull, text, uri, type Start } from './given.ts';

const project = 'file:///etc/.uptrack-conf.json';

/** A client with these files, and how often it was asked for the text of one. */
async function startWithFiles(
  start: Start,
  capabilities: object,
  files: Map<string, string>,
): Promise<{ client: Client; refreshed: () => Promise<void> }> {
  const client = await start(capabilities, { initializationOptions: { readsFiles: true } });
  client.answer('uptrack/readFile', ({ uri: address }: { uri: string }) => files.get(address) ?? null);
  client.answer('uptrack/exist', ({ uris }: { uris: string[] }) => uris.map((address) => files.has(address)));
  let refresh: () => void = () => undefined;
  client.answer('workspace/diagnostic/refresh', () => {
    refresh();
    return null;
  });
  const refreshed = (): Promise<void> =>
    new Promise((resolve) => {
      refresh = resolve;
    });
  return { client, refreshed };
}

const withRefresh = { ...full, workspace: { ...full.workspace, diagnostics: { refreshSupport: true } } };
const changed = (client: Client): Promise<void> =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: project, type: 2 }] });
const codes = (diagnostics: readonly Diagnostic[] | undefined): unknown[] =>
  problems(diagnostics).map(({ code, severity }) => [code, severity]);

export function surroundings(start: Start): void {
  describe('the project of a document', () => {
    it('decides how bad a finding is, and follows its changes', async () => {
      const files = new Map([[project, '{ "rules": { "unknown-key": "warning" } }']]);
      const { client, refreshed } = await startWithFiles(start, withRefresh, files);
      const first = refreshed();
      await client.open(uri, text);
      const before = await pull(client);
      expect(codes(before.items)).toEqual([['unknown-key', 2]]);
      await first;
      expect((await pull(client, before.resultId)).kind).toBe('unchanged');

      files.set(project, '{ "overrides": [{ "files": ["uptrack/*"], "rules": { "unknown-key": "off" } }] }');
      const again = refreshed();
      await changed(client);
      await again;
      const after = await pull(client, before.resultId);
      expect(after.kind).toBe('full');
      expect(codes(after.items)).toEqual([]);

      files.delete(project);
      const gone = refreshed();
      await changed(client);
      await gone;
      expect(codes((await pull(client)).items)).toEqual([['unknown-key', 1]]);
    });

    it('is there before the first diagnostics of a client that is pushed them', async () => {
      const files = new Map([[project, '{ "rules": { "unknown-key": "off" } }']]);
      const { client } = await startWithFiles(start, bare, files);
      await client.open(uri, text);
      expect(codes(await client.pushed(uri, 1))).toEqual([]);
      await client.change(uri, { range: client.range(uri, 'install_on_reboot'), newText: 'x' });
      expect(codes(await client.pushed(uri, 2))).toEqual([]);
    });

    it('is told in its file what is wrong with it', async () => {
      const files = new Map([[project, '{\n  "client": "x"\n}']]);
      const { client } = await startWithFiles(start, full, files);
      await client.open(uri, text);
      expect(codes((await pull(client)).items)).toEqual([['unknown-key', 1]]);
      expect(await client.pushed(project, undefined)).toEqual([
        expect.objectContaining({
          severity: 1,
          range: { start: { line: 1, character: 12 }, end: { line: 1, character: 15 } },
        }),
      ]);
    });

    it('is not asked for where there is no folder', async () => {
      const { client } = await startWithFiles(start, full, new Map([['untitled:/.uptrack-conf.json', '{}']]));
      await client.open('untitled:Untitled-1', text);
      expect(codes((await pull(client, undefined, 'untitled:Untitled-1')).items)).toEqual([['unknown-key', 1]]);
      expect(client.received()).not.toContain('uptrack/exist');
    });
  });

  it('a file beside the document that keeps every update away is found', async () => {
    const { client } = await startWithFiles(start, full, new Map([['file:///etc/uptrack/disable', '']]));
    await client.open(uri, text);
    expect((await pull(client)).items?.map(({ code }) => code)).toContain('disable-file-present');
  });
}
