/** Asks a server everything that it can be asked about a document, at every position of it. */
import type { CompletionItem, Diagnostic } from 'vscode-languageserver-types';
import type { Client } from './client.ts';
import { pull } from './suite/given.ts';

const options = { upgrade_on_reboot: 'yes', install_on_reboot: 'no', autoinstall: 'yes' };

/** The answers are in what the client has received. */
export async function askEverything(client: Client, uri: string, text: string): Promise<void> {
  const textDocument = { uri };
  const ask = (method: string, more: object = {}): Promise<unknown> =>
    client.request(method, { textDocument, ...more }).catch(() => null);
  const lines = text.split('\n');
  const everything = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const { items: diagnostics = [] } = await pull(client, undefined, uri);
  await Promise.all([
    ...['documentSymbol', 'foldingRange', 'codeLens', 'documentLink', 'semanticTokens/full'].map((name) =>
      ask(`textDocument/${name}`),
    ),
    ask('textDocument/inlayHint', { range: everything }),
    ask('textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }),
    ...actionsFor(everything, diagnostics).map((params) => ask('textDocument/codeAction', params)),
    ...['effective', 'status'].map((name) => ask(`uptrack/${name}`)),
    ask('uptrack/setOptions', { options }),
  ]);
  for (const [line, { length }] of lines.entries()) {
    for (let character = 0; character <= length; character++) {
      const position = { line, character };
      const [items] = await Promise.all([
        ask('textDocument/completion', { position }) as Promise<readonly CompletionItem[] | null>,
        ask('textDocument/hover', { position }),
      ]);
      const [first] = items ?? [];
      if (character === 0 && first) await client.request('completionItem/resolve', first).catch(() => null);
    }
    const position = { line, character: length };
    await ask('textDocument/documentHighlight', { position });
    await ask('textDocument/selectionRange', { positions: [position] });
  }
  await askPanel(ask, text);
}

function actionsFor(range: Diagnostic['range'], diagnostics: readonly Diagnostic[]): readonly object[] {
  return [
    { range, context: { diagnostics } },
    { range, context: { diagnostics: [], only: ['source.fixAll'] } },
    ...diagnostics.map((diagnostic) => ({ range: diagnostic.range, context: { diagnostics: [diagnostic] } })),
  ];
}

async function askPanel(ask: (method: string, more: object) => Promise<unknown>, text: string): Promise<void> {
  const scene = { host: { sample: 'ubuntu-22.04' }, conditions: {}, assumptions: {}, moment: 'idle', assuming: '' };
  await Promise.all([
    ask('uptrack/preview', scene),
    ask('uptrack/preview', { ...scene, host: null }),
    ask('uptrack/why', { ...scene, update: 'r9hrmw28' }),
    ask('uptrack/explore', scene),
    ...['markdown', 'transcript', 'json', 'host'].map((format) => ask('uptrack/report', { ...scene, format })),
    // Whoever takes the wrong file for a host file.
    ask('uptrack/preview', { ...scene, host: { file: 'file:///etc/uptrack/uptrack.conf', text } }),
  ]);
}
