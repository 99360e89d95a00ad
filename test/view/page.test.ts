/** The page as a whole: what it keeps, what it waits for, what it takes for text, in a real Chromium. */

import { describe, expect, it } from 'vitest';
import type { Preview } from '../../server/src/protocol.ts';
import { draftOf, exploration, whyOf } from './answers.ts';
import { optionNames } from '../../client/view/whatif.ts';
import { previewOf } from './fixture.ts';
import { manyUpdates } from './sample.ts';
import { all, button, fileName, press, savedAt, session, slider } from './session.ts';
import { stored } from './stored.ts';

const { show } = session();

describe('the page', () => {
  it('keeps host, moment and conditions over a reload', async () => {
    const panel = await show();
    await panel.page.getByRole('combobox', { name: 'Network' }).selectOption('down');
    await button(panel, 'Pin').click();
    await slider(panel).focus();
    await panel.page.keyboard.press('End');
    const saved = await panel.state();
    expect(saved).toEqual({
      uri: all.uri,
      host: 'ol6-uek4',
      moment: 'package-done',
      conditions: { network: 'down' },
      assumptions: {},
      pinned: true,
    });
    await panel.page.close();

    const again = await show(null, { saved });
    await again.send({ type: 'preview', preview: previewOf({ conditions: { network: 'down' } }), fileName });
    expect(await slider(again).getAttribute('aria-valuetext')).toBe('The new kernel is installed');
    expect(await again.page.getByRole('button', { name: 'Reset' }).count()).toBe(1);
    expect(await button(again, 'Pinned').getAttribute('aria-pressed')).toBe('true');
    expect(await again.messages()).toEqual([]);
  });

  it('says what it waits for and what went wrong', async () => {
    const panel = await show(null);
    await panel.send({ type: 'waiting', text: 'Open an uptrack.conf.' });
    expect(await panel.page.getByRole('status').innerText()).toBe('Open an uptrack.conf.');
    await panel.send({ type: 'problem', text: 'The server has stopped.' });
    expect(await panel.page.getByRole('alert').innerText()).toBe('The server has stopped.');
    await panel.send({ type: 'preview', preview: all, fileName });
    expect(await panel.page.getByRole('alert').count()).toBe(0);
    await panel.send({ type: 'problem', text: 'The host cannot be read.' });
    expect(await panel.page.getByRole('alert').innerText()).toBe('The host cannot be read.');
    expect(await slider(panel).count()).toBe(0);
    await panel.page.getByRole('combobox', { name: 'Host' }).selectOption('ubuntu-2204');
    expect(await panel.messages()).toEqual([{ type: 'chooseHost', host: 'ubuntu-2204' }]);
  });

  it('ignores messages that are none', async () => {
    const panel = await show();
    await expect.poll(() => panel.page.locator('.verdict').getByRole('status').innerText()).not.toBe('');
    const before = await panel.page.locator('#view').innerHTML();
    for (const message of [
      'preview',
      null,
      { type: 'preview', fileName },
      { type: 'preview', fileName, preview: stored({ ...all, moments: [] }) },
      { type: 'preview', fileName, preview: stored({ ...all, lists: [[9999]] }) },
      { type: 'waiting' },
      { type: 'nothing', text: 'x' },
      { type: 'why', why: null },
      { type: 'exploring', done: 2 },
      { type: 'exploration', exploration: { ...exploration, verdicts: [null] } },
      { type: 'draft', draft: {} },
      { type: 'hostProblems', fileName: 'x', problems: [{ message: 'x' }], hosts: [] },
    ]) {
      await panel.sendRaw(message);
    }
    expect((await panel.page.locator('#view').innerHTML()) === before).toBe(true);
  });

  it('can be pinned to its document, and says what it is told', async () => {
    const panel = await show();
    await press(button(panel, 'Pin'), 'Enter');
    expect(await panel.messages()).toEqual([{ type: 'pin', pinned: true }]);
    await panel.send({ type: 'pinned', pinned: false });
    expect(await button(panel, 'Pin').getAttribute('aria-pressed')).toBe('false');
  });

  it('is taken along as text, as JSON and as a picture that stands alone', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    const choose = async (name: string) => {
      await press(button(panel, 'Export'), 'Enter');
      await press(button(panel, name), 'Enter');
      expect(await button(panel, name).count()).toBe(0);
    };
    for (const name of ['Copy as Markdown', 'Copy transcript', 'Save JSON…']) await choose(name);
    const at = { moment: 'apply-60', assuming: '' };
    expect(await panel.messages()).toEqual([
      { type: 'copy', format: 'markdown', ...at },
      { type: 'copy', format: 'transcript', ...at },
      { type: 'saveJson', ...at },
    ]);
    await choose('Save picture (SVG)…');
    const [message] = await panel.messages();
    const svg = message?.type === 'saveImage' ? message.svg : '';
    expect(svg).toContain('The host comes back with 22 of its 82 updates.');
    expect(svg).not.toMatch(/class=|var\(|color\(|style=/);
    const wrong = await panel.page.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
      return picture.querySelector('parsererror')?.textContent ?? picture.documentElement.localName;
    }, svg);
    expect(wrong).toBe('svg');
  });

  it('is worked through by the tab key, from the top to the bottom', async () => {
    const panel = await show(previewOf({ updates: manyUpdates(3), installed: 2 }), { saved: savedAt('apply-1') });
    const tops: number[] = [];
    for (let i = 0; i < 60; i++) {
      await panel.page.keyboard.press('Tab');
      const top = await panel.page.evaluate(() => {
        const section = document.activeElement?.closest('header, section, details.assumptions');
        return !section ? -1 : section.getBoundingClientRect().top + scrollY;
      });
      if (top < 0) break;
      tops.push(top);
    }
    expect(tops.length).toBeGreaterThan(25);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(new Set(tops).size).toBeGreaterThanOrEqual(8);
  });

  it('shows what comes from outside as text', async () => {
    const evil = `<img src=x onerror="document.title='cracked'">"><script>document.title='cracked'</script>`;
    const torn = previewOf({ isTemplate: true });
    const results = torn.results.map((result) => ({ ...result, trap: 'x', refusal: { message: 'x', line: 0 } }));
    const hostile: Preview = poison({ ...torn, results, start: 61 }, evil);
    const panel = await show(null);
    await panel.send({ type: 'preview', preview: hostile, fileName: evil });
    await button(panel, 'Paste').click();
    await button(panel, 'Run all').click();
    await button(panel, /^Why/).first().click();
    const id = hostile.updates[0]?.id ?? '';
    await panel.send({ type: 'draft', draft: poison(draftOf(false, 'x'), evil) });
    await panel.send({ type: 'exploration', exploration: poison(exploration, evil) });
    await panel.send({ type: 'why', why: poison(whyOf(id), evil) });
    for (const summary of await panel.page.locator('summary').all()) await summary.click();
    const text = await panel.page.locator('#view').innerText();
    for (const where of [
      'h1',
      '.cards',
      '.trap',
      '.fix',
      '.steps',
      '.exposures',
      '.groups',
      '.assumptions',
      '.whatif tbody',
      '.verdicts',
      '.claims',
      '.updates tbody',
      '.why',
      '.draft .sentences',
      '.questions',
      '#host-description',
    ]) {
      expect([where, await panel.page.locator(where).first().innerText()]).toEqual([
        where,
        expect.stringContaining(evil),
      ]);
    }
    expect(text.split(evil).length).toBeGreaterThan(60);
    expect(await panel.page.locator('#view img, #view script').count()).toBe(0);
    expect(await panel.page.title()).toBe('Power-loss preview');
  });
});

/** The same message with `evil` in the place of every text that is no id. */
function poison<T>(message: T, evil: string): T {
  const kept = new Set(['id', 'uri', 'group', 'tone', 'stage', 'value', 'running', 'moment', ...optionNames]);
  return JSON.parse(
    JSON.stringify(message, (key, value: unknown) => (typeof value === 'string' && !kept.has(key) ? evil : value)),
  ) as T;
}
