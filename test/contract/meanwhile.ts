/**
 * Loaded with `node --import` before a program: as soon as it has opened one file, something happens to others, as another program might
 * do just then. What, says UPTRACK_TEST_MEANWHILE.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** JSON of the variable; paths are absolute. */
export interface Meanwhile {
  readonly opened: string;
  readonly deed: Deed;
  readonly path: string;
}

const deeds = {
  vanishes: () => undefined,
  'becomes a folder': (path: string) => {
    fs.mkdirSync(path);
  },
  'becomes a file': (path: string) => {
    fs.writeFileSync(path, '');
  },
  'becomes a link to itself': (path: string) => {
    fs.symlinkSync(path, path);
  },
  'is closed': (path: string) => {
    fs.mkdirSync(path, { mode: 0 });
    giveUpRights();
  },
  'becomes unreadable': (path: string) => {
    fs.writeFileSync(path, '', { mode: 0 });
    giveUpRights();
  },
} as const satisfies Record<string, (path: string) => void>;

/** What can happen to a file or a folder. */
export type Deed = keyof typeof deeds;

/** To root nothing is closed. */
function giveUpRights(): void {
  if (process.geteuid?.() === 0) process.seteuid?.(65_534);
}

const { opened, deed, path } = JSON.parse(process.env.UPTRACK_TEST_MEANWHILE ?? '{}') as Meanwhile;
const { openSync } = fs;
let isDone = false;
fs.openSync = (...args) => {
  const file = openSync(...args);
  if (args[0] === opened && !isDone) {
    isDone = true;
    fs.rmSync(path, { recursive: true });
    deeds[deed](path);
  }
  return file;
};
syncBuiltinESMExports();
