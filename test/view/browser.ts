/** One Chromium and one build of the page for all files of these tests; each file connects to it. */

import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.mjs';
import { buildView } from './panel.ts';
import type { Built } from './panel.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the Chromium listens. */
    readonly chromium: string;
    readonly built: Built;
  }
}

/** Called once, before the first file; what it returns, after the last one. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const executablePath = await ensureChromium();
  const [server, built] = await Promise.all([
    chromium.launchServer({ executablePath, args: [...chromiumFlags], host: '127.0.0.1' }),
    buildView(),
  ]);
  provide('chromium', server.wsEndpoint());
  provide('built', built);
  return () => server.close();
}

/** For a file; closing it leaves the others alone. */
export async function connect(): Promise<Browser> {
  return await chromium.connect(inject('chromium'));
}
