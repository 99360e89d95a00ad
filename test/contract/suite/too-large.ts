/** A document too large to be a configuration file. */
import { describe, expect, it } from 'vitest';
import { pull, startWith, text, uri, type Start } from './given.ts';

export function tooLarge(start: Start): void {
  describe('a document that is too large', () => {
    it('has one finding, and all features answer with nothing until it is small again', async () => {
      const filling = '# And so on.\n'.repeat(100_000);
      const client = await startWith(start, text + filling);
      expect((await pull(client)).items?.map(({ code, severity }) => [code, severity])).toEqual([
        ['file-too-large', 3],
      ]);
      const textDocument = { uri };
      const position = { line: 6, character: 2 };
      expect(await client.request('textDocument/hover', { textDocument, position })).toBeNull();
      for (const method of ['completion', 'documentSymbol', 'foldingRange', 'codeLens'])
        expect(await client.request(`textDocument/${method}`, { textDocument, position })).toEqual([]);

      await client.change(uri, { range: client.range(uri, filling), newText: '' });
      expect((await pull(client)).items?.map(({ code }) => code)).toContain('unknown-key');
      expect(await client.request('textDocument/hover', { textDocument, position })).not.toBeNull();
    });
  });
}
