/** The host, its conditions and assumptions, and a host from pasted output, in a real Chromium. */

import { describe, expect, it } from 'vitest';
import { draftOf } from './answers.ts';
import { previewOf } from './fixture.ts';
import { all, button, fileName, press, savedAt, session } from './session.ts';
import { hosts } from './sample.ts';

const { show } = session();

describe('the host and its conditions', () => {
  it('are asked for when chosen', async () => {
    const panel = await show();
    const host = panel.page.getByRole('combobox', { name: 'Host' });
    await panel.page.getByRole('combobox', { name: 'Network' }).selectOption('down');
    await panel.page.getByRole('checkbox', { name: 'nouptrack' }).check();
    await host.selectOption({ label: 'Ubuntu 22.04' });
    expect(await panel.messages()).toEqual([
      { type: 'setConditions', conditions: { network: 'down' }, moment: 'idle' },
      { type: 'setConditions', conditions: { network: 'down', nouptrack: true }, moment: 'idle' },
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
      { type: 'setConditions', conditions: { network: 'down' }, moment: 'idle' },
      { type: 'setConditions', conditions: {}, moment: 'idle' },
    ]);
  });
});

describe('host files', () => {
  it('are loaded and saved by their buttons', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    await button(panel, 'Load host file…').click();
    await press(button(panel, 'Save host file…'), 'Enter');
    expect(await panel.messages()).toEqual([
      { type: 'loadHost' },
      { type: 'saveHost', moment: 'apply-60', assuming: '' },
    ]);
  });

  it('are saved of the host that was just chosen once it is on the page, and of none where it does not come', async () => {
    const panel = await show(all, { saved: savedAt('apply-60') });
    const host = panel.page.getByRole('combobox', { name: 'Host' });
    const save = button(panel, 'Save host file…');
    const chosen = 'ubuntu-2204';
    await host.selectOption(chosen);
    await save.click();
    expect(await panel.messages()).toEqual([{ type: 'chooseHost', host: chosen }]);
    const bar = panel.page.locator('.bar');
    expect(await bar.getAttribute('aria-busy')).toBe('true');
    const preview = previewOf({ host: chosen });
    await panel.send({ type: 'preview', preview, fileName });
    const moment = preview.moments[preview.start]?.id;
    await expect.poll(() => panel.messages()).toEqual([{ type: 'saveHost', moment, assuming: '' }]);
    expect(await bar.getAttribute('aria-busy')).toBe('false');

    await host.selectOption(all.host.id);
    await save.click();
    await panel.send({ type: 'problem', text: 'No preview' });
    await panel.send({ type: 'preview', preview: all, fileName });
    expect(await panel.messages()).toEqual([{ type: 'chooseHost', host: all.host.id }]);
  });

  it('stand among the samples while they are shown', async () => {
    const file = 'file:///hosts/db-01.uptrack-host.json';
    const panel = await show(previewOf({ file }));
    const host = panel.page.getByRole('combobox', { name: 'Host' });
    expect(await host.inputValue()).toBe(file);
    expect(await panel.state()).toMatchObject({ host: file });
    await host.selectOption('ubuntu-2204');
    expect(await panel.messages()).toEqual([{ type: 'chooseHost', host: 'ubuntu-2204' }]);
  });

  it('that cannot be used are shown with the way to each line', async () => {
    const panel = await show();
    const problems = [
      { message: '“running” is missing', line: 0 },
      { message: 'This kernel is not one of kernels', line: 11 },
    ];
    await panel.send({ type: 'hostProblems', fileName: 'db-01.uptrack-host.json', problems, hosts });
    expect(await panel.page.getByRole('alert').innerText()).toContain('This kernel is not one of kernels');
    await button(panel, 'Line 12').click();
    await press(button(panel, /^Line 1$/), 'Enter');
    expect(await panel.messages()).toEqual([
      { type: 'openHostLine', line: 11 },
      { type: 'openHostLine', line: 0 },
    ]);
    await panel.send({ type: 'preview', preview: all, fileName });
    expect(await panel.page.getByRole('alert').count()).toBe(0);
  });
});

describe('a host file that cannot be used from the first', () => {
  it('leaves the samples to choose from', async () => {
    const panel = await show(null);
    const problems = [{ message: 'The file is not there.', line: 0 }];
    await panel.send({ type: 'hostProblems', fileName: 'db-01.uptrack-host.json', problems, hosts });
    const host = panel.page.getByRole('combobox', { name: 'Host' });
    expect(await host.locator('option:checked').innerText()).toBe('db-01.uptrack-host.json');
    await host.selectOption('ubuntu-2204');
    expect(await panel.messages()).toEqual([{ type: 'chooseHost', host: 'ubuntu-2204' }]);
    await panel.send({ type: 'preview', preview: previewOf({ host: 'ubuntu-2204' }), fileName });
    expect(await panel.page.getByRole('alert').count()).toBe(0);
    expect(await panel.state()).toMatchObject({ host: 'ubuntu-2204' });
  });
});

describe('a host from pasted output', () => {
  it('is read, asked about and used', async () => {
    const panel = await show();
    await press(button(panel, 'Paste uptrack-show output…'), 'Enter');
    const output = panel.page.getByRole('textbox', { name: 'Output', exact: true });
    await expect.poll(() => output.evaluate((element) => element === document.activeElement)).toBe(true);
    await output.fill('Installed updates:\nhello');
    await button(panel, 'Add another output').click();
    await panel.page.getByRole('textbox', { name: 'Output 2' }).fill('4.1.12');
    await press(button(panel, 'Read output'), 'Enter');
    const outputs = ['Installed updates:\nhello', '4.1.12'];
    expect(await panel.messages()).toEqual([{ type: 'draftHost', outputs, answers: {} }]);

    await panel.send({ type: 'draft', draft: draftOf(false) });
    const form = panel.page.getByRole('region', { name: 'A host from its own output' });
    for (const part of ['22 installed updates', 'Line 3 is not understood', 'All kernels on disk are complete.']) {
      expect(await form.innerText()).toContain(part);
    }
    const running = form.getByLabel('Which kernel runs?');
    await running.fill('what');
    await running.press('Tab');
    await panel.send({ type: 'draft', draft: draftOf(false, 'That is no release.') });
    expect(await form.innerText()).toContain('That is no release.');
    await running.fill('4.1.12');
    await running.press('Tab');
    await form.getByRole('combobox', { name: 'Which client' }).selectOption('offline');
    expect(await panel.messages()).toEqual([
      { type: 'draftHost', outputs, answers: { running: 'what' } },
      { type: 'draftHost', outputs, answers: { running: '4.1.12' } },
      { type: 'draftHost', outputs, answers: { running: '4.1.12', client: 'offline' } },
    ]);
    await panel.send({ type: 'draft', draft: draftOf(true) });
    expect(await running.inputValue()).toBe('4.1.12');
    await button(panel, 'Use this host').click();
    expect(await panel.messages()).toEqual([{ type: 'useDraft', host: '{"name": "db-01"}' }]);
    expect(await form.count()).toBe(0);
  });

  it('is forgotten when it is cancelled, and the focus goes back', async () => {
    const panel = await show();
    await button(panel, 'Paste uptrack-show output…').click();
    await panel.page.getByRole('textbox', { name: 'Output' }).fill('secret');
    await panel.send({ type: 'draft', draft: draftOf(false) });
    await button(panel, 'Cancel').click();
    expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe('paste');
    await button(panel, 'Paste uptrack-show output…').click();
    expect(await panel.page.getByRole('textbox', { name: 'Output' }).inputValue()).toBe('');
    expect(await panel.page.locator('.draft').innerText()).not.toContain('22 installed');
    expect(await panel.messages()).toEqual([]);
  });
});

describe('the assumptions', () => {
  it('keep what is being typed while an answer comes', async () => {
    const panel = await show();
    await press(panel.page.locator('.assumptions summary'), 'Enter');
    const least = panel.page.getByRole('spinbutton', { name: 'early stage: at least' });
    await least.selectText();
    await least.pressSequentially('4');
    await panel.send({ type: 'preview', preview: previewOf({ conditions: { nouptrack: true } }), fileName });
    await least.pressSequentially('5');
    await least.press('Tab');
    expect(await panel.messages()).toEqual([
      { type: 'setAssumptions', assumptions: { secondsToEarlyStage: [45, 90] } },
    ]);
    await button(panel, 'Reset assumptions').click();
    await panel.send({ type: 'preview', preview: all, fileName });
    expect(await least.inputValue()).toBe('20');
  });

  it('are a check box, a number and a range, marked with their standard', async () => {
    const panel = await show();
    const group = panel.page.getByRole('group', { name: 'Assumptions' });
    await press(panel.page.locator('.assumptions summary'), 'Enter');
    expect(await group.innerText()).toContain('Standard: 20 to 90.');
    await group.getByRole('checkbox', { name: 'The late stage starts also' }).press('Space');
    const wait = group.getByRole('spinbutton', { name: 'Seconds that GRUB waits' });
    await wait.fill('-1');
    await wait.press('Enter');
    const least = group.getByRole('spinbutton', { name: 'early stage: at least' });
    await least.fill('120');
    await least.press('Tab');
    await wait.fill('');
    await wait.press('Tab');
    expect(await wait.inputValue()).toBe('-1');
    const changed = { lateStageAlwaysStarts: false, recordfailSeconds: -1, secondsToEarlyStage: [120, 120] as const };
    const { lateStageAlwaysStarts, recordfailSeconds } = changed;
    expect(await panel.messages()).toEqual([
      { type: 'setAssumptions', assumptions: { lateStageAlwaysStarts } },
      { type: 'setAssumptions', assumptions: { lateStageAlwaysStarts, recordfailSeconds } },
      { type: 'setAssumptions', assumptions: changed },
    ]);
    await panel.send({ type: 'preview', preview: previewOf({ assumptions: changed }), fileName });
    expect(await panel.page.locator('.assumptions summary').innerText()).toContain('3 not standard');
    await button(panel, 'Reset assumptions').click();
    expect(await panel.messages()).toEqual([{ type: 'setAssumptions', assumptions: {} }]);
  });
});
