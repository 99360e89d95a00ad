/** Entry point of the command line: the process around `run`. */
import process from 'node:process';
import { loggable } from '../config/redact.ts';
import { exit } from './io.ts';
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

try {
  process.exitCode = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    version: PACKAGE_VERSION,
    stdin: process.stdin,
    write,
    warn: (message) => void process.stderr.write(`${message}\n`),
  });
} catch (error) {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`uptrack-conf: ${loggable(what)}\n`);
  process.exitCode = exit.failed;
}
