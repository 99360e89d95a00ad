// Brings a checkout to where its scripts can run: the packages of package-lock.json, and the Node among them.
// Node's builtins only, and nothing newer than Node 20: nothing is installed yet.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { endOnSignals, run } from './processes.mjs';
import { note, since, step, stepsSoFar } from './progress.mjs';

const oldestNode = 20;

/** The executable of the package `node`. */
export const projectNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const isProjectNode = existsSync(projectNode) && process.execPath === realpathSync(projectNode);

/**
 * Returns in the project's own Node with every package installed. In any other Node it installs what is missing, runs the same
 * script with the same arguments in the project's Node, and ends with its exit code.
 */
export async function setUp() {
  endOnSignals();
  if (isProjectNode && isInstalled()) return;
  if (Number.parseInt(process.versions.node) < oldestNode) {
    console.error(`This needs Node ${oldestNode} or later; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  if (!isInstalled()) await install();
  process.exit(await runInProjectNode());
}

/** Whether node_modules holds what package-lock.json says. npm lists what it installed as its last act. */
function isInstalled() {
  const listing = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(projectNode) || !existsSync(listing)) return false;
  const installed = readPackages(listing);
  return Object.entries(readPackages(path.join(root, 'package-lock.json'))).every(
    ([folder, { version, optional }]) =>
      folder === '' || (installed[folder] ? installed[folder].version === version : optional),
  );
}

/**
 * @param {string} file a lock file of npm
 * @returns {Record<string, { version: string, optional?: boolean, os?: string[], cpu?: string[] }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

async function install() {
  const lock = Object.values(readPackages(path.join(root, 'package-lock.json')));
  const expected = lock.filter(({ os, cpu }) => suits(os, process.platform) && suits(cpu, process.arch)).length;
  step('Installing the packages of package-lock.json, Node among them, into node_modules (about 450 MB)');
  const start = Date.now();
  // Windows cannot remove the Node that runs this, as `npm ci` would.
  const command = isProjectNode && process.platform === 'win32' ? ['install', '--no-save'] : ['ci'];
  try {
    await runNpm(`npm ${command[0]}`, command, { expected });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  if (!isInstalled()) {
    console.error(
      'npm ci left no Node in node_modules: are install scripts switched off? `npm ci --ignore-scripts=false`',
    );
    process.exit(1);
  }
  note(`done in ${since(start)}`);
}

/** @param {readonly string[] | undefined} allowed @param {string} value */
function suits(allowed, value) {
  return allowed?.includes(value) ?? true;
}

/**
 * Runs npm, the one that runs this script where it does.
 *
 * @param {string} what it does, in a word or two
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, expected?: number, node?: string }} [options] `expected`: about how many packages
 *   it fetches; `node`: the Node to run it in
 * @returns {Promise<string>} what it printed
 */
export async function runNpm(what, args, { cwd = root, env = process.env, expected, node } = {}) {
  const status = (/** @type {string} */ output) => {
    const fetched = output.match(/^npm http (fetch|cache) .*\.tgz/gm)?.length ?? 0;
    return fetched === 0 ? '' : `${fetched}${expected ? ` of about ${expected}` : ''} packages fetched`;
  };
  const quiet = ['--loglevel=http', '--no-audit', '--no-fund'];
  const cli = env.npm_execpath ?? '';
  if (/npm-cli\.[cm]?js$/.test(cli)) {
    const command = node ?? env.npm_node_execpath ?? process.execPath;
    return run(what, command, [cli, ...args, ...quiet], { cwd, env, status });
  } else {
    const windows = process.platform === 'win32';
    const PATH = node ? [path.dirname(node), env.PATH].join(path.delimiter) : env.PATH;
    return run(what, 'npm', [...args, ...quiet], { cwd, env: { ...env, PATH }, status, shell: windows });
  }
}

/** @returns {Promise<number>} the exit code */
function runInProjectNode() {
  // What the script starts by the name `node` is to be this one, too.
  const PATH = [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter);
  const child = spawn(projectNode, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, ...stepsSoFar(), PATH },
  });
  // The child cleans up and ends; this process only waits for it.
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(name);
    process.on(name, () => child.kill(name));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, name) => resolve(code ?? 128 + constants.signals[name ?? 'SIGTERM']));
  });
}
