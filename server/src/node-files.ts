/** The files of the machine that the server runs on, under Node. */
import { access, readFile, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './surroundings.ts';

/** Rejects for an address that is no file's. */
const at = async <T>(uri: string, use: (path: string) => Promise<T>): Promise<T> => use(fileURLToPath(uri));

export const nodeFiles: Files = {
  read: (uri) => at(uri, (path) => readFile(path, 'utf8')).catch(() => null),
  exist: (uris) =>
    Promise.all(
      uris.map((uri) =>
        at(uri, access).then(
          () => true,
          () => false,
        ),
      ),
    ),
  mode: (uri) =>
    sep === '/'
      ? at(uri, (path) => stat(path)).then(
          ({ mode }) => mode & 0o7777,
          () => null,
        )
      : Promise.resolve(null),
};
