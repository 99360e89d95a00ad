import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, rangeOf, replace, ruleOf, takeKeys, waitForDiagnostics } from './editor.ts';
import { pressKey } from './keys.ts';
import { file } from './mainJob.ts';
import { getSlider, readVerdict } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { readStatus } from './status.ts';
import { dieOf, killServer, serverProcess, waitForServer } from './server.ts';
import { eventually, getPage, getPanel } from './window.ts';

/** How often the server is killed while somebody types. */
const kills = 6;

/** What a document holds that ends the server. */
const deadly = '# deadly';

/** Types words into a comment until it is told to stop. */
async function typeInto(editor: vscode.TextEditor) {
  await editor.edit((edit) => {
    edit.insert(new vscode.Position(0, 0), '# typed:\n');
  });
  const end = editor.document.lineAt(0).range.end;
  editor.selection = new vscode.Selection(end, end);
  await takeKeys(editor.document, editor.viewColumn);
  const page = await getPage();
  let isTyping = true;
  const type = async (): Promise<void> => {
    while (isTyping) await page.keyboard.type('word ', { delay: 30 });
  };
  let typing = type();
  const stop = async (): Promise<void> => {
    isTyping = false;
    await typing;
  };
  /** Does something between two words. */
  const meanwhile = async (work: () => Promise<void>): Promise<void> => {
    await stop();
    await work();
    isTyping = true;
    typing = type();
  };
  return { stop, meanwhile };
}

/** Edits once all that was typed has arrived: an edit of an earlier version is refused. */
async function change(document: vscode.TextDocument, rangeOfIt: () => vscode.Range, text: string): Promise<void> {
  await eventually(text, async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOfIt(), text);
    return (await vscode.workspace.applyEdit(edit)) || undefined;
  });
}

/** Puts a document back as it was. */
const restore = (document: vscode.TextDocument, text: string): Promise<void> =>
  change(document, () => new vscode.Range(0, 0, document.lineCount, 0), text);

/** What is sent to the server; a notification has no id. */
interface Message {
  readonly id?: unknown;
  readonly params?: { readonly textDocument?: { readonly uri?: string } };
}

/** Waits until the editor, the status and the panel say that a document is set aside. */
async function waitForSetAside(document: vscode.TextDocument): Promise<void> {
  const isSaid = ({ message }: vscode.Diagnostic): boolean => message.includes('three times in a row');
  await waitForDiagnostics(document, 'the word of it in the file', (all) => all.length === 1 && all.every(isSaid));
  await readStatus('The server ends over this file');
  await (await getPanel()).getByRole('alert').getByText('three times in a row').waitFor();
}

/** The server may die; what the user sees must not. */
export const serverDeath: readonly Test[] = [
  {
    name: 'the panel says that the server has died, and goes on once there is another',
    run: async () => {
      const editor = await open(file);
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await pressKey(await getSlider(), 'Home');
      const before = await readVerdict('a verdict', () => true);
      // Seen in the page itself: the next server may be there before anybody has looked from here.
      const root = (await getPanel()).locator('#view');
      await root.evaluate((element) => {
        const said: string[] = [];
        Object.assign(window, { said });
        new MutationObserver(() => {
          for (const alert of element.querySelectorAll('[role="alert"]')) said.push(alert.textContent);
          if (!element.querySelector('.bar')) said.push('nothing but a notice');
        }).observe(element, { childList: true, subtree: true, characterData: true });
      });
      const pid = await killServer();
      const saidOf = (): Promise<readonly string[]> =>
        root.evaluate(() => (window as unknown as { said: readonly string[] }).said);
      await eventually('the word of its death', async () => {
        const said = await saidOf();
        return said.some((text) => text.includes('The language server has stopped')) ? true : undefined;
      });
      await waitForServer(pid);
      await readVerdict('the verdict from before', (verdict) => verdict === before);
      // What somebody was about to do on the page would be gone.
      assert.ok(!(await saidOf()).includes('nothing but a notice'));
      await replace(editor, 'install_on_reboot = yes', 'install_on_reboot = no');
      await readVerdict('another verdict', (verdict) => verdict !== before);
      await replace(editor, 'install_on_reboot = no', 'install_on_reboot = yes');
      await readVerdict('the verdict from before', (verdict) => verdict === before);
    },
  },
  {
    name: 'the server is back with the right answers each time that it is killed while somebody types',
    run: async () => {
      const editor = await open(file);
      const { document } = editor;
      const before = document.getText();
      await pressKey(await getSlider(), 'Home');
      const verdicts = new Set([await readVerdict('a verdict', () => true)]);
      const typist = await typeInto(editor);
      try {
        const options = ['upgrade_on_reboot = no', 'upgrade_on_reboot = maybe'] as const;
        for (let kill = 0; kill < kills; kill++) {
          const length = document.getText().length;
          const pid = await killServer();
          const isWrong = kill % 2 === 0;
          await typist.meanwhile(() =>
            change(document, () => rangeOf(document, options[isWrong ? 0 : 1]), options[isWrong ? 1 : 0]),
          );
          await waitForServer(pid);
          const rules = isWrong ? 'invalid-boolean' : '';
          await waitForDiagnostics(
            document,
            `what is right after kill ${kill}`,
            (all) => all.map(ruleOf).join() === rules,
          );
          const isRefusal = (verdict: string): boolean => verdict.includes('refuses');
          verdicts.add(await readVerdict(`the panel after kill ${kill}`, (verdict) => isRefusal(verdict) === isWrong));
          await eventually('more that is typed', () => (document.getText().length > length + 9 ? true : undefined));
        }
      } finally {
        await typist.stop();
        await restore(document, before);
      }
      assert.equal(verdicts.size, 2, [...verdicts].join('\n'));
    },
  },
  {
    name: 'a document that ends the server is set aside after the third time, and tried again when asked and after an edit',
    run: async () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      assert.ok(folder);
      const other = vscode.Uri.joinPath(folder, 'hosts/db-02/uptrack.conf');
      await vscode.workspace.fs.writeFile(other, new TextEncoder().encode('[Settings]\n'));
      // The server is told of it first.
      await vscode.window.showTextDocument(other, { viewColumn: vscode.ViewColumn.One });
      const editor = await open(file);
      const { document } = editor;
      const before = document.getText();
      const fragile = dieOf((message) => {
        const { id, params } = message as Message;
        const isAsked = id !== undefined && params?.textDocument?.uri === document.uri.toString();
        return isAsked && document.getText().includes(deadly);
      });
      try {
        // Servers from now on die of it.
        await waitForServer(await killServer());
        await waitForDiagnostics(document, 'no finding', (all) => all.length === 0);
        await readVerdict('a verdict', () => true);
        await editor.edit((edit) => {
          edit.insert(new vscode.Position(0, 0), `${deadly}\n`);
        });

        await waitForSetAside(document);
        const page = await getPage();
        // The window that is driven from here need not be the one in front, where it would pop up.
        await vscode.commands.executeCommand('notifications.showList');
        const notification = page.locator('.notifications-center .notification-list-item');
        const told = notification.filter({ hasText: `died over ${file} three times` });
        await told.first().waitFor();
        assert.equal(fragile.deaths(), 3);
        const alive = serverProcess();
        assert.ok(alive);

        // The rest goes on.
        const second = await takeKeys(await vscode.workspace.openTextDocument(other), vscode.ViewColumn.One);
        await second.edit((edit) => {
          edit.insert(new vscode.Position(1, 0), 'upgrade_on_rebot = yes\n');
        });
        await waitForDiagnostics(second.document, 'the finding in another file', (all) =>
          all.some((each) => ruleOf(each) === 'unknown-key'),
        );
        await readVerdict('the panel of another file', () => true);
        assert.equal(serverProcess(), alive);
        await takeKeys(second.document, second.viewColumn);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

        // Once more, as nothing has changed: one death is enough now.
        const again = await open(file);
        await told.getByRole('button', { name: 'Try Again' }).first().click();
        await waitForServer(alive);
        await waitForSetAside(document);
        assert.equal(fragile.deaths(), 4);

        await replace(again, `${deadly}\n`, '');
        await waitForDiagnostics(document, 'no finding', (all) => all.length === 0);
        await readVerdict('a verdict', () => true);
        await replace(again, 'install_on_reboot = yes', 'instal_on_reboot = yes');
        await waitForDiagnostics(document, 'the finding', (all) => all.some((each) => ruleOf(each) === 'unknown-key'));
      } finally {
        fragile.end();
        await restore(document, before);
        await vscode.commands.executeCommand('notifications.clearAll');
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'hosts'), { recursive: true });
      }
    },
  },
];
