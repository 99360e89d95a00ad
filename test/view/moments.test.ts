/** The cut and the boot after it, by pointer and by keyboard, in a real Chromium. */

import { describe, expect, it } from 'vitest';
import { all, button, press, savedAt, session, slider, verdict } from './session.ts';

const { show } = session();

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
    expect(await panel.messages()).toEqual([]);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(8);
    expect(seen.at(-1)).toBe(all.moments.length - 1);
    await panel.page.mouse.move(box.x, box.y + 24);
    expect(Number(await slider(panel).inputValue())).toBe(all.moments.length - 1);
  });

  it('keeps the strip, the buttons and the verdict in their places, whatever is chosen', async () => {
    const panel = await show(all, { width: 420 });
    const top = async () =>
      await panel.page
        .locator('.strip, .step-by, .verdict')
        .evaluateAll((elements) =>
          elements.map((element) => element.getBoundingClientRect()).map(({ x, y }) => [x, y]),
        );
    const before = await top();
    expect(before).toHaveLength(4);
    await slider(panel).focus();
    for (const id of ['apply-60', 'write-plan-torn', 'package-bootloader', 'package-done']) {
      await slider(panel).fill(String(all.moments.findIndex((moment) => moment.id === id)));
      expect([id, await top()]).toEqual([id, before]);
    }
  });

  it('is chosen by name, also by keyboard, and the list has the ways a saved plan can end', async () => {
    const panel = await show(all, { saved: savedAt('write-plan-old') });
    const list = panel.page.getByRole('combobox', { name: 'Moment by name' });
    const group = list.locator('optgroup[label="Saving the plan"]');
    expect(await group.locator('option').allInnerTexts()).toEqual([
      'The old plan is still there',
      'The new plan has reached the disk',
      'The new plan is cut short',
      'The plan file is torn',
      'The plan file is empty',
    ]);
    await list.selectOption('The plan file is torn');
    expect(await slider(panel).getAttribute('aria-valuetext')).toBe('The plan file is torn');
    expect(await panel.page.locator('.steps').innerText()).toContain('Error reading init-time plan');
    await press(list, 'ArrowDown');
    expect(await slider(panel).getAttribute('aria-valuetext')).toBe('The plan file is empty');
    expect(await list.locator('option').count()).toBe(all.moments.length);
    expect(await panel.messages()).toEqual([]);
  });

  it('moves by one to a neighbour, and not beyond the ends', async () => {
    const panel = await show(all, { saved: savedAt('package-initramfs') });
    const [previous, next] = [button(panel, 'Previous moment'), button(panel, 'Next moment')];
    const chosen = () => panel.page.getByRole('combobox', { name: 'Moment by name' }).locator('option:checked');
    await next.click();
    expect(await chosen().innerText()).toBe('The new kernel is installed');
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    await press(next, 'Enter');
    expect(await chosen().innerText()).toBe('The new kernel is installed');
    await press(previous, 'Enter');
    await press(previous, 'Space');
    expect(await chosen().innerText()).toBe('The boot entry is written, the initramfs is not');
    expect(await panel.messages()).toEqual([]);
  });
});

describe('what the host runs', () => {
  it('is a list of steps with the count, the level and the exit code of each stage', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
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
    for (const part of [
      '20–90 s',
      '22 installed after 29 s–2 min',
      'effective 4.1.12-124.26.5.el6uek',
      'exit code 0',
      'client source',
    ]) {
      expect(early).toContain(part);
    }
    expect(await steps.nth(3).innerText()).toContain('assumes that the late stage starts');
    expect(await panel.page.getByRole('img', { name: 'Installed updates of 157' }).getAttribute('aria-label')).toBe(
      'Installed updates of 157: 82 before the cut, 0 while the kernel starts, 22 after early, 22 after late, ' +
        '22 after cron. With upgrade_on_reboot = yes: 157 in the end. The list below says the same.',
    );
  });

  it('says how long updates are missing, and where that is known from', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    const times = panel.page.getByRole('list', { name: 'Times without updates' }).getByRole('listitem');
    expect(await times.allInnerTexts()).toEqual([
      'For 29 s to 2 min (assumed) none of 82 updates is installed.',
      '60 updates are missing until somebody installs them.',
    ]);
    const source = await panel.page.locator('.steps .evidence').nth(2).getAttribute('title');
    expect(source).toContain('client/uptrack/uptrack-upgrade:210');
  });

  it('draws what the fix leads to dashed, from where it differs', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    expect(await panel.page.locator('.curve .other').count()).toBeGreaterThan(0);
    expect(await panel.page.locator('.instead').innerText()).toBe(
      'With upgrade_on_reboot = yes: The host comes back with all of its 82 updates.',
    );
    await slider(panel).focus();
    await panel.page.keyboard.press('Home');
    expect(await panel.page.locator('.curve .other').count()).toBe(0);
  });

  it('ends at the boot loader where nothing boots', async () => {
    const panel = await show(all, { saved: savedAt('package-bootloader') });
    expect(await panel.page.locator('.steps h3').allInnerTexts()).toEqual(['Power cut', 'Boot loader']);
    expect(await panel.page.locator('.steps').innerText()).toContain('no kernel starts by itself');
  });
});
