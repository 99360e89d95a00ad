/** Checks that no single field can make: names that must exist, counts that must fit, values that exclude each other. */
import type { Cut, Host, HostProblem } from './host.ts';
import { run, stepsOf } from './lists.ts';
import { bootingKernel, overwrittenBy, restorable } from './moments.ts';

type Path = HostProblem['path'];

export function checkHost(host: Host): readonly HostProblem[] {
  return [...checkKernels(host), ...checkReleases(host), ...checkLists(host), ...checkCut(host)];
}

function checkKernels({ kernels }: Host): readonly HostProblem[] {
  return repeated(kernels.map(({ release }) => release)).map(({ index, entry }) => ({
    path: ['kernels', index, 'release'],
    message: `Remove one of the two kernels ${entry}, or add uname -v.`,
  }));
}

/** Every entry but the first of its kind. Linear: a list may be long. */
function repeated(list: readonly string[]): readonly { readonly index: number; readonly entry: string }[] {
  const known = new Set<string>();
  return list.flatMap((entry, index) => {
    if (known.has(entry)) return [{ index, entry }];
    known.add(entry);
    return [];
  });
}

/** Every release that is named must be one of the kernels. */
function checkReleases(host: Host): readonly HostProblem[] {
  const known = new Set(host.kernels.map(({ release }) => release));
  const named: [Path, string | null | undefined][] = [
    [['running'], host.running],
    [['defaultEntry'], host.defaultEntry === 'newest' ? null : host.defaultEntry],
    [['cut', 'release'], host.cut?.during === 'package' ? host.cut.release : null],
  ];
  const boots: [Path, Partial<Host['boot']>][] = [
    [['boot'], host.boot],
    ...host.nextBoots.map((boot, index): [Path, Partial<Host['boot']>] => [['nextBoots', index], boot]),
  ];
  for (const [path, boot] of boots) {
    named.push([[...path, 'chosenEntry'], boot.chosenEntry]);
    for (const release of Object.keys(boot.released ?? {})) named.push([[...path, 'released', release], release]);
  }
  return named.flatMap(([path, release]) =>
    typeof release === 'string' && !known.has(release)
      ? [{ path, message: `Name one of the kernels here, or add a kernel ${release}.` }]
      : [],
  );
}

/** No id, and no step, stands twice in one list. */
function checkLists(host: Host): readonly HostProblem[] {
  const lists: [Path, readonly string[]][] = [[['installed'], host.installed]];
  host.kernels.forEach((kernel, index) => {
    lists.push([['kernels', index, 'available'], kernel.available]);
    if (Array.isArray(kernel.bootPlan)) lists.push([['kernels', index, 'bootPlan'], kernel.bootPlan as string[]]);
    if (kernel.upgradePlan !== null) lists.push([['kernels', index, 'upgradePlan'], kernel.upgradePlan]);
  });
  for (const [path, { released }] of [
    [['boot'], host.boot] as const,
    ...host.nextBoots.map((boot, index) => [['nextBoots', index], boot] as const),
  ]) {
    for (const [release, ids] of Object.entries(released ?? {})) lists.push([[...path, 'released', release], ids]);
  }
  return lists.flatMap(([path, list]) =>
    repeated(list).map(({ index, entry }) => ({
      path: [...path, index],
      message: `Remove ${entry}: it stands here twice.`,
    })),
  );
}

function checkCut(host: Host): readonly HostProblem[] {
  const { cut } = host;
  if (cut === null) return [];
  const steps = stepCount(host, cut);
  if ('done' in cut && steps !== null && cut.done > steps) {
    return [{ path: ['cut', 'done'], message: `Write a number from 0 to ${steps}: there are no more steps.` }];
  }
  if (cut.during === 'write-plan') return checkKeeps(host, cut);
  return cut.during === 'package' ? checkPackage(host, cut) : [];
}

function kernelOf(host: Host, release: string) {
  return host.kernels.find((kernel) => kernel.release === release);
}

function stepCount(host: Host, cut: Cut): number | null {
  const kernel = kernelOf(host, cut.during === 'apply' ? host.running : bootingKernel(host));
  if (kernel === undefined) return null;
  switch (cut.during) {
    case 'apply':
      return stepsOf(kernel, host.installed).length;
    case 'remove':
      return host.installed.length;
    case 'early-boot':
      return restorable(kernel).length;
    case 'late-boot':
      return stepsOf(kernel, restorable(kernel)).length;
    default:
      return null;
  }
}

function checkKeeps(host: Host, cut: Extract<Cut, { during: 'write-plan' }>): readonly HostProblem[] {
  const path = ['cut', 'keeps'];
  if (cut.leaves !== 'short') {
    return cut.keeps === undefined ? [] : [{ path, message: 'Remove keeps: it belongs to leaves "short".' }];
  }
  if (cut.keeps === undefined) return [{ path, message: 'Add keeps: how many ids of the new plan are in the file.' }];
  const kernel = kernelOf(host, host.running);
  const most = kernel === undefined ? 0 : run(host.installed, stepsOf(kernel, host.installed)).length;
  return cut.keeps > most ? [{ path, message: `Write a number from 0 to ${most}: the new plan has no more ids.` }] : [];
}

function checkPackage(host: Host, cut: Extract<Cut, { during: 'package' }>): readonly HostProblem[] {
  if (cut.leaves === undefined) return [];
  const path = ['cut', 'leaves'];
  if (host.packaging === 'rpm') return [{ path, message: 'Remove leaves: rpm leaves nothing to luck here.' }];
  const overwrites = overwrittenBy(host, cut.release).length > 0;
  const allowed: readonly string[] =
    cut.phase === 'unpack' && overwrites
      ? ['mixed', 'new']
      : cut.phase === 'bootloader' && !overwrites
        ? ['old', 'new']
        : [];
  if (allowed.includes(cut.leaves)) return [];
  const message =
    allowed.length > 0 ? `Write ${allowed.join(' or ')}.` : `Remove leaves: phase ${cut.phase} leaves nothing to luck.`;
  return [{ path, message }];
}
