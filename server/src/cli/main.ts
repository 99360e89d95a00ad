/** Entry point of the command line: the process around `run`. */
import process from 'node:process';
import { loggable } from '../config/redact.ts';
import { exit, type ExitCode } from './io.ts';
import { reasonOf } from './read-file.ts';
import { run } from './run.ts';

/** Set by the build. */
declare const PACKAGE_VERSION: string;

let isClosed = false;
// Whoever stops reading, as `head` does, has seen enough.
process.stdout.on('error', () => (isClosed = true));
process.stderr.on('error', () => undefined);

const write = (text: string): boolean | Promise<boolean> =>
  !isClosed &&
  new Promise((resolve) => {
    process.stdout.write(text, (error) => {
      resolve(!error);
    });
  });

const warn = (message: string): void => void process.stderr.write(`${message}\n`);

/** Null, and said: somebody has removed it. */
function workingFolder(): string | null {
  try {
    return process.cwd();
  } catch (error) {
    warn(`uptrack-conf: the folder it runs in: ${reasonOf(error)}`);
    return null;
  }
}

async function answer(): Promise<ExitCode> {
  const cwd = workingFolder();
  if (cwd === null) return exit.failed;
  return run(process.argv.slice(2), { cwd, version: PACKAGE_VERSION, stdin: process.stdin, write, warn });
}

try {
  process.exitCode = await answer();
} catch (error) {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  warn(`uptrack-conf: ${loggable(what)}`);
  process.exitCode = exit.failed;
}
