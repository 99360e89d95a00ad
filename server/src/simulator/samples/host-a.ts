import { listing } from './listing.ts';
import { withLevels, type Sample } from './sample.ts';

const before = listing(`
[pwc6xmnr] KAISER/KPTI enablement for Ksplice.
[5dq87kra] Improve the interface to freeze tasks.
[brasm60x] CVE-2019-5489: Side-channel information leak in kernel page cache.
[nz0sbas8] Denial-of-service in Reliable Datagram Socket reconnection.
[ruspn21i] Incorrect file modification time for empty files on NFSv4.1 mounts.
[cc4jh8b9] Denial-of-service in Xen block device on invalid request type.
[els0vptv] CVE-2018-18397: Filesystem permissions bypass with userfaultfd.
[5kfn4iud] CVE-2017-12153: Denial-of-service when using cfg80211 wireless extension with GTK rekey offload.
[qurx51il] CVE-2018-17972: Information leak in kernel stack dumps in /proc.
[honz3g9t] CVE-2018-10877: Out-of-bounds access when using corrupted ext4 filesystem with abnormal extent tree.
[dz2cv9sv] CVE-2018-18559: Denial-of-service when binding a packet on a socket while a notification is raised.
[musu64er] CVE-2018-16862: Potential memory corruption in inode truncation path.
[ry7b4cfc] CVE-2017-17807: Permissions bypass when requesting key on default keyring.
[i4konm7m] CVE-2018-10878: Out-of-bounds access when initializing ext4 block bitmap.
[ovabwkag] CVE-2018-10876: Use-after-free when removing space in ext4 filesystem.
[nayeinzh] CVE-2018-9568: Privilege escalation in IPv6 to IPv4 socket cloning.
[hhhwajn6] NULL pointer dereference when freeing irq in Broadcom NetXtreme-C/E driver.
[d1u8ybba] Packet loss on ingress on an unmanaged L2TP over IP tunnel interface.
[2d8uhlxy] Denial-of-service when umounting a filesystem with many dentries in the dentry cache.
[7utswooq] Incorrect steal time reporting on hotplugged Xen virtual CPUs.
[kgn8gqqi] CVE-2018-10879: Use-after-free when setting extended attribute entry on ext4 filesystem.
[6lw015pf] NULL pointer dereference on Xen virtual block device removal.
`);

const planned = listing(`
[get3rovj] Enablement for applying custom alternative instructions.
[opm180mz] Improved enablement update for applying custom alternatives instructions.
[htgr0cn9] KSPLICE enablement for applying optimized nops after a module has been fully loaded.
[hze6qrtf] Known exploit detection.
[14i2g9lr] Known exploit detection for CVE-2017-7308.
[g7z90bgg] Known exploit detection for CVE-2018-14634.
[r1ci4o1u] CVE-2018-10882: Out-of-bounds access when unmounting a crafted ext4 filesystem.
[p43iqjn9] CVE-2018-10881: Data corruption when using indirect blocks with ext4 filesystem.
[6tkyixod] CVE-2018-1066: Denial-of-service in CIFS session negotiation.
[a05sdf1l] CVE-2019-3701: Denial-of-service in CAN controller.
[fogmssp8] Denial-of-service in the Infiniband core driver when allocating protection domains.
[m4br9owc] Correctly enable CPU bugs mitigations with late microcode loading.
[avw0qabw] Data corruption on ext4 filesystems while performing direct AIO.
[ewvxiykg] CVE-2017-13305: Information leak in encrypted keys subsystem.
[qc30cloh] Add support for runtime configuration of target LIO inquiry strings.
[faqyus3n] NULL pointer dereference in NFSv4.1 fatal signal handling.
[gs2gf75m] Improved KAISER/KPTI enablement for Ksplice.
[iqwlh0ca] Kernel crash during late microcode updates.
[t4u20ttv] CVE-2019-11091, CVE-2018-12126, CVE-2018-12130, CVE-2018-12127: Microarchitectural Data Sampling.
[of37mcqk] Improved update to CVE-2019-11091, CVE-2018-12126, CVE-2018-12130, CVE-2018-12127: Microarchitectural Data Sampling.
[33nk0cmy] CVE-2019-11190: Information leak using a setuid program and accessing process stats.
[8royj14b] CVE-2018-19985: Out-of-bounds memory access in USB High Speed Mobile device driver.
[5pszsdrf] CVE-2017-18360: Divide-by-zero error when setting port option of USB Inside Out Edgeport Serial Driver.
[sfxy7gmd] Spectre v2 bypass with EIBRS support.
[t1axzsf2] Kernel crash in Spectre v2 speculation control on KVM hosts.
[iooyacxu] Incorrect return value during CPU microcode updates.
[fc12bzu4] SCSI disk IO failures after max_sectors_kb modification.
[oma01x47] CVE-2015-5327: Kernel crash in X.509 certificate time validation.
[1g6pcdr7] Spectre v2 bypass with EIBRS support and unconditional SSBD Spectre v4 mitigation.
[9jk4cir6] Spectre v4 SSBD setting failure for KVM guests.
[1udzb2t9] Incorrect Meltdown mitigation reporting for HVM Xen guests.
[103y1ftd] Transparent hugepage performance degradation under low-memory conditions.
[pj8x2v7r] CVE-2019-11815: Use-after-free in RDS socket creation.
[7o03y1k1] CVE-2018-14633: Information leak in iSCSI CHAP authentication.
[5ol0uxr5] CVE-2019-3819: Deadlock in HID debug events read.
[2j4gn0ys] CVE-2019-3459, CVE-2019-3460: Remote information leak via Bluetooth configuration request.
[lqtb52do] Improved fix for CVE-2018-10878: Out-of-bounds access when initializing ext4 block bitmap.
[h15ktbem] CVE-2019-11884: Information leak in Bluetooth HIDP HIDPCONNADD ioctl().
[8vxf9joc] Kernel crash in OCFS2 reading of deleted inodes.
[rjj7fybg] CVE-2018-20836: Use-after-free in SCSI SAS timeout.
[sidd037w] CVE-2019-11810: Denial-of-service in LSI Logic MegaRAID probing.
[1e3lmmwm] Improved runtime retpoline toggling for Spectre v2 mitigations.
[hnpumuzv] CVE-2019-11477, CVE-2019-11478, CVE-2019-11479: Remote Denial-of-service in TCP stack.
… 89 more
[fs7u7bbu] CVE-2018-5953: Information leak in software IO TLB driver.
[ef78ph72] Soft lockup when multiple threads read /proc/stat simultaneously.
[h7blpl4p] NULL dereference while writing Hyper-V SINT14 MSR.
`);

const installed = before.ids;

export const sample: Sample = {
  id: 'ol6-uek4',
  name: 'Oracle Linux 6 · UEK R4',
  description: 'Oracle Linux 6, UEK R4, offline client; 22 updates, 135 more on the way',
  remark:
    'The transcript counts 89 of the 135 new updates without naming them, and names no update of the newer kernel 4.1.12-124.39.2, which serves here as the one a package manager would install; where the transcript gives only application order, that stands for the order of the package list.',
  source: 'Public transcript of an Exadata node, 7 June 2020',
  host: {
    name: 'ol6-uek4',
    packaging: 'rpm',
    client: 'offline',
    running: '4.1.12-124.24.3.el6uek.x86_64',
    defaultEntry: 'newest',
    kernels: [
      {
        release: '4.1.12-124.24.3.el6uek.x86_64',
        onDisk: 'complete',
        packageList: 'ok',
        bootPlan: installed,
        available: [...before.ids, ...planned.ids],
        expiredMarker: false,
      },
      {
        release: '4.1.12-124.39.2.el6uek.x86_64',
        onDisk: 'absent',
        packageList: 'absent',
        available: [],
        expiredMarker: false,
      },
    ],
    installed,
    updates: withLevels(
      { ...before.updates, ...planned.updates },
      { '6lw015pf': '4.1.12-124.26.5.el6uek', h7blpl4p: '4.1.12-124.39.2.el6uek' },
    ),
    cut: { during: 'apply', done: 60 },
  },
};
