/** The built page in a real Chromium, under the CSP of the panel, with a host side that only records. */

import esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { FromView } from '../../client/view/messages.ts';
import { bundles } from '../../esbuild.mjs';
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.mjs';
import type { Theme, ThemeName } from './themes.ts';
import { themes } from './themes.ts';
import { asSent, type Told } from './stored.ts';

const origin = 'http://127.0.0.1';
const nonce = 'c2l4dGVlbmJ5dGVzbm93IQ';
const csp = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin}`;

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${csp}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Power-loss preview</title>
    <link rel="stylesheet" href="view.css" />
  </head>
  <body>
    <main id="view"></main>
    <script nonce="${nonce}" src="view.js"></script>
  </body>
</html>`;

export interface Built {
  readonly script: string;
  readonly style: string;
}

/** The bundle of the page as it is shipped, in memory. */
export async function buildView(): Promise<Built> {
  const { outputFiles } = await esbuild.build({ ...bundles.view, write: false, logLevel: 'silent' });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

export async function launch(): Promise<Browser> {
  return await chromium.launch({ executablePath: await ensureChromium(), args: [...chromiumFlags] });
}

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What `getState` returns at first. */
  readonly saved?: unknown;
}

/** What the stub of `acquireVsCodeApi` keeps in the page. */
interface Recorded {
  readonly messages: FromView[];
  state: unknown;
  acquired: number;
  /** What the page was kept from doing, and what it threw. */
  readonly complaints: string[];
}

declare global {
  interface Window {
    recorded: Recorded;
  }
}

export interface Panel {
  readonly page: Page;
  /** As the panel's host side does. */
  send(message: Told): Promise<void>;
  /** Anything at all. */
  sendRaw(message: unknown): Promise<void>;
  /** Messages since the last call. */
  messages(): Promise<readonly FromView[]>;
  state(): Promise<unknown>;
  /** Errors of the page and what its CSP blocked, so far. */
  complaints(): Promise<readonly string[]>;
}

/** Opens the page and waits until it has said that it listens. */
export async function openPanel(browser: Browser, built: Built, options: PanelOptions = {}): Promise<Panel> {
  const { theme = 'dark', width = 1000, height = 900, saved } = options;
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: html });
    else if (pathname === '/view.js') await route.fulfill({ contentType: 'text/javascript', body: built.script });
    else if (pathname === '/view.css') await route.fulfill({ contentType: 'text/css', body: built.style });
    else await route.abort();
  });
  await page.addInitScript(prepare, { theme: themes[theme], saved });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => window.recorded.messages.length > 0);

  const sendRaw = async (message: unknown) => {
    // Two frames later the page has drawn what it was told.
    await page.evaluate(async (data) => {
      window.postMessage(data);
      for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
    }, message);
  };
  return {
    page,
    sendRaw,
    send: (message) => sendRaw(asSent(message)),
    messages: () => page.evaluate(() => window.recorded.messages.splice(0)),
    state: () => page.evaluate(() => window.recorded.state),
    complaints: async () => [...errors, ...(await page.evaluate(() => window.recorded.complaints))],
  };
}

/** Runs in the page before any of its scripts. */
function prepare({ theme, saved }: { readonly theme: Theme; readonly saved: unknown }): void {
  const recorded: Recorded = { messages: [], state: saved, acquired: 0, complaints: [] };
  window.recorded = recorded;
  document.addEventListener('securitypolicyviolation', (event) => {
    recorded.complaints.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
  Object.assign(window, {
    acquireVsCodeApi: () => {
      recorded.acquired++;
      if (recorded.acquired > 1) throw new Error('An instance of the VS Code API has already been acquired');
      return {
        postMessage: (message: FromView) => recorded.messages.push(structuredClone(message)),
        getState: () => recorded.state,
        setState: (state: unknown) => {
          recorded.state = structuredClone(state);
        },
      };
    },
  });
  document.addEventListener('readystatechange', () => {
    document.body.classList.add(...theme.classes);
    for (const [name, value] of Object.entries(theme.colours)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  });
}
