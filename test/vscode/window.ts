/** The window of VS Code that these tests run in, seen from outside as its user does. */
import path from 'node:path';
import { chromium, type FrameLocator, type Page } from 'playwright-core';
import { setting } from './setting.ts';

/** Longest wait for anything in the window, in milliseconds: a machine may be slow, a failure is not in a hurry. */
const patience = 30_000;

let connected: Promise<Page> | undefined;

/** The page of the window. VS Code for the desktop and the Chromium of the one for the browser both have a debugging port. */
export function getPage(): Promise<Page> {
  connected ??= connect();
  return connected;
}

async function connect(): Promise<Page> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${setting('UPTRACK_TEST_PORT')}`);
  return eventually('a page with a workbench', async () => {
    for (const page of browser.contexts().flatMap((context) => context.pages())) {
      if ((await page.locator('.monaco-workbench').count()) > 0) {
        page.setDefaultTimeout(patience);
        return page;
      }
    }
    return undefined;
  });
}

/** Keeps a picture of the window. */
export async function takePicture(name: string): Promise<void> {
  const file = path.join(setting('UPTRACK_TEST_PICTURES'), `${name.replaceAll(/\W+/g, '-')}.png`);
  await (await getPage()).screenshot({ path: file });
}

/** The page inside the one webview that is open. */
export async function getPanel(): Promise<FrameLocator> {
  const page = await getPage();
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/**
 * Asks until there is an answer.
 *
 * @throws when there is none in time
 */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
