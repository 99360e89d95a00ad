/** The labels of the strip and of the chart: none lies on another or leaves its drawing, whatever the data. */

import { describe, expect, it } from 'vitest';
import type { Preview } from '../../server/src/protocol.ts';
import { previewOf } from './fixture.ts';
import { realPreview, sampleIds } from './real.ts';
import { manyUpdates } from './sample.ts';
import { session } from './session.ts';

const { show } = session();

/** Beside the places where the layout changes, and on both sides of them. */
const widths = [300, 380, 481, 540, 682, 730, 800, 940, 1000, 1400];

const previews: readonly (readonly [string, () => Preview])[] = [
  ...sampleIds.map((id) => [id, () => realPreview(id)] as const),
  ['one update', () => previewOf({ updates: manyUpdates(1), installed: 1 })],
  ['counts with four digits', () => previewOf({ updates: manyUpdates(1240), installed: 1200 })],
];

describe('at 300 to 1400 px', () => {
  it.each(previews)('no label of %s touches another', async (_, make) => {
    const preview = make();
    const panel = await show(preview);
    for (const width of widths) {
      await panel.page.setViewportSize({ width, height: 900 });
      expect([width, await panel.page.evaluate(findTouching, telling(preview))]).toEqual([width, []]);
    }
  });

  it('finds labels that touch', async () => {
    const preview = realPreview('ol6-uek4');
    const panel = await show(preview);
    await panel.page.evaluate(() => {
      for (const text of document.querySelectorAll<SVGTextElement>('.plot .time'))
        text.textContent += ' and later'.repeat(20);
    });
    const found = await panel.page.evaluate(findTouching, [preview.start]);
    expect(found.length).toBeGreaterThan(0);
  });
});

/** The first, the middle and the last moment of each group. */
function telling({ moments }: Preview): readonly number[] {
  const groups = new Map<string, number[]>();
  for (const [index, { group }] of moments.entries()) groups.set(group, [...(groups.get(group) ?? []), index]);
  return [...groups.values()].flatMap((all) =>
    [...new Set([0, all.length >> 1, all.length - 1])].map((i) => all[i] ?? 0),
  );
}

/** Runs in the page: what touches at each of these moments, two labels by their text or one that leaves its drawing. */
function findTouching(moments: readonly number[]): readonly string[] {
  const range = document.querySelector<HTMLInputElement>('.strip input');
  if (range === null) throw new Error('There is no strip');
  return moments.flatMap((moment) => {
    range.value = String(moment);
    range.dispatchEvent(new Event('input', { bubbles: true }));
    return touching().map((pair) => `${moment}: ${pair}`);
  });

  function touching(): readonly string[] {
    const found: string[] = [];
    for (const [drawing, labels] of [
      ['.plot', '.plot text'],
      ['.strip', '.segment-label span'],
    ] as const) {
      const room = document.querySelector(drawing)?.getBoundingClientRect();
      // The scale stands to the left of its drawing.
      const [left, right, bottom] = [(room?.left ?? 0) - 40, (room?.right ?? 0) + 1, (room?.bottom ?? 0) + 1];
      const boxes = [...document.querySelectorAll(labels)]
        .filter((label) => label.getClientRects().length > 0)
        .map((label) => ({ text: label.textContent, box: label.getBoundingClientRect() }));
      for (const [i, { text, box }] of boxes.entries()) {
        if (box.left < left || box.right > right || box.bottom > bottom) found.push(`${text} leaves its drawing`);
        for (const other of boxes.slice(i + 1)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (across > 0 && down > 1) found.push(`${text} | ${other.text}`);
        }
      }
    }
    return found;
  }
}
