/** Entry of the workbench tests: the extension host of a real VS Code calls `run`. */
import { answers } from './answers.ts';
import { hostFiles } from './hostFiles.ts';
import { large } from './large.ts';
import { lineEnds } from './lineEnds.ts';
import { mainJob } from './mainJob.ts';
import { panelActions } from './panelActions.ts';
import { pinning } from './pinning.ts';
import { reading } from './reading.ts';
import { afterReload, beforeReload, reload } from './reload.ts';
import { serverDeath } from './serverDeath.ts';
import { status } from './status.ts';
import { runParts } from './runner.ts';
import { typing } from './typing.ts';
import { takePicture } from './window.ts';

export function run(): Promise<void> {
  return runParts(
    [
      [
        ...mainJob,
        ...answers,
        ...reading,
        ...lineEnds,
        ...status,
        ...typing,
        ...panelActions,
        ...hostFiles,
        ...pinning,
        ...large,
        ...serverDeath,
        ...beforeReload,
      ],
      afterReload,
    ],
    {
      reload,
      onFailure: ({ name }) => takePicture(name),
    },
  );
}
