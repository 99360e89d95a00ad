/** What comes back, and the one thing to change, in a real Chromium. */

import { describe, expect, it } from 'vitest';
import { previewOf } from './fixture.ts';
import { all, button, fileName, press, savedAt, session, slider, verdict } from './session.ts';

const { show } = session();

describe('the verdict', () => {
  it('has the one thing to change as a button, by pointer and by keyboard', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    const fix = button(panel, 'Set upgrade_on_reboot = yes');
    expect(await verdict(panel).innerText()).toContain('Then all of the 82 updates are back');
    await fix.click();
    await fix.press('Enter');
    const message = { type: 'setOptions', options: { upgrade_on_reboot: 'yes' } };
    expect(await panel.messages()).toEqual([message, message]);
  });

  it('has no button where the file cannot help, and warns of a loss that stays', async () => {
    const panel = await show(all, { saved: savedAt('write-plan-torn') });
    expect(await verdict(panel).innerText()).toContain('Make room on the disk of /var');
    expect(await verdict(panel).getByRole('button').count()).toBe(0);
    expect(await verdict(panel).innerText()).toContain('The next boot makes it permanent. The late stage has saved');
  });

  it('names the step that is known least, where the sentence only says how sure it is', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    const weakest = verdict(panel).locator('.weakest');
    expect(await weakest.innerText()).toMatch(/^Weakest link: Early stage\s+Evidence:\s+client source$/);
    const source = await verdict(panel).locator('.evidence').getAttribute('title');
    expect(source).toContain('client/uptrack/uptrack-upgrade:210');
    await press(slider(panel), 'End');
    await press(slider(panel), 'ArrowLeft');
    expect(await weakest.innerText()).toContain('before the cut');
  });

  it('is read out once the cut rests, not at each step', async () => {
    const panel = await show();
    const status = panel.page.locator('.verdict').getByRole('status');
    await expect.poll(() => status.innerText()).toBe('Good: The host comes back with all of its 22 updates.');
    await panel.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const status = document.querySelector('.verdict [role=status]');
      if (status === null) throw new Error('There is no status');
      new MutationObserver(() => said.push(status.textContent)).observe(status, {
        subtree: true,
        characterData: true,
        childList: true,
      });
      // Ten steps in one go, as a pointer that is dragged fast takes them.
      const range = document.querySelector<HTMLInputElement>('input[type=range]');
      for (let i = 1; range !== null && i <= 10; i++) {
        range.value = String(i);
        range.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    await expect.poll(() => status.innerText()).toBe('Attention: The host comes back with 22 of its 31 updates.');
    expect(await panel.page.evaluate(() => (window as unknown as { said: string[] }).said)).toHaveLength(1);
  });

  it('lists every result of a template, and shows the one chosen', async () => {
    const preview = previewOf({ isTemplate: true });
    const panel = await show(preview, { saved: savedAt('apply-60') });
    const text = await verdict(panel).innerText();
    for (const part of ['renders to no', '22 of its 82', 'renders to yes', 'all of its 82'])
      expect(text).toContain(part);
    const late = panel.page.locator('.steps > li').nth(3);
    expect(await late.innerText()).toContain('22 installed');
    expect(
      await verdict(panel)
        .locator('.card', { has: panel.page.locator('.card-text') })
        .innerText(),
    ).toContain('no');
    await panel.page.getByRole('radio', { name: 'renders to yes' }).check();
    expect(await late.innerText()).toContain('157 installed');
    expect(
      await verdict(panel)
        .locator('.card', { has: panel.page.locator('.card-text') })
        .innerText(),
    ).toContain('yes');
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
