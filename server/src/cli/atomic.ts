/** Writing a file so that whoever reads it, be it after a power loss, sees all of the old text or all of the new. */
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What `realpath` leads to is replaced, so that a link stays one; mode and owner stay as they are. @throws what `node:fs` throws */
export function writeAtomically(path: string, text: string): void {
  const target = realpathSync(path);
  const { mode, uid, gid } = statSync(target);
  // The folder alone decides about a new name, and root is refused nothing: who made a file read-only means it.
  if ((mode & 0o222) === 0) throw new Error('read-only; left as it is');
  accessSync(target, constants.W_OK);
  const temporary = join(dirname(target), `.uptrack-conf-${randomUUID()}`);
  try {
    // It may hold an access key: nobody else reads it before it has the mode of the file.
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(file, text);
      const created = statSync(temporary);
      if (created.uid !== uid || created.gid !== gid) chownSync(temporary, uid, gid);
      fchmodSync(file, mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
    syncFolder(dirname(target));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Makes the new name last over a power loss, where the system can do that to a folder. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // The file itself is safe.
  }
}
