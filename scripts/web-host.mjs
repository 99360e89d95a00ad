// VS Code as a server, its window a page in a browser: code-server from npm, installed into the checkout.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { findProgram, vscodeFolder } from './machine.mjs';
import { endGroup, run, start } from './processes.mjs';
import { note, since, step } from './progress.mjs';
import { runNpm } from './setup.mjs';

/**
 * A VS Code to be installed.
 *
 * @typedef {object} Release
 * @property {string} version of code-server, whose 4.139.1 is VS Code 1.139.1
 * @property {string | null} node the version of Node that its native modules are for; null: the project's own
 * @property {string | null} ripgrep the version of its search program where an install script would download it; null: it is in it
 * @property {readonly string[]} native the modules behind its log files, which come as source
 */

/**
 * The one that is current, and the oldest that `engines.vscode` of package.json promises.
 *
 * @satisfies {Readonly<Record<string, Release>>}
 */
export const releases = {
  newest: { version: '4.139.1', node: null, ripgrep: null, native: ['@vscode/spdlog', '@vscode/native-watchdog'] },
  minimum: { version: '4.100.3', node: '20.20.2', ripgrep: '1.18.0', native: ['@vscode/spdlog', 'native-watchdog'] },
};

/** @typedef {keyof typeof releases} ReleaseName */

/** A platform as the packages that hold a program for it are called. */
const platform = `${process.platform}-${process.arch}`;

/** @param {Release} release */
function placesOf({ version, node }) {
  const folder = path.join(vscodeFolder, `web-host-${version}`);
  const modules = path.join(folder, 'node_modules');
  const server = path.join(modules, 'code-server/lib/vscode');
  return {
    ...{ folder, modules, server },
    serverMain: path.join(server, 'out/server-main.js'),
    node: node ? path.join(modules, nodePackage, 'bin', 'node') : process.execPath,
  };
}

/** The package that holds a Node for this platform, with the headers that a native module is built against. */
const nodePackage = `${platform === 'darwin-arm64' ? 'node-bin' : 'node'}-${platform}`;

const alone = ['--no-save', '--no-package-lock', '--ignore-scripts'];

/**
 * The parts of the installation, in order. Each leaves a stamp when it is done; what has none is begun anew.
 *
 * @param {Release} release
 */
function partsOf(release) {
  const { folder, modules, server } = placesOf(release);
  const { version, node, ripgrep } = release;
  return [
    {
      name: 'code-server',
      partial: modules,
      install: async () => {
        const packages = [
          `code-server@${version}`,
          ...(node ? [`${nodePackage}@${node}`] : []),
          ...(ripgrep ? [`@vscode/ripgrep-${platform}@${ripgrep}`] : []),
        ];
        const args = ['install', ...packages, '--prefix', folder, ...alone];
        await runNpm('npm install code-server', args, { cwd: folder, node: process.execPath });
      },
    },
    {
      name: 'dependencies',
      partial: path.join(server, 'node_modules'),
      install: async () => {
        const args = ['install', '--omit=dev', '--ignore-scripts'];
        await runNpm("npm install VS Code's dependencies", args, { cwd: server, node: process.execPath });
        const bin = path.join(server, 'node_modules/@vscode/ripgrep/bin');
        if (ripgrep) cpSync(path.join(modules, `@vscode/ripgrep-${platform}/bin`), bin, { recursive: true });
      },
    },
    { name: 'native', partial: null, install: () => buildLogger(release) },
  ];
}

/**
 * Installs what is missing of the server, having said so.
 *
 * @param {Release} [release]
 */
export async function ensureWebHost(release = releases.newest) {
  const { folder, serverMain } = placesOf(release);
  const stamp = (/** @type {string} */ name) => path.join(folder, `${name}.installed`);
  const parts = partsOf(release);
  const first = existsSync(serverMain) ? parts.findIndex(({ name }) => !existsSync(stamp(name))) : 0;
  if (first < 0) return;
  const place = path.relative(process.cwd(), folder);
  step(`Installing VS Code for the browser: code-server ${release.version} from npm, into ${place} (about 600 MB)`);
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

/**
 * The module behind VS Code's log files comes as source. VS Code runs without it, too.
 *
 * @param {Release} release
 */
async function buildLogger(release) {
  if (!findProgram('python3') || !findProgram('make') || !findProgram('g++', 'clang++')) {
    note('without python3, make and g++ VS Code writes no log files; all else works');
    return;
  }
  const { server, modules, node } = placesOf(release);
  const nodedir = release.node ? path.join(modules, nodePackage) : nodeHeaders();
  const env = nodedir ? { ...process.env, npm_config_nodedir: nodedir } : process.env;
  await runNpm('npm rebuild', ['rebuild', ...release.native], { cwd: server, env, node }).catch(() =>
    note('the module for log files could not be built; all else works'),
  );
}

/** The package of the running Node holds its headers. */
function nodeHeaders() {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('node/package.json'));
    return path.dirname(require.resolve(`${nodePackage}/package.json`));
  } catch {
    return null;
  }
}

/**
 * Starts the server on a free port of 127.0.0.1.
 *
 * @param {import('./profile.mjs').Profile} profile
 * @param {{ folder?: string, token?: string, driven?: boolean, restricted?: boolean, release?: Release, env?: NodeJS.ProcessEnv }} options
 *   `folder`: opened where the address says none; `token`: without it a page is refused; `driven`: a script drives the page, and may
 *   have it run an extension under development and its tests; `restricted`: no folder is trusted; `env`: more for its processes
 * @returns {Promise<{ port: number, child: import('node:child_process').ChildProcess, stop: () => Promise<void> }>}
 * @throws {Error} with what it printed, when it does not come up
 */
export async function startServer(profile, { folder: defaultFolder, token, driven, restricted, release, env }) {
  const { node, serverMain } = placesOf(release ?? releases.newest);
  const child = start(
    node,
    [
      ...[serverMain, ...serverArguments(profile)],
      ...['--host', '127.0.0.1', '--port', '0'],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...(defaultFolder ? ['--default-folder', defaultFolder] : []),
      ...(driven ? ['--enable-smoke-test-driver', '--force-disable-user-env'] : []),
      ...(restricted ? [] : ['--disable-workspace-trust']),
      ...['--disable-telemetry', '--telemetry-level', 'off', '--disable-experiments', '--disable-update-check'],
      ...['--disable-getting-started-override', '--locale', 'en'],
    ],
    { env: { ...serverEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
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
 * @param {Release} [release]
 */
export async function installExtension(profile, vsix, release = releases.newest) {
  const { node, serverMain } = placesOf(release);
  const args = [serverMain, ...serverArguments(profile), '--install-extension', vsix, '--force'];
  await run('installing the extension', node, args, { env: serverEnvironment() });
}

/** @param {import('./profile.mjs').Profile} profile */
function serverArguments({ userDataDir, extensionsDir }) {
  return [
    ...['--accept-server-license-terms', '--user-data-dir', userDataDir],
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
