/** Entry of the bench in the workbench: measures, and hands the numbers out through a file. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { open, takeKeys } from './editor.ts';
import { readVerdict } from './powerLossPanel.ts';
import { reload } from './reload.ts';
import { runParts, type Test } from './runner.ts';
import { setting } from './setting.ts';
import { eventually, getPage, getPanel, takePicture } from './window.ts';

/** What is compared in a turn, in milliseconds; a line of the file each, as JSON. */
export type Turn =
  | { readonly kind: 'activation'; readonly extension: number; readonly server: number }
  | { readonly kind: 'keystroke'; readonly verdict: number; readonly echo: number };

/** An activation is one window, and lasts some seconds. */
const activations = 7;
const keystrokes = 30;

const tell = (turn: Turn): void => {
  appendFileSync(setting('UPTRACK_BENCH_RESULTS'), `${JSON.stringify(turn)}\n`);
};

function extension(): vscode.Extension<unknown> {
  const ours = vscode.extensions.getExtension('uptrack-config.uptrack-config');
  assert.ok(ours);
  return ours;
}

/** The server alone, started as the extension does it, until it has answered `initialize`. */
async function startServer(): Promise<number> {
  const start = performance.now();
  const child = fork(path.join(extension().extensionPath, 'dist/server.js'), ['--node-ipc'], { execArgv: [] });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.on('message', (message: { readonly id?: number }) => {
      if (message.id === 1) resolve();
    });
    const params = { processId: process.pid, rootUri: null, capabilities: {} };
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  });
  const time = performance.now() - start;
  child.kill();
  return time;
}

const activation: Test = {
  name: 'activation beside the start of the server',
  run: async () => {
    assert.equal(extension().isActive, false);
    // Warms up: the file of the server is read.
    await startServer();
    const before = await startServer();
    const start = performance.now();
    await extension().activate();
    const time = performance.now() - start;
    const after = await startServer();
    tell({ kind: 'activation', extension: time, server: (before + after) / 2 });
  },
};

/** A panel that sends back what it is sent. */
async function openEcho(): Promise<() => Promise<number>> {
  const panel = vscode.window.createWebviewPanel('echo', 'Echo', vscode.ViewColumn.Three, { enableScripts: true });
  const { webview } = panel;
  let heard: (value: unknown) => void = () => undefined;
  webview.onDidReceiveMessage((value) => {
    heard(value);
  });
  const ready = new Promise((resolve) => (heard = resolve));
  webview.html = `<script>
    const vscode = acquireVsCodeApi();
    addEventListener('message', () => vscode.postMessage(null));
    vscode.postMessage(null);
  </script>`;
  await ready;
  return async () => {
    const start = performance.now();
    const back = new Promise((resolve) => (heard = resolve));
    await webview.postMessage(null);
    await back;
    return performance.now() - start;
  };
}

const keystroke: Test = {
  name: 'keystrokes until the verdict has changed, beside an empty message to a panel and back',
  run: async () => {
    const { document } = await open('etc/uptrack/uptrack.conf');
    await vscode.commands.executeCommand('uptrack.previewPowerLoss');
    await readVerdict('a verdict', () => true);
    // Held on to: the panel of the echo is another page beside it.
    const panel = await (await getPanel()).getByRole('region', { name: 'Verdict' }).elementHandle();
    // Frames have the same clock, each with another zero.
    await panel.evaluate((verdict) => {
      const times: number[] = [];
      Object.assign(window, { times });
      let last = verdict.querySelector('.cards:not([aria-hidden])')?.textContent;
      new MutationObserver(() => {
        const text = verdict.querySelector('.cards:not([aria-hidden])')?.textContent;
        if (text === last) return;
        last = text;
        // The frame with it is being painted.
        requestAnimationFrame(() => times.push(performance.timeOrigin + performance.now()));
      }).observe(verdict, { childList: true, subtree: true, characterData: true });
    });
    const timesOf = (): Promise<readonly number[]> =>
      panel.evaluate(() => (window as unknown as { times: readonly number[] }).times);
    const page = await getPage();
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(window, { times });
      const note = (event: KeyboardEvent): unknown => times.push(performance.timeOrigin + event.timeStamp);
      window.addEventListener('keydown', note, { capture: true });
    });
    const keysOf = (): Promise<readonly number[]> =>
      page.evaluate(() => (window as unknown as { times: readonly number[] }).times);

    const echo = await openEcho();
    const editor = await open('etc/uptrack/uptrack.conf');
    const end = document.lineAt(document.positionAt(document.getText().indexOf('upgrade_on_reboot')).line).range.end;
    editor.selection = new vscode.Selection(end, end);
    await takeKeys(document, editor.viewColumn);
    for (let turn = 0; turn <= keystrokes; turn++) {
      const known = (await timesOf()).length;
      const keys = (await keysOf()).length;
      // A value that is none and the value again, by turns: the client refuses the file, and reads it.
      await page.keyboard.press(turn % 2 === 0 ? 'x' : 'Backspace');
      const changed = await eventually('another verdict', async () => (await timesOf())[known]);
      const pressed = (await keysOf())[keys];
      assert.ok(pressed);
      const empty = await echo();
      // The first one warms up.
      if (turn > 0) tell({ kind: 'keystroke', verdict: changed - pressed, echo: empty });
    }
  },
};

export function run(): Promise<void> {
  return runParts([...Array<readonly Test[]>(activations).fill([activation]), [keystroke]], {
    reload,
    onFailure: ({ name }) => takePicture(name),
  });
}
