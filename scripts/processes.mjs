// The processes that a script starts, and their end: none outlives it.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { keepSaying } from './progress.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** How long a process may take to end by itself, in milliseconds. */
const patience = 4000;

/** @type {Set<ChildProcess>} */
const running = new Set();

/** @type {(() => unknown)[]} */
const cleanups = [];

/**
 * Starts a process as the head of a group of its own, so that what it starts ends with it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { detached: process.platform !== 'win32', ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/**
 * Ends a process of `start` with all that it started.
 *
 * @param {ChildProcess} child
 */
export async function endGroup(child) {
  const ended = child.exitCode !== null || child.signalCode !== null;
  if (!ended) {
    const exit = new Promise((resolve) => child.once('exit', resolve));
    signal(child, 'SIGTERM');
    await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
  }
  // What is left of the group, also where its head is gone.
  signal(child, 'SIGKILL');
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone.
  }
}

/**
 * @param {() => unknown} cleanup what to do when the script is interrupted, the last one first
 */
export function onInterrupt(cleanup) {
  cleanups.push(cleanup);
}

let ending = false;

/** @returns {boolean} whether the script was interrupted, so that what fails now fails because of that */
export function isEnding() {
  return ending;
}

/** Makes Ctrl+C, and being told to end, clean up first: exit code 128 + signal. */
export function endOnSignals() {
  const end = async (/** @type {NodeJS.Signals} */ name) => {
    // A terminal and npm may both pass the same Ctrl+C on.
    if (ending) return;
    ending = true;
    for (const cleanup of cleanups.reverse()) await Promise.resolve(cleanup()).catch(() => {});
    await Promise.all([...running].map(endGroup));
    process.exit(128 + constants.signals[name]);
  };
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, () => void end(name));
  // npm's shell passes no signal on: it only is gone.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || void end('SIGHUP'), 1000).unref();
}

/**
 * Runs a command to its end, quietly: what it prints shows only when it fails.
 *
 * @param {string} what it is, in a word or two
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { status?: (output: string) => string }} [options] `status` makes how far
 *   it is of what it has printed
 * @returns {Promise<string>} what it printed
 * @throws {Error} with what it printed last, when it does not exit with 0
 */
export async function run(what, command, args, { status, ...options } = {}) {
  let output = '';
  const silence = keepSaying(what, () => status?.(output) ?? '');
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signalName) => resolve(code ?? signalName));
    });
    if (code !== 0) throw new Error(`${what} failed (${code}):\n${output.trimEnd().split('\n').slice(-60).join('\n')}`);
    return output;
  } finally {
    silence();
  }
}
