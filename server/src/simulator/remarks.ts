/** What a report says at its end, and what takes the file to know: what prevents the trap, and how an orderly reboot differs. */
import type { Effective } from '../config/effective.ts';
import { configsUnder } from './assumed-configs.ts';
import { simulateConfig } from './boot.ts';
import { describe, sceneOf } from './describe.ts';
import type { Host } from './host.ts';
import { judge } from './judge.ts';
import { sameIds } from './lists.ts';
import type { Outcome } from './outcome.ts';
import { preventionText } from './trap.ts';

/** Sentences, of the first boot alone; empty without a cut, where there is nothing to compare and no trap. */
export function remarksOf(outcome: Outcome, host: Host, effectives: readonly Effective[]): readonly string[] {
  const configs = configsUnder(outcome.assuming, effectives, host);
  const run = (config: (typeof configs)[number]) => simulateConfig({ ...host, nextBoots: [] }, config);
  const { trap } = describe(outcome, host);
  return [
    ...(trap === '' ? [] : [preventionText(outcome, host, configs, run)]),
    ...(host.cut === null ? [] : rebootText(outcome, host, configs)),
  ];
}

function rebootText(outcome: Outcome, host: Host, configs: ReturnType<typeof configsUnder>): readonly string[] {
  const [config] = configs;
  if (config === undefined) return [];
  const rebooted: Host = { ...host, cut: null, nextBoots: [] };
  const result = { ...simulateConfig(rebooted, config), assuming: outcome.assuming };
  const { headline } = judge(result, sceneOf(result, rebooted));
  return [`An orderly reboot instead: ${headline} ${differenceText(outcome, result)}`];
}

/** A reboot has a shutdown, and no cut: the run of the client at the shutdown saves the plan anew. */
function differenceText(outcome: Outcome, reboot: Outcome): string {
  const lateOf = ({ stages }: Outcome) => stages.find(({ stage }) => stage === 'late')?.installed ?? [];
  const isSame = outcome.boots.kernel === reboot.boots.kernel && sameIds(lateOf(outcome), lateOf(reboot));
  if (isSame) return 'The stages then install the same.';
  if (outcome.boots.kernel !== reboot.boots.kernel) {
    return 'It differs in what the cut leaves on disk: a reboot interrupts nobody who writes kernels or the boot menu.';
  }
  const shutdown = reboot.stages.find(({ stage }) => stage === 'shutdown');
  return shutdown?.exitCode === 0
    ? 'It differs because the shutdown stage saves what is installed then, and nothing is cut off in the middle.'
    : 'It differs because nothing is cut off in the middle.';
}
