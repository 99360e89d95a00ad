/** The files that a command works on, as bytes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { isConfigName } from '../config/filename.ts';
import type { Io } from './io.ts';

export interface Input {
  /** As it was asked for; what was found in a folder is called by its path from there, with slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A path that cannot be read, and why in a few words. */
export interface Unreadable {
  readonly name: string;
  readonly reason: string;
}

export const standardInput = '-';

/** Folders that hold no files of anybody's own. */
const skipped = new Set(['.git', 'node_modules']);

/**
 * Every file once, in the order of the paths; folders are walked for files that are called like ours, in the order of
 * their names, without following links to other folders.
 *
 * @param stdinName what standard input is called
 */
export async function* readInputs(
  paths: readonly string[],
  stdinName: string | undefined,
  io: Pick<Io, 'cwd' | 'stdin'>,
): AsyncGenerator<Input | Unreadable> {
  const known = new Set<string>();
  for (const path of paths) {
    if (path === standardInput) {
      if (!known.has(path)) yield { name: stdinName ?? path, bytes: await readAll(io.stdin) };
      known.add(path);
      continue;
    }
    for (const found of filesAt(path, io.cwd)) {
      if (typeof found !== 'string') {
        yield found;
        continue;
      }
      const absolute = resolve(io.cwd, found);
      if (known.has(absolute)) continue;
      known.add(absolute);
      yield readInput(found, io.cwd);
    }
  }
}

export function readInput(name: string, cwd: string): Input | Unreadable {
  try {
    return { name, bytes: readFileSync(resolve(cwd, name)) };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

export const isUnreadable = (input: object): input is Unreadable => 'reason' in input;

function* filesAt(path: string, cwd: string): Generator<string | Unreadable> {
  try {
    if (!statSync(resolve(cwd, path)).isDirectory()) {
      yield path;
      return;
    }
  } catch (error) {
    yield { name: path, reason: reasonOf(error) };
    return;
  }
  yield* walk(path, cwd);
}

function* walk(folder: string, cwd: string): Generator<string | Unreadable> {
  let entries;
  try {
    entries = readdirSync(resolve(cwd, folder), { withFileTypes: true });
  } catch (error) {
    yield { name: folder, reason: reasonOf(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* walk(path, cwd);
    } else if (isConfigName(entry.name) && (entry.isFile() || entry.isSymbolicLink())) {
      yield* linkedFile(path, cwd, entry.isSymbolicLink());
    }
  }
}

/** A link may lead to a folder, or nowhere. */
function* linkedFile(path: string, cwd: string, isLink: boolean): Generator<string | Unreadable> {
  const name = path.split(sep).join('/');
  if (!isLink) {
    yield name;
    return;
  }
  try {
    if (statSync(resolve(cwd, path)).isFile()) yield name;
  } catch (error) {
    yield { name, reason: reasonOf(error) };
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Why a file cannot be read or written, in a few words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot be read';
  const { errno } = error as NodeJS.ErrnoException;
  return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? error.message;
}
