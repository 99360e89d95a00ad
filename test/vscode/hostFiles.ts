import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { open, rangeOf, replace, waitForDiagnostics } from './editor.ts';
import { file } from './mainJob.ts';
import { getButton, getHosts, getSlider, nameFile, useDialogsOfVSCode, waitForHost } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPanel } from './window.ts';

const name = 'db-01.uptrack-host.json';
const running = '4.1.12-124.24.3.el6uek.x86_64';

/** The example of a host with one of two updates installed. */
const host = {
  name: 'db-01',
  packaging: 'rpm',
  client: 'online',
  running,
  defaultEntry: 'newest',
  kernels: [
    {
      release: running,
      onDisk: 'complete',
      packageList: 'ok',
      bootPlan: ['pwc6xmnr'],
      available: ['pwc6xmnr', '5dq87kra'],
      expiredMarker: false,
    },
  ],
  installed: ['pwc6xmnr'],
  updates: {
    pwc6xmnr: { title: 'KAISER/KPTI enablement for Ksplice.' },
    '5dq87kra': { title: 'Improve the interface to freeze tasks.' },
  },
  cut: null,
  boot: {},
};

const output = `$ uname -r
${running}
$ uptrack-show
Installed updates:
[pwc6xmnr] KAISER/KPTI enablement for Ksplice.

Effective kernel version is 4.1.12-124.26.5.el6uek
$ uptrack-show --available
Available updates:
[5dq87kra] Improve the interface to freeze tasks.
`;

/** What is asked for because no output says it, by the ids of the questions; any other takes its first choice. */
const answers: Readonly<Record<string, string>> = { name: 'db-03', running };

const address = (): vscode.Uri => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
};

/** Answers every question of the draft. */
async function answerQuestions(): Promise<void> {
  const panel = await getPanel();
  const use = panel.getByRole('button', { name: 'Use this host' });
  const open = panel.locator('.questions .field');
  // An answer may bring other questions, which come last.
  for (let round = 0; round < 30; round++) {
    const question = open.nth(round);
    const next = await eventually('a question, or the host', async () =>
      (await use.count()) > 0 ? 'host' : (await question.count()) > 0 ? 'question' : undefined,
    );
    if (next === 'host') return;
    const select = question.getByRole('combobox');
    const id = (await question.locator('[id^="question-"]:is(input, select)').getAttribute('id')) ?? '';
    const answer = answers[id.replace('question-', '')];
    const input = question.locator('input');
    if (await input.count()) {
      const suggested = await question
        .locator('datalist option')
        .first()
        .getAttribute('value', { timeout: 100 })
        .catch(() => '');
      await input.fill(answer ?? suggested ?? '');
      await input.press('Tab');
    } else await select.selectOption(answer ?? { index: 1 });
  }
}

/** Hosts of the user's own: files, and pasted output. */
export const hostFiles: readonly Test[] = [
  {
    name: 'a host file is loaded, and the panel follows it as it is typed',
    run: async () => {
      await useDialogsOfVSCode();
      await vscode.workspace.fs.writeFile(address(), new TextEncoder().encode(JSON.stringify(host, null, 2)));
      await open(file);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).waitFor();
      await (await getButton('Load host file…')).click();
      await nameFile(address().fsPath);
      await waitForHost('db-01');
      await (await getPanel()).getByText(`running ${running}`).waitFor();

      const editor = await open(name);
      assert.equal(editor.document.languageId, 'jsonc');
      await replace(editor, '"name": "db-01"', '"name": "db-02"');
      await waitForHost('db-02');
      assert.ok(editor.document.isDirty);
      await replace(editor, '"name": "db-02"', '"name": "db-01"');
      await waitForHost('db-01');
    },
  },
  {
    name: 'a host file that cannot be used says why, and where; the editor knows the schema, too',
    run: async () => {
      const editor = await open(name);
      const { document } = editor;
      await replace(editor, '"packaging": "rpm"', '"packaging": "apt"');
      const alert = (await getPanel()).getByRole('alert');
      await alert.getByText('cannot be used').waitFor();
      const line = document.positionAt(document.getText().indexOf('"packaging"')).line;
      await open(file);
      await alert.getByRole('button', { name: `Line ${line + 1}` }).click();
      await eventually('the line', () => {
        const active = vscode.window.activeTextEditor;
        return active?.document === document && active.selection.active.line === line ? true : undefined;
      });
      const found = await waitForDiagnostics(document, 'a finding of the schema', (all) => all.length > 0);
      assert.deepEqual(
        found.map(({ range }) => range.start.line),
        [line],
      );
      await replace(await open(name), '"packaging": "apt"', '"packaging": "rpm"');
      await waitForHost('db-01');
      await waitForDiagnostics(document, 'no finding', (all) => all.length === 0);

      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        rangeOf(document, '"boot": {').end,
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('nouptrack'), labels.join());
    },
  },
  {
    name: 'the preview of a host file takes the file that was looked at last',
    run: async () => {
      const hosts = await getHosts();
      await hosts.selectOption({ index: 1 });
      await eventually('a sample', async () =>
        (await hosts.locator('option:checked').innerText()) === 'db-01' ? undefined : true,
      );
      await open(file);
      await open(name);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await waitForHost('db-01');
      await (await getPanel()).getByRole('heading', { name: path.basename(file) }).waitFor();
    },
  },
  {
    name: 'a host file that is gone is said to be, until it is there again',
    run: async () => {
      await open(name);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      const text = await vscode.workspace.fs.readFile(address());
      await vscode.workspace.fs.delete(address());
      await (await getPanel()).getByRole('alert').getByText('not there').waitFor();
      await vscode.workspace.fs.writeFile(address(), text);
      await waitForHost('db-01');
      await (await getHosts()).selectOption({ index: 1 });
      await vscode.workspace.fs.delete(address());
    },
  },
  {
    name: 'pasted output becomes a host file of its own, which the panel follows, also once it is saved',
    run: async () => {
      await open(file);
      const panel = await getPanel();
      await (await getButton('Paste uptrack-show output…')).click();
      await panel.getByRole('textbox', { name: 'Output', exact: true }).fill(output);
      await (await getButton('Read output')).click();
      await panel.getByRole('heading', { name: 'What the output says' }).waitFor();
      await answerQuestions();
      await (await getButton('Use this host')).click();
      await waitForHost('db-03');

      const draft = await eventually('the new document', () =>
        vscode.workspace.textDocuments.find(
          ({ isUntitled, uri }) => isUntitled && uri.path.endsWith('db-03.uptrack-host.json'),
        ),
      );
      assert.equal(draft.languageId, 'jsonc');
      const editor = await vscode.window.showTextDocument(draft, vscode.ViewColumn.One);
      await replace(editor, '"db-03"', '"db-04"');
      await waitForHost('db-04');

      assert.ok(await draft.save());
      const saved = await eventually('the file', () =>
        vscode.workspace.textDocuments.find(
          ({ isUntitled, uri }) => !isUntitled && uri.path.endsWith('db-03.uptrack-host.json'),
        ),
      );
      await replace(await vscode.window.showTextDocument(saved, vscode.ViewColumn.One), '"db-04"', '"db-05"');
      await waitForHost('db-05');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await (await getHosts()).selectOption({ index: 1 });
      await vscode.workspace.fs.delete(saved.uri);
      await open(file);
    },
  },
];
