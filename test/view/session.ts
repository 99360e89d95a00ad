/** A page for each test of a file; it has to end without complaints. */

import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type { ViewState } from '../../client/view/messages.ts';
import type { Preview } from '../../server/src/protocol.ts';
import { connect } from './browser.ts';
import { previewOf } from './fixture.ts';
import { openPanel } from './panel.ts';
import type { Panel, PanelOptions } from './panel.ts';

export const fileName = 'etc/uptrack/uptrack.conf';
export const all = previewOf();

/** As kept by an earlier page, at a moment. */
export function savedAt(moment: string, more: Partial<ViewState> = {}): ViewState {
  return { uri: '', host: '', moment, conditions: {}, assumptions: {}, pinned: false, ...more };
}

interface Session {
  /** The page with a preview, or null: with none yet. */
  readonly show: (preview?: Preview | null, options?: PanelOptions) => Promise<Panel>;
}

/** To be called once in a file. */
export function session(): Session {
  let browser: Browser;
  let open: Panel | null = null;
  beforeAll(async () => {
    browser = await connect();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const panel = open;
    open = null;
    if (panel === null) return;
    expect(await panel.complaints()).toEqual([]);
    await panel.page.close();
  });
  return {
    show: async (preview = all, options = {}) => {
      open = await openPanel(browser, inject('built'), options);
      expect(await open.messages()).toEqual([{ type: 'ready' }]);
      if (preview !== null) await open.send({ type: 'preview', preview, fileName });
      return open;
    },
  };
}

export const slider = ({ page }: Panel): Locator => page.getByRole('slider', { name: 'Moment of the power cut' });
export const verdict = ({ page }: Panel): Locator => page.locator('.cards');
export const button = ({ page }: Panel, name: string | RegExp): Locator => page.getByRole('button', { name });

/** Puts the focus on a control and presses a key there. */
export async function press(control: Locator, key: string): Promise<void> {
  await control.focus();
  await control.press(key);
}
