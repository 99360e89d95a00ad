import { listing } from './listing.ts';
import type { Sample } from './sample.ts';

const installed = listing(`
[49jdhygv] CVE-2021-20239: Information leak via cgroup BPF filter.
[36ap11tk] CVE-2021-3178: Path traversal vulnerability in NFSv3 filesystem.
[j5snfa4g] CVE-2020-27825: Race condition in kernel tracing buffers causes DoS.
[tlekvfju] CVE-2021-29154: Code execution in eBPF JIT compiler.
[oy5v22yn] Bad return value when adding an element to RAR Correctable Errors Collector.
[7108zh9o] CVE-2020-36310: Denial-of-service in KVM support due to a nested page fault.
[r8zov234] CVE-2021-31916: Information disclosure due to out-of-bounds writes in the Multi-device driver.
[i1vv7a8s] Improved update to CVE-2020-28374: Access control bypass when reading or writing TCM devices.
[j7hp93tv] CVE-2021-23133: Multiple vulnerabilities due to a race condition in SCTP
`);

export const sample: Sample = {
  id: 'ol7-uek6',
  name: 'Oracle Linux 7 · UEK R6',
  description: 'Oracle Linux 7, UEK R6, offline client; up to date',
  remark:
    'An excerpt: 9 updates, the last title cut short, taken as installed. How many there are and which effective version they reach is not stated.',
  source: 'https://diogofernandes.com.br/ksplice-configuracao-e-instalacao-em-ambientes-oracle-linux',
  host: {
    name: 'ol7-uek6',
    packaging: 'rpm',
    client: 'offline',
    running: '5.4.17-2102.201.3.el7uek.x86_64',
    defaultEntry: 'newest',
    kernels: [
      {
        release: '5.4.17-2102.201.3.el7uek.x86_64',
        onDisk: 'complete',
        packageList: 'ok',
        bootPlan: installed.ids,
        available: installed.ids,
        expiredMarker: false,
      },
    ],
    installed: installed.ids,
    updates: { ...installed.updates },
    cut: { during: 'idle' },
  },
};
