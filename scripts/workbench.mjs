// Opens the window of VS Code's server in a Chromium of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, ensureChromium } from './chromium.mjs';

/**
 * What the window opens with.
 *
 * @typedef {object} Opening
 * @property {string} [folder]
 * @property {string} [file]
 * @property {readonly string[]} [developed] folders of extensions under development; a driven server only
 * @property {string} [tests] a module whose `run` the extension host calls; a driven server only
 * @property {boolean} [withoutExtensions] no installed ones
 * @property {string} [token] of the server
 */

/**
 * @param {number} port of the server
 * @param {Opening} opening
 * @returns {string} the address of the window
 */
export function windowAddress(port, { folder, file, developed = [], tests, withoutExtensions, token }) {
  const remote = (/** @type {string} */ place) => `vscode-remote://127.0.0.1:${port}${encodeURI(place)}`;
  const payload = [
    ...developed.map((place) => ['extensionDevelopmentPath', remote(place)]),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(withoutExtensions ? [['disableExtensions', 'true']] : []),
    ...(file ? [['openFile', remote(file)]] : []),
  ];
  const query = new URLSearchParams({
    ...(token ? { tkn: token } : {}),
    ...(folder ? { folder } : { ew: 'true' }),
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

/**
 * @param {string} address
 * @param {{ debuggingPort?: string, viewport?: { width: number, height: number }, prepare?: (page: import('playwright-core').Page) => Promise<void> }} [options] `prepare` meets the page before it loads
 * @returns {Promise<{ page: import('playwright-core').Page, close: () => Promise<void> }>}
 */
export async function openWindow(address, { debuggingPort, viewport = { width: 1400, height: 900 }, prepare } = {}) {
  const profile = mkdtempSync(path.join(tmpdir(), 'uptrack-chromium-'));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: await ensureChromium(),
      args: [...chromiumFlags, ...(debuggingPort ? [`--remote-debugging-port=${debuggingPort}`] : [])],
      viewport,
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
      // The script that opens the window closes it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await prepare?.(page);
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    const close = async () => {
      await context.close().catch(() => {});
      removeProfile();
    };
    return { page, close };
  } catch (error) {
    removeProfile();
    throw error;
  }
}
