// What a script says while it works: numbered steps, and below a step that lasts, how far it is.
import process from 'node:process';

/** Milliseconds between two lines of a step that lasts, for a terminal (one line, rewritten) and for a log. */
const beat = process.stdout.isTTY ? 500 : 4000;

/** A script that goes on in another Node goes on counting there. */
const counter = 'UPTRACK_STEPS';

let steps = Number(process.env[counter] ?? 0);

/** @param {string} text of the next step */
export function step(text) {
  steps += 1;
  console.log(`${steps > 1 ? '\n' : ''}[${steps}] ${text}`);
}

/** @returns {Record<string, string>} the environment of a process that goes on with these steps */
export function stepsSoFar() {
  return { [counter]: String(steps) };
}

/** @param {string} text below the step */
export function note(text) {
  for (const line of text.split('\n')) console.log(`    ${line}`);
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
    if (process.stdout.isTTY)
      process.stdout.write(`\r\x1b[K    ${text().slice(0, (process.stdout.columns || 80) - 6)}`);
    else note(text());
  }, beat);
  return () => {
    clearInterval(timer);
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  };
}
