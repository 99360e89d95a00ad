// A user's folder for VS Code: settings and extensions of its own, beside those of whoever runs the script.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** @typedef {{ readonly userDataDir: string, readonly extensionsDir: string }} Profile */

/** Quiet, offline, and no edit saved that nobody saved. */
const baseSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  // In the browser VS Code saves after a delay unless told otherwise.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
};

/**
 * @param {string} folder where it is, or comes to be; settings that are there stay
 * @param {Readonly<Record<string, unknown>>} [settings] beside the base ones
 * @returns {Profile}
 */
export function makeProfile(folder, settings = {}) {
  const userDataDir = path.join(folder, 'user-data');
  const extensionsDir = path.join(folder, 'extensions');
  const file = path.join(userDataDir, 'User/settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  mkdirSync(extensionsDir, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ ...baseSettings, ...settings }, null, 2));
  return { userDataDir, extensionsDir };
}

/**
 * A folder that lasts as long as what is done in it. Its path is short: VS Code puts sockets below it.
 *
 * @template T
 * @param {(folder: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function inTemporaryFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'uptrack-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.once('exit', remove);
  try {
    return await use(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
