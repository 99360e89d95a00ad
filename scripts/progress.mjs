// What a script says while it works: numbered steps, and below a step that lasts, how far it is.
import process from 'node:process';

/** @type {NodeJS.WriteStream} */
let out = process.stdout;

/**
 * Where progress is said from now on, in place of standard output.
 *
 * @param {NodeJS.WriteStream} stream
 */
export function progressTo(stream) {
  out = stream;
}

/** Milliseconds between two lines of a step that lasts, for a terminal (one line, rewritten) and for a log. */
const beat = () => (out.isTTY ? 500 : 4000);

/** A script that goes on in another Node goes on counting there. */
const counter = 'UPTRACK_STEPS';

let steps = Number(process.env[counter] ?? 0);

/** @param {string} text of the next step */
export function step(text) {
  steps += 1;
  out.write(`${steps > 1 ? '\n' : ''}[${steps}] ${text}\n`);
}

/** @returns {Record<string, string>} the environment of a process that goes on with these steps */
export function stepsSoFar() {
  return { [counter]: String(steps) };
}

/** @param {string} text below the step */
export function note(text) {
  for (const line of text.split('\n')) out.write(`    ${line}\n`);
}

/**
 * @param {number} start in milliseconds
 * @returns {string} the time since then
 */
export function since(start) {
  const seconds = (Date.now() - start) / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Says every few seconds that something still goes on.
 *
 * @param {string} what
 * @param {() => string} [status] how far it is
 * @returns {() => void} ends it
 */
export function keepSaying(what, status = () => '') {
  const start = Date.now();
  const text = () => [`${what}: ${since(start)}`, status()].filter(Boolean).join(', ');
  const timer = setInterval(() => {
    if (out.isTTY) out.write(`\r\x1b[K    ${text().slice(0, (out.columns || 80) - 6)}`);
    else note(text());
  }, beat());
  return () => {
    clearInterval(timer);
    if (out.isTTY) out.write('\r\x1b[K');
  };
}
