/** What a client with no capabilities gets. */
import { describe, expect, it } from 'vitest';
import { bare, expectMisspeltOption, problems, text, uri, type Start } from './given.ts';

export function noCapabilities(start: Start): void {
  describe('a client with no capabilities', () => {
    it('is told so', async () => {
      const { initialized } = await start(bare);
      expect(initialized.serverInfo.name).toBe('uptrack-config');
      expect(initialized.capabilities).not.toHaveProperty('diagnosticProvider');
    });

    it('is pushed diagnostics with each version, and none when the document is closed', async () => {
      const client = await start(bare);
      await client.open(uri, text);
      expectMisspeltOption(await client.pushed(uri, 1));
      await client.change(uri, { range: client.range(uri, 'rebot'), newText: 'reboot' });
      expect(problems(await client.pushed(uri, 2))).toEqual([]);
      await client.notify('textDocument/didClose', { textDocument: { uri } });
      expect(await client.pushed(uri, undefined)).toEqual([]);
    });
  });
}
