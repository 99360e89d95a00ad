import { listing } from './listing.ts';
import { withLevels, type Sample } from './sample.ts';

const kept = listing(`
… 320 more
`);

const removed = listing(`
[lx0gzdnf] CVE-2025-38457: Null pointer dereference in QoS and/or fair queueing driver.
[iw8wjvh1] CVE-2025-38477: Use-after-free in Quick Fair Queueing scheduler (QFQ) driver.
[gqkk45sd] CVE-2025-38107: Integer overflow in Enhanced transmission selection scheduler (ETS).
[387haf5e] CVE-2025-38193: Integer overflow in Stochastic Fairness Queueing (SFQ) driver.
[cdo10nt9] CVE-2025-38083, CVE-2025-38108: Integer underflow in multiple network schedulers.
[7izd5nbg] CVE-2025-37890, CVE-2025-38000, CVE-2025-38001, CVE-2025-38350: Use-after-free in HFSC network scheduler.
[11p6pga8] CVE-2025-37798, CVE-2025-38177, CVE-2025-37932, CVE-2025-37953: Use-after-free in multiple network schedulers.
`);

const planned = listing(
  `
[aostn7o7] Protective update for Null pointer dereference in RDS Protocol driver.
[2p8a0k0d] Improvement update for Null pointer dereference in RDS Protocol driver.
[jvz2patb] CVE-2025-37798, CVE-2025-38177, CVE-2025-37932, CVE-2025-37953: Use-after-free in multiple network schedulers.
[8sqc7c0k] CVE-2025-37890, CVE-2025-38000, CVE-2025-38001, CVE-2025-38350: Use-after-free in HFSC network scheduler.
[ly6x1hsg] CVE-2025-38083, CVE-2025-38108: Integer underflow in multiple network schedulers.
[igyv8377] CVE-2025-38193: Integer overflow in Stochastic Fairness Queueing (SFQ) driver.
[rnpo6r7o] CVE-2025-38107: Integer overflow in Enhanced transmission selection scheduler (ETS).
[iw8wjvh1] CVE-2025-38477: Use-after-free in Quick Fair Queueing scheduler (QFQ) driver.
[pc74lj2k] CVE-2025-38457: Null pointer dereference in QoS and/or fair queueing driver.
[dnrtq922] CVE-2025-38468: Kernel oops in Hierarchical Token Bucket network scheduler.
[dqagdwkf] CVE-2025-38684: Null pointer dereference in Packet Scheduler subsystem.
[d6kl1l8h] CVE-2025-38024: Use-after-free in Software RDMA over Ethernet (RoCE) driver.
[kugcl16z] CVE-2025-38622: Kernel oops in UDP networking stack.
[f218n88x] CVE-2025-40019: Missing check in block encryption ESSIV support.
[tdluc30k] CVE-2025-39885: Deadlock in OCFS2 filesystem driver.
[6wokg8qv] CVE-2025-39955, CVE-2025-40186: Dropped packets in TCP/IP networking driver.
[d9c9apzb] CVE-2025-40027: Use-after-free in 9P protocol stack.
[nua1eqsl] CVE-2025-40018: Use-after-free in IP virtual server (FTP) driver.
[f10dn542] CVE-2025-40115: Use-after-free in LSI Fusion-MPT SAS driver.
[dgxqpxvg] CVE-2025-40055: Use-after-free in OCFS2 filesystem.
[ogor6blh] CVE-2025-40048: Hang in Generic Hyper-V VMBus userspace I/O driver.
[i6gtoxbd] CVE-2025-40044: Out-of-bounds memory access in UDF filesystem.
[m0lj1tzl] CVE-2025-40153: Soft lockup in HugeTLB filesystem.
[c6fyocml] CVE-2025-40111: Use-after-free in VMware vGPU driver.
… 81 more
[83qy1cn4] CVE-2026-23111: Use-after-free in Netfilter driver.
[hgz2po8t] CVE-2026-23209: Use-after-free in MAC-VLAN driver.
[oey64tu5] Known exploit detection for CVE-2026-23209.
`,
  kept.ids.length + 1,
);

/** The replacements come back in this order under new ids, so the removed ones are taken to have stood in it, too (inferred). */
const installed = [...kept.ids, ...removed.ids.toReversed()];

export const sample: Sample = {
  id: 'ol9-uek7',
  name: 'Oracle Linux 9 · UEK R7',
  description: 'Oracle Linux 9, UEK R7, online client; 327 updates, 7 being replaced and 101 added',
  remark:
    'Of 327 installed updates only the 7 to be removed are named, of 108 new ones 27. The booted kernel is not stated: the effective version before the run stands in its place. Updates of the newer kernel 5.15.0-318.199.3.2.1 are not listed.',
  source: 'https://diogofernandes.com.br/ksplice-atualizando-cves',
  host: {
    name: 'ol9-uek7',
    packaging: 'rpm',
    client: 'online',
    running: '5.15.0-302.167.6.1.el9uek.x86_64',
    defaultEntry: 'newest',
    kernels: [
      {
        release: '5.15.0-302.167.6.1.el9uek.x86_64',
        onDisk: 'complete',
        packageList: 'ok',
        bootPlan: installed,
        available: [...kept.ids, ...planned.ids],
        upgradePlan: [...removed.ids.map((id) => `Remove ${id}`), ...planned.ids.map((id) => `Install ${id}`)],
        expiredMarker: false,
      },
      {
        release: '5.15.0-318.199.3.2.1.el9uek.x86_64',
        onDisk: 'absent',
        packageList: 'absent',
        available: [],
        expiredMarker: false,
      },
    ],
    installed,
    updates: withLevels(
      { ...removed.updates, ...planned.updates },
      { lx0gzdnf: '5.15.0-302.167.6.1.el9uek', oey64tu5: '5.15.0-318.199.3.2.1.el9uek' },
    ),
    cut: { during: 'apply', done: 47 },
  },
};
