import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { open, replace } from './editor.ts';
import { file } from './mainJob.ts';
import { getSlider, readVerdict } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPanel } from './window.ts';

/** The language server of this extension host. */
function serverProcess(): number | undefined {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const mine = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .find((match) => {
      return Number(match?.[2]) === process.pid && match?.[3]?.includes('server.js');
    });
  return mine ? Number(mine[1]) : undefined;
}

/** The server may die; what the user sees must not. */
export const serverDeath: readonly Test[] = [
  {
    name: 'the panel says that the server has died, and goes on once there is another',
    run: async () => {
      const editor = await open(file);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).press('Home');
      const before = await readVerdict('a verdict', () => true);
      const pid = serverProcess();
      assert.ok(pid);
      // Seen in the page itself: the next server may be there before anybody has looked from here.
      const root = (await getPanel()).locator('#view');
      await root.evaluate((element) => {
        const said: string[] = [];
        Object.assign(window, { said });
        new MutationObserver(() => {
          for (const alert of element.querySelectorAll('[role="alert"]')) said.push(alert.textContent);
        }).observe(element, { childList: true, subtree: true, characterData: true });
      });
      process.kill(pid, 'SIGKILL');
      await eventually('the word of its death', async () => {
        const said = await root.evaluate(() => (window as unknown as { said: readonly string[] }).said);
        return said.some((text) => text.includes('The language server has stopped')) ? true : undefined;
      });
      await eventually('another server', () => {
        const next = serverProcess();
        return next === undefined || next === pid ? undefined : true;
      });
      await readVerdict('the verdict from before', (verdict) => verdict === before);
      await replace(editor, 'install_on_reboot = yes', 'install_on_reboot = no');
      await readVerdict('another verdict', (verdict) => verdict !== before);
      await replace(editor, 'install_on_reboot = no', 'install_on_reboot = yes');
      await readVerdict('the verdict from before', (verdict) => verdict === before);
    },
  },
];
