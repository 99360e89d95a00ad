/** The Pythons of this machine, and what their own ConfigParser says. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '../../server/src/config/reader.ts';

export interface Interpreter {
  readonly path: string;
  /** Such as `3.9.18`. */
  readonly version: string;
  readonly dialect: Dialect;
}

/** Null for versions that no dialect stands for. */
function dialectOf(version: string): Dialect | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 2) return minor === 7 ? '2' : null;
  if (major !== 3 || minor < 6) return null;
  return minor < 10 ? '3.9' : '3.10';
}

const names = /^python(2|2\.7|3|3\.\d+)$/;

function candidates(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => names.test(name))
          .map((name) => join(folder, name))
      : [],
  );
  const versions = join(homedir(), '.pyenv', 'versions');
  const ofPyenv = existsSync(versions)
    ? readdirSync(versions).map((version) => join(versions, version, 'bin', 'python'))
    : [];
  return [...onPath, ...ofPyenv];
}

/** One of each version, oldest first: `python2`, `python3` and the like on the PATH, and all that pyenv keeps. */
export function findInterpreters(): Interpreter[] {
  const found = new Map<string, Interpreter>();
  const script = 'import sys, platform; sys.stdout.write(platform.python_version() + " " + sys.executable)';
  for (const path of candidates()) {
    try {
      const output = execFileSync(path, ['-c', script], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 20_000,
      });
      const space = output.indexOf(' ');
      const version = output.slice(0, space);
      const dialect = dialectOf(version);
      if (dialect !== null && !found.has(version))
        found.set(version, { path: output.slice(space + 1), version, dialect });
    } catch {
      // A shim without a version behind it, or a broken installation: no interpreter.
    }
  }
  const minor = ({ version }: Interpreter): number =>
    Number(version.split('.')[0]) * 1000 + Number(version.split('.')[1]);
  return [...found.values()].sort((a, b) => minor(a) - minor(b));
}

/** A value as `get` returns it, or what it raises. */
export type AnsweredValue = string | { readonly type: string; readonly message: string };
export type AnsweredOption = readonly [name: string, raw: string, value: AnsweredValue];

/** What test/fixtures/python/reference.py says of a document. */
export type Answer =
  | {
      readonly error: {
        readonly type: string;
        /** Null for an UnicodeDecodeError. */
        readonly line: number | null;
        readonly lines: readonly number[];
        readonly message: string;
      };
    }
  | {
      readonly sections: readonly {
        readonly name: string;
        readonly options: readonly AnsweredOption[];
        readonly own: AnsweredValue | null;
      }[];
      readonly defaults: readonly AnsweredOption[];
    };

export interface Oracle {
  readonly interpreter: Interpreter;
  /** One answer for each file, in order; a text is one in UTF-8. */
  ask(files: readonly (string | Uint8Array)[]): Promise<Answer[]>;
  close(): void;
}

const reference = fileURLToPath(new URL('../fixtures/python/reference.py', import.meta.url));

/** Starts one process, to be asked many times. */
export function startOracle(interpreter: Interpreter): Oracle {
  const python = spawn(interpreter.path, [reference], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  return {
    interpreter,
    async ask(files) {
      const bytes = files.map((file) => (typeof file === 'string' ? Buffer.from(file, 'utf8') : Buffer.from(file)));
      const documents = bytes.map((file) => file.toString('base64'));
      python.stdin.write(`${JSON.stringify(documents)}\n`);
      const line = await answers.next();
      if (line.done === true) throw new Error(`Python ${interpreter.version} ended without an answer`);
      return JSON.parse(line.value) as Answer[];
    },
    close() {
      python.stdin.end();
    },
  };
}
