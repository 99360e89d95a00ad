/** Keeps what is known around the open documents: asks for it, follows its changes, and says where a project file is wrong. */
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { source } from '../convert.ts';
import type { Documents } from '../documents.ts';
import { existRequest, readFileRequest, type ExistParams, type InitializationOptions } from '../protocol.ts';
import type { ReadFileParams } from '../protocol.ts';
import type { Files, Surroundings } from '../surroundings.ts';

/** @param changed is called for a document whose findings may be others now */
export function connectSurroundings(
  connection: Connection,
  documents: Documents,
  surroundings: Surroundings,
  changed: (uri: string) => void,
): void {
  let told = new Set<string>();

  /** Each broken project file is told of once, in itself. */
  function tellOfBroken(): void {
    const broken = new Map(surroundings.broken.map((each) => [each.uri, each]));
    for (const uri of told) if (!broken.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    for (const { uri, text, problems } of broken.values()) {
      const file = TextDocument.create(uri, 'jsonc', 0, text);
      const diagnostics = problems.map(({ span, message }) => ({
        source,
        severity: DiagnosticSeverity.Error,
        range: { start: file.positionAt(span.start), end: file.positionAt(span.end) },
        message,
      }));
      void connection.sendDiagnostics({ uri, diagnostics });
    }
    told = new Set(broken.keys());
  }

  async function look(uri: string): Promise<void> {
    const isChanged = await surroundings.look(uri);
    if (!documents.sources.get(uri)) surroundings.forget(uri);
    tellOfBroken();
    if (isChanged) changed(uri);
  }

  documents.sources.onDidOpen(({ document: { uri } }) => void look(uri));
  documents.sources.onDidClose(({ document: { uri } }) => {
    surroundings.forget(uri);
    tellOfBroken();
  });
  connection.onDidChangeWatchedFiles(() => {
    for (const uri of documents.sources.keys()) void look(uri);
  });
}

/** The client's files where it gives them, else those of the machine that the server runs on. */
export function filesOf(connection: Connection, params: InitializeParams, own: Files | null): Files | null {
  const options = params.initializationOptions as InitializationOptions | undefined;
  if (options?.readsFiles !== true) return own;
  return {
    read: (uri) => connection.sendRequest<string | null>(readFileRequest, { uri } satisfies ReadFileParams),
    exist: (uris) => connection.sendRequest<readonly boolean[]>(existRequest, { uris } satisfies ExistParams),
    // No editor tells it.
    mode: (uri) => own?.mode(uri) ?? Promise.resolve(null),
  };
}
