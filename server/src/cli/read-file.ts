/** One file as bytes: whole, but never more than is asked for, and without waiting for what is no file. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { devNull } from 'node:os';
import { getSystemErrorMap } from 'node:util';

/** The most that is read, in bytes: of a configuration file, of which the shipped one has a thousand, and of all else. */
export const mostBytes = { config: 4_000_000, other: 256_000_000 } as const;

export interface FileContent {
  readonly bytes: Uint8Array;
  /** As `Stats.mode`. */
  readonly mode: number;
}

/** What a shell calls the output of a command that stands in the place of a file: `<(…)`. */
const ofShell = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;

/**
 * @param path absolute
 * @throws what `node:fs` throws, and an error that says why for what is no file or has more than `most` bytes
 */
export function readFileUpTo(path: string, most: number): FileContent {
  const isOfShell = ofShell.test(path);
  // A pipe that nobody writes to would keep the program waiting for ever.
  const file = openSync(path, isOfShell ? constants.O_RDONLY : constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() && path !== devNull && !(stats.isFIFO() && isOfShell)) throw new Error(whatElse(stats));
    if (stats.size > most) throw tooLarge(most);
    return { bytes: readUpTo(file, stats.size, most), mode: stats.mode };
  } finally {
    closeSync(file);
  }
}

export const aFolder = 'a folder, not a file';

function whatElse(stats: Stats): string {
  if (stats.isDirectory()) return aFolder;
  return stats.isFIFO() ? 'a named pipe, not a file' : 'a device, not a file';
}

/** What one call reads at most. */
const piece = Buffer.allocUnsafe(65_536);

/** @param size what the system says; less than there is for files that it makes up, and for pipes */
function readUpTo(file: number, size: number, most: number): Uint8Array {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    const read = readSync(file, piece);
    pieces.push(Buffer.from(piece.subarray(0, read)));
    length += read;
    if (length > most) throw tooLarge(most);
    if (read === 0 || length === size) return pieces.length === 1 ? (pieces[0] ?? piece) : Buffer.concat(pieces);
  }
}

export const tooLarge = (most: number): Error => new Error(`too large: more than ${most / 1e6} MB`);

/** Why a file cannot be read or written, in a few words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot be read';
  const { errno, code } = error as NodeJS.ErrnoException;
  // What the system says of a socket, “no such device or address”, is true of no file.
  if (code === 'ENXIO') return 'a socket, not a file';
  return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? error.message;
}
