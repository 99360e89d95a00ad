import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json' with { type: 'json' };
import type { Test } from './runner.ts';
import { setting } from './setting.ts';

/** The major and minor number of the oldest VS Code that the manifest promises. */
const oldest = /^\^(\d+\.\d+)\./.exec(manifest.engines.vscode)?.[1];

/** Whether the tests run where they are said to. */
export const version: readonly Test[] = [
  {
    name: 'this is the VS Code that was asked for',
    run: () => {
      const isOldest = oldest !== undefined && vscode.version.startsWith(`${oldest}.`);
      assert.equal(isOldest, setting('UPTRACK_TEST_RELEASE') === 'minimum', vscode.version);
      return Promise.resolve();
    },
  },
];
