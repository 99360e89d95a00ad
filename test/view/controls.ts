/** The controls of the made preview, and what other combinations of options lead to. */

import type {
  Assumption,
  AssumptionValue,
  Combination,
  Condition,
  ConditionValue,
  Tone,
  WhatIf,
} from '../../server/src/protocol.ts';

const conditionTable: readonly Condition[] = [
  {
    id: 'network',
    group: 'Network and server',
    label: 'Network',
    help: 'The late stage asks the server; without a network it gives up.',
    value: 'up',
    choices: [
      { value: 'up', label: 'up' },
      { value: 'slow', label: 'up only after the late stage' },
      { value: 'down', label: 'down' },
    ],
  },
  {
    id: 'accessKey',
    group: 'Network and server',
    label: 'Access key',
    help: 'What the server says to the key in the file.',
    value: 'valid',
    choices: [
      { value: 'valid', label: 'valid' },
      { value: 'invalid', label: 'invalid' },
    ],
  },
  {
    id: 'subscription',
    group: 'Network and server',
    label: 'Subscription',
    help: 'An expired one stops the late stage, and the early one of the boot after it.',
    value: 'active',
    choices: [
      { value: 'active', label: 'active' },
      { value: 'expired', label: 'expired' },
    ],
  },
  {
    id: 'nouptrack',
    group: 'On the host',
    label: 'nouptrack on the kernel command line',
    help: 'The early stage installs nothing and creates the disable file.',
    value: false,
    choices: [],
  },
  {
    id: 'disableFile',
    group: 'On the host',
    label: '/etc/uptrack/disable exists',
    help: 'No stage installs anything; the late stage still saves what is installed.',
    value: false,
    choices: [],
  },
  {
    id: 'cron',
    group: 'On the host',
    label: 'The cron file is there',
    help: 'Without it there is no periodic run.',
    value: true,
    choices: [],
  },
];

/** The conditions, with the values of some of them changed. */
export function conditionsOf(changed: Readonly<Record<string, ConditionValue>>): readonly Condition[] {
  return conditionTable.map((condition) => ({ ...condition, value: changed[condition.id] ?? condition.value }));
}

const assumptionTable: readonly Assumption[] = [
  {
    id: 'lateStageAlwaysStarts',
    label: 'The late stage starts also after --check-init has said no',
    help: 'No source says whether it does.',
    value: true,
    standard: true,
  },
  {
    id: 'recordfailSeconds',
    label: 'Seconds that GRUB waits at its menu after a failed boot',
    help: 'On Debian and Ubuntu, after a cut during the boot.',
    value: 30,
    standard: 30,
  },
  {
    id: 'secondsToEarlyStage',
    label: 'Seconds from power to the early stage',
    help: 'Firmware, boot loader and kernel.',
    value: [20, 90],
    standard: [20, 90],
  },
];

/** The assumptions, with the values of some of them changed. */
export function assumptionsOf(changed: Readonly<Record<string, AssumptionValue>>): readonly Assumption[] {
  return assumptionTable.map((one) => ({ ...one, value: changed[one.id] ?? one.value }));
}

const values = ['yes', 'no'] as const;

/** All eight, the shipped defaults being current; of a template, `upgrade_on_reboot` is open. */
export function combinations(isTemplate: boolean): readonly Combination[] {
  return values.flatMap((install_on_reboot) =>
    values.flatMap((upgrade_on_reboot) =>
      values.map((autoinstall) => ({
        options: { install_on_reboot, upgrade_on_reboot, autoinstall },
        isCurrent: install_on_reboot === 'yes' && autoinstall === 'no' && (isTemplate || upgrade_on_reboot === 'no'),
      })),
    ),
  );
}

/** How a moment ends with the options as they are. */
interface Ended {
  readonly tone: Tone;
  readonly headline: string;
  /** Nothing that the options say makes a difference. */
  readonly isDead: boolean;
  readonly memory: number;
  readonly early: number;
  readonly late: number;
  readonly all: number;
}

/** What each of `combinations` leads to. */
export function firstWhatIfs({ tone, headline, isDead, memory, early, late, all }: Ended): readonly WhatIf[] {
  const rest = { evidence: 'client', isUnknownDifference: false };
  return combinations(false).map(({ options, isCurrent }): WhatIf => {
    if (isDead) return { ...rest, tone, headline, installed: null };
    if (isCurrent) return { ...rest, tone, headline, installed: { early, late, cron: late } };
    const first = options.install_on_reboot === 'yes' ? early : 0;
    const second = options.upgrade_on_reboot === 'yes' ? all : first === 0 ? 0 : late;
    const third = options.autoinstall === 'yes' ? all : second;
    return {
      ...rest,
      tone: second >= memory ? 'good' : second === 0 ? 'bad' : 'warn',
      headline:
        second >= memory
          ? `The host comes back with all of its ${memory} updates.`
          : `The host comes back with ${second === 0 ? 'none' : String(second)} of its ${memory} updates${third > second ? ', the rest by cron' : ''}.`,
      installed: { early: first, late: second, cron: third },
      isUnknownDifference: options.install_on_reboot === 'no' && third > second,
    };
  });
}
