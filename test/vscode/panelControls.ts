import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, replace, takeKeys } from './editor.ts';
import { chosenOf, keyboard, pointer, type Hands } from './hands.ts';
import type { host } from './hostSample.ts';
import { address, output, writeHost } from './hostSample.ts';
import { pressKey } from './keys.ts';
import { file } from './mainJob.ts';
import { getButton, getHosts, getSlider, nameFile, useDialogsOfVSCode, waitForHost } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPanel } from './window.ts';

const becomes = (what: string, is: () => Promise<boolean> | boolean): Promise<true> =>
  eventually(what, async () => (await is()) || undefined);

/** With a preview of the file, at the moment before anything happens. */
async function openPanel(): Promise<vscode.TextEditor> {
  const editor = await open(file);
  await vscode.commands.executeCommand('uptrack.previewPowerLoss');
  await reset();
  return editor;
}

/** Nothing is going on, under the conditions of the host. */
async function reset(): Promise<void> {
  await pressKey(await getSlider(), 'Home');
  const button = await getButton('Reset');
  if ((await button.count()) > 0) await button.click();
}

/** Takes the last change of a file back, in the editor. */
async function undo({ document, viewColumn }: vscode.TextEditor, before: string): Promise<void> {
  await takeKeys(document, viewColumn);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), before);
}

type Work = readonly [name: string, work: (hands: Hands) => Promise<void>];

const works: readonly Work[] = [
  [
    'the moment of the cut is moved',
    async ({ choose, drag, press }) => {
      await openPanel();
      const names = (await getPanel()).getByRole('combobox', { name: 'Moment by name' });
      const slider = await getSlider();
      await drag(slider);
      await becomes('the last moment', async () => (await slider.inputValue()) === (await slider.getAttribute('max')));
      await pressKey(slider, 'Home');
      const isAt = async (moment: number): Promise<boolean> => Number(await slider.inputValue()) === moment;
      await press(await getButton('Next moment'));
      await becomes('the next moment', () => isAt(1));
      await press(await getButton('Previous moment'));
      await becomes('the first moment', () => isAt(0));
      await choose(names);
      await becomes('the second moment', () => isAt(1));
      await pressKey(slider, 'Home');
    },
  ],
  [
    'conditions are set, and set back',
    async ({ check, choose, press }) => {
      await openPanel();
      const panel = await getPanel();
      const nouptrack = panel.getByRole('checkbox', { name: 'nouptrack' });
      const client = panel.getByRole('combobox', { name: 'Client' });
      const steps = panel.getByRole('region', { name: 'What the host runs' }).getByRole('list').first();
      const before = await steps.innerText();
      await check(nouptrack);
      await becomes('other steps', async () => (await steps.innerText()) !== before);
      await choose(client);
      await becomes('another client', async () => (await chosenOf(client)) === 1);
      await press(await getButton('Reset'));
      await becomes('the steps from before', async () => (await steps.innerText()) === before);
      assert.equal(await chosenOf(client), 0);
    },
  ],
  [
    'assumptions are set, and set back',
    async ({ check, fill, press }) => {
      await openPanel();
      const assumptions = (await getPanel()).locator('details.assumptions');
      const summary = assumptions.locator('summary');
      await press(summary);
      await check(assumptions.getByRole('checkbox').first());
      await assumptions.getByText('1 not standard').waitFor();
      const number = assumptions.getByRole('spinbutton').first();
      await fill(number, '7');
      await pressKey(number, 'Tab');
      await assumptions.getByText('2 not standard').waitFor();
      await press(assumptions.getByRole('button', { name: 'Reset assumptions' }));
      await becomes('the standard', async () => (await assumptions.getByText('not standard').count()) === 0);
      await press(summary);
      await assumptions.getByRole('checkbox').first().waitFor({ state: 'hidden' });
    },
  ],
  [
    'a combination of options is tried and applied',
    async ({ check, press }) => {
      const editor = await openPanel();
      const before = editor.document.getText();
      await check((await getPanel()).getByRole('radio', { name: /upgrade_on_reboot = yes/ }).first());
      await press(await getButton('Apply to file'));
      const after = before.replace('upgrade_on_reboot = no', 'upgrade_on_reboot = yes');
      await becomes('the option in the file', () => editor.document.getText() === after);
      await undo(editor, before);
    },
  ],
  [
    'the one change that helps is made',
    async ({ press }) => {
      const editor = await openPanel();
      const before = editor.document.getText();
      // For the first sample the effect of every change is unknown, so there is no button.
      const hosts = await getHosts();
      await hosts.selectOption({ label: 'Ubuntu 22.04' });
      await waitForHost('Ubuntu 22.04');
      await pressKey(await getSlider(), 'Home');
      for (let step = 0; step < 2; step++) await pressKey(await getSlider(), 'ArrowRight');
      await press((await getPanel()).locator('.cards:not([aria-hidden]) .fix button').first());
      const after = before.replace('upgrade_on_reboot = no', 'upgrade_on_reboot = yes');
      await becomes('the change in the file', () => editor.document.getText() === after);
      await undo(editor, before);
      await hosts.selectOption({ index: 0 });
    },
  ],
  [
    'the line that the client refuses is gone to',
    async ({ press }) => {
      const editor = await openPanel();
      await replace(editor, 'upgrade_on_reboot = no', 'upgrade_on_reboot = maybe');
      const toLine = (await getPanel())
        .locator('.cards:not([aria-hidden])')
        .getByRole('button', { name: /^Go to line/ });
      await press(toLine);
      await becomes('the line', () => {
        const active = vscode.window.activeTextEditor;
        return active?.document.lineAt(active.selection.active).text.endsWith('maybe') === true;
      });
      await replace(await open(file), 'upgrade_on_reboot = maybe', 'upgrade_on_reboot = no');
      await becomes('no way to it', async () => (await toLine.count()) === 0);
    },
  ],
  [
    'updates are filtered, sorted and explained',
    async ({ fill, press }) => {
      await openPanel();
      const updates = (await getPanel()).getByRole('region', { name: 'Updates' });
      const rows = updates.locator('tbody tr:has(button)');
      const all = await rows.count();
      const kind = updates.getByRole('group', { name: 'Show' }).getByRole('button').nth(1);
      await press(kind);
      await becomes('that kind', async () => (await kind.getAttribute('aria-pressed')) === 'true');
      await press(updates.getByRole('group', { name: 'Show' }).getByRole('button').first());
      const search = updates.getByRole('searchbox');
      await fill(search, 'KAISER');
      await becomes('fewer rows', async () => (await rows.count()) < all);
      await pressKey(search, 'Escape');
      await becomes('all rows', async () => (await rows.count()) === all);
      const byId = updates.getByRole('columnheader', { name: /^Id/ });
      for (const order of ['ascending', 'descending', null]) {
        await press(byId.getByRole('button'));
        await becomes(String(order), async () => (await byId.getAttribute('aria-sort')) === order);
      }
      const why = updates.getByRole('button', { name: /^Why / }).first();
      await press(why);
      await becomes('an explanation', async () =>
        /\S/.test((await updates.locator('.why').innerText()).replace('Asking', '')),
      );
      await press(why);
      await becomes('none', async () => (await updates.locator('.why').count()) === 0);
    },
  ],
  [
    'scenarios are run, and an example and a counterexample are loaded',
    async ({ press }) => {
      await openPanel();
      const panel = await getPanel();
      const scenarios = panel.getByRole('region', { name: 'All scenarios' });
      await press(scenarios.getByRole('button', { name: /^Run/ }));
      await scenarios.getByText(/^[\d,]+ scenarios\.$/).waitFor();
      for (const name of [/^Example: /, /^Counterexample: /]) {
        await press(scenarios.getByRole('button', { name }).last());
        await becomes('the verdict in front', () =>
          panel.getByRole('region', { name: 'Verdict' }).evaluate((verdict) => verdict === document.activeElement),
        );
        await reset();
      }
    },
  ],
  [
    'the panel is pinned, and follows again',
    async ({ press }) => {
      await openPanel();
      await press(await getButton('Pin'));
      await (await getButton('Pinned')).waitFor();
      await press(await getButton('Pinned'));
      await (await getButton('Pin')).waitFor();
    },
  ],
  [
    'the transcript is copied from the menu, and the menu is left',
    async ({ press }) => {
      await openPanel();
      await vscode.env.clipboard.writeText('');
      const [menu, item] = [await getButton('Export'), await getButton('Copy transcript')];
      await press(menu);
      await press(item);
      await becomes('the transcript', async () => (await vscode.env.clipboard.readText()).includes('boot stage'));
      await press(menu);
      await item.waitFor();
      await pressKey(menu, 'Escape');
      await item.waitFor({ state: 'hidden' });
    },
  ],
  [
    'a host is chosen, saved as a file, and loaded from it',
    async ({ choose, press }) => {
      await openPanel();
      await useDialogsOfVSCode();
      const hosts = await getHosts();
      await hosts.selectOption({ index: 0 });
      await choose(hosts);
      const second = await hosts.locator('option').nth(1).innerText();
      await waitForHost(second);
      await press(await getButton('Save host file…'));
      await nameFile(address().fsPath);
      const saved = await eventually('the file', async () => {
        const bytes = await vscode.workspace.fs.readFile(address()).then(
          (read) => read,
          () => undefined,
        );
        return bytes && bytes.length > 0 ? (JSON.parse(new TextDecoder().decode(bytes)) as typeof host) : undefined;
      });
      await vscode.commands.executeCommand('notifications.clearAll');
      await writeHost({ ...saved, name: 'as saved' });
      await press(await getButton('Load host file…'));
      await nameFile(address().fsPath);
      await waitForHost('as saved');
      await hosts.selectOption({ index: 1 });
      await vscode.workspace.fs.delete(address());
    },
  ],
  [
    'output is pasted, read and cancelled',
    async ({ fill, press }) => {
      await openPanel();
      const panel = await getPanel();
      const paste = await getButton('Paste uptrack-show output…');
      await press(paste);
      await fill(panel.getByRole('textbox', { name: 'Output', exact: true }), output);
      await press(await getButton('Read output'));
      await panel.getByRole('heading', { name: 'What the output says' }).waitFor();
      await press(await getButton('Cancel'));
      await becomes('closed', async () => (await paste.getAttribute('aria-expanded')) === 'false');
    },
  ],
];

/** Each control of the panel, by pointer and by keyboard. */
export const panelControls: readonly Test[] = [pointer, keyboard].flatMap((hands) =>
  works.map(([name, work]): Test => ({ name: `${name} ${hands.name}`, run: () => work(hands) })),
);
