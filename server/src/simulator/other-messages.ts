/** What else a run of the client ends with or says, on which neither the file nor a stage of the simulator has a part. */
import { byClient, ground, inferredFromClient } from '../config/sources.ts';
import type { OtherMessage } from './file-messages.ts';
import { allRuns, onlineRuns } from './messages.ts';

const log = '/var/log/uptrack.log';

export const otherMessages = {
  'up-to-date': {
    exitCode: 0,
    message: 'Your kernel is fully up to date.',
    more: 'Nothing to be done.\nEffective kernel version is …',
    runs: ['manual', 'late', 'cron'],
    ...ground('observed', 'transcripts'),
    meaning: 'everything available for this kernel is installed',
    repair: '',
  },
  crashed: {
    exitCode: -1,
    message: 'Unexpected error.',
    runs: allRuns,
    ...byClient,
    meaning: 'something ended the client that it does not expect',
    repair: `see the lines before in ${log}`,
  },
  locked: {
    exitCode: 1,
    message:
      'It appears that another Uptrack process is currently running on this\nsystem. Please wait a minute and try again. …',
    runs: ['manual', 'cron', 'late', 'shutdown', 'early'],
    ...byClient,
    meaning:
      'another run of the client has held its lock for ten seconds, often one that a package manager has started',
    repair: 'wait until the other run is over, and start this one again',
  },
  'already-installed': {
    exitCode: 1,
    message: 'Error: Uptrack init script started, but some updates are already installed!',
    runs: ['early'],
    ...byClient,
    meaning: 'the early stage was started after updates had been installed; nothing changes',
    repair: 'start that stage at boot alone; to install updates run uptrack-upgrade',
  },
  'download-failed': {
    exitCode: 1,
    message: "Couldn't download update '…'.",
    runs: onlineRuns,
    ...byClient,
    meaning: 'an update could not be downloaded',
    repair: 'check the network, then run uptrack-upgrade; the next periodic run tries again, too',
  },
  'plans-refused': {
    exitCode: 10,
    message: 'An error occurred requesting upgrade plans from the server. …',
    runs: onlineRuns,
    ...byClient,
    meaning: 'the server did not say what to install and what to save',
    repair: 'check the network, then run uptrack-upgrade; the next periodic run tries again, too',
  },
  'not-unpacked': {
    exitCode: null,
    message: 'Update … has not been unpacked.',
    runs: onlineRuns,
    ...inferredFromClient,
    meaning: 'a run was cut short while it unpacked this update; that does no harm',
    repair: 'nothing: an online run unpacks it again',
  },
  'virtualbox-without-vt-x': {
    exitCode: 1,
    message: '',
    runs: allRuns,
    ...byClient,
    meaning: 'the host is a VirtualBox machine without VT-x, in which an update may fail to go in',
    repair: 'turn VT-x on for the virtual machine',
  },
  'internal-error': {
    exitCode: 11,
    message: '',
    runs: allRuns,
    ...byClient,
    meaning: 'an error of the client itself, as its result files say',
    repair: `see ${log}`,
  },
  'user-said-no': {
    exitCode: 12,
    message: 'Aborting.',
    runs: ['manual'],
    ...byClient,
    meaning:
      'somebody answered no: the updates are downloaded, but none is installed, and the saved plan stays as it was',
    repair: 'run uptrack-upgrade again, with -y to be asked nothing',
  },
  'server-error': {
    exitCode: 18,
    message: '',
    runs: onlineRuns,
    ...byClient,
    meaning: 'the server answered with an error of its own',
    repair: 'wait: the next periodic run tries again',
  },
  'not-activated': {
    exitCode: 19,
    message: '',
    runs: onlineRuns,
    ...byClient,
    meaning: 'the server does not take this machine for an active one; what it says is not known',
    repair: 'compare the access key with the one on https://status-ksplice.oracle.com/',
  },
} as const satisfies Readonly<Record<string, OtherMessage>>;
