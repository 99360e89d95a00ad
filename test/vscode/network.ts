/** Everything that connects or starts a program, from before the extension is activated to the end of the tests. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Recorded } from '../recorder/preload.ts';
import { recordConnections, type Deed } from '../recorder/recorder.ts';
import { open, waitForDiagnostics } from './editor.ts';
import { file } from './mainJob.ts';
import { getSlider } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { setting } from './setting.ts';
import { eventually, getPage } from './window.ts';

const recordFile = `${setting('UPTRACK_TEST_RESULTS')}.record`;
const deeds: Deed[] = [];
const requests: { readonly url: string; readonly frame: string }[] = [];

// This file is loaded before anything of the extension is: VS Code has not activated it yet.
recordConnections((deed) => deeds.push(deed));
// And so will be what the extension starts.
process.env.UPTRACK_TEST_RECORD = recordFile;
process.env.NODE_OPTIONS = `--require ${JSON.stringify(path.join(__dirname, 'preload.cjs'))}`;
void getPage().then((page) =>
  page.on('request', (request) => {
    requests.push({ url: request.url(), frame: request.frame().url() });
  }),
);

const isLocal = (destination: string): boolean => /^(?:[/\\]|(?:localhost|127\.0\.0\.1|::1)?:\d+$)/.test(destination);

/** What the server has done, each time that it was started. */
const ofServer = (): readonly Recorded[] =>
  readFileSync(recordFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recorded)
    .filter(({ program }) => /[\\/]server\.c?js$/.test(program));

const show = (all: readonly { kind: string; what: string; stack?: string }[]): string =>
  all.map(({ kind, what, stack }) => `${kind} ${what}\n${stack ?? ''}`).join('\n');

/** To be the last of the first part: in a window that is reloaded the extension may be there before this file. */
export const network: readonly Test[] = [
  {
    name: 'the extension has opened no connection, and has started nothing but its server',
    run: async () => {
      // After a reload nothing may have been opened yet.
      const { document } = await open(file);
      await waitForDiagnostics(document, 'an answer of the server', () => true);
      const bundle = path.join(extensionPath(), 'dist', 'client.cjs');
      const own = deeds.filter(({ stack }) => stack.includes(bundle));
      const [start, ...more] = own.filter(({ kind }) => kind === 'spawn');
      assert.ok(start, show(deeds));
      for (const { what } of [start, ...more])
        assert.ok(what.includes(path.join(path.dirname(bundle), 'server.')), what);
      assert.deepEqual(
        own.filter(({ kind }) => kind !== 'spawn'),
        [],
      );
      // Whoever it was: this is how the tests speak to the window, so that connections are seen.
      const connections = deeds.filter(({ kind }) => kind === 'connect' || kind === 'datagram' || kind === 'fetch');
      assert.ok(connections.some(({ what }) => what.endsWith(`:${setting('UPTRACK_TEST_PORT')}`)));
      assert.deepEqual(
        connections.filter(({ what }) => !isLocal(what)),
        [],
      );
    },
  },
  {
    name: 'the language server has opened no connection, listens to none, and has started nothing',
    run: async () => {
      await eventually('a server that is recorded', () =>
        ofServer().some(({ kind }) => kind === 'start') ? true : undefined,
      );
      assert.equal(show(ofServer().filter(({ kind }) => kind !== 'start' && kind !== 'file')), '');
    },
  },
  {
    name: 'the page of the panel has loaded nothing but its own files',
    run: async () => {
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).waitFor();
      const ofPanel = requests.filter(({ frame }) => frame.includes('webview'));
      const names = ofPanel.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname.includes('/dist/'));
      assert.deepEqual(
        [...new Set(names.map(({ pathname }) => path.basename(pathname)))].sort(),
        ['view.css', 'view.js'],
        JSON.stringify(requests.slice(-50)),
      );
      // VS Code serves the files of a webview from a made-up host; nothing of it leaves the window.
      const allowed = /^(?:127\.0\.0\.1|localhost|[\w+.-]+\.vscode-resource\.vscode-cdn\.net|[\w-]*)$/;
      assert.deepEqual(
        ofPanel.filter(({ url }) => !allowed.test(new URL(url).hostname)),
        [],
      );
    },
  },
];

function extensionPath(): string {
  const extension = vscode.extensions.getExtension('uptrack-config.uptrack-config');
  if (!extension) throw new Error('The extension is not there');
  return extension.extensionPath;
}
