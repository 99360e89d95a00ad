/** The panel of the power loss, by what a user of it sees. */
import type { Locator } from 'playwright-core';
import * as vscode from 'vscode';
import { pressKey, waitForFocus } from './keys.ts';
import { eventually, getPage, getPanel } from './window.ts';

/** The slider of the moments. */
export async function getSlider(): Promise<Locator> {
  return (await getPanel()).getByRole('slider', { name: 'Moment of the power cut' });
}

/** The verdict for the chosen moment, once there is one that `accept` takes. */
export async function readVerdict(what: string, accept: (verdict: string) => boolean): Promise<string> {
  // Before there is a preview, a status says what it waits for.
  await (await getSlider()).waitFor();
  // What is read out comes later, and the hidden cards are those of another moment.
  const cards = (await getPanel()).getByRole('region', { name: 'Verdict' }).locator('.cards:not([aria-hidden])');
  return eventually(what, async () => {
    const verdict = (await cards.innerText()).replaceAll(/\s+/g, ' ').trim();
    return verdict !== '' && accept(verdict) ? verdict : undefined;
  });
}

export async function getButton(name: string | RegExp): Promise<Locator> {
  return (await getPanel()).getByRole('button', { name, exact: true });
}

/** The list of the hosts. */
export async function getHosts(): Promise<Locator> {
  return (await getPanel()).getByRole('combobox', { name: 'Host', exact: true });
}

/** Waits until the panel shows the host that is called so; chosen it is before. */
export async function waitForHost(name: string): Promise<void> {
  const chosen = (await getPanel()).locator('.bar:not([aria-busy="true"]) #host option:checked');
  await eventually(`the host ${name}`, async () => (await chosen.allInnerTexts()).includes(name) || undefined);
}

/** Exports in one of the ways that the panel's menu has. */
export async function exportAs(name: string): Promise<void> {
  await (await getButton('Export')).click();
  await (await getButton(name)).click();
}

/** Names a file in the dialog of VS Code that asks for one. */
export async function nameFile(file: string): Promise<void> {
  const input = (await getPage()).locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  // The dialog looks at the disk, and then puts in what it proposes: also over what was typed too early.
  await eventually('a proposal', async () => ((await input.inputValue()).includes('/') ? true : undefined));
  await eventually('the name, which stays', async () => {
    await input.fill(file);
    await new Promise((resolve) => setTimeout(resolve, 700));
    return (await input.inputValue()) === file ? true : undefined;
  });
  await pressKey(input, 'Enter');
  await input.waitFor({ state: 'hidden' });
  // A dialog that is opened in the meantime would lose it, and be closed by that.
  await waitForFocus();
}

/** Dialogs of the system cannot be driven from here; those of VS Code can. */
export async function useDialogsOfVSCode(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('files');
  await settings.update('simpleDialog.enable', true, vscode.ConfigurationTarget.Global);
}

/** The panels of this window, by the titles of their tabs. */
export function panelTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('uptrack.powerLoss'));
}
