/** Why a boot comes about, and why it ends up with its kernel. */
import type { Host } from './host.ts';
import { stepsOf } from './lists.ts';
import { bootingKernel, restorable } from './moments.ts';
import type { BootReason, Boots } from './outcome.ts';
import { grouped, updates } from './words.ts';

/** The moment of the cut in a sentence. */
export function causeOf(host: Host): string {
  const { cut } = host;
  if (cut === null) return 'The host is rebooted in good order.';
  switch (cut.during) {
    case 'idle':
      return 'The power fails while nothing is going on.';
    case 'download-list':
      return 'The power fails while the package list is downloaded.';
    case 'download-updates':
      return 'The power fails while updates are downloaded.';
    case 'apply': {
      const kernel = host.kernels.find(({ release }) => release === host.running);
      const steps = kernel === undefined ? 0 : stepsOf(kernel, host.installed).length;
      return `The power fails with ${grouped(cut.done)} of ${grouped(steps)} steps applied.`;
    }
    case 'write-plan':
      return 'The power fails while the plan is saved.';
    case 'remove':
      return `The power fails with ${grouped(cut.done)} of ${updates(host.installed.length)} removed.`;
    case 'package':
      return `The power fails while the package manager installs ${cut.release}.`;
    case 'early-boot': {
      const kernel = host.kernels.find(({ release }) => release === bootingKernel(host));
      const planned = kernel === undefined ? 0 : restorable(kernel).length;
      return `The power fails in the early stage of a boot, with ${grouped(cut.done)} of ${grouped(planned)} restored.`;
    }
    case 'late-boot':
      return `The power fails in the late stage of a boot, with ${grouped(cut.done)} steps applied.`;
  }
}

type Reason = (boots: Boots, scene: { readonly host: Host; readonly ran: string }) => string;

const instead = (boots: Boots) =>
  boots.instead === null ? 'No other entry would boot.' : `${boots.instead} would boot, if somebody picks it.`;

/** Why this kernel boots, by `boots.reason`. */
export const reasons: Readonly<Record<BootReason, Reason>> = {
  default: (boots, { ran, host }) => {
    const which = host.defaultEntry === 'newest' ? 'the newest kernel on disk' : 'the default entry';
    const wait = boots.waitSeconds > 0 ? ` after a wait of ${boots.waitSeconds} s` : '';
    return `The boot loader starts ${which}${wait}; it is ${boots.kernel === ran ? 'the kernel that ran' : 'not the kernel that ran'}.`;
  },
  chosen: () => 'Somebody picks this entry in the boot menu.',
  'default-not-in-menu': () => 'The default entry is not in the boot menu, so that the newest one starts.',
  'no-initramfs': (boots) => `The entry that starts has no initramfs, and the kernel panics. ${instead(boots)}`,
  'torn-initramfs': (boots) =>
    `The initramfs of the entry that starts is torn, and the kernel panics. ${instead(boots)}`,
  mixed: (boots) => `Image and modules of two builds are mixed; the machine may not boot. ${instead(boots)}`,
  'waits-at-menu': () => 'After a boot that did not finish, GRUB waits at its menu until somebody picks an entry.',
  'empty-menu': () => 'No kernel is in the boot menu.',
};
