import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { open, replace, ruleOf, waitForDiagnostics } from './editor.ts';
import { host } from './hostSample.ts';
import { getButton, getHosts, getSlider, panelTabs, waitForHost } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { serverProcess } from './server.ts';
import { eventually, getPanel } from './window.ts';

const mega = 1024 * 1024;
/** Above 50 MB VS Code passes the text of a file on to no extension, and so the server never sees it. */
const largest = 49 * mega;

/** In bytes. The text is there once as it came and once as it is kept; the rest is what any server takes. */
const mostMemory = 1024 * mega;

/** The most that the language server has had in memory, in bytes; null where the system does not say. */
function peakMemory(): number | null {
  const pid = serverProcess();
  const status = `/proc/${pid}/status`;
  if (pid === undefined || !existsSync(status)) return null;
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1];
  return peak === undefined ? null : Number(peak) * 1024;
}

/** What the language server has had of the processor, in ticks of the system; null where the system does not say. */
function processorTime(): number | null {
  const stat = `/proc/${serverProcess()}/stat`;
  if (!existsSync(stat)) return null;
  // Behind the name, which may hold blanks: of the fields from the third on, the twelfth and the thirteenth.
  const fields = readFileSync(stat, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Waits until the language server does nothing: it has less than a tenth of the processor. */
async function waitForIdleServer(): Promise<void> {
  await eventually('a server that does nothing', async () => {
    const before = processorTime();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const after = processorTime();
    return before === null || after === null || after - before < 10 ? true : undefined;
  });
}

const folder = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

/** Leaves the others as they are, and what is not saved of them. */
async function closeAt(place: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const mine = tabs.filter(({ input }) => {
    const { uri } = (input ?? {}) as { readonly uri?: vscode.Uri };
    return uri?.fsPath.startsWith(place) === true;
  });
  await vscode.window.tabGroups.close(mine);
}

/** Files of the workspace, gone after the work. */
async function withFiles(
  contents: Readonly<Record<string, string | Uint8Array>>,
  work: () => Promise<void>,
): Promise<void> {
  const place = path.join(folder(), 'large');
  try {
    for (const [name, content] of Object.entries(contents)) {
      mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
      writeFileSync(path.join(place, name), content);
    }
    await work();
  } finally {
    await closeAt(place);
    rmSync(place, { recursive: true, force: true });
  }
}

const documentAt = (name: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(path.join(folder(), 'large', name));

const usual = { 'usual/uptrack.conf': '[Auth]\naccesskey = x\n\n[Settings]\ninstall_on_reboot = yes\n' };

/** A mistake in a usual file is found, and gone again once it is mended. */
async function findsMistakes(): Promise<void> {
  const editor = await open('large/usual/uptrack.conf');
  const has = (all: readonly vscode.Diagnostic[]): boolean => all.some((each) => ruleOf(each) === 'unknown-key');
  await replace(editor, 'install_on_reboot', 'instal_on_reboot');
  await waitForDiagnostics(editor.document, 'the finding', has);
  await replace(editor, 'instal_on_reboot', 'install_on_reboot');
  await waitForDiagnostics(editor.document, 'no finding', (all) => !has(all));
  await editor.document.save();
}

/** With so many kernels and updates that all scenarios of it take minutes. */
function hugeHost(): string {
  const ids = Array.from({ length: 1000 }, (_, index) => index.toString(36).padStart(8, '0'));
  const kernels = Array.from({ length: 20 }, (_, index) => {
    return { ...host.kernels[0], release: `4.1.12-124.24.${index}.el6uek.x86_64`, bootPlan: ids, available: ids };
  });
  const updates = Object.fromEntries(ids.map((id) => [id, {}]));
  return JSON.stringify({ ...host, name: 'huge', running: kernels[0]?.release, kernels, installed: ids, updates });
}

/** What a user does who no longer wants to know, and what the panel shows then. */
const waysOut: Readonly<Record<string, () => Promise<void>>> = {
  'they are cancelled': async () => {
    await (await getButton('Cancel')).click();
    await (await getButton('Run all scenarios')).waitFor();
  },
  'the panel is closed': async () => {
    await vscode.window.tabGroups.close(panelTabs());
  },
  'another host is chosen': async () => {
    await (await getHosts()).selectOption({ index: 1 });
    await (await getButton('Run all scenarios')).click();
    // One exploration begins when the one before has ended.
    await (await getPanel()).getByText(/^[\d,]+ scenarios\.$/).waitFor();
  },
  'the file is changed': async () => {
    const editor = await open('large/usual/uptrack.conf');
    await replace(editor, 'install_on_reboot = yes', 'install_on_reboot = no');
    await eventually('a button', async () => (await (await getButton('Run all scenarios')).isEnabled()) || undefined);
    await editor.document.save();
  },
};

/** What is too large or too much for an editor of configuration files. */
export const large: readonly Test[] = [
  {
    name: 'a file of 49 MB and a binary one leave the others what they were',
    run: async () => {
      const line = '# And so on, for a very long time: nobody has ever written such a file.\n';
      const text = `[Settings]\nautoinstall = yes\n${line.repeat(Math.floor(largest / line.length))}`;
      const bytes = Uint8Array.from({ length: mega }, (_, index) => (index * 2_654_435_761) >>> 13);
      await withFiles({ ...usual, 'text/uptrack.conf': text, 'binary/uptrack.conf': bytes }, async () => {
        const document = await documentAt('text/uptrack.conf');
        assert.equal(document.languageId, 'uptrack-conf');
        await vscode.window.showTextDocument(document);
        await waitForDiagnostics(document, 'the word that it is too large', (all) =>
          all.some((each) => ruleOf(each) === 'file-too-large'),
        );
        // An editor that takes it for binary asks first; the document is there all the same, or is refused.
        await Promise.resolve(documentAt('binary/uptrack.conf')).catch(() => undefined);
        await findsMistakes();
        const peak = peakMemory();
        if (peak !== null) assert.ok(peak < mostMemory, `${Math.round(peak / mega)} MB`);
      });
    },
  },
  {
    // VS Code keeps at most fifty that no tab shows, and closes the others by itself; test/fuzz has a thousand open at once.
    name: 'after a thousand documents were opened, a mistake is still found',
    run: async () => {
      const names = Array.from({ length: 1000 }, (_, n) => `${n}/uptrack.conf`);
      await withFiles(
        { ...usual, ...Object.fromEntries(names.map((name) => [name, `[Settings]\nautoinstal = yes\n# ${name}\n`])) },
        async () => {
          for (let first = 0; first < names.length; first += 25) {
            const documents = await Promise.all(names.slice(first, first + 25).map(documentAt));
            assert.ok(documents.every(({ languageId }) => languageId === 'uptrack-conf'));
          }
          await findsMistakes();
        },
      );
    },
  },
  {
    name: 'while all scenarios are run, a question about the file is answered',
    run: async () => {
      await withFiles(usual, async () => {
        const { document } = await open('large/usual/uptrack.conf');
        await vscode.commands.executeCommand('uptrack.previewPowerLoss');
        await (await getSlider()).waitFor();
        await (await getButton(/Run (all scenarios|again)/)).click();
        const position = document.positionAt(document.getText().indexOf('install_on_reboot') + 2);
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          position,
        );
        assert.equal(hovers.length, 1);
        // Once the panel is closed, the client withdraws its question.
        await vscode.window.tabGroups.close(panelTabs());
        await findsMistakes();
      });
    },
  },
  ...Object.entries(waysOut).map(([way, leave]) => ({
    name: `all scenarios of a huge host are no longer run once ${way}`,
    run: async () => {
      await withFiles({ ...usual, 'huge.uptrack-host.json': hugeHost() }, async () => {
        await open('large/usual/uptrack.conf');
        await open('large/huge.uptrack-host.json');
        await vscode.commands.executeCommand('uptrack.previewPowerLoss');
        await waitForHost('huge');
        await waitForIdleServer();
        await (await getButton('Run all scenarios')).click();
        const progress = (await getPanel()).getByRole('progressbar', { name: 'Running all scenarios' });
        const done = await eventually(
          'some progress',
          async () => Number(await progress.getAttribute('value')) || undefined,
        );
        // Else it could have come to its end by itself.
        assert.ok(done < 0.1, `${done}`);
        await leave();
        await waitForIdleServer();
        await vscode.window.tabGroups.close(panelTabs());
      });
    },
  })),
];
