/** Entry of `npm start -- --check`: opens the sample as a person does, and prints what there is to see. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, ruleOf, waitForDiagnostics } from './editor.ts';
import { readVerdict } from './powerLossPanel.ts';
import { runParts, type Test } from './runner.ts';
import { takePicture } from './window.ts';

const file = 'etc/uptrack/uptrack.conf';

const severities = ['error', 'warning', 'information', 'hint'];

const sample: readonly Test[] = [
  {
    name: 'the first diagnostics',
    run: async () => {
      const { document } = await open(file);
      assert.equal(document.languageId, 'uptrack-conf');
      const diagnostics = await waitForDiagnostics(document, `a diagnostic in ${file}`, (all) => all.length > 0);
      console.log(`\n${file}`);
      for (const diagnostic of diagnostics) {
        const { line, character } = diagnostic.range.start;
        const severity = severities[diagnostic.severity] ?? '';
        console.log(`${line + 1}:${character + 1} ${severity} ${ruleOf(diagnostic)} ${diagnostic.message}`);
      }
    },
  },
  {
    name: 'the first simulation',
    run: async () => {
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      const verdict = await readVerdict('a verdict in the panel', () => true);
      const [headline] = verdict.split(/(?<=\.) /);
      console.log(`\nAfter a power loss: ${headline ?? verdict}`);
    },
  },
];

export function run(): Promise<void> {
  return runParts([sample], {
    reload: () => Promise.reject(new Error('There is one part')),
    onFailure: ({ name }) => takePicture(name),
  });
}
