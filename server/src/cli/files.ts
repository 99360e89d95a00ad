/** The files that a command works on, as bytes. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { isConfigName } from '../config/filename.ts';
import type { Io } from './io.ts';
import { aFolder, mostBytes, readFileUpTo, reasonOf, tooLarge } from './read-file.ts';

export interface Input {
  /** As it was asked for; what was found in a folder is called by its path from there, with slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As `Stats.mode`; of what was no file, none. */
  readonly mode?: number;
  /** The names in its folder, where that was searched. */
  readonly beside?: ReadonlySet<string>;
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
 * @param most see `mostBytes`
 */
export async function* readInputs(
  paths: readonly string[],
  stdinName: string | undefined,
  io: Pick<Io, 'cwd' | 'stdin'>,
  most: number = mostBytes.config,
): AsyncGenerator<Input | Unreadable> {
  const known = new Set<string>();
  for (const path of paths) {
    if (path === standardInput) {
      if (!known.has(path)) yield await readStandardInput(stdinName ?? path, io.stdin, most);
      known.add(path);
      continue;
    }
    for (const found of filesAt(path, io.cwd)) {
      if (isUnreadable(found)) {
        yield found;
        continue;
      }
      const absolute = resolve(io.cwd, found.name);
      if (known.has(absolute)) continue;
      known.add(absolute);
      yield { ...readInput(found.name, io.cwd, most), ...found };
    }
  }
}

export function readInput(name: string, cwd: string, most: number = mostBytes.config): Input | Unreadable {
  try {
    return { name, ...readFileUpTo(resolve(cwd, name), most) };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

async function readStandardInput(name: string, stream: Io['stdin'], most: number): Promise<Input | Unreadable> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > most) return { name, reason: reasonOf(tooLarge(most)) };
    chunks.push(chunk);
  }
  return { name, bytes: Buffer.concat(chunks) };
}

export const isUnreadable = (input: object): input is Unreadable => 'reason' in input;

/** A file that was named or found. */
type Found = Pick<Input, 'name' | 'beside'>;

function* filesAt(path: string, cwd: string): Generator<Found | Unreadable> {
  try {
    if (!statSync(resolve(cwd, path)).isDirectory()) {
      yield { name: path };
      return;
    }
  } catch (error) {
    yield { name: path, reason: reasonOf(error) };
    return;
  }
  yield* walk(path, cwd);
}

function* walk(folder: string, cwd: string): Generator<Found | Unreadable> {
  // In its place the client finds no file, and works with the defaults.
  if (isConfigName(basename(folder))) yield { name: folder, reason: aFolder };
  let entries;
  try {
    entries = readdirSync(resolve(cwd, folder), { withFileTypes: true });
  } catch (error) {
    yield { name: folder, reason: reasonOf(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const beside = new Set(entries.map(({ name }) => name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) {
      // Whatever it is: what cannot be read as a file is better told of than passed over.
      if (isConfigName(entry.name)) yield { name: path.split(sep).join('/'), beside };
    } else if (!skipped.has(entry.name)) yield* walk(path, cwd);
  }
}
