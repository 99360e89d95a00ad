/**
 * Why an update does not go in, by the abort codes of the published kernel part of Ksplice, whose names are the keys, with what
 * the client says where that is known. All or nothing: such an update leaves the kernel as it was, and the plan ends there.
 */
import { byClient, ground } from '../config/sources.ts';
import type { OtherMessage } from './file-messages.ts';
import { allRuns } from './messages.ts';

const failed = { partOf: 'failed', exitCode: 1, message: '', runs: allRuns, ...ground('source', 'ksplice') } as const;
const support = 'reboot into a newer kernel, or send /var/log/uptrack.log to the support';
const mismatch = { ...failed, partOf: 'no_match', ...byClient } as const;

export const abortCodes = {
  no_match: {
    ...failed,
    meaning: 'the code that runs is not the code that the update was made for',
    repair:
      'unload the modules that the message names, or reboot; without no_rmmod an online run unloads those by itself that the server lists',
  },
  'no_match-modules': {
    ...mismatch,
    message: '… the code in your running kernel does not match the expected version.',
    more: 'You may have upgraded your on-disk kernel package and subsequently loaded one of the updated modules.',
    meaning: 'a loaded module is not the one that the update was made for, as after an upgrade of the kernel package',
    repair: 'run the rmmod commands of the message, then uptrack-upgrade; else reboot',
  },
  'no_match-modified': {
    ...mismatch,
    message: '… your running kernel has been modified from the version provided by your vendor.',
    meaning: 'something has changed the kernel that runs, such as another way of patching it',
    repair: 'find out what has changed it; reboot into a kernel of the vendor',
  },
  code_busy: {
    ...failed,
    message:
      'Ksplice was unable to install the update because one or more programs are constantly using the kernel functions patched by this update. …',
    ...byClient,
    meaning:
      'some thread was in the code to be replaced each time that Ksplice looked, five times at one second from each other',
    repair:
      'stop the programs that the message names for a moment, then run uptrack-upgrade; or try when the host is less busy',
  },
  module_busy: {
    ...failed,
    meaning: 'another module uses the code of this update, so that it cannot be replaced or removed',
    repair: 'find that module with lsmod and unload it; remove later updates before earlier ones',
  },
  out_of_memory: {
    ...failed,
    message: '… because your kernel is out of memory.',
    ...byClient,
    meaning: 'the kernel has no memory left for the update',
    repair: 'free memory, then run uptrack-upgrade',
  },
  failed_to_find: {
    ...failed,
    meaning: 'a symbol that the update needs is not in the kernel that runs',
    repair: 'as for no_match: unload modules that are not of this kernel package, or reboot',
  },
  already_reversed: {
    ...failed,
    meaning: 'this update was installed and removed before, and its modules are still loaded',
    repair: 'unload the ksplice modules of this update, or reboot; then run uptrack-upgrade',
  },
  missing_export: {
    ...failed,
    meaning: 'the kernel does not export the symbols that the update expects',
    repair: support,
  },
  unexpected_running_task: {
    ...failed,
    meaning: 'a task ran while all of them should have stood still',
    repair: 'run uptrack-upgrade again',
  },
  // No name like the others: found only where it stands alone.
  unexpected: { ...failed, more: 'unexpected', meaning: 'something that Ksplice does not expect', repair: support },
  target_not_loaded: {
    ...failed,
    meaning: 'a module that the update patches is not loaded',
    repair: 'load that module, then run uptrack-upgrade',
  },
  call_failed: {
    ...failed,
    meaning: 'a function that the update itself brings says no',
    repair: support,
  },
  cold_update_loaded: {
    ...failed,
    meaning: 'on removal: a module that was missing when the update went in has been loaded since, patched already',
    repair: 'unload that module, then remove the update',
  },
  bad_system_map: {
    ...failed,
    meaning: 'the System.map that the update was made with is not that of the kernel that runs',
    repair: support,
  },
} as const satisfies Readonly<Record<string, OtherMessage>>;
