/** What the tests of the simulator share: a configuration without the reader, and the fixture host of the specification. */
import type { Effective, Setting, Stage } from '../../../server/src/config/effective.ts';
import { idOf, options, type OptionId } from '../../../server/src/config/options.ts';
import type { Dialect } from '../../../server/src/config/reader.ts';
import { readHost, type Host } from '../../../server/src/simulator/host.ts';

export type Switch = 'y' | 'n' | '?';

export interface Config {
  /** install_on_reboot / upgrade_on_reboot / autoinstall, `?` for unknown. */
  readonly config?: string;
  readonly settings?: Partial<Record<OptionId, string | boolean>>;
  readonly unknown?: readonly OptionId[];
  readonly fatal?: { readonly exitCode: 1 | -1; readonly message: string; readonly stages?: readonly Stage[] };
  readonly dialect?: Dialect;
}

const places = ['Settings.install_on_reboot', 'Settings.upgrade_on_reboot', 'Settings.autoinstall'] as const;
const allStages: readonly Stage[] = ['early', 'late', 'cron'];

export function effectiveOf({ config = 'y/n/n', settings, unknown = [], fatal, dialect = '3.9' }: Config): Effective {
  const letters = config.split('/');
  const values = new Map<OptionId, string | boolean>([['Auth.accesskey', 'a'.repeat(64)]]);
  places.forEach((place, index) => {
    if (letters[index] !== '?') values.set(place, letters[index] === 'y');
  });
  for (const [key, value] of Object.entries(settings ?? {}) as [OptionId, string | boolean][]) values.set(key, value);
  const unknowns = [...unknown, ...places.filter((_place, index) => letters[index] === '?')];
  return {
    dialect,
    settings: new Map(
      options.map((option): [OptionId, Setting] => {
        const key = idOf(option);
        const isUnknown = unknowns.includes(key);
        const value = isUnknown ? null : (values.get(key) ?? option.default);
        return [
          key,
          { option, value, unknown: isUnknown, source: values.has(key) ? 'file' : 'default', reading: null },
        ];
      }),
    ),
    fatal: fatal ? { line: 0, option: null, stages: allStages, ...fatal } : null,
  };
}

const list = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `unlisted-${from + i}`);

/** u1 is unlisted-1, v1 is unlisted-101, w1 is unlisted-201. */
const offsets: Readonly<Record<string, number>> = { u: 0, v: 100, w: 200 };

/** `u1-u5`, `-` for none, or a name of the fixture's sets. */
export function ids(text: string): readonly string[] {
  const named: Readonly<Record<string, string>> = { P1: 'u1-u5', A1: 'u1-u8', A2: 'v1-v3', P0: 'w1-w2', A0: 'w1-w4' };
  const range = /^([uvw])(\d+)-[uvw](\d+)$/.exec(named[text] ?? text);
  if (range === null) {
    if (text === '-') return [];
    throw new Error(`not a set: ${text}`);
  }
  const [, letter = '', from, to] = range;
  const offset = offsets[letter] ?? 0;
  return list(offset + Number(from), offset + Number(to));
}

export const K1 = '4.1.12-124.24.3.el6uek.x86_64';
export const K2 = '4.1.12-124.26.5.el6uek.x86_64';
export const K0 = '4.1.12-112.16.4.el6uek.x86_64';

interface KernelFile {
  release: string;
  onDisk: string;
  packageList: string;
  bootPlan?: readonly string[] | string | null;
  available: readonly string[];
  upgradePlan?: readonly string[];
  expiredMarker: boolean;
  supported?: boolean;
}

/** Fields to lay over the fixture; K1, K2 and K0 over its kernels. */
export interface Changes {
  readonly K1?: Partial<KernelFile>;
  readonly K2?: Partial<KernelFile>;
  readonly K0?: Partial<KernelFile>;
  readonly host?: Readonly<Record<string, unknown>>;
  readonly boot?: Readonly<Record<string, unknown>>;
  readonly assumptions?: Readonly<Record<string, unknown>>;
}

/** The fixture of section 19.1; K2 is not on disk unless a test puts it there. */
export function hostFile({ host, boot, assumptions, ...kernels }: Changes = {}): Record<string, unknown> {
  const base: Readonly<Record<'K1' | 'K2' | 'K0', KernelFile>> = {
    K1: {
      release: K1,
      onDisk: 'complete',
      packageList: 'ok',
      bootPlan: ids('P1'),
      available: ids('A1'),
      expiredMarker: false,
    },
    K2: { release: K2, onDisk: 'absent', packageList: 'absent', available: ids('A2'), expiredMarker: false },
    K0: {
      release: K0,
      onDisk: 'complete',
      packageList: 'ok',
      bootPlan: ids('P0'),
      available: ids('A0'),
      expiredMarker: false,
    },
  };
  const withChanges = (name: 'K1' | 'K2' | 'K0') => {
    const kernel = { ...base[name], ...kernels[name] };
    if (kernel.packageList === 'absent') delete kernel.bootPlan;
    return kernel;
  };
  return {
    name: 'db-01',
    packaging: 'rpm',
    client: 'online',
    running: K1,
    defaultEntry: 'newest',
    kernels: [withChanges('K1'), withChanges('K2'), withChanges('K0')],
    installed: ids('P1'),
    updates: {
      'unlisted-5': { title: '', effectiveKernel: '4.1.12-124.25.0.el6uek' },
      'unlisted-6': { title: '', effectiveKernel: '4.1.12-124.26.0.el6uek' },
      'unlisted-8': { title: '', effectiveKernel: '4.1.12-124.28.0.el6uek' },
    },
    cut: { during: 'idle' },
    ...(boot && { boot }),
    ...(assumptions && { assumptions }),
    ...host,
  };
}

export function hostOf(changes: Changes = {}): Host {
  const { host, problems } = readHost(hostFile(changes));
  if (host === null) throw new Error(JSON.stringify(problems));
  return host;
}
