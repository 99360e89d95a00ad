/** The servers that are measured side by side: ours, an empty one of the same library, and those of other languages. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { serverFlags } from '../../client/src/server-flags.ts';
import { bundles } from '../../esbuild.mjs';
import { buildBundle } from '../contract/build.ts';
import { sampleOf, sampleSchema, type NotationId, type Sample } from './samples.ts';
import { Session, type Program } from './session.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const peersFolder = fileURLToPath(new URL('peers/', import.meta.url));

/** Answers everything with nothing. */
const empty = `
import { createConnection, ProposedFeatures, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
let pulls = false;
connection.onInitialize(({ capabilities }) => {
  pulls = capabilities.textDocument?.diagnostic !== undefined;
  return {
    capabilities: {
      textDocumentSync: 2,
      hoverProvider: true,
      completionProvider: {},
      documentFormattingProvider: true,
      semanticTokensProvider: { legend: { tokenTypes: [], tokenModifiers: [] }, full: true },
      ...(pulls && { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } }),
    },
  };
});
documents.onDidChangeContent(({ document: { uri, version } }) => {
  if (!pulls) connection.sendDiagnostics({ uri, version, diagnostics: [] });
});
connection.languages.diagnostics.on(() => ({ kind: 'full', items: [] }));
connection.onHover(() => null);
connection.onCompletion(() => []);
connection.onDocumentFormatting(() => []);
connection.languages.semanticTokens.on(() => ({ data: [] }));
documents.listen(connection);
connection.listen();
`;

interface Peer {
  readonly id: string;
  /** Its package. */
  readonly title: string;
  readonly what: string;
  readonly notation: NotationId;
  /** In its package; run by Node unless it is `native`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly native: boolean;
}

/** All from npm, in the versions of peers/package.json. */
export const peers: readonly Peer[] = [
  {
    id: 'yaml',
    title: 'yaml-language-server',
    what: 'YAML, for Node',
    notation: 'yaml',
    file: 'bin/yaml-language-server',
    args: ['--stdio'],
    native: false,
  },
  {
    id: 'json',
    title: 'vscode-langservers-extracted',
    what: 'JSON, for Node: the server of VS Code itself',
    notation: 'json',
    file: 'bin/vscode-json-language-server',
    args: ['--stdio'],
    native: false,
  },
  {
    id: 'toml',
    title: '@tombi-toml/cli-linux-x64',
    what: 'TOML, a native program (Tombi, written in Rust)',
    notation: 'toml',
    file: 'tombi',
    args: ['lsp', '--offline'],
    native: true,
  },
];

/** The version that is installed; null: none is. */
export function versionOf({ title }: Peer): string | null {
  const manifest = join(peersFolder, 'node_modules', title, 'package.json');
  if (!existsSync(manifest)) return null;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** A server that can be started; `missing`: why not. */
export interface Server {
  readonly id: string;
  readonly missing: string | null;
  /** Whether it finds the wrong value; the empty one finds nothing. */
  readonly diagnoses: boolean;
  sample(lines: number): Sample;
  start(pulls: boolean): Promise<Session>;
}

/** Built as ours is, but into one file: there is nothing in it that could be loaded later. */
async function buildFloor(folder: string): Promise<string> {
  const options = { ...bundles.server, entryPoints: [], splitting: false };
  delete options.outdir;
  delete options.chunkNames;
  const outfile = join(folder, options.format === 'esm' ? 'empty.mjs' : 'empty.cjs');
  const stdin = { contents: empty, resolveDir: root };
  await esbuild.build({ ...options, stdin, absWorkingDir: root, outfile, logLevel: 'error' });
  return outfile;
}

/** Runs something with all of them, built and with a folder for their documents, which is removed afterwards. */
export async function withServers<Result>(run: (servers: readonly Server[]) => Promise<Result>): Promise<Result> {
  const ours = await buildBundle('server');
  const folder = mkdtempSync(join(tmpdir(), 'uptrack-bench-'));
  const address = pathToFileURL(folder).href;
  const schema = `${address}/schema.json`;
  writeFileSync(new URL(schema), JSON.stringify(sampleSchema()));
  const floor = await buildFloor(dirname(ours.path));
  const server = (id: string, notation: NotationId, file: string, program: Program): Server => ({
    id,
    missing: existsSync(file) ? null : 'not installed',
    diagnoses: id !== 'floor',
    sample: (lines) => sampleOf(notation, lines, schema),
    start: (pulls) =>
      Session.start(program, { pulls, folder: address }).catch((error: unknown) => {
        throw new Error(`The server “${id}” did not start`, { cause: error });
      }),
  });
  const inNode = (file: string, args: readonly string[] = ['--stdio'], flags: readonly string[] = []): Program => ({
    command: process.execPath,
    args: [...flags, file, ...args],
  });
  try {
    return await run([
      server('ours', 'conf', ours.path, inNode(ours.path, ['--stdio'], serverFlags)),
      server('floor', 'conf', floor, inNode(floor)),
      ...peers.map(({ id, title, notation, file, args, native }) => {
        const path = join(peersFolder, 'node_modules', title, file);
        return server(id, notation, path, native ? { command: path, args } : inNode(path, args));
      }),
    ]);
  } finally {
    ours.remove();
    rmSync(folder, { recursive: true });
  }
}
