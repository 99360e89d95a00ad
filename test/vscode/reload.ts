import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from './editor.ts';
import { file } from './mainJob.ts';
import { getSlider, readVerdict } from './powerLossPanel.ts';
import type { Test } from './runner.ts';

/** Before the window is reloaded. */
export const beforeReload: readonly Test[] = [
  {
    name: 'the panel is left at the last moment',
    run: async () => {
      // Other tests may have left another tab in front of it.
      await open(file);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).press('End');
      assert.ok(await isAtEnd());
    },
  },
];

/** Ends this extension host; the next one comes with the window. */
export async function reload(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.saveAll');
  await vscode.commands.executeCommand('workbench.action.reloadWindow');
}

/** After the window was reloaded. */
export const afterReload: readonly Test[] = [
  {
    name: 'after the window is reloaded the panel is there, at the same moment',
    run: async () => {
      await readVerdict('a verdict', () => true);
      assert.ok(await isAtEnd());
    },
  },
];

async function isAtEnd(): Promise<boolean> {
  const slider = await getSlider();
  return (await slider.inputValue()) === (await slider.getAttribute('max'));
}
