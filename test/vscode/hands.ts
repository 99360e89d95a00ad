/** The two ways to work the panel. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { enterText, pressKey } from './keys.ts';
import { getPage } from './window.ts';

/** How somebody works the controls: nothing must be for a pointer alone, and VS Code must leave the keys to the page. */
export interface Hands {
  readonly name: string;
  readonly press: (button: Locator) => Promise<void>;
  readonly check: (box: Locator) => Promise<void>;
  /** The next choice of a list: what a pointer opens is drawn outside the page. */
  readonly choose: (list: Locator) => Promise<unknown>;
  readonly fill: (field: Locator, text: string) => Promise<void>;
  /** From one end of the strip to the other. */
  readonly drag: (slider: Locator) => Promise<void>;
}

export const pointer: Hands = {
  name: 'by pointer',
  press: (button) => button.click(),
  check: (box) => box.click(),
  choose: async (list) => list.selectOption({ index: (await chosenOf(list)) + 1 }),
  fill: (field, text) => enterText(field, text, () => field.click({ clickCount: 3 })),
  drag: async (slider) => {
    const { mouse } = await getPage();
    const box = await slider.locator('..').boundingBox();
    assert.ok(box);
    const y = box.y + 25;
    await mouse.move(box.x + 2, y);
    await mouse.down();
    await mouse.move(box.x + box.width / 2, y, { steps: 3 });
    await mouse.move(box.x + box.width - 2, y, { steps: 3 });
    await mouse.up();
  },
};

export const keyboard: Hands = {
  name: 'by keyboard',
  press: (button) => pressKey(button, 'Enter'),
  check: (box) => pressKey(box, 'Space'),
  choose: (list) => pressKey(list, 'ArrowDown'),
  fill: (field, text) =>
    enterText(field, text, async () => {
      // Not Ctrl+A: VS Code asks the page every 250 ms whether it has the focus, and until then selects all in its text editor instead,
      // which has the keys from there on.
      await pressKey(field, 'End');
      await pressKey(field, 'Shift+Home');
    }),
  drag: (slider) => pressKey(slider, 'End'),
};

/** The index of the choice that a list shows. */
export const chosenOf = (list: Locator): Promise<number> =>
  list.evaluate((element) => (element as HTMLSelectElement).selectedIndex);
