/** The panel's page in Chromium: from a pointer that drags the cut to the painted result, against a page with nothing on it. */
import type { Browser, Page } from 'playwright-core';
import { previewOf } from '../view/fixture.ts';
import { buildView, launch, openPanel } from '../view/panel.ts';
import { manyUpdates } from '../view/sample.ts';
import { inTurns, inWords, medianOf, ratio, type Row } from './measure.ts';

const updates = 500;
const turns = 100;
const width = 1000;

/** All that an event can do at least: a line moves, and a text changes. */
const empty = `<!doctype html><title>Empty</title>
<div class="strip" style="height: 22px; border: 1px solid"><p>0</p></div>
<script>
  const strip = document.querySelector('.strip');
  strip.addEventListener('pointermove', ({ clientX }) => {
    strip.firstChild.textContent = clientX;
    strip.firstChild.style.marginLeft = clientX / 2 + 'px';
  });
</script>`;

declare global {
  interface Window {
    /** Milliseconds from each move of the pointer to the frame after the one that shows what it did. */
    painted: number[];
  }
}

/** Runs in the page. The second frame from an event begins when the first one, which shows what it did, has been drawn. */
function recordFrames(): void {
  window.painted = [];
  window.addEventListener(
    'pointermove',
    () => {
      const start = performance.now();
      requestAnimationFrame(() => {
        requestAnimationFrame(() => window.painted.push(performance.now() - start));
      });
    },
    { capture: true },
  );
}

/** Takes hold of the strip of a page; each call of what it returns moves on by a little. */
async function dragged(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(recordFrames);
  const strip = page.locator('.strip');
  await strip.scrollIntoViewIfNeeded();
  const box = await strip.boundingBox();
  if (box === null) throw new Error('The strip is not there');
  const [start, y] = [box.x + box.width * 0.15, box.y + Math.min(24, box.height / 2)];
  await page.mouse.move(start, y);
  await page.mouse.down();
  let step = 0;
  return async () => {
    step++;
    await page.evaluate(() => (window.painted = []));
    await page.mouse.move(start + (step * box.width * 0.8) / (turns + 1), y);
    await page.waitForFunction(() => window.painted.length > 0);
    return await page.evaluate(() => window.painted[0] ?? NaN);
  };
}

async function openView(browser: Browser): Promise<Page> {
  const panel = await openPanel(browser, await buildView(), { width });
  const preview = previewOf({ updates: manyUpdates(updates), installed: 200 });
  await panel.send({ type: 'preview', preview, fileName: 'etc/uptrack/uptrack.conf' });
  await panel.page.getByRole('button', { name: 'Show the other 400' }).click();
  return panel.page;
}

async function openEmpty(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.setContent(empty);
  return page;
}

/** Dragging sends no message: all of this is the page's own work, and one frame more than the empty page needs is the bar. */
export async function dragToPaint(): Promise<Row[]> {
  const browser = await launch();
  try {
    const pages = [await openView(browser), await openEmpty(browser)];
    const measures = [];
    for (const page of pages) measures.push(await dragged(page));
    const all = await inTurns(turns, measures);
    const moment = await pages[0]?.getByRole('slider').inputValue();
    if (Number(moment) < all.length) throw new Error(`The cut has not been dragged, it is at ${moment}`);
    const [view, other] = [0, 1].map((index) => inWords(medianOf(all, index)));
    return [
      {
        name: `drag of the cut to its painted result with ${updates} updates, against a page with nothing on it`,
        ...ratio(all),
        bar: 2,
        unit: '×',
        note: `${view}, there ${other}; both end with the frame after`,
      },
    ];
  } finally {
    await browser.close();
  }
}
