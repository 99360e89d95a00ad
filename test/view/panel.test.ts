/** What a person does with the panel, by pointer and by keyboard, in a real Chromium. */

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Preview } from '../../server/src/protocol.ts';
import { manyUpdates, previewOf } from './fixture.ts';
import { buildView, launch, openPanel } from './panel.ts';
import type { Built, Panel, PanelOptions } from './panel.ts';

const fileName = 'etc/uptrack/uptrack.conf';
const all = previewOf();

let browser: Browser;
let built: Built;
let open: Panel | null = null;

beforeAll(async () => {
  [browser, built] = await Promise.all([launch(), buildView()]);
});

afterAll(() => browser.close());

afterEach(async () => {
  const panel = open;
  open = null;
  if (panel === null) return;
  expect(await panel.complaints()).toEqual([]);
  await panel.page.close();
});

async function show(preview: Preview | null = all, options: PanelOptions = {}): Promise<Panel> {
  open = await openPanel(browser, built, options);
  expect(await open.messages()).toEqual([{ type: 'ready' }]);
  if (preview !== null) await open.send({ type: 'preview', preview, fileName });
  return open;
}

const slider = ({ page }: Panel) => page.getByRole('slider', { name: 'Moment of the power cut' });
const verdict = ({ page }: Panel) => page.getByRole('status');
const rows = ({ page }: Panel) => page.getByRole('table').locator('tbody tr');

describe('the moment of the cut', () => {
  it('moves by keyboard, changes the verdict and sends no message', async () => {
    const panel = await show();
    expect(await verdict(panel).innerText()).toContain('comes back with all of its 22 updates');
    await slider(panel).focus();
    for (const [key, valueText, headline] of [
      ['ArrowRight', 'While update 1 of 135 is applied', 'all of its 22 updates'],
      ['ArrowRight', 'While update 2 of 135 is applied', '22 of its 23 updates'],
      ['End', 'The new kernel is installed', 'boots the new kernel, without updates'],
      ['ArrowLeft', 'While the initramfs is written', 'does not boot by itself'],
      ['Home', 'While nothing is going on', 'all of its 22 updates'],
    ] as const) {
      await panel.page.keyboard.press(key);
      expect([key, await slider(panel).getAttribute('aria-valuetext')]).toEqual([key, valueText]);
      expect(await verdict(panel).innerText()).toContain(headline);
    }
    await panel.page.keyboard.press('PageUp');
    expect(Number(await slider(panel).inputValue())).toBeGreaterThan(5);
    expect(await panel.messages()).toEqual([]);
  });

  it('jumps to a segment that is clicked, and is drawn where the pointer was', async () => {
    const panel = await show();
    const strip = panel.page.locator('.strip');
    const box = await strip.boundingBox();
    if (box === null) throw new Error('The strip is not there');
    const text = (label: string) => strip.locator('.segment-label', { hasText: label });
    for (const [label, group] of [
      ['Applying updates', 'apply'],
      ['Saving the plan', 'write-plan'],
      ['Package manager', 'package'],
      ['Idle', 'idle'],
    ] as const) {
      const target = await text(label).boundingBox();
      if (target === null) throw new Error(`${label} is not there`);
      const x = target.x + target.width / 2;
      await panel.page.mouse.click(x, box.y + 24);
      const moment = all.moments[Number(await slider(panel).inputValue())];
      expect(moment?.group).toBe(group);
      const handle = await strip.locator('.handle .line').boundingBox();
      const count = all.moments.filter((one) => one.group === group).length;
      expect(Math.abs((handle?.x ?? 0) - x)).toBeLessThanOrEqual(target.width / count / 2 + 1);
    }
    expect(await panel.messages()).toEqual([]);
  });

  it('follows a pointer that drags, also beyond the ends of the strip', async () => {
    const panel = await show();
    const box = await panel.page.locator('.strip').boundingBox();
    if (box === null) throw new Error('The strip is not there');
    const seen: number[] = [];
    await panel.page.mouse.move(box.x + 5, box.y + 24);
    await panel.page.mouse.down();
    for (let step = 1; step <= 10; step++) {
      await panel.page.mouse.move(box.x + (box.width * step) / 10 + 5, box.y + 24 + step * 10);
      seen.push(Number(await slider(panel).inputValue()));
    }
    await panel.page.mouse.up();
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(8);
    expect(seen.at(-1)).toBe(all.moments.length - 1);
    await panel.page.mouse.move(box.x, box.y + 24);
    expect(Number(await slider(panel).inputValue())).toBe(all.moments.length - 1);
  });

  it('keeps the strip in its place while the verdict changes', async () => {
    const panel = await show(all, { width: 420 });
    const top = async () => (await panel.page.locator('.strip').boundingBox())?.y;
    const before = await top();
    await slider(panel).focus();
    for (const id of ['apply-60', 'write-plan-torn', 'package-bootloader', 'package-done']) {
      await slider(panel).fill(String(all.moments.findIndex((moment) => moment.id === id)));
      expect([id, await top()]).toEqual([id, before]);
    }
  });

  it('offers the ways a saved plan can end as buttons', async () => {
    const panel = await show(all, { saved: { uri: all.uri, host: '', moment: 'write-plan-old', conditions: {} } });
    const group = panel.page.getByRole('group', { name: 'Saving the plan' });
    expect(await group.getByRole('button').allInnerTexts()).toEqual([
      'The old plan is still there',
      'The new plan has reached the disk',
      'The new plan is cut short',
      'The plan file is torn',
      'The plan file is empty',
    ]);
    await group.getByRole('button', { name: 'The plan file is torn' }).click();
    expect(await group.getByRole('button', { pressed: true }).allInnerTexts()).toEqual(['The plan file is torn']);
    expect(await panel.page.getByRole('list').first().innerText()).toContain('Error reading init-time plan');
    expect(await panel.messages()).toEqual([]);
  });
});

describe('what the host runs', () => {
  it('is a list of steps with the count, the level and the exit code of each stage', async () => {
    const panel = await show(all, { saved: { uri: '', host: '', moment: 'apply-60', conditions: {} } });
    const steps = panel.page.locator('.steps > li');
    expect(await steps.locator('h3').allInnerTexts()).toEqual([
      'Power cut',
      'Boot loader',
      'Early stage',
      'Late stage',
      'Cron',
    ]);
    expect(await steps.nth(0).innerText()).toContain('82 updates lost from memory');
    const early = await steps.nth(2).innerText();
    for (const part of ['22 installed', 'effective 4.1.12-124.26.5.el6uek', 'exit code 0', 'client source']) {
      expect(early).toContain(part);
    }
    expect(await steps.nth(3).innerText()).toContain('assumes that the late stage starts');
    expect(await panel.page.getByRole('img', { name: 'Installed updates of 157' }).getAttribute('aria-label')).toBe(
      'Installed updates of 157: 82 before the cut, 0 while the kernel starts, 22 after early, 22 after late, ' +
        '22 after cron. The list below says the same.',
    );
  });

  it('ends at the boot loader where nothing boots', async () => {
    const panel = await show(all, { saved: { uri: '', host: '', moment: 'package-bootloader', conditions: {} } });
    expect(await panel.page.locator('.steps h3').allInnerTexts()).toEqual(['Power cut', 'Boot loader']);
    expect(await panel.page.locator('.steps').innerText()).toContain('no kernel starts by itself');
  });

  it('lists every result of a template, and shows the one chosen', async () => {
    const preview = previewOf({ isTemplate: true });
    const panel = await show(preview, { saved: { uri: '', host: '', moment: 'apply-60', conditions: {} } });
    const text = await verdict(panel).innerText();
    for (const part of ['renders to no', '22 of its 82', 'renders to yes', 'all of its 82'])
      expect(text).toContain(part);
    const late = panel.page.locator('.steps > li').nth(3);
    expect(await late.innerText()).toContain('22 installed');
    await panel.page.getByRole('radio', { name: 'renders to yes' }).check();
    expect(await late.innerText()).toContain('157 installed');
    expect(await panel.page.getByRole('button', { name: '75 new' }).count()).toBe(1);
    await slider(panel).focus();
    await panel.page.keyboard.press('ArrowRight');
    expect(await panel.page.getByRole('radio', { name: 'renders to yes' }).isChecked()).toBe(true);
    expect(await panel.messages()).toEqual([]);
  });

  it('shows the words of a client that refuses the file, and the way to the line', async () => {
    const message = "option 'install_on_reboot' in section 'Settings' already exists";
    const panel = await show(previewOf({ refusal: { message, line: 6 } }));
    expect(await verdict(panel).locator('code').innerText()).toBe(message);
    await panel.page.getByRole('button', { name: 'Go to line 7' }).click();
    expect(await panel.messages()).toEqual([{ type: 'openLine', line: 6 }]);
    await panel.send({ type: 'preview', preview: previewOf({ refusal: { message, line: null } }), fileName });
    expect(await panel.page.getByRole('button', { name: /Go to line/ }).count()).toBe(0);
  });
});

describe('the host and its conditions', () => {
  it('are asked for when chosen', async () => {
    const panel = await show();
    const host = panel.page.getByRole('combobox', { name: 'Host' });
    await panel.page.getByRole('combobox', { name: 'Network' }).selectOption('down');
    await panel.page.getByRole('checkbox', { name: 'nouptrack' }).check();
    await host.selectOption({ label: 'Ubuntu 22.04' });
    expect(await panel.messages()).toEqual([
      { type: 'setConditions', conditions: { network: 'down' } },
      { type: 'setConditions', conditions: { network: 'down', nouptrack: true } },
      { type: 'chooseHost', host: 'ubuntu-2204' },
    ]);
    await panel.send({ type: 'preview', preview: previewOf({ host: 'ubuntu-2204' }), fileName });
    expect(await host.inputValue()).toBe('ubuntu-2204');
    expect(await panel.page.locator('#host-description').innerText()).toContain('Ubuntu 22.04, online client');
    expect(await panel.page.getByRole('combobox', { name: 'Network' }).inputValue()).toBe('up');
  });

  it('can be reset once something differs', async () => {
    const panel = await show();
    const network = panel.page.getByRole('combobox', { name: 'Network' });
    const reset = panel.page.getByRole('button', { name: 'Reset' });
    expect(await reset.count()).toBe(0);
    await network.selectOption('down');
    await panel.send({ type: 'preview', preview: previewOf({ conditions: { network: 'down' } }), fileName });
    expect(await network.inputValue()).toBe('down');
    await reset.click();
    await panel.send({ type: 'preview', preview: all, fileName });
    expect(await network.inputValue()).toBe('up');
    expect(await reset.count()).toBe(0);
    expect(await panel.messages()).toEqual([
      { type: 'setConditions', conditions: { network: 'down' } },
      { type: 'setConditions', conditions: {} },
    ]);
  });
});

describe('the updates', () => {
  it('are filtered by what becomes of them and by text', async () => {
    const panel = await show(all, { saved: { uri: '', host: '', moment: 'apply-30', conditions: {} } });
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
      'CVE-2018-10882: Out-of-bounds access when unmounting a crafted ext4 filesystem.',
      '✓ installed',
      '✕ missing',
      '✕ missing',
      '✕ missing',
    ]);
    await panel.page.getByRole('searchbox').fill('no such update');
    expect(await panel.page.getByText('No update matches.').count()).toBe(1);
    expect(await panel.messages()).toEqual([]);
  });

  it('touches only the rows that a move of the cut changes, of 500', async () => {
    const panel = await show(previewOf({ updates: manyUpdates(500), installed: 200 }), {
      saved: { uri: '', host: '', moment: 'apply-100', conditions: {} },
    });
    expect(await rows(panel).count()).toBe(500);
    await panel.page.evaluate(() => {
      const changed = new Set<Element>();
      Object.assign(window, { changed });
      const body = document.querySelector('tbody');
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
});

describe('the page', () => {
  it('keeps host, moment and conditions over a reload', async () => {
    const panel = await show();
    await panel.page.getByRole('combobox', { name: 'Network' }).selectOption('down');
    await slider(panel).focus();
    await panel.page.keyboard.press('End');
    const saved = await panel.state();
    expect(saved).toEqual({
      uri: all.uri,
      host: 'ol6-uek4',
      moment: 'package-done',
      conditions: { network: 'down' },
    });
    await panel.page.close();

    const again = await show(null, { saved });
    await again.send({ type: 'preview', preview: previewOf({ conditions: { network: 'down' } }), fileName });
    expect(await slider(again).getAttribute('aria-valuetext')).toBe('The new kernel is installed');
    expect(await again.page.getByRole('button', { name: 'Reset' }).count()).toBe(1);
    expect(await again.messages()).toEqual([]);
  });

  it('says what it waits for and what went wrong', async () => {
    const panel = await show(null);
    await panel.send({ type: 'waiting', text: 'Open an uptrack.conf.' });
    expect(await verdict(panel).innerText()).toBe('Open an uptrack.conf.');
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
    const before = await panel.page.locator('#view').innerHTML();
    for (const message of [
      'preview',
      null,
      { type: 'preview', fileName },
      { type: 'preview', fileName, preview: { ...all, moments: [] } },
      { type: 'preview', fileName, preview: { ...all, lists: [[9999]] } },
      { type: 'waiting' },
      { type: 'nothing', text: 'x' },
    ]) {
      await panel.sendRaw(message);
    }
    expect(await panel.page.locator('#view').innerHTML()).toBe(before);
  });

  it('shows what comes from outside as text', async () => {
    const evil = `<img src=x onerror="document.title='cracked'">"><script>document.title='cracked'</script>`;
    const hostile = poison(previewOf({ isTemplate: true, refusal: { message: 'x', line: 0 } }), evil);
    const panel = await show(null);
    await panel.send({ type: 'preview', preview: hostile, fileName: evil });
    const text = await panel.page.locator('#view').innerText();
    for (const where of ['h1', '[role=status]', '.steps', 'fieldset', 'tbody', '#host-description']) {
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

/** The same preview with `evil` in the place of every text that is no id. */
function poison(preview: Preview, evil: string): Preview {
  const kept = new Set(['id', 'uri', 'group', 'tone', 'stage', 'value', 'running']);
  return JSON.parse(
    JSON.stringify(preview, (key, value: unknown) => (typeof value === 'string' && !kept.has(key) ? evil : value)),
  ) as Preview;
}
