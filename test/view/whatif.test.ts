/** Other combinations of the options, and all scenarios, in a real Chromium. */

import { describe, expect, it } from 'vitest';
import { exploration } from './answers.ts';
import { previewOf } from './fixture.ts';
import type { Panel } from './panel.ts';
import { all, button, fileName, press, savedAt, session, slider, verdict } from './session.ts';

const { show } = session();
const table = ({ page }: Panel) => page.locator('.whatif tbody tr');
const cells = async (panel: Panel, row: number) =>
  (await table(panel).nth(row).locator('td').allInnerTexts()).map((text) => text.trim());

describe('what if', () => {
  it('has a row for each outcome, with the file’s own marked', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    expect(await cells(panel, 0)).toEqual([
      'yes',
      'yes',
      'any',
      expect.stringContaining('The host comes back with all of its 82 updates.'),
      '22',
      '157',
      '157',
    ]);
    const current = table(panel).and(panel.page.locator('[aria-current]'));
    expect(await current.count()).toBe(1);
    expect(await current.innerText()).toContain('the file now');
    expect(await panel.page.getByRole('radio', { checked: true }).getAttribute('aria-label')).toBe(
      'Try install_on_reboot = yes, upgrade_on_reboot = no, autoinstall = no',
    );
    expect(await table(panel).filter({ hasText: 'Nobody knows' }).count()).toBe(1);
  });

  it('follows the cut, without a message', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    await press(slider(panel), 'End');
    expect(await table(panel).count()).toBe(1);
    expect((await cells(panel, 0)).slice(0, 3)).toEqual(['any', 'any', 'any']);
    expect(await panel.messages()).toEqual([]);
  });

  it('tries a row beside what the file says, without a message, and applies it', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    const compared = panel.page.getByRole('group', { name: 'The combination that is tried' });
    expect(await compared.count()).toBe(0);
    await table(panel).nth(1).locator('label').first().click();
    expect(await compared.innerText()).toContain('With autoinstall = yes');
    expect(await compared.innerText()).toContain('22 after early, 22 after late, 157 after cron');
    expect(await panel.page.locator('.instead').innerText()).toContain('With autoinstall = yes:');
    await panel.page.getByRole('radio', { checked: true }).press('ArrowUp');
    expect(await compared.innerText()).toContain('With upgrade_on_reboot = yes');
    expect(await panel.messages()).toEqual([]);
    await button(panel, 'Apply to file').click();
    await press(button(panel, 'Apply to file'), 'Enter');
    const message = { type: 'setOptions', options: { upgrade_on_reboot: 'yes' } };
    expect(await panel.messages()).toEqual([message, message]);
    await press(panel.page.getByRole('radio', { checked: true }), 'ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    expect(await compared.count()).toBe(0);
  });
});

describe('all scenarios', () => {
  it('run when they are asked for, and show how far they are', async () => {
    const panel = await show();
    await press(button(panel, 'Run all scenarios'), 'Enter');
    expect(await panel.messages()).toEqual([{ type: 'explore' }]);
    const progress = panel.page.getByRole('progressbar');
    await panel.send({ type: 'exploring', done: 0.5 });
    expect(await progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBe(0.5);
    await panel.send({ type: 'exploration', exploration });
    expect(await progress.count()).toBe(0);
    const text = await panel.page.getByRole('region', { name: 'All scenarios' }).innerText();
    expect(text).toContain('1,944 scenarios.');
    expect(text).not.toContain('%');
    expect(await panel.page.locator('.verdicts .number').allInnerTexts()).toEqual(['116', '642', '1,186']);
    expect(text).toMatch(/What always holds[^]*never writes a plan[^]*does not always hold[^]*Holds in 1,700 of 1,944/);
  });

  it('are cancelled with the same button, by a click that is meant for it', async () => {
    const panel = await show();
    await button(panel, 'Run all scenarios').dblclick();
    const cancel = button(panel, 'Cancel');
    expect(await panel.messages()).toEqual([{ type: 'explore' }]);
    await press(cancel, 'Enter');
    expect(await panel.messages()).toEqual([{ type: 'cancelExploring' }]);
    expect(await panel.page.evaluate(() => document.activeElement?.textContent)).toBe('Run all scenarios');
    // What was on its way already is of no use any more.
    await panel.send({ type: 'exploring', done: 0.5 });
    expect(await panel.page.getByRole('progressbar').count()).toBe(0);
    await press(button(panel, 'Run all scenarios'), 'Enter');
    await cancel.click();
    expect(await panel.messages()).toEqual([{ type: 'explore' }, { type: 'cancelExploring' }]);
  });

  it('have examples and counterexamples that can be loaded', async () => {
    const panel = await show();
    await button(panel, 'Run all scenarios').click();
    await panel.send({ type: 'exploration', exploration });
    await panel.messages();
    await button(panel, 'Example: the plan file is torn').click();
    const conditions = { network: 'down', nouptrack: true };
    expect(await panel.messages()).toEqual([{ type: 'setConditions', conditions, moment: 'write-plan-torn' }]);
    await panel.send({ type: 'preview', preview: previewOf({ conditions }), fileName });
    expect(await slider(panel).getAttribute('aria-valuetext')).toBe('The plan file is torn');
    expect(await verdict(panel).innerText()).toContain('none of its 157 updates');
    expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe('verdict');
    await press(button(panel, 'Counterexample'), 'Enter');
    expect(await panel.messages()).toMatchObject([{ type: 'setConditions', conditions: { nouptrack: true } }]);
    expect(await panel.page.getByText('has changed since').count()).toBe(0);
  });

  it('say when they are of an earlier state, and are dropped with what they were asked for', async () => {
    const panel = await show();
    await button(panel, 'Run all scenarios').click();
    await panel.send({ type: 'exploration', exploration });
    await panel.send({ type: 'preview', preview: { ...all, version: 2 }, fileName });
    expect(await panel.page.getByText('has changed since').count()).toBe(1);
    await button(panel, 'Run again').click();
    await panel.send({ type: 'preview', preview: { ...all, version: 3 }, fileName });
    expect(await button(panel, 'Run all scenarios').isEnabled()).toBe(true);
  });

  it('are of an earlier state, too, once the file of the host has another text', async () => {
    const { host } = all;
    const withHost = (fingerprint: string) => ({ ...all, host: { ...host, file: 'file:///h.json', fingerprint } });
    const panel = await show(withHost('1'));
    await button(panel, 'Run all scenarios').click();
    await panel.send({ type: 'exploration', exploration });
    await panel.send({ type: 'preview', preview: withHost('1'), fileName });
    expect(await panel.page.getByText('has changed since').count()).toBe(0);
    await panel.send({ type: 'preview', preview: withHost('2'), fileName });
    expect(await panel.page.getByText('has changed since').count()).toBe(1);
  });
});
