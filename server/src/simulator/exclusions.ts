/** Combinations of the space of scenarios that cannot be, or would be counted twice. The first that applies counts. */
import type { ClientConfig } from './config.ts';
import type { Excluded } from './exploration.ts';
import type { Cut, Host, Kernel } from './host.ts';
import { menuOf, startingEntry } from './kernels.ts';
import { canHaveCache } from './scenario.ts';

/** Everything of a scenario but the conditions and the update that fails. */
export interface Frame {
  readonly host: Host;
  readonly config: ClientConfig;
  readonly cut: Cut;
  /** Id of a value of the dimension of the cache. */
  readonly cache: string;
  /** After the cut. */
  readonly kernels: readonly Kernel[];
  /** Picked in the boot menu; null: nobody picks one. */
  readonly entry: string | null;
  /** GRUB's wait at its menu; -1: for ever. */
  readonly waitSeconds: number;
}

export interface Exclusion extends Omit<Excluded, 'scenarios'> {
  readonly applies: (frame: Frame) => boolean;
}

const stopped = ({ refusal }: ClientConfig, stage: 'early' | 'late') => refusal?.stages.includes(stage) ?? false;

/** Moments at which no client is at work. */
const withoutClient: readonly Cut['during'][] = ['idle', 'package'];

export const exclusions: readonly Exclusion[] = [
  {
    id: 'early-stage-idle',
    reason: 'An early stage that this file keeps from installing cannot be cut in the middle of it.',
    applies: ({ cut, config }) =>
      cut.during === 'early-boot' && cut.done > 0 && (!config.installOnReboot || stopped(config, 'early')),
  },
  {
    id: 'late-stage-idle',
    reason: 'A late stage that this file keeps from installing cannot be cut in the middle of it.',
    applies: ({ cut, config, host }) =>
      cut.during === 'late-boot' &&
      (stopped(config, 'late') ||
        (host.client === 'online' && config.accessKey === 'missing') ||
        (cut.done > 0 && !config.upgradeOnReboot)),
  },
  {
    id: 'client-at-work',
    reason: 'A client at work has a cache, and no marker of an expired subscription: its run would have ended before.',
    applies: ({ cut, cache }) =>
      cache !== 'as-is' && !withoutClient.includes(cut.during) && !(cut.during === 'early-boot' && cut.done === 0),
  },
  {
    id: 'marker-offline',
    reason: 'An offline client asks no server, and is never told that a subscription has expired.',
    applies: ({ host, cache }) => !canHaveCache(host, cache),
  },
  {
    id: 'cache-as-it-is',
    reason: 'A cache that is cleared or marked already is counted as it is.',
    applies: ({ cache, host: { kernels } }) =>
      (cache === 'cleared' && kernels.every(({ packageList }) => packageList === 'absent')) ||
      (cache === 'marked' && kernels.every(({ expiredMarker }) => expiredMarker)),
  },
  {
    id: 'not-in-menu',
    reason: 'Nobody can pick an entry that is not in the boot menu; one that starts by itself needs no picking.',
    applies: ({ host, kernels, entry, waitSeconds }) =>
      entry !== null &&
      (!menuOf(kernels).some(({ release }) => release === entry) ||
        (waitSeconds >= 0 && startingEntry(host, kernels, null)?.release === entry)),
  },
];

/** The update of a scenario is one of the kernel that boots. */
export const noSuchUpdate: Omit<Excluded, 'scenarios'> = {
  id: 'no-such-update',
  reason:
    'The kernel that boots has no such update, or it is the only one and counted as the first; where none boots, none fails.',
};
