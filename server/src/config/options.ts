/**
 * The catalogue: every section and option that any source knows, with its type, default, standing and meaning.
 * Completion, hover, rules, the effective settings and the documentation are derived from it; adding an option is one
 * entry here and its test.
 */
import type { Evidence } from './evidence.ts';

export type OptionType = 'boolean' | 'string' | 'path' | 'url' | 'proxy';

/** Which of the vendor's clients reads the option. */
export type ClientKind = 'online' | 'offline' | 'enhanced';

/**
 * documented: in the vendor's guide · shipped: in the packaged file, not in the guide · undocumented: known only from the
 * published client of 2008–2011 · removed: that client already warned about it.
 */
export type OptionStatus = 'documented' | 'shipped' | 'undocumented' | 'removed';

export interface Section {
  readonly name: string;
  readonly summary: string;
}

export interface Option {
  readonly section: string;
  /** Lower case, as the client looks it up. */
  readonly name: string;
  readonly type: OptionType;
  /** What the client does without the line; null: nothing, or not known. */
  readonly default: boolean | string | null;
  readonly status: OptionStatus;
  readonly clients: readonly ClientKind[];
  /** What it does, in a sentence. */
  readonly summary: string;
  /** Markdown: interactions, failures, what is not known. */
  readonly details: string;
  /** Values worth offering, besides the booleans. */
  readonly suggestions: readonly string[];
  readonly evidence: readonly Evidence[];
}

export const sections: readonly Section[] = [
  { name: 'Auth', summary: 'Who this host is to the Uptrack server.' },
  { name: 'Network', summary: 'How the client reaches the Uptrack server.' },
  { name: 'Settings', summary: 'What the client installs by itself, and when.' },
  { name: 'User', summary: 'User-space updates of the enhanced client.' },
  { name: 'Known-Exploit-Detection', summary: 'Reports attempts to use known exploits (enhanced client).' },
];

/** The eight words that the client takes for a boolean, in any case. All else makes it refuse to run. */
export const booleanWords: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['yes', true],
  ['true', true],
  ['on', true],
  ['0', false],
  ['no', false],
  ['false', false],
  ['off', false],
]);

/** What the packages ship in the place of a key; the client treats it as no key. */
export const accessKeySentinel = 'INSERT_ACCESS_KEY';

export const defaultRepositoryUrl = 'https://updates.ksplice.com/update-repository';

/** An entry without what most entries share. */
type Entry = Pick<Option, 'name' | 'type' | 'default' | 'summary' | 'details'> & Partial<Option>;

const ofSection = (section: string, shared: Partial<Option>, entries: readonly Entry[]): readonly Option[] =>
  entries.map((entry) => ({
    section,
    status: 'documented',
    clients: ['online', 'offline', 'enhanced'],
    suggestions: [],
    evidence: ['documented', 'client'],
    ...shared,
    ...entry,
  }));

const undocumented = { status: 'undocumented', evidence: ['client'] } as const;

const auth = ofSection('Auth', {}, [
  {
    name: 'accesskey',
    type: 'string',
    default: '',
    evidence: ['documented', 'client', 'observed'],
    clients: ['online', 'enhanced'],
    summary: 'The key that ties this host to an account of the Ksplice service. Required online.',
    details:
      'Without a key the late boot stage and the periodic run end with exit code 20; the early boot stage needs none, so the saved updates still come back after a power loss. ' +
      'The client checks neither length nor letters, the server decides; all known real keys are 64 lower-case hex digits. ' +
      'Whether an offline client needs one is not known. It is a credential: keep it out of version control and logs.',
  },
  {
    ...undocumented,
    name: 'use_hw_uuid',
    type: 'boolean',
    default: false,
    summary: 'Reports the UUID of the hardware instead of the one the client stored.',
    details: 'Where no hardware UUID can be read, the client of 2011 ends with an unhandled error.',
  },
]);

const network = ofSection('Network', { clients: ['online', 'enhanced'] }, [
  {
    name: 'https_proxy',
    type: 'proxy',
    default: null,
    suggestions: ['None', 'http://proxy.example.com:3128'],
    summary: 'The proxy on the way to the Uptrack server: `[protocol://][user:password@]host[:port]`.',
    details:
      'What stands here wins over the environment. Empty means unset: the client then looks there (`https_proxy`, `HTTPS_PROXY`, `http_proxy`). `None` means no proxy, whatever the environment says. ' +
      'An `https://` address means TLS *to the proxy*; an ordinary proxy wants `http://`. A percent sign is written `%%`.',
  },
  {
    name: 'gconf_proxy_lookup',
    type: 'boolean',
    default: true,
    status: 'shipped',
    evidence: ['client', 'observed'],
    summary: 'Asks the desktop settings (GConf) for a proxy where neither this file nor the environment names one.',
    details: 'Absent means yes, but the packaged file says `no`. Of no use on a server.',
  },
  {
    name: 'ssl_ca_cert_file',
    type: 'path',
    default: null,
    status: 'shipped',
    evidence: ['client', 'observed'],
    summary: 'CA certificates with which the server is verified: a file.',
    details:
      'For a local Uptrack server. An empty value is not the same as no line: it replaces the built-in certificates by nothing, and no connection succeeds.',
  },
  {
    name: 'ssl_ca_cert_dir',
    type: 'path',
    default: null,
    status: 'shipped',
    evidence: ['client', 'observed'],
    summary: 'CA certificates with which the server is verified: a directory prepared with `c_rehash`.',
    details: 'For a local Uptrack server. An empty value breaks every connection.',
  },
  {
    name: 'update_repo_url',
    type: 'url',
    default: defaultRepositoryUrl,
    evidence: ['client', 'observed', 'documented'],
    status: 'shipped',
    suggestions: [defaultRepositoryUrl],
    summary: 'Where the updates come from; for a local Uptrack server.',
    details:
      'Empty means the default. Any difference from the default, even a slash at the end, makes the client treat the server as a local one and check its fingerprint.',
  },
]);

const settings = ofSection('Settings', {}, [
  {
    name: 'install_on_reboot',
    type: 'boolean',
    default: true,
    summary:
      'At boot, before the network is up, installs again the updates that the last completed run saved for the kernel that boots.',
    details:
      'Only that saved set, and only on a kernel that has one. A power cut in the middle of an update brings back the set from *before* that update. Newer updates are the business of `upgrade_on_reboot` and `autoinstall`. ' +
      'Nothing is installed while `/etc/uptrack/disable` exists, whatever stands here; a single boot with `nouptrack` on the kernel command line creates that file, and it stays.',
  },
  {
    name: 'upgrade_on_reboot',
    type: 'boolean',
    default: false,
    evidence: ['documented', 'client', 'observed'],
    summary:
      'At boot, once the network is up, installs every update available for the kernel that boots, whichever kernel that is.',
    details: 'Offline: only the updates of packages that are already on the disk.',
  },
  {
    name: 'autoinstall',
    type: 'boolean',
    default: false,
    summary: 'The periodic run (cron, every few hours) installs new updates by itself.',
    details:
      'Off, it downloads and reports only. It upgrades neither the client package nor the kernel on disk, and it does nothing where the cron file was removed.',
  },
  {
    name: 'skip_apply_after_pkg_install',
    type: 'boolean',
    default: false,
    clients: ['offline'],
    evidence: ['documented', 'observed'],
    summary: 'Installing an `uptrack-updates` package does not apply its updates at once.',
    details:
      'Whether a shell script reads it is not known: write `true` or `yes` in lower case, with nothing behind it.',
  },
  {
    name: 'effective_version',
    type: 'string',
    default: null,
    clients: ['offline'],
    evidence: ['documented', 'inferred'],
    suggestions: ['5.15.0-206.153.7.1.el9uek.x86_64/#2 SMP Wed May 22 20:24:12 PDT 2024'],
    summary:
      'The effective kernel version at which an upgrade stops; as printed by `uptrack-upgrade --list-effective`.',
    details:
      'As long as it is set the host stays at that level. The guide does not name the section; `[Settings]` is assumed.',
  },
  {
    ...undocumented,
    name: 'hostname_override_file',
    type: 'path',
    default: null,
    summary: 'A file whose content is reported as the name of this host.',
    details: 'Where the file cannot be read or is empty, every command of the client ends with exit code 1.',
  },
  {
    ...undocumented,
    name: 'suppress_ip',
    type: 'boolean',
    default: false,
    summary: 'Reports 0.0.0.0 instead of the address of this host.',
    details: '',
  },
  {
    ...undocumented,
    name: 'no_rmmod',
    type: 'boolean',
    default: false,
    summary: 'Never unloads a kernel module to make an update fit.',
    details: '',
  },
  {
    ...undocumented,
    evidence: ['client', 'observed'],
    name: 'debug_to_server',
    type: 'boolean',
    default: true,
    summary: 'Sends details of a failed update to the vendor.',
    details: '',
  },
  ...(['install', 'available', 'error'] as const).map((event) => ({
    status: 'removed' as const,
    evidence: ['client', 'observed'] as const,
    name: `cron_output_${event}`,
    type: 'boolean' as const,
    default: false,
    summary: 'Removed: the periodic run prints nothing any more.',
    details:
      'A true value only prints a warning. A value that is no boolean still stops every run but the periodic one.',
  })),
]);

const user = ofSection('User', { clients: ['offline', 'enhanced'], evidence: ['documented'] }, [
  {
    name: 'yum_userspace_ksplice_repo_name',
    type: 'string',
    default: null,
    suggestions: ['ol9_x86_64_userspace_ksplice', 'ol8_x86_64_userspace_ksplice'],
    summary: 'Id of the local yum repository with the user-space updates.',
    details: 'May be left out where it equals the label of the channel. It must be an `[id]` under `/etc/yum.repos.d`.',
  },
]);

const detection = ofSection(
  'Known-Exploit-Detection',
  { clients: ['enhanced'], evidence: ['documented', 'observed'] },
  [
    {
      name: 'enabled',
      type: 'boolean',
      default: false,
      summary: 'Turns known exploit detection on; needs the package `ksplice-known-exploit-detection`.',
      details: 'All its other settings (recipients, actions) stand in `/etc/log-known-exploit.conf`, not here.',
    },
  ],
);

/** In the order of the shipped file. */
export const options: readonly Option[] = [...auth, ...network, ...settings, ...user, ...detection];

export type OptionId = `${string}.${string}`;

/** `Section.option`, the name of an option in settings, results and on the command line. */
export const idOf = (option: Pick<Option, 'section' | 'name'>): OptionId => `${option.section}.${option.name}`;

const bySection: ReadonlyMap<string, ReadonlyMap<string, Option>> = new Map(
  sections.map(({ name: section }) => [
    section,
    new Map(options.flatMap((option) => (option.section === section ? [[option.name, option]] : []))),
  ]),
);

export function findOption(section: string, name: string): Option | undefined {
  return bySection.get(section)?.get(name);
}

const sectionsByName: ReadonlyMap<string, Section> = new Map(sections.map((section) => [section.name, section]));

export function findSection(name: string): Section | undefined {
  return sectionsByName.get(name);
}
