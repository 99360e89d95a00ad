// A VS Code to test in, and a run of tests inside it.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import esbuild from 'esbuild';
import { ensureChromium } from './chromium.mjs';
import { hasDisplay, root, vscodeFolder } from './machine.mjs';
import { inTemporaryFolder, makeProfile } from './profile.mjs';
import { run } from './processes.mjs';
import { note, step } from './progress.mjs';
import { ensureWebHost, installExtension, releases } from './web-host.mjs';

/** @typedef {import('./web-host.mjs').ReleaseName} ReleaseName */

/** The oldest VS Code that package.json promises. */
const minimumVersion = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).engines.vscode.slice(1);

/** Takes VS Code's command line where no window can be shown. */
const headless = path.join(root, 'scripts/vscode-executable.mjs');

/**
 * The desktop VS Code, downloaded by test-electron, where a window can be shown; else the one for the browser, headless.
 *
 * @param {ReleaseName} [release]
 * @returns {Promise<string>} its executable
 */
export async function obtainVSCode(release = 'newest') {
  if (hasDisplay) {
    const reason = await downloadVSCode(release);
    if (typeof reason === 'string') return reason;
    note(`VS Code could not be downloaded (${reason.message})`);
  }
  if (process.platform === 'win32') throw new Error('On Windows these tests need the download of VS Code.');
  await ensureWebHost(releases[release]);
  await ensureChromium(step);
  return headless;
}

/**
 * Whether a VS Code can be started with a folder that is not trusted: test-electron has the desktop one trust every folder.
 *
 * @param {string} executable
 */
export function canRestrict(executable) {
  return executable === headless;
}

/**
 * The desktop VS Code that test-electron downloads, or has downloaded.
 *
 * @param {ReleaseName} [release]
 * @returns {Promise<string | Error>} its executable, or why there is none
 */
export async function downloadVSCode(release = 'newest') {
  const place = path.relative(process.cwd(), vscodeFolder);
  step(`Looking for VS Code in ${place}, and downloading it if it is not there (about 150 MB)`);
  try {
    const version = release === 'minimum' ? { version: minimumVersion } : {};
    return await downloadAndUnzipVSCode({ cachePath: vscodeFolder, ...version });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Has VS Code run a module of test/vscode on a copy of a folder.
 *
 * @param {string} executable
 * @param {object} what
 * @param {string} what.module its name, in test/vscode
 * @param {string} what.workspace the folder to copy
 * @param {string} [what.vsix] the packaged extension to install; without one the extension of the checkout is loaded
 * @param {boolean} [what.restricted] the folder is not trusted; see `canRestrict`
 * @param {ReleaseName} [what.release] the one that `executable` was obtained as
 * @returns {Promise<{ passed: number, failed: number, died: boolean }>} `died`: VS Code ended before the tests did
 */
export async function runInVSCode(executable, { module, workspace, vsix, restricted, release = 'newest' }) {
  const bundle = await bundleTests(module);
  return inTemporaryFolder(async (folder) => {
    const profile = makeProfile(folder);
    const results = path.join(folder, 'results');
    const copy = path.join(folder, 'workspace');
    cpSync(workspace, copy, { recursive: true });
    if (vsix) await install(executable, profile, vsix, release);
    const port = await freePort();
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: vsix ? emptyExtension(folder) : (process.env.STUB ?? root),
      extensionTestsPath: bundle,
      launchArgs: [
        ...[copy, `--remote-debugging-port=${port}`],
        ...['--user-data-dir', profile.userDataDir, '--extensions-dir', profile.extensionsDir],
        ...(vsix ? [] : ['--disable-extensions']),
        ...(restricted ? ['--restricted'] : []),
        ...(executable === headless ? ['--release', release] : []),
      ],
      extensionTestsEnv: {
        UPTRACK_TEST_RESULTS: results,
        UPTRACK_TEST_PORT: String(port),
        UPTRACK_TEST_PICTURES: path.join(root, 'test-results'),
        UPTRACK_TEST_RELEASE: release,
      },
    }).catch((/** @type {Error} */ error) => note(error.message));
    return readResults(results);
  });
}

/**
 * @param {string} name of a module of test/vscode
 * @returns {Promise<string>} the bundle
 */
async function bundleTests(name) {
  const outdir = path.join(root, 'dist/test');
  await esbuild.build({
    // The second is what test/vscode/network.ts has the language server load.
    entryPoints: [`test/vscode/${name}.ts`, 'test/recorder/preload.ts'].map((file) => path.join(root, file)),
    entryNames: '[name]',
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'playwright-core'],
    logLevel: 'warning',
  });
  return path.join(outdir, `${name}.cjs`);
}

/**
 * @param {string} executable
 * @param {import('./profile.mjs').Profile} profile
 * @param {string} vsix
 * @param {ReleaseName} release
 */
async function install(executable, profile, vsix, release) {
  if (executable === headless) return installExtension(profile, vsix, releases[release]);
  const cli = resolveCliPathFromVSCodeExecutablePath(executable);
  const { userDataDir, extensionsDir } = profile;
  const args = [
    '--user-data-dir',
    userDataDir,
    '--extensions-dir',
    extensionsDir,
    '--install-extension',
    vsix,
    '--force',
  ];
  await run(
    'installing the extension',
    `"${cli}"`,
    args.map((text) => `"${text}"`),
    { shell: true },
  );
}

/** VS Code runs tests only where something is under development. @param {string} parent */
function emptyExtension(parent) {
  const folder = path.join(parent, 'nothing');
  mkdirSync(folder);
  const manifest = { name: 'nothing', publisher: 'nobody', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** @param {string} file that test/vscode/runner.ts writes */
function readResults(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  /** @type {import('../test/vscode/runner.ts').Line[]} */
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const tests = lines.filter((line) => line.kind === 'test');
  const failed = tests.filter(({ error }) => error !== null).length;
  return { passed: tests.length - failed, failed, died: !lines.some(({ kind }) => kind === 'done') };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
