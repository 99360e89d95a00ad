// VS Code as a server, its window a page in a browser: code-server from npm, installed into the checkout.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { findProgram, vscodeFolder } from './machine.mjs';
import { endGroup, run, start } from './processes.mjs';
import { note, since, step } from './progress.mjs';
import { runNpm } from './setup.mjs';

/** Of code-server, whose 4.139.1 is VS Code 1.139.1. Needs Node 24. */
const version = '4.139.1';

const folder = path.join(vscodeFolder, `web-host-${version}`);
const server = path.join(folder, 'node_modules/code-server/lib/vscode');
const serverMain = path.join(server, 'out/server-main.js');

const alone = ['--no-save', '--no-package-lock', '--ignore-scripts'];

/** The parts of the installation, in order. Each leaves a stamp when it is done; what has none is begun anew. */
const parts = [
  {
    name: 'code-server',
    partial: path.join(folder, 'node_modules'),
    install: () =>
      runNpm('npm install code-server', ['install', `code-server@${version}`, '--prefix', folder, ...alone], {
        cwd: folder,
        node: process.execPath,
      }),
  },
  {
    name: 'dependencies',
    partial: path.join(server, 'node_modules'),
    install: () =>
      runNpm("npm install VS Code's dependencies", ['install', '--omit=dev', '--ignore-scripts'], {
        cwd: server,
        node: process.execPath,
      }),
  },
  { name: 'native', partial: null, install: buildLogger },
];

/** Installs what is missing of the server, having said so. */
export async function ensureWebHost() {
  const stamp = (/** @type {string} */ name) => path.join(folder, `${name}.installed`);
  const first = existsSync(serverMain) ? parts.findIndex(({ name }) => !existsSync(stamp(name))) : 0;
  if (first < 0) return;
  const place = path.relative(process.cwd(), folder);
  step(`Installing VS Code for the browser: code-server ${version} from npm, into ${place} (about 600 MB)`);
  const begin = Date.now();
  mkdirSync(folder, { recursive: true });
  // A part rests on the ones before it.
  for (const { name, partial, install } of parts.slice(first)) {
    rmSync(stamp(name), { force: true });
    if (partial) rmSync(partial, { recursive: true, force: true });
    await install();
    writeFileSync(stamp(name), '');
  }
  note(`done in ${since(begin)}`);
}

/** The module behind VS Code's log files comes as source. VS Code runs without it, too. */
async function buildLogger() {
  if (!findProgram('python3') || !findProgram('make') || !findProgram('g++', 'clang++')) {
    note('without python3, make and g++ VS Code writes no log files; all else works');
    return;
  }
  const nodedir = nodeHeaders();
  const env = nodedir ? { ...process.env, npm_config_nodedir: nodedir } : process.env;
  await runNpm('npm rebuild', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], {
    cwd: server,
    env,
    node: process.execPath,
  }).catch(() => note('the module for log files could not be built; all else works'));
}

/** The package of the running Node holds the headers that a native module is built against. */
function nodeHeaders() {
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('node/package.json'));
    return path.dirname(require.resolve(`${prefix}-${process.platform}-${process.arch}/package.json`));
  } catch {
    return null;
  }
}

/**
 * Starts the server on a free port of 127.0.0.1.
 *
 * @param {import('./profile.mjs').Profile} profile
 * @param {{ folder?: string, token?: string, driven?: boolean, restricted?: boolean }} options `folder`: opened where the address
 *   says none; `token`: without it a page is refused; `driven`: a script drives the page, and may have it run an extension under
 *   development and its tests; `restricted`: no folder is trusted
 * @returns {Promise<{ port: number, child: import('node:child_process').ChildProcess, stop: () => Promise<void> }>}
 * @throws {Error} with what it printed, when it does not come up
 */
export async function startServer(profile, { folder: defaultFolder, token, driven, restricted }) {
  const child = start(
    process.execPath,
    [
      ...serverArguments(profile),
      ...['--host', '127.0.0.1', '--port', '0'],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...(defaultFolder ? ['--default-folder', defaultFolder] : []),
      ...(driven ? ['--enable-smoke-test-driver', '--force-disable-user-env'] : []),
      ...(restricted ? [] : ['--disable-workspace-trust']),
      ...['--disable-telemetry', '--telemetry-level', 'off', '--disable-experiments', '--disable-update-check'],
      ...['--disable-getting-started-override', '--locale', 'en'],
    ],
    { env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = () => endGroup(child);
  try {
    return { port: await listeningPort(child), child, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs a packaged extension as a user does.
 *
 * @param {import('./profile.mjs').Profile} profile
 * @param {string} vsix
 */
export async function installExtension(profile, vsix) {
  const args = [...serverArguments(profile), '--install-extension', vsix, '--force'];
  await run('installing the extension', process.execPath, args, { env: serverEnvironment() });
}

/** @param {import('./profile.mjs').Profile} profile */
function serverArguments({ userDataDir, extensionsDir }) {
  return [
    ...[serverMain, '--accept-server-license-terms', '--user-data-dir', userDataDir],
    ...['--server-data-dir', path.join(userDataDir, 'server'), '--extensions-dir', extensionsDir],
  ];
}

/** Nothing of a VS Code around this one, and no marketplace. */
function serverEnvironment() {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE|ELECTRON|CODE_SERVER)_|^NODE_OPTIONS$/.test(name),
  );
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (/** @type {string} */ reason) =>
      reject(new Error(`VS Code's server ${reason}\n${output.slice(-2000)}`));
    const timer = setTimeout(() => fail('did not say its port within a minute'), 60_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
        const port = /listening on (\d+)/.exec(output)?.[1];
        if (port) resolve(Number(port));
      });
    }
    child.once('error', reject);
    child.once('exit', (code, signal) => fail(`ended (${code ?? signal})`));
    child.once('exit', () => clearTimeout(timer));
  });
}
