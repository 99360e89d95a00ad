import { listing } from './listing.ts';
import { withLevels, type Sample } from './sample.ts';

const installed = listing(`
[r9hrmw28] Enablement update for live patching.
[qeibbp29] Provide an interface to freeze tasks.
[5r11iivt] Denial-of-service when checking if an address is a jump label.
`);

export const sample: Sample = {
  id: 'ubuntu-22.04',
  name: 'Ubuntu 22.04',
  description: 'Ubuntu 22.04, online client; all 3 updates installed',
  remark:
    'The list is complete, but the booted kernel is not stated: 5.15.0-89 without its flavour is what fits the effective version 5.15.0-89.99.',
  source: 'Ubuntu Forums, “Seemingly sporadic slow ZFS IO since 22.04”, December 2023',
  host: {
    name: 'ubuntu-22.04',
    packaging: 'deb',
    client: 'online',
    running: '5.15.0-89',
    defaultEntry: 'newest',
    kernels: [
      {
        release: '5.15.0-89',
        onDisk: 'complete',
        packageList: 'ok',
        bootPlan: installed.ids,
        available: installed.ids,
        expiredMarker: false,
      },
    ],
    installed: installed.ids,
    updates: withLevels({ ...installed.updates }, { '5r11iivt': '5.15.0-89.99' }),
    cut: { during: 'idle' },
  },
};
