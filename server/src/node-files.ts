/** The files of the machine that the server runs on, under Node. */
import type * as FileSystem from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './surroundings.ts';

/** Rejects for an address that is no file's. Node loads much of its own for files, which the server can start without. */
const at = async <T>(uri: string, use: (fs: typeof FileSystem, path: string) => Promise<T>): Promise<T> =>
  use(await import('node:fs/promises'), fileURLToPath(uri));

/** In bytes; longer ones are no files of ours. */
const mostBytes = 64_000_000;

/** Rejects for what is no file: reading a pipe could wait for ever, and a device has no end. */
async function readText({ stat, readFile }: typeof FileSystem, path: string): Promise<string> {
  const stats = await stat(path);
  if (!stats.isFile() || stats.size > mostBytes) throw new Error('No file that is read.');
  return readFile(path, 'utf8');
}

export const nodeFiles: Files = {
  read: (uri) => at(uri, readText).catch(() => null),
  exist: (uris) =>
    Promise.all(
      uris.map((uri) =>
        at(uri, ({ access }, path) => access(path)).then(
          () => true,
          () => false,
        ),
      ),
    ),
  mode: (uri) =>
    sep === '/'
      ? at(uri, ({ stat }, path) => stat(path)).then(
          ({ mode }) => mode & 0o7777,
          () => null,
        )
      : Promise.resolve(null),
};
