#!/usr/bin/env node
// Stands in for the executable of VS Code where there is no desktop: takes its command line, runs the tests in VS Code's server and
// a Chromium, and exits with their exit code.
import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { endOnSignals, onInterrupt } from './processes.mjs';
import { releases, startServer } from './web-host.mjs';
import { openWindow, windowAddress } from './workbench.mjs';

const exitCodes = { timedOut: 124, died: 125, notStarted: 126 };

/** How long all tests may take, in milliseconds. */
const patience = 900_000;

/** What the window writes to its console about itself, among what the tests print. */
const windowNoise = [
  /^(Resolv(ing|ed) connection token|Creating a (socket|workbench)|Creation of workbench|Canceled|Aborted)/,
  /^(\[[\w -]+\]|\[\w+:|(Ignoring fetching|Updating) additional builtin|An unknown error occurred)/,
  /(bindings file|Release\/watchdog)/,
  /^(?!\s*✗)[^]*\/workbench\/workbench\.js:/,
];

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    'remote-debugging-port': { type: 'string' },
    'disable-extensions': { type: 'boolean' },
    // Ours, the first because test-electron passes --disable-workspace-trust whatever is asked for.
    restricted: { type: 'boolean' },
    release: { type: 'string' },
  },
});
const text = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : undefined);
const profile = {
  userDataDir: path.resolve(text(values['user-data-dir']) ?? ''),
  extensionsDir: path.resolve(text(values['extensions-dir']) ?? ''),
};

let ending = false;
/** @type {(() => Promise<unknown>)[]} */
const closing = [];
const exit = async (/** @type {number} */ code, /** @type {string} */ why = '') => {
  if (ending) return;
  ending = true;
  if (why) console.error(`VS Code: ${why}`);
  for (const close of closing.reverse()) await close();
  process.exit(code);
};
endOnSignals();
onInterrupt(async () => {
  for (const close of closing.reverse()) await close();
});
setTimeout(() => void exit(exitCodes.timedOut, 'the tests did not end'), patience).unref();
try {
  const name = /** @type {import('./web-host.mjs').ReleaseName} */ (text(values.release) ?? 'newest');
  const restricted = Boolean(values.restricted);
  const server = await startServer(profile, { driven: true, restricted, release: releases[name] });
  closing.push(server.stop);
  server.child.once('exit', (code) => void exit(exitCodes.died, `the server ended (${code})`));
  const target = positionals[0] && path.resolve(positionals[0]);
  const address = windowAddress(server.port, {
    ...(target && (statSync(target).isDirectory() ? { folder: target } : { file: target })),
    developed: values.extensionDevelopmentPath?.map((folder) => path.resolve(String(folder))),
    tests: text(values.extensionTestsPath),
    withoutExtensions: Boolean(values['disable-extensions']),
  });
  const window = await openWindow(address, {
    debuggingPort: text(values['remote-debugging-port']),
    prepare: async (page) => {
      await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
        if (windowNoise.some((noise) => noise.test(String(args[0])))) return;
        (type === 'error' || type === 'warn' ? console.error : console.log)(...args);
      });
      await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
        // The page waits for the return, and is closed by the exit.
        setImmediate(() => void exit(code));
      });
      page.on('crash', () => void exit(exitCodes.died, 'the page crashed'));
      page.context().on('close', () => void exit(exitCodes.died, 'Chromium ended'));
    },
  });
  closing.push(window.close);
} catch (error) {
  await exit(exitCodes.notStarted, error instanceof Error ? error.stack : String(error));
}
