import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import * as vscode from 'vscode';
import { open } from './editor.ts';
import { address, host, writeHost } from './hostSample.ts';
import { pressKey } from './keys.ts';
import { file } from './mainJob.ts';
import { getButton, getHosts, getSlider, panelTabs, readVerdict, waitForHost } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPanel } from './window.ts';

/** Before the window is reloaded. */
export const beforeReload: readonly Test[] = [
  {
    name: 'the panel is left pinned, with another host, another condition, at the last moment',
    run: leavePanel,
  },
];

async function leavePanel(): Promise<void> {
  // Other tests may have left another tab in front of it.
  await open(file);
  await vscode.commands.executeCommand('uptrack.previewPowerLoss');
  await (await getSlider()).waitFor();
  await (await getHosts()).selectOption({ index: 1 });
  await waitForHost(await secondHost());
  await (await getNouptrack()).check();
  await (await getButton('Pin')).click();
  await (await getButton('Pinned')).waitFor();
  await pressKey(await getSlider(), 'End');
  assert.ok(await isAtEnd());
}

/** Ends this extension host; the next one comes with the window. */
export async function reload(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.saveAll');
  await vscode.commands.executeCommand('workbench.action.reloadWindow');
}

/** After the window was reloaded. */
export const afterReload: readonly Test[] = [
  {
    name: 'after the window is reloaded the panel is there as it was left',
    run: async () => {
      await readVerdict('a verdict', () => true);
      assert.ok(await isAtEnd());
      await isAsLeft();
    },
  },
  {
    name: 'a panel that was hidden comes back as it was left',
    run: async () => {
      // Not so after a failure.
      if ((await (await getButton('Pinned')).count()) === 0) await leavePanel();
      const [tab] = panelTabs();
      assert.ok(tab);
      const document = await vscode.workspace.openTextDocument({ content: 'In front of it' });
      await vscode.window.showTextDocument(document, tab.group.viewColumn);
      await eventually('no panel', async () => ((await (await getSlider()).count()) === 0 ? true : undefined));
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await readVerdict('a verdict', () => true);
      assert.ok(await isAtEnd());
      await isAsLeft();
    },
  },
];

/** Before it is reloaded once more. */
export const beforeSecondReload: readonly Test[] = [
  {
    name: 'the panel is left with a host file, which is then gone',
    run: async () => {
      await writeHost();
      await vscode.commands.executeCommand('uptrack.previewPowerLoss', address());
      await waitForHost(host.name);
      await vscode.workspace.fs.delete(address());
      await (await getPanel()).getByRole('alert').getByText('not there').waitFor();
    },
  },
];

/** After that. */
export const afterSecondReload: readonly Test[] = [
  {
    name: 'a panel whose host file is gone says so, and shows another host once it is chosen',
    run: async () => {
      const alert = (await getPanel()).getByRole('alert');
      await alert.getByText('not there').waitFor();
      await (await getButton('Load host file…')).waitFor();
      const hosts = await getHosts();
      const first = await hosts.locator('option:enabled').first().innerText();
      await hosts.selectOption({ label: first });
      await readVerdict('a verdict', () => true);
      await waitForHost(first);
      assert.equal(await alert.count(), 0);
    },
  },
];

const getNouptrack = async (): Promise<Locator> => (await getPanel()).getByRole('checkbox', { name: 'nouptrack' });

const secondHost = async (): Promise<string> => (await getHosts()).locator('option').nth(1).innerText();

async function isAsLeft(): Promise<void> {
  await waitForHost(await secondHost());
  assert.ok(await (await getNouptrack()).isChecked());
  await (await getButton('Pinned')).waitFor();
}

async function isAtEnd(): Promise<boolean> {
  const slider = await getSlider();
  return (await slider.inputValue()) === (await slider.getAttribute('max'));
}
