/** Entry of the workbench tests: the extension host of a real VS Code calls `run`. */
import { answers } from './answers.ts';
import { hostFiles } from './hostFiles.ts';
import { hostileSettings } from './hostileSettings.ts';
import { leaks } from './leaks.ts';
import { large } from './large.ts';
import { lineEnds } from './lineEnds.ts';
import { mainJob } from './mainJob.ts';
import { panelActions } from './panelActions.ts';
import { network } from './network.ts';
import { panelControls } from './panelControls.ts';
import { pinning } from './pinning.ts';
import { reading } from './reading.ts';
import { recover } from './recovery.ts';
import { afterReload, afterSecondReload, beforeReload, beforeSecondReload, reload } from './reload.ts';
import { serverDeath } from './serverDeath.ts';
import { setting } from './setting.ts';
import { status } from './status.ts';
import { runParts } from './runner.ts';
import { typing } from './typing.ts';
import { version } from './version.ts';
import { virtual } from './virtual.ts';

export function run(): Promise<void> {
  return runParts(
    [
      [
        ...version,
        ...mainJob,
        ...answers,
        ...reading,
        ...lineEnds,
        ...status,
        ...typing,
        ...panelActions,
        ...panelControls,
        ...hostFiles,
        ...pinning,
        // Of the server and the machine alone: once is enough.
        ...(setting('UPTRACK_TEST_RELEASE') === 'newest' ? large : []),
        ...serverDeath,
        ...virtual,
        ...hostileSettings,
        ...leaks,
        ...network,
        ...beforeReload,
      ],
      [...afterReload, ...beforeSecondReload],
      afterSecondReload,
    ],
    { reload, onFailure: recover },
  );
}
