// npm run screenshots: the pictures of the README, of the packaged extension in VS Code for the browser.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { setUp } from './setup.mjs';

await setUp();
const { build } = await import('./checks.mjs');
const { ensureChromium } = await import('./chromium.mjs');
const { packageExtension, vsix } = await import('./package.mjs');
const { inTemporaryFolder, makeProfile } = await import('./profile.mjs');
const { note, step } = await import('./progress.mjs');
const { ensureWebHost, installExtension, startServer } = await import('./web-host.mjs');
const { openWindow, windowAddress } = await import('./workbench.mjs');

const pictures = path.join(root, 'docs/images');
const viewport = { width: 1600, height: 1000 };
const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

const settings = {
  'breadcrumbs.enabled': false,
  'editor.glyphMargin': false,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'editor.scrollBeyondLastLine': false,
  'editor.wordWrap': 'on',
  'git.enabled': false,
  'window.autoDetectColorScheme': false,
  'window.menuBarVisibility': 'hidden',
  'window.title': '${activeEditorShort} — ${rootName}',
  'workbench.editor.alwaysShowEditorActions': true,
  'workbench.layoutControl.enabled': false,
  'workbench.tips.enabled': false,
};

await ensureWebHost();
await ensureChromium(step);
step('Building and packaging the extension');
await build();
await packageExtension();
mkdirSync(pictures, { recursive: true });
for (const [name, theme] of Object.entries(themes)) {
  step(`Taking the picture in ${theme}`);
  const picture = path.join(pictures, `workbench-${name}.png`);
  await inTemporaryFolder((folder) => takePicture(folder, theme, picture));
  note(path.relative(root, picture));
}
process.exit(0);

/** @param {string} folder @param {string} theme @param {string} picture */
async function takePicture(folder, theme, picture) {
  const sample = path.join(folder, 'sample');
  cpSync(path.join(root, 'sample'), sample, { recursive: true });
  const profile = makeProfile(folder, { ...settings, 'workbench.colorTheme': theme });
  await installExtension(profile, vsix);
  const token = randomBytes(16).toString('hex');
  const server = await startServer(profile, { token });
  try {
    const file = path.join(sample, 'etc/uptrack/uptrack.conf');
    const { page, close } = await openWindow(windowAddress(server.port, { folder: sample, file, token }), { viewport });
    try {
      await arrange(page);
      await page.screenshot({ path: picture });
    } finally {
      await close();
    }
  } finally {
    await server.stop();
  }
}

/** Brings the window to what the picture shows. @param {import('playwright-core').Page} page */
async function arrange(page) {
  await page.locator('.squiggly-error').first().waitFor();
  await page.locator('.codelens-decoration a').first().click();
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await panel.getByRole('status').waitFor();
  // The file in front, without the tree of folders beside it.
  await page.locator('.view-line').last().click();
  await page.keyboard.press('Control+b');
  await page.locator('.sidebar').waitFor({ state: 'hidden' });
  await page.mouse.move(viewport.width / 2, viewport.height - 5);
  for (const toast of await page.locator('.notification-toast .codicon-notifications-clear').all()) await toast.click();
  await settle(page);
}

/** Waits until two pictures in a row are the same. @param {import('playwright-core').Page} page */
async function settle(page) {
  for (let before = ''; ;) {
    const now = (await page.screenshot({ caret: 'hide' })).toString('base64');
    if (now === before) return;
    before = now;
    await page.waitForTimeout(1000);
  }
}
