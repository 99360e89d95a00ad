/** What the cases of the contract share: capabilities, a file, and ways to ask. */
import { expect } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Client } from '../client.ts';

/** Starts a server with a client, for one test. */
export type Start = (capabilities: object, options?: object) => Promise<Client>;

export const full = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: {},
    codeLens: {},
  },
};
export const bare = {};

export const uri = 'file:///etc/uptrack/uptrack.conf';
export const key = '0123456789abcdef'.repeat(4);
export const text = `# What this host does.
# After a power loss.
[Auth]
accesskey = ${key}

[Settings]
install_on_reboot = yes
upgrade_on_rebot = yes
`;

export interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly resultId: string;
  readonly items?: readonly Diagnostic[];
}

export async function startWith(start: Start, content: string, address = uri): Promise<Client> {
  const client = await start(full);
  await client.open(address, content);
  return client;
}

export const pull = (client: Client, previousResultId?: string, address = uri): Promise<Report> =>
  client.request('textDocument/diagnostic', { textDocument: { uri: address }, previousResultId });

/** What a person has to look at. */
export const problems = (diagnostics: readonly Diagnostic[] = []): readonly Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 1 || severity === 2);

export function expectMisspeltOption(diagnostics: readonly Diagnostic[] | undefined): void {
  expect(problems(diagnostics)).toEqual([
    expect.objectContaining({
      source: 'uptrack',
      code: 'unknown-key',
      severity: 1,
      range: { start: { line: 7, character: 0 }, end: { line: 7, character: 16 } },
      message: expect.stringContaining('upgrade_on_reboot') as string,
      codeDescription: { href: expect.stringMatching(/^(file|http):\/\/.*\/docs\/rules\/unknown-key\.md$/) as string },
    }),
  ]);
}

export function documentOf(client: Client): TextDocument {
  return TextDocument.create(uri, 'uptrack-conf', 1, client.textOf(uri));
}
