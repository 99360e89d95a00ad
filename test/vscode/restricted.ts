/** Entry of the workbench tests in restricted mode: the folder that is open is not trusted. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answers } from './answers.ts';
import { hostileSettings } from './hostileSettings.ts';
import { hostFiles } from './hostFiles.ts';
import { mainJob } from './mainJob.ts';
import { network } from './network.ts';
import { panelActions } from './panelActions.ts';
import { reading } from './reading.ts';
import { recover } from './recovery.ts';
import { runParts, type Test } from './runner.ts';
import { status } from './status.ts';
import { getPage } from './window.ts';

/** Before the others, which are the same as in a trusted folder. */
const restricted: readonly Test[] = [
  {
    name: 'the folder is not trusted',
    run: async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      await (await getPage()).locator('.statusbar').getByText('Restricted Mode').waitFor();
    },
  },
];

export function run(): Promise<void> {
  const same = [
    ...mainJob,
    ...answers,
    ...reading,
    ...status,
    ...panelActions,
    ...hostFiles,
    ...hostileSettings,
    ...network,
  ];
  return runParts([[...restricted, ...same]], {
    reload: () => Promise.reject(new Error('There is one part')),
    onFailure: recover,
  });
}
