/** No secret leaves the document. */
import { describe, expect, it } from 'vitest';
import { full, key, pull, uri, type Start } from './given.ts';

export function secrets(start: Start): void {
  describe('secrets', () => {
    const password = 'hunter2%%40secret';
    const files = {
      'in their places': `[Auth]\naccesskey = ${key}\n[Network]\nhttps_proxy = http://user:${password}@proxy:3128\n`,
      'in a line that Python cannot read': `[Auth]\naccesskey ${key}\n[Settings]\n`,
      'in front of the first header': `accesskey = ${key}\n`,
      'under a name with a slip': `[auth]\nacceskey = ${key}\n[Auth]\nAccess_Key: ${key}\n`,
      'in the value above': `[Auth]\nuse_hw_uuid = yes\n  accesskey = ${key}\n`,
      'behind a comment mark that is none': `[Auth]\nrem accesskey ${key}\n`,
      twice: `[Auth]\naccesskey = ${key}\naccesskey = ${key}\n`,
      'with quotes and a comment': `[Auth]\naccesskey = "${key}" # mine\n`,
      'that other options refer to': `[Auth]\naccesskey = ${key}\nuse_hw_uuid = %(accesskey)s\n`,
    };

    it.each(Object.entries(files))('%s leave the document in no answer', async (_, content) => {
      const client = await start(full, { trace: 'verbose' });
      await client.open(uri, content);
      const textDocument = { uri };
      await pull(client);
      for (const method of ['codeLens', 'documentSymbol', 'foldingRange']) {
        await client.request(`textDocument/${method}`, { textDocument });
      }
      const lines = content.split('\n');
      for (const [line, { length }] of lines.entries()) {
        for (const character of [0, 3, Math.max(length - 2, 0), length]) {
          const position = { line, character };
          await client.request('textDocument/hover', { textDocument, position });
          await client.request('textDocument/completion', { textDocument, position });
        }
      }
      for (const method of ['effective', 'status']) await client.request(`uptrack/${method}`, { textDocument });
      await client.request('textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } });
      const scene = { textDocument, host: null, conditions: {}, assumptions: {}, moment: 'idle', assuming: '' };
      await client.request('uptrack/preview', scene);
      await client.request('uptrack/why', { ...scene, update: 'pwc6xmnr' });
      for (const format of ['markdown', 'transcript', 'json', 'host']) {
        expect(await client.request('uptrack/report', { ...scene, format })).toMatchObject({
          text: expect.stringContaining('\n') as string,
        });
      }
      await client.request('uptrack/explore', { ...scene, host: { sample: 'ol7-uek6' } });
      const options = { upgrade_on_reboot: 'yes' };
      await client.request('uptrack/setOptions', { textDocument, options }).catch(() => null);
      const received = client.received();
      expect(received).toContain('"jsonrpc"');
      for (const secret of [key, 'hunter2', '40secret']) expect(received.includes(secret)).toBe(false);
    });
  });
}
