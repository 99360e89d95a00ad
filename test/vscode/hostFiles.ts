import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { open, rangeOf, replace, takeKeys, waitForDiagnostics } from './editor.ts';
import { address, host, name, output, running, writeHost } from './hostSample.ts';
import { pressKey } from './keys.ts';
import { file } from './mainJob.ts';
import { getButton, getHosts, getSlider, nameFile, useDialogsOfVSCode, waitForHost } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPanel } from './window.ts';

/** What is asked for because no output says it, by the ids of the questions; any other takes its first choice. */
const answers: Readonly<Record<string, string>> = { name: 'db-03', running };

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
      const suggestions = question.locator('datalist option');
      const suggested = (await suggestions.count()) > 0 ? await suggestions.first().getAttribute('value') : '';
      await input.fill(answer ?? suggested ?? '');
      await pressKey(input, 'Tab');
    } else await select.selectOption(answer ?? { index: 1 });
  }
}

/** With the host file in the panel, where the tests before have left it unless one failed. */
async function showHost(): Promise<void> {
  if (!existsSync(address().fsPath)) await writeHost();
  const chosen = (await getHosts()).locator('option:checked');
  if ((await chosen.innerText()) === host.name) return;
  await vscode.commands.executeCommand('uptrack.previewPowerLoss', address());
  await waitForHost(host.name);
}

/** Hosts of the user's own: files, and pasted output. */
export const hostFiles: readonly Test[] = [
  {
    name: 'a host file is loaded, and the panel follows it as it is typed',
    run: async () => {
      await useDialogsOfVSCode();
      await writeHost();
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
    name: 'all scenarios of a host file are of another text once it is changed, and stay when it is only saved',
    run: async () => {
      await showHost();
      const editor = await open(name);
      const panel = await getPanel();
      const old = panel.getByText('has changed since');
      await (await getButton(/^Run (all scenarios|again)$/)).click();
      const counts = panel.getByRole('region', { name: 'All scenarios' }).getByText(/^[\d,]+ scenarios\.$/);
      await counts.waitFor();
      assert.ok(await editor.document.save());
      await eventually('nothing unsaved', () => !editor.document.isDirty || undefined);
      assert.equal(await old.count(), 0);
      const [one, none] = ['"installed": [\n    "pwc6xmnr"\n  ]', '"installed": []'] as const;
      await replace(editor, one, none);
      await old.waitFor();
      await replace(editor, none, one);
      await old.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a host file that cannot be used says why, and where; the editor knows the schema, too',
    run: async () => {
      await showHost();
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
      await showHost();
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
      await showHost();
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
      const editor = await takeKeys(draft, vscode.ViewColumn.One);
      await replace(editor, '"db-03"', '"db-04"');
      await waitForHost('db-04');

      assert.ok(await draft.save());
      const saved = await eventually('the file', () =>
        vscode.workspace.textDocuments.find(
          ({ isUntitled, uri }) => !isUntitled && uri.path.endsWith('db-03.uptrack-host.json'),
        ),
      );
      await replace(await takeKeys(saved, vscode.ViewColumn.One), '"db-04"', '"db-05"');
      await waitForHost('db-05');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await (await getHosts()).selectOption({ index: 1 });
      await vscode.workspace.fs.delete(saved.uri);
      await open(file);
    },
  },
];
