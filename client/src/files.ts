/** Files around the documents, for the server: so they are read where the editor has them, also in a browser. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { existRequest, readFileRequest, type ExistParams, type ReadFileParams } from '../../server/src/protocol.ts';

/** Answers the server’s requests for files. */
export function answerForFiles(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest(readFileRequest, async ({ uri }: ReadFileParams): Promise<string | null> => {
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)));
      } catch {
        return null;
      }
    }),
    client.onRequest(existRequest, ({ uris }: ExistParams): Promise<boolean[]> => Promise.all(uris.map(exists))),
  );
}

/** What the server asks for, once it changes. */
export function watchSurroundings(): vscode.FileSystemWatcher[] {
  return ['**/.uptrack-conf.json', '**/disable'].map((pattern) => vscode.workspace.createFileSystemWatcher(pattern));
}

async function exists(uri: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true));
    return true;
  } catch {
    return false;
  }
}
