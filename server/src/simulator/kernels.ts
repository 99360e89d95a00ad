/** The boot loader: which kernel boots, and why. */
import { ground, together, type Ground } from '../config/sources.ts';
import type { Host, Kernel, OnDisk } from './host.ts';
import type { BootReason, Boots } from './outcome.ts';
import { newestOf, unameRelease } from './versions.ts';

/** What it stands on that the boot loader does so. */
export const groundOf: Readonly<Record<BootReason, Ground>> = {
  default: ground('documented', 'guide', 'grub'),
  chosen: ground('documented', 'guide'),
  'default-not-in-menu': ground('inferred', 'grub'),
  'no-initramfs': ground('inferred', 'transcripts'),
  'torn-initramfs': ground('inferred', 'dracut'),
  mixed: ground('observed', 'bug-reports'),
  'waits-at-menu': ground('inferred', 'articles'),
  'empty-menu': ground('inferred', 'grub'),
};
/** How long GRUB waits is told by others, and differs between releases. */
const waiting = ground('inferred', 'articles');

/** What keeps an entry of the menu from booting. */
const broken: Readonly<Partial<Record<OnDisk, BootReason>>> = {
  'no-initramfs': 'no-initramfs',
  'torn-initramfs': 'torn-initramfs',
  mixed: 'mixed',
};

const notInMenu: readonly OnDisk[] = ['absent', 'unpacked'];

type Loader = Pick<Host, 'packaging' | 'defaultEntry'>;

/** All scenarios of one disk start from the same kernels: their menu is made once, and its versions are compared once. */
const menus = new WeakMap<readonly Kernel[], readonly Kernel[]>();
const newest: Readonly<Record<Host['packaging'], WeakMap<readonly Kernel[], Kernel>>> = {
  rpm: new WeakMap(),
  deb: new WeakMap(),
};

/** The entries of the boot menu. */
export function menuOf(kernels: readonly Kernel[]): readonly Kernel[] {
  const menu = menus.get(kernels) ?? kernels.filter(({ onDisk }) => !notInMenu.includes(onDisk));
  menus.set(kernels, menu);
  return menu;
}

function newestEntry(packaging: Host['packaging'], menu: readonly Kernel[]): Kernel | undefined {
  const known = newest[packaging].get(menu);
  if (known !== undefined) return known;
  const release = newestOf(packaging, menu.map(releaseOf));
  const entry = menu.find((kernel) => kernel.release === release);
  if (entry !== undefined) newest[packaging].set(menu, entry);
  return entry;
}

/** The entry that starts, whole or not: the chosen one, else the default one, else the newest by the distribution's version order. */
export function startingEntry(
  host: Loader,
  kernels: readonly Kernel[],
  chosenEntry: string | null,
): Kernel | undefined {
  const menu = menuOf(kernels);
  const entry = (release: string | null) => menu.find((kernel) => kernel.release === release);
  const byDefault = host.defaultEntry === 'newest' ? undefined : entry(host.defaultEntry);
  return entry(chosenEntry) ?? byDefault ?? newestEntry(host.packaging, menu);
}

/** Which kernel boots, and why. */
export function selectEntry(...given: Parameters<typeof entryThatBoots>): Boots {
  const boots = entryThatBoots(...given);
  const stands = groundOf[boots.reason];
  return { ...boots, ...(boots.waitSeconds === 0 ? stands : together([stands, waiting])) };
}

/**
 * @param waitSeconds GRUB's wait at its menu; -1 is for ever, unless somebody picks an entry
 */
function entryThatBoots(
  host: Loader,
  kernels: readonly Kernel[],
  chosenEntry: string | null,
  waitSeconds = 0,
): Omit<Boots, keyof Ground> {
  const menu = menuOf(kernels);
  const selected = startingEntry(host, kernels, chosenEntry);
  // Versions are compared only where nothing boots.
  const none = () => {
    const whole = menu.filter(({ onDisk }) => onDisk === 'complete').map(releaseOf);
    return { kernel: null, instead: newestOf(host.packaging, whole), repair: null, waitSeconds: 0 };
  };
  if (selected === undefined) return { ...none(), reason: 'empty-menu' };

  const isChosen = selected.release === chosenEntry;
  if (!isChosen && waitSeconds < 0) return { ...none(), reason: 'waits-at-menu', waitSeconds };

  // Whoever picks an entry does not wait for the menu to time out.
  const waits = isChosen ? 0 : waitSeconds;
  const defect = broken[selected.onDisk];
  if (defect !== undefined) {
    return {
      ...none(),
      reason: defect,
      repair: repairOf(host.packaging, defect, selected.release),
      waitSeconds: waits,
    };
  }
  const isDefault = host.defaultEntry === 'newest' || host.defaultEntry === selected.release;
  const reason = isChosen ? 'chosen' : isDefault ? 'default' : 'default-not-in-menu';
  return { kernel: selected.release, reason, instead: null, repair: null, waitSeconds: waits };
}

/** What to run in the kernel that was booted instead (evidence: secondary). */
function repairOf(packaging: Host['packaging'], defect: BootReason, release: string): string {
  const version = unameRelease(release);
  if (packaging === 'deb') {
    const rebuild = defect === 'mixed' ? [] : [`update-initramfs -c -k ${version}`];
    return ['dpkg --configure -a', 'apt -f install', ...rebuild, 'update-grub'].join(' && ');
  }
  return defect === 'mixed' ? 'yum-complete-transaction' : `dracut -f --kver ${version}`;
}

function releaseOf({ release }: Kernel): string {
  return release;
}
