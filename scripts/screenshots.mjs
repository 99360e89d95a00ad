// npm run screenshots: the pictures of the README, of the packaged extension in VS Code for the browser.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').FrameLocator} FrameLocator */

const pictures = path.join(root, 'docs/images');
const [width, height] = [1600, 1000];
const [light, dark] = ['Default Light Modern', 'Default Dark Modern'];
const file = 'etc/uptrack/uptrack.conf';

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

/**
 * One window, and the pictures taken of it one after the other: each brings the panel to what its picture shows. A picture
 * of the panel alone shows it from the given element on, in a window of the given height.
 *
 * @type {readonly { theme: string, change?: (text: string) => string, pictures: readonly { name: string, arrange?: (panel: FrameLocator) => Promise<string>, height?: number }[] }[]}
 */
const windows = [
  {
    theme: light,
    pictures: [
      { name: 'workbench-light' },
      { name: 'panel-scenarios', arrange: arrangeScenarios, height: 1310 },
      { name: 'panel-updates', arrange: arrangeUpdates, height: 860 },
    ],
  },
  { theme: dark, pictures: [{ name: 'workbench-dark' }] },
  {
    theme: light,
    change: (text) => text.replace(/^autoinstall = .*$/m, 'autoinstall = nightly'),
    pictures: [{ name: 'workbench-refused' }],
  },
];

/** @param {FrameLocator} panel */
async function arrangeScenarios(panel) {
  await panel.getByRole('button', { name: 'Run all scenarios' }).click();
  await panel
    .getByRole('heading', { name: /^What .*hold/ })
    .first()
    .waitFor({ timeout: 300_000 });
  await panel
    .getByRole('radio', { name: /^Try .*upgrade_on_reboot = yes/ })
    .first()
    .check();
  return '#whatif-title';
}

/** @param {FrameLocator} panel */
async function arrangeUpdates(panel) {
  await panel.getByRole('button', { name: /^\d+ missing$/ }).click();
  await panel.getByRole('button', { name: /^Why / }).nth(1).click();
  await panel.getByRole('heading', { name: 'What would bring it in' }).waitFor();
  return '#updates-title';
}

await ensureWebHost();
await ensureChromium(step);
step('Building and packaging the extension');
await build();
await packageExtension();
mkdirSync(pictures, { recursive: true });
for (const window of windows) {
  step(`Taking ${window.pictures.map(({ name }) => name).join(', ')}`);
  await inTemporaryFolder((folder) => takePictures(folder, window));
}
process.exit(0);

/** @param {string} folder @param {(typeof windows)[number]} window */
async function takePictures(folder, { theme, change, pictures: wanted }) {
  const sample = path.join(folder, 'sample');
  cpSync(path.join(root, 'sample'), sample, { recursive: true });
  const opened = path.join(sample, file);
  if (change !== undefined) writeFileSync(opened, change(readFileSync(opened, 'utf8')));
  const profile = makeProfile(folder, { ...settings, 'workbench.colorTheme': theme });
  await installExtension(profile, vsix);
  const token = randomBytes(16).toString('hex');
  const server = await startServer(profile, { token });
  try {
    const address = windowAddress(server.port, { folder: sample, file: opened, token });
    const { page, close } = await openWindow(address, { viewport: { width, height } });
    try {
      const panel = await openPanel(page);
      for (const picture of wanted) await takePicture(page, panel, picture);
    } finally {
      await close();
    }
  } finally {
    await server.stop();
  }
}

/** @param {Page} page @param {FrameLocator} panel @param {(typeof windows)[number]['pictures'][number]} picture */
async function takePicture(page, panel, { name, arrange, height: own = height }) {
  const picture = path.join(pictures, `${name}.png`);
  if (arrange === undefined) {
    await settle(page);
    await page.screenshot({ path: picture });
  } else {
    const from = panel.locator(await arrange(panel));
    await page.setViewportSize({ width, height: own });
    await page.mouse.move(width / 2, own - 5);
    await from.evaluate((element) => {
      const margin = 16;
      element.ownerDocument.defaultView?.scrollTo(0, element.getBoundingClientRect().top + scrollY - margin);
    });
    await settle(page);
    await page.locator('iframe.webview.ready').screenshot({ path: picture });
  }
  note(path.relative(root, picture));
}

/** The file in front, and the panel beside it. @param {Page} page */
async function openPanel(page) {
  await page.locator('.squiggly-error').first().waitFor();
  await page.locator('.codelens-decoration a').first().click();
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await panel.getByRole('slider').waitFor();
  // Without the tree of folders.
  await page.locator('.view-line').last().click();
  await page.keyboard.press('Control+b');
  await page.locator('.sidebar').waitFor({ state: 'hidden' });
  await page.mouse.move(width / 2, height - 5);
  for (const toast of await page.locator('.notification-toast .codicon-notifications-clear').all()) await toast.click();
  return panel;
}

/** Waits until two pictures in a row are the same. @param {Page} page */
async function settle(page) {
  for (let before = ''; ;) {
    const now = (await page.screenshot({ caret: 'hide' })).toString('base64');
    if (now === before) return;
    before = now;
    await page.waitForTimeout(1000);
  }
}
