/**
 * The table of single changes: what can be done to a file, to what the boot meets, and to what is on disk, so that an
 * update comes in. A row may make another one apply that stands behind it, never one before it.
 */
import { recordfail } from './boot.ts';
import type { ClientConfig } from './config.ts';
import type { Boot, Cut, Host, Kernel } from './host.ts';
import { selectEntry } from './kernels.ts';
import { inListOrder } from './lists.ts';
import { momentOf } from './moments.ts';
import { oneId } from './words.ts';

/** The less a change takes, the earlier it stands here. */
export const changeKinds = ['option', 'condition', 'state'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A host that meets its boot with one configuration. */
export interface Situation {
  readonly host: Host;
  readonly config: ClientConfig;
}

export interface Change {
  /** Stable: `install_on_reboot`, `chosenEntry RELEASE`, `failing ID` … */
  readonly id: string;
  /** What to do, in imperative words. */
  readonly label: string;
  readonly kind: ChangeKind;
  /** Whether there is anything to change. */
  readonly applies: (host: Host, config: ClientConfig) => boolean;
  readonly apply: (host: Host, config: ClientConfig) => Situation;
}

/** The kernel that boots, as the cut leaves it on disk; undefined where none boots by itself. */
function bootedKernel(host: Host, chosenEntry = host.boot.chosenEntry): Kernel | undefined {
  const { kernels } = momentOf(host);
  const { kernel } = selectEntry(host, kernels, chosenEntry, recordfail(host));
  return kernels.find(({ release }) => release === kernel);
}

function option(
  id: string,
  label: string,
  applies: (config: ClientConfig, host: Host) => boolean,
  fields: Partial<ClientConfig>,
): Change {
  return {
    id,
    label,
    kind: 'option',
    applies: (host, config) => applies(config, host),
    apply: (host, config) => ({ host, config: { ...config, ...fields } }),
  };
}

const options: readonly Change[] = [
  option('install_on_reboot', 'set install_on_reboot = yes', ({ installOnReboot }) => !installOnReboot, {
    installOnReboot: true,
  }),
  option('upgrade_on_reboot', 'set upgrade_on_reboot = yes', ({ upgradeOnReboot }) => !upgradeOnReboot, {
    upgradeOnReboot: true,
  }),
  option('autoinstall', 'set autoinstall = yes', ({ autoinstall }) => !autoinstall, { autoinstall: true }),
  option(
    'accesskey',
    'set accesskey to a real key',
    ({ accessKey }, { client }) => client === 'online' && accessKey === 'missing',
    { accessKey: 'present' },
  ),
  option(
    'effective_version',
    'remove effective_version',
    ({ effectiveVersion }, { client }) => client === 'offline' && effectiveVersion !== null,
    { effectiveVersion: null },
  ),
  // The rest of the file is taken as far as it was read; an option with a bad value has its default then.
  option('refusal', 'correct what the client refuses in the file', ({ refusal }) => refusal !== null, {
    refusal: null,
  }),
];

function condition<K extends keyof Boot>(
  id: K,
  value: Boot[K],
  label: string,
  applies: (host: Host, config: ClientConfig) => boolean = ({ boot }) => boot[id] !== value,
  name: string = id,
): Change {
  return {
    id: name,
    label,
    kind: 'condition',
    applies,
    apply: (host, config) => ({ host: { ...host, boot: { ...host.boot, [id]: value } }, config }),
  };
}

/** Entries stand before the other conditions: those may be of the kernel that boots. */
function entries({ kernels }: Host): readonly Change[] {
  return kernels.map(({ release }) =>
    condition(
      'chosenEntry',
      release,
      `pick ${release} in the boot menu`,
      (host) => bootedKernel(host)?.release !== release && bootedKernel(host, release)?.release === release,
      `chosenEntry ${release}`,
    ),
  );
}

const hasMarker = (host: Host) => bootedKernel(host)?.expiredMarker === true;

const conditions: readonly Change[] = [
  condition('disableFile', false, 'remove /etc/uptrack/disable'),
  condition('nouptrack', false, 'boot without nouptrack'),
  condition('network', 'up', 'have the network up in time'),
  condition(
    'accessKey',
    'valid',
    'set accesskey to a key that the server accepts',
    ({ boot, client }, { accessKey }) => client === 'online' && accessKey === 'present' && boot.accessKey !== 'valid',
  ),
  {
    id: 'subscription',
    label: 'renew the subscription, and let a run notice that',
    kind: 'condition',
    applies: (host) => host.boot.subscription !== 'active' || hasMarker(host),
    apply: (host, config) => ({
      host: withBooted({ ...host, boot: { ...host.boot, subscription: 'active' } }, { expiredMarker: false }),
      config,
    }),
  },
  condition('clientTooOld', 'no', 'upgrade the uptrack package'),
  condition('sysfs', 'mounted', 'mount sysfs'),
  condition(
    'hostnameFile',
    'ok',
    'write the host name into the file that hostname_override_file names',
    ({ boot }, { hostnameFile }) => hostnameFile && boot.hostnameFile !== 'ok',
  ),
  condition('cron', true, 'put the cron file back'),
];

function state(id: string, label: string, applies: (host: Host) => boolean, change: (host: Host) => Host): Change {
  return { id, label, kind: 'state', applies, apply: (host, config) => ({ host: change(host), config }) };
}

function failures({ failing }: Host): readonly Change[] {
  return [...new Set(failing.map(({ id }) => id))].map((id) =>
    state(
      `failing ${id}`,
      `make ${oneId(id)} apply`,
      (host) => host.failing.some((other) => other.id === id),
      (host) => ({ ...host, failing: host.failing.filter((other) => other.id !== id) }),
    ),
  );
}

const states: readonly Change[] = [
  state(
    'packageList',
    'have the package list whole on disk',
    (host) => bootedKernel(host)?.packageList === 'unverifiable',
    (host) => ({ ...withBooted(host, { packageList: 'ok' }), cut: withWholeList(host) }),
  ),
  state(
    'bootPlan',
    'have the saved plan whole on disk',
    (host) => hasDamagedPlan(host),
    (host) =>
      host.cut?.during === 'write-plan' && host.cut.leaves !== 'old'
        ? { ...host, cut: { during: 'write-plan', leaves: 'new' } }
        : withBooted(host, { bootPlan: planOfInstalled(host) }),
  ),
  state(
    'supported',
    'wait until the server supports this kernel',
    (host) => bootedKernel(host)?.supported === false,
    (host) => withBooted(host, { supported: true }),
  ),
];

/** Every change that a host leaves room for, in the order in which they are preferred. */
export function changesFor(host: Host): readonly Change[] {
  return [...options, ...entries(host), ...conditions, ...failures(host), ...states];
}

function withBooted(host: Host, fields: Partial<Kernel>): Host {
  const booted = bootedKernel(host)?.release;
  return {
    ...host,
    kernels: host.kernels.map((kernel) => (kernel.release === booted ? { ...kernel, ...fields } : kernel)),
  };
}

function withWholeList(host: Host): Cut | null {
  const isOfCut = host.cut?.during === 'download-list' && bootedKernel(host)?.release === momentOf(host).ran;
  return isOfCut ? { during: 'download-list', leaves: 'old' } : host.cut;
}

/** Of another kernel than the one that ran, nobody knows what a whole plan would list. */
function hasDamagedPlan(host: Host): boolean {
  const kernel = bootedKernel(host);
  if (kernel?.release !== host.running || kernel.packageList === 'absent') return false;
  const isShort = host.cut?.during === 'write-plan' && host.cut.leaves === 'short';
  return isShort || kernel.bootPlan === null || typeof kernel.bootPlan === 'string';
}

/** What a run that is complete saves: what was installed before the cut met another (evidence: inferred). */
function planOfInstalled({ kernels, running, installed }: Host): readonly string[] {
  const available = kernels.find(({ release }) => release === running)?.available ?? [];
  return inListOrder(installed, available);
}
