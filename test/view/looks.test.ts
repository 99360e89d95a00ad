/** What holds for every theme and width: accessibility, nothing cut off, and the size of what is shipped. */

import { readFile } from 'node:fs/promises';
import type axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Preview } from '../../server/src/protocol.ts';
import { manyUpdates, previewOf } from './fixture.ts';
import { buildView, launch, openPanel } from './panel.ts';
import type { Built } from './panel.ts';
import { themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const fileName = 'etc/uptrack/uptrack.conf';

let browser: Browser;
let built: Built;
let axeSource: string;

beforeAll(async () => {
  [browser, built, axeSource] = await Promise.all([
    launch(),
    buildView(),
    readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8'),
  ]);
});

afterAll(() => browser.close());

/** Enough rows for every kind of cell, few enough for axe to be quick. */
const updates = manyUpdates(12);
const installed = 4;

const pages: Readonly<Record<string, { readonly preview: Preview; readonly moment: string }>> = {
  'some updates missing': { preview: previewOf(), moment: 'apply-60' },
  'a torn plan': {
    preview: previewOf({ updates, installed, conditions: { network: 'down' } }),
    moment: 'write-plan-torn',
  },
  'a host that does not boot': { preview: previewOf({ updates, installed }), moment: 'package-bootloader' },
  'a template': { preview: previewOf({ updates, installed, isTemplate: true }), moment: 'apply-6' },
  'a refused file': {
    preview: previewOf({
      updates,
      installed,
      refusal: { message: `DuplicateOptionError: ${'x'.repeat(200)}`, line: 6 },
    }),
    moment: 'idle',
  },
  'three updates': { preview: previewOf({ updates: manyUpdates(3), installed: 3 }), moment: 'idle' },
};

const saved = (moment: string) => ({ uri: '', host: '', moment, conditions: { network: 'down' } });

describe.each(Object.keys(themes) as ThemeName[])('in %s', (theme) => {
  it.each(Object.entries(pages))('axe finds nothing in the page of %s', async (_, { preview, moment }) => {
    const panel = await openPanel(browser, built, { theme, saved: saved(moment) });
    await panel.send({ type: 'preview', preview, fileName });
    await panel.page.getByText('How sure is this?').click();
    await panel.page.getByRole('slider').focus();
    await panel.page.evaluate(axeSource);
    for (const width of [360, 1100]) {
      await panel.page.setViewportSize({ width, height: 900 });
      const { violations, passes } = await panel.page.evaluate(async () =>
        (window as unknown as { axe: typeof axe }).axe.run(document),
      );
      const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      expect({ width, found }).toEqual({ width, found: [] });
      expect(passes.map(({ id }) => id)).toContain('color-contrast');
    }
    expect(await panel.complaints()).toEqual([]);
    await panel.page.close();
  });
});

describe('at 300 to 1200 px', () => {
  it.each(Object.entries(pages))(
    'the page of %s fits, and nothing lies on anything',
    async (_, { preview, moment }) => {
      const panel = await openPanel(browser, built, { saved: saved(moment) });
      await panel.send({ type: 'preview', preview, fileName });
      for (const width of [300, 360, 480, 640, 1200]) {
        await panel.page.setViewportSize({ width, height: 900 });
        const outside = await panel.page.evaluate(() => {
          const isMeantToBeHidden = (element: Element) => element.closest('.unseen, thead, .handle') !== null;
          return [...document.querySelectorAll('#view *')]
            .filter((element) => !isMeantToBeHidden(element))
            .filter((element) => {
              const { left, right, width } = element.getBoundingClientRect();
              return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
            })
            .map((element) => element.outerHTML.slice(0, 120));
        });
        const scrolls = await panel.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        const overlapping = await overlaps(panel.page);
        expect({ width, outside, scrolls, overlapping }).toEqual({
          width,
          outside: [],
          scrolls: false,
          overlapping: [],
        });
      }
      await panel.page.close();
    },
  );
});

/** Controls, headings, steps and cells that lie on one another: `[one, other]` by their text. */
async function overlaps(page: Awaited<ReturnType<Browser['newPage']>>): Promise<readonly (readonly string[])[]> {
  return await page.evaluate(() => {
    const parts = [
      ...document.querySelectorAll(
        'h1, h2, h3, button, select, label, .what, .evidence, .strip, .curve, .cell, td.title',
      ),
    ].filter((element) => element.closest('.room') === null && element.getClientRects().length > 0);
    const boxes = parts.map((element) => ({ element, box: element.getBoundingClientRect() }));
    return boxes.flatMap(({ element: one, box: a }, i) =>
      boxes
        .slice(i + 1)
        .filter(({ element: other, box: b }) => {
          if (one.contains(other) || other.contains(one)) return false;
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          return across > 1 && down > 1;
        })
        .map(({ element: other }) => [one.outerHTML.slice(0, 80), other.outerHTML.slice(0, 80)]),
    );
  });
}

describe('right-to-left text', () => {
  it('is laid out from the right, and nothing else is', async () => {
    const preview = previewOf({
      updates: [
        { id: 'pwc6xmnr', title: 'تسرب معلومات في النواة' },
        { id: '5dq87kra', title: 'Improve the interface to freeze tasks.' },
      ],
    });
    const panel = await openPanel(browser, built);
    await panel.send({ type: 'preview', preview, fileName });
    const directions = await panel.page
      .locator('td.title')
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).direction));
    expect(directions).toEqual(['rtl', 'ltr']);
    await panel.page.close();
  });
});

describe('what is shipped', () => {
  it('stays below 90 KB', () => {
    expect(built.script.length).toBeGreaterThan(10_000);
    expect(built.style.length).toBeGreaterThan(1_000);
    expect(Buffer.byteLength(built.script) + Buffer.byteLength(built.style)).toBeLessThanOrEqual(90_000);
  });

  it('names no colour of its own and needs no inline style', () => {
    expect(built.style).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|url\((?!["']?#)|@import/i);
    expect(built.script).not.toContain('dangerouslySetInnerHTML:');
  });
});
