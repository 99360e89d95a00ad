import { listing } from './listing.ts';
import { withLevels, type Sample } from './sample.ts';

const planned = listing(`
[edt48ylb] Add ftrace safety guard for existing Ksplice updates.
[bipgvpw6] Known exploit detection.
[lylzl1sj] Known exploit detection for CVE-2017-7308.
[snvyltlq] Known exploit detection for CVE-2018-14634.
[e2hf1ats] KPTI enablement for Ksplice.
[1teh5owg] Known exploit detection for CVE-2018-18445.
[44121bvv] Double free with SCSI LSI MPT Fusion SAS attach error.
[trh9jthq] CVE-2019-3846: Heap overflow when parsing BSS descriptor in Marvell WiFi-Ex driver.
[3cqjhtx3] CVE-2019-19054: Denial-of-service in the cx2388x tv card driver.
[7q5nae2r] CVE-2019-15214: Use-after-free when connecting ALSA cards.
[ff6vfhdf] CVE-2019-19536: Information leak when initializing PCAN-USB device.
[ixsnbim2] CVE-2019-7308: Out-of-bounds speculation in BPF verifier.
[2lm6v1an] CVE-2020-12770: Information leak/DoS in SCSI generic userspace write.
[67w4v90f] CVE-2020-12464: Use-after-free in USB scatter-gather library.
[4tnet5w5] CVE-2019-19534: Information leak using PEAK PCAN-USB/USB Pro interfaces for CAN 2.0b/CAN-FD.
[9teqocf3] CVE-2020-12653: Denial-of-service when scanning for APs in mwifiex driver.
[qdojji7h] CVE-2019-3846: Heap overflow when parsing fields in Marvell WiFi-Ex driver.
[mcajph0v] CVE-2020-12654: Denial-of-service when querying WMM status in mwifiex driver.
[3u8vegty] CVE-2020-10757: Flaw in DAX page mapping allows privilege escalation.
[nlf0zswi] CVE-2020-10711: NULL pointer dereference when using CIPSO network packet labeling.
[ptsm3729] CVE-2019-19533: Information leak in Technotrend/Hauppauge USB DEC driver.
[5pv0zta2] CVE-2020-12655: Denial-of-service when syncing data on XFS filesystem.
[aadmn3e5] Use-after-free when freeing received data over RDS socket.
[c7221zqe] Buffer overflow when dumping registers in LSI Logic MegaRAID SAS RAID driver.
[9elx8r6h] CVE-2020-12652: Denial-of-service in the Fusion MTP driver.
[hwmxykva] Poor NFS performances caused by excessive attribute revalidation.
[tgthi987] Denial-of-service when freezing and unfreezing an XFS filesystem.
[cya3ogzy] Improved fix for CVE-2020-2732 when booting nested guests.
[e966zc48] Denial-of-service in the Infiniband driver when referencing a node.
[cvdwwuzd] Use-after-free in the Infiniband driver when releasing resources.
[kjk2vpux] Race condition when sending IB subnet MAD causes denial-of-service.
[hiaoskn9] CVE-2020-10766: Information leak using Spectre V4 variant.
[t439t60g] NULL-pointer dereference when shutting down DSA switch.
[t4avel7c] CVE-2019-19447: Use-after-free when unmounting corrupt ext4 filesystem.
[r4pnegf6] CVE-2020-10732: Information leak in corefiles in per-thread info.
[e9o5is2i] CVE-2019-19062: Denial-of-service in the crypto subsystem.
[226k0cjc] CVE-2021-28971: Denial-of-Service in Intel PEBS performance monitoring.
[hu2zpwc7] CVE-2021-28964: Race condition in btrfs filesystem.
[rg1g0t6f] CVE-2021-3428: Denial-of-Service in ext4 subsystem.
[jcfl6cfs] CVE-2021-29154: Code execution in eBPF JIT compiler.
`);

/** Not stated: nothing is taken to have been installed before. */
const installed: readonly string[] = [];

export const sample: Sample = {
  id: 'ol7-uek5',
  name: 'Oracle Linux 7 · UEK R5',
  description: 'Oracle Linux 7, UEK R5, offline client; an upgrade under way',
  remark:
    'An excerpt: the first 36 and the last 4 steps of the plan. How many lie between them and what was installed before is not stated; nothing is assumed to have been. Updates of the newer kernel 4.14.35-2047.503.1 are not listed.',
  source: 'https://diogofernandes.com.br/ksplice-no-exadata',
  host: {
    name: 'ol7-uek5',
    packaging: 'rpm',
    client: 'offline',
    running: '4.14.35-1902.303.5.3.el7uek.x86_64',
    defaultEntry: 'newest',
    kernels: [
      {
        release: '4.14.35-1902.303.5.3.el7uek.x86_64',
        onDisk: 'complete',
        packageList: 'ok',
        bootPlan: installed,
        available: planned.ids,
        expiredMarker: false,
      },
      {
        release: '4.14.35-2047.503.1.el7uek.x86_64',
        onDisk: 'absent',
        packageList: 'absent',
        available: [],
        expiredMarker: false,
      },
    ],
    installed,
    updates: withLevels({ ...planned.updates }, { jcfl6cfs: '4.14.35-2047.503.1.el7uek' }),
    cut: { during: 'apply', done: 36 },
  },
};
