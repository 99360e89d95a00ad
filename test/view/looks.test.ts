/** What holds for every theme and width: accessibility, nothing cut off, and the size of what is shipped. */

import { readFile } from 'node:fs/promises';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Preview } from '../../server/src/protocol.ts';
import { draftOf, exploration, whyOf } from './answers.ts';
import { connect } from './browser.ts';
import { previewOf } from './fixture.ts';
import { manyUpdates } from './sample.ts';
import { openPanel } from './panel.ts';
import type { Panel } from './panel.ts';
import { themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const fileName = 'etc/uptrack/uptrack.conf';

let browser: Browser;
const built = inject('built');
let axeSource: string;

beforeAll(async () => {
  [browser, axeSource] = await Promise.all([
    connect(),
    readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8'),
  ]);
});

afterAll(() => browser.close());

/** Enough rows for every kind of cell, few enough for axe to be quick. */
const updates = manyUpdates(12);
const installed = 4;
const refusal = { message: `DuplicateOptionError: ${'x'.repeat(200)}`, line: 6 };

/** Moments and what is shown there; a page with everything open comes first. */
const pages: Readonly<Record<string, { readonly preview: Preview; readonly moment: string }>> = {
  'some updates missing': { preview: previewOf({ updates, installed }), moment: 'apply-6' },
  'a torn plan': {
    preview: previewOf({ updates, installed, conditions: { network: 'down' } }),
    moment: 'write-plan-torn',
  },
  'a host that does not boot': { preview: previewOf({ updates, installed }), moment: 'package-bootloader' },
  'a template': { preview: previewOf({ updates, installed, isTemplate: true }), moment: 'apply-6' },
  'a refused file': { preview: previewOf({ updates, installed, refusal }), moment: 'idle' },
  'three updates': { preview: previewOf({ updates: manyUpdates(3), installed: 3 }), moment: 'idle' },
  'a real listing': { preview: previewOf(), moment: 'apply-60' },
};

/** The page with everything open that can be. */
async function openEverything(panel: Panel, preview: Preview, moment: string): Promise<void> {
  const start = preview.moments.findIndex(({ id }) => id === moment);
  await panel.send({ type: 'preview', preview: { ...preview, start }, fileName });
  const { page } = panel;
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.getByRole('button', { name: 'Paste' }).click();
  await panel.send({ type: 'draft', draft: draftOf(false, 'That is no release.') });
  await page.getByRole('button', { name: 'Run all scenarios' }).click();
  await panel.send({ type: 'exploration', exploration });
  await page.getByRole('button', { name: /^Why/ }).first().click();
  await panel.send({ type: 'why', why: whyOf(preview.updates[0]?.id ?? '') });
  await page.getByRole('radio', { name: /^Try/ }).first().check();
  // The verdict is announced once it has stood for a moment.
  const announced = page.getByRole('region', { name: 'Verdict' }).getByRole('status');
  await announced.filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
}

const themeNames = Object.keys(themes) as ThemeName[];

describe.each(themeNames)('in %s', (theme) => {
  it('axe finds nothing, whatever is shown', async () => {
    const [first, ...others] = Object.entries(pages).filter(([name]) => name !== 'a real listing');
    if (first === undefined) throw new Error('There is a first page');
    const panel = await openPanel(browser, built, { theme });
    await openEverything(panel, first[1].preview, first[1].moment);
    await panel.page.evaluate(axeSource);
    for (const width of [360, 1100]) {
      await panel.page.setViewportSize({ width, height: 900 });
      expect([width, await violations(panel)]).toEqual([width, []]);
    }
    for (const [name, { preview, moment }] of others) {
      const start = preview.moments.findIndex(({ id }) => id === moment);
      const host = { ...preview.host, id: name };
      await panel.send({ type: 'preview', preview: { ...preview, host, start }, fileName });
      expect([name, await violations(panel)]).toEqual([name, []]);
    }
    const problems = [{ message: 'A host has a name.', line: 3 }];
    await panel.send({ type: 'hostProblems', fileName: 'a.uptrack-host.json', problems, hosts: [] });
    expect(['problems', await violations(panel)]).toEqual(['problems', []]);
    expect(await panel.complaints()).toEqual([]);
    await panel.page.close();
  });
});

async function violations({ page }: Panel): Promise<readonly (readonly string[])[]> {
  const found = await page.evaluate(async () => (window as unknown as { axe: typeof axe }).axe.run(document));
  expect(found.passes.map(({ id }) => id)).toContain('color-contrast');
  return found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}

describe('at 300 to 1200 px', () => {
  it.each(Object.entries(pages))(
    'the page of %s fits, and nothing lies on anything',
    async (_, { preview, moment }) => {
      const panel = await openPanel(browser, built);
      await openEverything(panel, preview, moment);
      for (const width of [300, 360, 480, 640, 900, 1200]) {
        await panel.page.setViewportSize({ width, height: 900 });
        expect([width, await misplaced(panel.page)]).toEqual([width, { outside: [], scrolls: false, cut: [] }]);
        expect([width, await overlaps(panel.page)]).toEqual([width, []]);
      }
      await panel.page.close();
    },
  );

  it('says the same at every width and in every theme', async () => {
    const preview = previewOf({ updates, installed });
    const trees: string[] = [];
    for (const theme of themeNames) {
      const panel = await openPanel(browser, built, { theme });
      await openEverything(panel, preview, 'apply-6');
      for (const width of [300, 1000]) {
        await panel.page.setViewportSize({ width, height: 900 });
        trees.push(await panel.page.locator('#view').ariaSnapshot());
      }
      await panel.page.close();
    }
    const [first, ...rest] = trees.map(wordsOf);
    for (const other of rest) expect(other).toEqual(first);
    for (const part of [
      'heading "When does the power fail?"',
      'slider "Moment of the power cut"',
      'columnheader "CVEs"',
    ]) {
      expect(trees[1]).toContain(part);
    }
  });
});

/** What a tree says, without the shape of its tables: narrow ones name the column in each cell. */
function wordsOf(tree: string): readonly string[] {
  const shape = /^[\s-]*'?(?:table|rowgroup|row|cell|rowheader|columnheader|generic|text)\b/;
  return tree.split('\n').flatMap((line) => (shape.test(line) ? [] : [line.trim()]));
}

/** What is outside of the window, or has no room for its text. */
async function misplaced(page: Page): Promise<object> {
  return await page.evaluate(() => {
    const isMeantToBeHidden = (element: Element) => element.closest('.unseen, .whatif thead, .handle, .menu') !== null;
    const parts = [...document.querySelectorAll('#view *')].filter((element) => !isMeantToBeHidden(element));
    const text = (element: Element) => element.outerHTML.slice(0, 120);
    return {
      outside: parts
        .filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
        })
        .map(text),
      scrolls: document.documentElement.scrollWidth > innerWidth,
      cut: parts
        .filter((element) => element.matches('button, p, li, h1, h2, h3, legend, dd, .cell, .segment-label'))
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map(text),
    };
  });
}

/** Controls, headings, steps and cells that lie on one another: `[one, other]` by their text. */
async function overlaps(page: Page): Promise<readonly (readonly string[])[]> {
  return await page.evaluate(() => {
    const parts = [
      ...document.querySelectorAll(
        'h1, h2, h3, button, select, input:not([type=range]), textarea, label, .what, .when, .evidence, .strip, .curve, .cell, td.title, .cves, .whatif td, .card-text, .fix, .exposures, .instead, .version, .time, .phase',
      ),
    ].filter((element) => element.closest('.unseen, .menu') === null && element.getClientRects().length > 0);
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
