/** The table of updates, in a real Chromium. */

import { describe, expect, it } from 'vitest';
import { whyOf } from './answers.ts';
import { previewOf } from './fixture.ts';
import { manyUpdates } from './sample.ts';
import type { Panel } from './panel.ts';
import { all, button, fileName, press, savedAt, session, slider } from './session.ts';

const { show } = session();
const rows = ({ page }: Panel) => page.locator('.updates tbody tr');

describe('the updates', () => {
  it('are filtered by what becomes of them and by text', async () => {
    const panel = await show(all, { saved: savedAt('apply-30') });
    const show30 = panel.page.getByRole('group', { name: 'Show' });
    expect(await show30.getByRole('button').allInnerTexts()).toEqual([
      '157 all',
      '22 back',
      '30 missing',
      '105 pending',
      '0 new',
    ]);
    expect(await rows(panel).count()).toBe(68 + 1);
    expect(await rows(panel).last().innerText()).toContain('… and 89 more that the listing only counts');
    await show30.getByRole('button', { name: 'missing' }).click();
    expect(await show30.getByRole('button', { pressed: true }).allInnerTexts()).toEqual(['30 missing']);
    expect(await rows(panel).count()).toBe(30);
    await panel.page.getByRole('searchbox').fill('CVE-2018-10882');
    expect(await rows(panel).count()).toBe(1);
    expect((await rows(panel).locator('th, td').allInnerTexts()).map((text) => text.trim())).toEqual([
      'r1ci4o1u',
      'Out-of-bounds access when unmounting a crafted ext4 filesystem.',
      'CVE-2018-10882',
      '✓ installed',
      '✕ missing',
      '✕ missing',
      '✕ missing',
      'why',
    ]);
    await panel.page.getByRole('searchbox').fill('no such update');
    expect(await panel.page.getByText('No update matches.').count()).toBe(1);
    expect(await panel.messages()).toEqual([]);
  });

  it('touches only the rows that a move of the cut changes, of 500', async () => {
    const panel = await show(previewOf({ updates: manyUpdates(500), installed: 200 }), {
      saved: savedAt('apply-100'),
    });
    expect(await rows(panel).count()).toBe(100);
    await button(panel, 'Show the other 400').click();
    expect(await rows(panel).count()).toBe(500);
    await panel.page.evaluate(() => {
      const changed = new Set<Element>();
      Object.assign(window, { changed });
      const body = document.querySelector('.updates tbody');
      if (body === null) throw new Error('There is no table');
      new MutationObserver((records) => {
        for (const { target } of records) {
          const row = (target instanceof Element ? target : target.parentElement)?.closest('tr');
          if (row) changed.add(row);
        }
      }).observe(body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    await slider(panel).focus();
    await panel.page.keyboard.press('ArrowRight');
    expect(await slider(panel).getAttribute('aria-valuetext')).toBe('While update 102 of 300 is applied');
    expect(await panel.page.evaluate(() => (window as unknown as { changed: Set<Element> }).changed.size)).toBe(1);
  });

  it('are sorted by a column, the other way round, and back', async () => {
    const panel = await show(previewOf({ updates: manyUpdates(9), installed: 4 }), { saved: savedAt('apply-2') });
    const ids = () => rows(panel).locator('th').allInnerTexts();
    const heading = panel.page.getByRole('columnheader', { name: 'Cron', exact: true });
    const listed = await ids();
    await heading.getByRole('button').click();
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    expect(await ids()).toEqual(['4', '5', '6', '7', '8', '0', '1', '2', '3'].map((n) => `made000${n}`));
    await press(heading.getByRole('button'), 'Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect((await ids())[0]).toBe('made0000');
    await press(heading.getByRole('button'), 'Space');
    expect(await heading.getAttribute('aria-sort')).toBeNull();
    expect(await ids()).toEqual(listed);
    expect(await panel.messages()).toEqual([]);
  });

  it('are explained in place, for the moment that is shown', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    const why = button(panel, 'Why r1ci4o1u');
    await why.click();
    const message = { type: 'askWhy', update: 'r1ci4o1u', moment: 'apply-60', assuming: '' };
    expect(await panel.messages()).toEqual([message]);
    const text = panel.page.locator('.explanation');
    expect(await text.innerText()).toContain('Asking…');
    await panel.send({ type: 'why', why: whyOf('another1') });
    expect(await text.innerText()).toContain('Asking…');
    await panel.send({ type: 'why', why: whyOf('r1ci4o1u') });
    for (const part of [
      'was only in memory',
      'The saved plan was written',
      'back in the late stage',
      'This rests on',
    ]) {
      expect(await text.innerText()).toContain(part);
    }
    await press(slider(panel), 'ArrowRight');
    expect(await text.innerText()).toContain('another moment');
    expect(await panel.messages()).toEqual([]);
    await button(panel, 'Explain it as it is now').click();
    expect(await panel.messages()).toEqual([{ ...message, moment: 'apply-61' }]);
    expect(await why.getAttribute('aria-expanded')).toBe('true');
    await press(why, 'Enter');
    expect(await text.count()).toBe(0);
    expect(await panel.messages()).toEqual([]);
  });

  it('keep their elements while the text is typed, and what is typed in the filter', async () => {
    const preview = previewOf({ updates: manyUpdates(500), installed: 200 });
    const panel = await show(preview);
    const filter = panel.page.getByRole('searchbox');
    await filter.fill('made00');
    await panel.page.evaluate(() => {
      const table = document.querySelector('.updates');
      if (table === null) throw new Error('There is no table');
      const rows = [...table.querySelectorAll('tbody tr')];
      Object.assign(window, { rows, changes: [] as string[] });
      new MutationObserver((records) => {
        for (const { target } of records)
          (window as unknown as { changes: string[] }).changes.push(target.textContent ?? '');
      }).observe(table, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    await panel.send({ type: 'preview', preview: { ...preview, version: 2 }, fileName });
    expect(await filter.inputValue()).toBe('made00');
    expect(
      await panel.page.evaluate(() => {
        const { rows, changes } = window as unknown as { rows: Element[]; changes: string[] };
        const now = [...document.querySelectorAll('.updates tbody tr')];
        return { same: now.every((row, i) => row === rows[i]), count: now.length, changes };
      }),
    ).toEqual({ same: true, count: 100, changes: [] });
  });
});
