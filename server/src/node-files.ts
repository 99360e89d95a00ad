/** The files of the machine that the server runs on, under Node. */
import type * as FileSystem from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './surroundings.ts';

/** Rejects for an address that is no file's. Node loads much of its own for files, which the server can start without. */
const at = async <T>(uri: string, use: (fs: typeof FileSystem, path: string) => Promise<T>): Promise<T> =>
  use(await import('node:fs/promises'), fileURLToPath(uri));

export const nodeFiles: Files = {
  read: (uri) => at(uri, ({ readFile }, path) => readFile(path, 'utf8')).catch(() => null),
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
