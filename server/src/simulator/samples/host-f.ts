import { listing } from './listing.ts';
import { withLevels, type Sample } from './sample.ts';

const installed = listing(`
[nf9nfyzj] Enablement update for live patching.
[fe2qyrtu] Denial-of-service when checking if an address is a jump label.
[bvjiimlr] Enable livepatching of jump labels.
[id9g0y8c] Known exploit detection.
[aq4p03vt] Known exploit detection for CVE-2019-9213.
[pjd4ekqc] Known exploit detection for CVE-2017-1000253.
[syt1v7t7] Known exploit detection for CVE-2022-0847.
[rpa4ixvy] Known exploit detection for CVE-2022-27666.
[hisf1nu9] Known exploit detection for CVE-2016-5195.
[gsf5wlo8] CVE-2024-36934: Information leak in QLogic BR-series Ethernet driver.
[e12zrdy5] CVE-2024-36919: Denial-of-service in QLogic Fiber-Channel-over-Ethernet offload driver.
[ednh9erf] CVE-2024-36904: Remote code execution in TCP/IP networking stack.
[8vkhpraf] CVE-2024-27398: Denial-of-service in Bluetooth Classic (BR/EDR) features.
`);

export const sample: Sample = {
  id: 'ol9-uek7-guide',
  name: 'Oracle Linux 9 · UEK R7 (guide)',
  description: 'Oracle Linux 9, UEK R7, online client; up to date',
  remark:
    'An excerpt: the first 9 and the last 4 updates of a sample in the Ksplice user’s guide, which does not state how many lie between them. The booted kernel is taken from another sample of the guide. Updates of the newer kernel 5.15.0-208.159.3 are not listed.',
  source: 'Oracle Linux Ksplice User’s Guide, E39380-73, September 2025',
  host: {
    name: 'ol9-uek7-guide',
    packaging: 'rpm',
    client: 'online',
    running: '5.15.0-206.153.7.el9uek.x86_64',
    defaultEntry: 'newest',
    kernels: [
      {
        release: '5.15.0-206.153.7.el9uek.x86_64',
        onDisk: 'complete',
        packageList: 'ok',
        bootPlan: installed.ids,
        available: installed.ids,
        expiredMarker: false,
      },
      {
        release: '5.15.0-208.159.3.el9uek.x86_64',
        onDisk: 'absent',
        packageList: 'absent',
        available: [],
        expiredMarker: false,
      },
    ],
    installed: installed.ids,
    updates: withLevels({ ...installed.updates }, { '8vkhpraf': '5.15.0-208.159.3.el9uek' }),
    cut: { during: 'idle' },
  },
};
