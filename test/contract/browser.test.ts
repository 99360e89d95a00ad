/** The language server as it is shipped for the browser: a worker in a real Chromium. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AbstractMessageReader, AbstractMessageWriter, type DataCallback, type Message } from 'vscode-jsonrpc/node';
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.mjs';
import { buildBundle } from './build.ts';
import type { Transport } from './client.ts';
import { testContract } from './suite.ts';
import { full, pull, text, uri } from './suite/given.ts';

const origin = 'http://127.0.0.1';

let script: string;
let name: string;
let browser: Browser;
beforeAll(async () => {
  const bundle = await buildBundle('serverBrowser');
  script = readFileSync(bundle.path, 'utf8');
  name = basename(bundle.path);
  bundle.remove();
  browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...chromiumFlags] });
});
afterAll(async () => {
  await browser.close();
});

declare global {
  interface Window {
    server: Worker;
    /** Gives the test what the worker says. */
    receive: (message: Message) => void;
  }
}

/** A page that has started the worker from an address. */
async function connect(address = `/dist/${name}`): Promise<Transport> {
  const page = await browser.newPage();
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Host</title>' });
    else if (pathname === address) await route.fulfill({ contentType: 'text/javascript', body: script });
    else await route.abort();
  });
  const reader = new PageReader();
  await page.exposeFunction('receive', (message: Message) => {
    reader.receive(message);
  });
  const ended = new Promise<null>((resolve) => {
    page.once('worker', (worker) =>
      worker.once('close', () => {
        resolve(null);
      }),
    );
    page.once('close', () => {
      resolve(null);
    });
  });
  await page.goto(`${origin}/`);
  await page.evaluate((url) => {
    window.server = new Worker(url);
    window.server.onmessage = ({ data }) => {
      window.receive(data as Message);
    };
  }, address);
  return {
    reader,
    writer: new PageWriter(page),
    received: () => reader.received,
    ended,
    kill: () => void page.close(),
  };
}

class PageReader extends AbstractMessageReader {
  received = '';
  #callback: DataCallback | undefined;

  receive(message: Message): void {
    this.received += JSON.stringify(message);
    this.#callback?.(message);
  }

  listen(callback: DataCallback): { dispose: () => void } {
    this.#callback = callback;
    return { dispose: () => (this.#callback = undefined) };
  }
}

class PageWriter extends AbstractMessageWriter {
  readonly #page: Page;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  async write(message: Message): Promise<void> {
    await this.#page.evaluate((data) => {
      window.server.postMessage(data);
    }, message);
  }

  end(): void {
    // The page is closed by `kill`.
  }
}

const start = testContract(connect);

describe('the end', () => {
  it('of the worker comes after shutdown', async () => {
    expect(await (await start(full)).shutDown()).toBeNull();
  });
});

describe('the bundle', () => {
  it('imports nothing of Node', () => {
    expect(script.match(/["'`]node:[a-z/]+|\brequire\(|Dynamic require|\bimport\(/g) ?? []).toEqual([]);
  });

  it('finds the pages of the rules beside its own folder', async () => {
    const client = await start(full);
    await client.open(uri, text);
    const [item] = (await pull(client)).items ?? [];
    expect(item?.codeDescription?.href).toBe(`${origin}/docs/rules/${String(item?.code)}.md`);
  });
});
