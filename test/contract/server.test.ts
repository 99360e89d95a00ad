/** The language server as it is shipped, over its protocol. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
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
import manifest from '../../package.json' with { type: 'json' };
import type { Preview } from '../../server/src/protocol.ts';
import { buildBundle, type Bundle } from './build.ts';
import { startClient, type Client } from './client.ts';

const full = {
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
const bare = {};

const uri = 'file:///etc/uptrack/uptrack.conf';
const key = '0123456789abcdef'.repeat(4);
const text = `# What this host does.
# After a power loss.
[Auth]
accesskey = ${key}

[Settings]
install_on_reboot = yes
upgrade_on_rebot = yes
`;

interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly resultId: string;
  readonly items?: readonly Diagnostic[];
}

let bundle: Bundle;
beforeAll(async () => {
  bundle = await buildBundle('server');
});
afterAll(() => {
  bundle.remove();
});

async function start(capabilities: object, options?: object): Promise<Client> {
  const client = await startClient(bundle.path, capabilities, options);
  onTestFinished(() => {
    client.kill();
  });
  return client;
}

async function startWith(content: string, address = uri): Promise<Client> {
  const client = await start(full);
  await client.open(address, content);
  return client;
}

const pull = (client: Client, previousResultId?: string, address = uri): Promise<Report> =>
  client.request('textDocument/diagnostic', { textDocument: { uri: address }, previousResultId });

/** What a person has to look at. */
const problems = (diagnostics: readonly Diagnostic[] = []): readonly Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity === 1 || severity === 2);

function expectMisspeltOption(diagnostics: readonly Diagnostic[] | undefined): void {
  expect(problems(diagnostics)).toEqual([
    expect.objectContaining({
      source: 'uptrack',
      code: 'unknown-key',
      severity: 1,
      range: { start: { line: 7, character: 0 }, end: { line: 7, character: 16 } },
      message: expect.stringContaining('upgrade_on_reboot') as string,
      codeDescription: { href: expect.stringMatching(/^file:\/\/.*\/docs\/rules\/unknown-key\.md$/) as string },
    }),
  ]);
}

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
      codeActionProvider: { codeActionKinds: ['quickfix'] },
    });
    expect(initialized.capabilities).toHaveProperty('completionProvider');
  });

  it('pulls diagnostics, which go when the mistake does', async () => {
    const client = await startWith(text);
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
    const client = await startWith(text);
    await pull(client);
    expect(client.received()).not.toContain('publishDiagnostics');
  });

  it('completes the options that are not there yet, and their values', async () => {
    const client = await startWith(text);
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
    const client = await startWith(text);
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
    const client = await startWith(text);
    const { items } = await pull(client);
    const [diagnostic] = problems(items);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic?.range,
      context: { diagnostics: [diagnostic] },
    });
    expect(actions).toHaveLength(1);
    expect(actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'unknown-key' }] });
    const fixed = TextDocument.applyEdits(documentOf(client), actions[0]?.edit?.changes?.[uri] ?? []);
    expect(fixed).toBe(text.replace('upgrade_on_rebot', 'upgrade_on_reboot'));
  });

  it('lists symbols, folds and one lens', async () => {
    const client = await startWith(text);
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
    const client = await startWith(text);
    const ask = (): Promise<Preview> =>
      client.request('uptrack/preview', { textDocument: { uri }, host: null, conditions: {} });
    const before = await ask();
    expect(before).toMatchObject({ uri, version: 1 });
    expect(before.hosts.length).toBeGreaterThan(1);
    expect(before.host.id).toBe(before.hosts[0]?.id);
    expect(before.moments.map(({ id }) => id)).toContain('idle');
    for (const { memory, results } of before.moments) {
      expect(before.lists[memory]).toBeDefined();
      expect(results.length).toBeGreaterThan(0);
      for (const result of results) expect(before.results[result]?.headline).not.toBe('');
    }
    const chosen = await client.request<Preview>('uptrack/preview', {
      textDocument: { uri },
      host: 'ubuntu-22.04',
      conditions: {},
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
    const client = await startWith(text.replace(key, '<%= @key %>').replace('rebot', 'reboot'), template);
    expect(problems((await pull(client, undefined, template)).items)).toEqual([]);
  });

  it('counts positions in UTF-16 code units', async () => {
    const client = await startWith('[Settings]\n[😀] # see\n');
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
    const client = await startWith('');
    const empty = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const insert = (newText: string): TextEdit => ({ range: empty, newText });
    await client.change(uri, insert('_on_rebot = yes\n'), insert('upgrade'), insert('[Settings]\n'));
    expect(problems((await pull(client)).items).map(({ code, range }) => [code, range.start.line])).toContainEqual([
      'unknown-key',
      1,
    ]);
  });
});

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
    ['uptrack/preview', { textDocument: unknown, host: null, conditions: {} }, null],
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
    const client = await startWith(text, address);
    expect(problems((await pull(client, undefined, address)).items).map(({ code }) => code)).toEqual(['unknown-key']);
  });

  it('a position behind the end of the text is the end', async () => {
    const client = await startWith(text);
    const far = { line: 1000, character: 1000 };
    const textDocument = { uri };
    expect(await client.request('textDocument/hover', { textDocument, position: far })).toBeNull();
    expect(Array.isArray(await client.request('textDocument/completion', { textDocument, position: far }))).toBe(true);
  });
});

describe('the end', () => {
  it('comes with exit code 0 after shutdown', async () => {
    expect(await (await startWith(text)).shutDown()).toBe(0);
    expect(await (await start(bare)).shutDown()).toBe(0);
  });
});

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
    await client.request('uptrack/preview', { textDocument, host: null, conditions: {} });
    const received = client.received();
    expect(received).toContain('"jsonrpc"');
    for (const secret of [key, 'hunter2', '40secret']) expect(received.includes(secret)).toBe(false);
  });
});

function documentOf(client: Client): TextDocument {
  return TextDocument.create(uri, 'uptrack-conf', 1, client.textOf(uri));
}
