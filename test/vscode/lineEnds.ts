import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, rangeOf, ruleOf, takeKeys, waitForDiagnostics } from './editor.ts';
import { file } from './mainJob.ts';
import type { Test } from './runner.ts';
import { eventually } from './window.ts';

const setEndOfLine = (editor: vscode.TextEditor, eol: vscode.EndOfLine): Thenable<boolean> =>
  editor.edit((edit) => {
    edit.setEndOfLine(eol);
  });

/** A quick fix that no text edit can make. */
export const lineEnds: readonly Test[] = [
  {
    name: 'the line ends of Windows are gone after their quick fix',
    run: async () => {
      const editor = await open(file);
      const { document } = editor;
      const before = document.getText();
      assert.equal(document.eol, vscode.EndOfLine.LF);
      await setEndOfLine(editor, vscode.EndOfLine.CRLF);
      try {
        const isIt = (diagnostic: vscode.Diagnostic): boolean => ruleOf(diagnostic) === 'crlf-line-endings';
        const found = await waitForDiagnostics(document, 'the finding', (all) => all.some(isIt));
        const { range } = found.find(isIt) ?? { range: rangeOf(document, '[Auth]') };
        editor.selection = new vscode.Selection(range.start, range.start);
        await takeKeys(document, editor.viewColumn);
        // As the light bulb does it: the command that gives the actions of a place would lose an edit of line ends.
        const theOne = { kind: vscode.CodeActionKind.QuickFix.value, apply: 'first', preferred: true };
        await vscode.commands.executeCommand('editor.action.codeAction', theOne);
        await eventually('the line ends of Unix', () => (document.eol === vscode.EndOfLine.LF ? true : undefined));
        assert.equal(document.getText(), before);
        await waitForDiagnostics(document, 'no finding', (all) => !all.some(isIt));
      } finally {
        await setEndOfLine(editor, vscode.EndOfLine.LF);
      }
    },
  },
];
