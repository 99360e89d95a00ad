/** What the host side answers to questions of the page. */

import type { Exploration, HostDraft, Why } from '../../server/src/protocol.ts';

export const exploration: Exploration = {
  scenarios: 1944,
  space: ['162 moments of the cut times 12 conditions.', 'Two faults at once are left out.'],
  verdicts: [
    {
      text: 'none of its updates come back',
      tone: 'bad',
      scenarios: 116,
      example: {
        text: 'the plan file is torn, network down',
        moment: 'write-plan-torn',
        conditions: { network: 'down', nouptrack: true },
      },
    },
    {
      text: 'some of its updates come back',
      tone: 'warn',
      scenarios: 642,
      example: { text: 'while update 61 is applied', moment: 'apply-60', conditions: {} },
    },
    {
      text: 'all of its updates come back',
      tone: 'good',
      scenarios: 1186,
      example: { text: 'idle', moment: 'idle', conditions: {} },
    },
  ],
  claims: [
    {
      sentence: 'What the saved plan holds is back before the network is up.',
      holds: 1700,
      scenarios: 1944,
      counterexample: { text: 'idle, nouptrack', moment: 'idle', conditions: { nouptrack: true } },
      evidence: 'inferred',
      source: 'inferred from: the client',
    },
    {
      sentence: 'The early stage never writes a plan.',
      holds: 1944,
      scenarios: 1944,
      counterexample: null,
      evidence: 'client',
      source: 'the client',
    },
  ],
};

/** Why an update is missing. */
export function whyOf(id: string): Why {
  return {
    id,
    title: 'Out-of-bounds access',
    headline: `${id} was only in memory, and nothing installs it again.`,
    because: [
      'The saved plan was written before it was applied.',
      'upgrade_on_reboot is off, so the late stage installs nothing.',
    ],
    restsOn: ['The late stage starts also after --check-init has said no.'],
    evidence: 'client',
    changes: [{ label: 'Set upgrade_on_reboot = yes', comes: 'back in the late stage', evidence: 'client' }],
  };
}

/** What a pasted listing says; it is complete once `isAnswered`. */
export function draftOf(isAnswered: boolean, remark = ''): HostDraft {
  return {
    host: isAnswered ? '{"name": "db-01"}' : null,
    known: ['22 installed updates', 'effective kernel 4.1.12-124.26.5.el6uek'],
    notes: ['All kernels on disk are complete.'],
    problems: ['Line 3 is not understood: “hello”'],
    open: isAnswered
      ? []
      : [
          {
            id: 'running',
            asks: 'Which kernel runs?',
            why: 'An update belongs to one kernel.',
            choices: [],
            form: 'as uname -r prints it',
            remark,
          },
          {
            id: 'client',
            asks: 'Which client is installed?',
            why: 'The offline client asks no server.',
            choices: [
              { value: 'online', label: 'online (uptrack)' },
              { value: 'offline', label: 'offline (uptrack-offline)' },
            ],
            form: '',
            remark: '',
          },
        ],
  };
}
