// Opens a folder in a VS Code for a person: the one installed, the one that can be downloaded, or the one in the browser.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import { findProgram, hasDisplay, isRoot, root, vscodeFolder } from './machine.mjs';
import { packageExtension, vsix } from './package.mjs';
import { start } from './processes.mjs';
import { makeProfile } from './profile.mjs';
import { note, since, step } from './progress.mjs';
import { downloadVSCode } from './vscode.mjs';
import { ensureWebHost, installExtension, startServer } from './web-host.mjs';
import { windowAddress } from './workbench.mjs';

const firstThings = [
  'Try first:',
  '- read the marked lines of etc/uptrack/uptrack.conf, and take a quick fix (Ctrl+.)',
  '- click the sentence above [Settings], and move the moment of the power cut in the panel',
  '- set upgrade_on_reboot = yes, and see the verdict change as you type',
].join('\n');

/**
 * Returns when VS Code has ended.
 *
 * @param {string} folder
 * @param {string} file in it, to open
 */
export async function openSample(folder, file) {
  if (hasDisplay) {
    const desktop = installedVSCode() ?? (await downloadedVSCode());
    if (desktop) return openDesktop(desktop, folder, file);
  }
  return openInBrowser(folder, file);
}

/** @typedef {{ name: string, command: string, args: readonly string[] }} Desktop */

/** @returns {Desktop | null} */
function installedVSCode() {
  // The `code` of a terminal inside a remote VS Code is another program: it knows no extensions under development.
  const command = process.env.VSCODE_IPC_HOOK_CLI ? null : findProgram('code');
  if (!command) return null;
  return { name: `the installed VS Code (${command})`, command, args: ['--wait', ...(isRoot ? ownProfile() : [])] };
}

/** @returns {Promise<Desktop | null>} */
async function downloadedVSCode() {
  const command = await downloadVSCode();
  if (typeof command === 'string') return { name: 'the downloaded VS Code', command, args: ownProfile() };
  note(`VS Code could not be downloaded (${command.message})`);
  return null;
}

/** Root has to name a profile, and gets no sandbox. */
function ownProfile() {
  const { userDataDir, extensionsDir } = makeProfile(path.join(vscodeFolder, 'desktop'));
  return ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir, ...(isRoot ? ['--no-sandbox'] : [])];
}

/**
 * @param {Desktop} desktop
 * @param {string} folder
 * @param {string} file
 */
async function openDesktop({ name, command, args }, folder, file) {
  step(`Opening sample/ in ${name}`);
  note(`${firstThings}\n\nThis ends when its window is closed.`);
  const windowsScript = command.endsWith('.cmd');
  const quote = (/** @type {string} */ text) => (windowsScript ? `"${text}"` : text);
  const all = ['--new-window', `--extensionDevelopmentPath=${root}`, ...args, folder, file];
  const child = start(quote(command), all.map(quote), { stdio: 'ignore', shell: windowsScript });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error(`VS Code ended with exit code ${code}`);
}

/**
 * @param {string} folder
 * @param {string} file
 */
async function openInBrowser(folder, file) {
  note('no desktop with VS Code here: VS Code comes in the browser');
  await ensureWebHost();
  step('Installing the extension into VS Code for the browser');
  const begin = Date.now();
  const profile = makeProfile(path.join(vscodeFolder, 'browser'));
  await packageExtension();
  await installExtension(profile, vsix);
  note(`done in ${since(begin)}`);

  step('Starting VS Code for the browser, for this machine only (127.0.0.1)');
  const token = randomBytes(16).toString('hex');
  const { port, child } = await startServer(profile, { token });
  note(`Open this address:\n\n${windowAddress(port, { folder, file, token })}\n\n${firstThings}\n\nCtrl+C ends it.`);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  throw new Error(`VS Code's server ended (${code})`);
}
