/** The host of the made preview: Oracle Linux 6, of whose updates 22 are installed and 135 are being applied. */

import type { HostChoice, Update } from '../../server/src/protocol.ts';
import { sample as hostA } from '../../server/src/simulator/samples/host-a.ts';

interface Sample {
  readonly running: string;
  readonly kernels: readonly { readonly available: readonly string[] }[];
  readonly installed: readonly string[];
  readonly updates: Readonly<Record<string, { readonly title: string }>>;
}

const sample = hostA.host as Sample;

/** The kernel that runs before the cut, and the one that the package manager installs. */
export const running = sample.running;
export const newer = '4.1.12-124.39.2.el6uek.x86_64';
/** Effective versions with the installed updates, and with all of them. */
export const levelBefore = '4.1.12-124.26.5.el6uek';
export const levelAfter = '4.1.12-124.39.2.el6uek';

export const hosts: readonly HostChoice[] = [
  { id: 'ol6-uek4', name: 'Oracle Linux 6 · UEK R4', description: 'Oracle Linux 6, UEK R4, offline client' },
  { id: 'ubuntu-2204', name: 'Ubuntu 22.04', description: 'Ubuntu 22.04, online client' },
];

/** How many of `sampleUpdates` are installed. */
export const installedCount = sample.installed.length;

/** The installed ones first. */
export function sampleUpdates(): readonly Update[] {
  const available = sample.kernels[0]?.available ?? [];
  const ids = [...sample.installed, ...available.filter((id) => !sample.installed.includes(id))];
  return ids.map((id) => ({ id, title: sample.updates[id]?.title ?? '' }));
}

/** As many updates as asked for, with ids that belong to no real listing. */
export function manyUpdates(count: number): readonly Update[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `made${String(i).padStart(4, '0')}`,
    title: `Update ${i + 1} of a made-up listing that is as long as the test needs.`,
  }));
}
