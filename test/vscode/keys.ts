/** Keys, pressed in the window only where they are meant to go: to whoever has the focus, and VS Code moves it when it likes. */
import type { Locator } from 'playwright-core';
import { eventually, getPage, getPanel } from './window.ts';

/** What has the focus in a text editor. */
const inEditor = '.monaco-editor :focus';

/** Whether keys go to a text editor. */
export async function isInEditor(): Promise<boolean> {
  return (await (await getPage()).locator(inEditor).count()) > 0;
}

/**
 * Presses a key, or some together, on an element of the window or of the panel. Whether it has been heard there is seen in the page: with
 * the focus it may have been taken away just before, and is pressed again then.
 *
 * @param keys as Playwright writes them: `Shift+Home`
 * @throws when it has gone into the text editor instead
 */
export async function pressKey(element: Locator, keys: string): Promise<void> {
  const { keyboard } = await getPage();
  await eventually(`somebody who hears ${keys}`, async () => {
    const target = await element.elementHandle();
    // Kept by the page, not by the element: that may be gone after the key.
    const ear = await target.evaluateHandle((node) => {
      node.focus();
      const heard = { isAwake: node.ownerDocument.hasFocus() && node.ownerDocument.activeElement === node, keys: 0 };
      node.addEventListener('keydown', () => heard.keys++);
      return heard;
    });
    if (!(await ear.evaluate(({ isAwake }) => isAwake))) return undefined;
    await keyboard.press(keys);
    return (await ear.evaluate((heard) => heard.keys)) >= keys.split('+').length || assertNotInEditor(keys);
  });
}

/**
 * Replaces what is selected in a field, at once as a paste does: nothing can come between two letters.
 *
 * @param select what is in the field, however somebody does that
 * @throws when the text has gone into the text editor instead
 */
export async function enterText(field: Locator, text: string, select: () => Promise<void>): Promise<void> {
  const { keyboard } = await getPage();
  await eventually(`the field with ${text}`, async () => {
    await select();
    await keyboard.insertText(text);
    return (await field.inputValue()) === text || assertNotInEditor(text);
  });
}

async function assertNotInEditor(what: string): Promise<undefined> {
  if (await isInEditor()) throw new Error(`This was meant for something else, and the text editor has it: ${what}`);
  return undefined;
}

/**
 * Waits until a dialog has given the focus back: to the text editor at once, to the page of the panel in steps, between which nobody
 * hears a key.
 */
export async function waitForFocus(): Promise<void> {
  const page = (await getPanel()).locator('html');
  await eventually('the focus that a dialog had', async () => {
    const isInPanel = (await page.count()) > 0 && (await page.evaluate(() => document.hasFocus()));
    return isInPanel || (await isInEditor()) || undefined;
  });
}
