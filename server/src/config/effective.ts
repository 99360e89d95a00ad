/** What the client works with: a reading typed by the catalogue, defaults filled in, or what makes the client refuse to run. */
import { booleanWords, findOption, idOf, options, type Option, type OptionId } from './options.ts';
import { find, get, isReadOnce, type Dialect, type OptionReading, type Reading, type Value } from './reader.ts';
import { redactMessage } from './redact.ts';

/** The runs of the client around a boot, named after when they come. */
export type Stage = 'early' | 'late' | 'cron';
export const stages: readonly Stage[] = ['early', 'late', 'cron'];

export interface Setting {
  readonly option: Option;
  /** Booleans as the client understands them, all else as text; null where unknown, refused, or without a default. */
  readonly value: boolean | string | null;
  /** The file is a template and a template span is in the value. */
  readonly unknown: boolean;
  readonly source: 'file' | 'default';
  /** Null for a default. */
  readonly reading: OptionReading | null;
}

/** What makes the client refuse to run, whatever the host. */
export interface Fatal {
  /** The client's own words, secrets redacted: they may quote the file. */
  readonly message: string;
  readonly exitCode: 1 | -1;
  /** 0-based. */
  readonly line: number | null;
  /** Null where the file as a whole cannot be read. */
  readonly option: OptionId | null;
  /** Those that it stops. */
  readonly stages: readonly Stage[];
}

export interface Effective {
  readonly dialect: Dialect;
  /** Every option of the catalogue is in it. */
  readonly settings: ReadonlyMap<OptionId, Setting>;
  /** What ends the client first; null: it runs. */
  readonly fatal: Fatal | null;
}

/** When the client looks at an option; the first bad one ends it (evidence: client). */
interface Evaluation {
  readonly option: OptionId;
  readonly stages: readonly Stage[];
  /** Null: always. */
  readonly onlyIf: ((settings: ReadonlyMap<OptionId, Setting>) => boolean) | null;
}

const always = (...ids: OptionId[]): Evaluation[] => ids.map((option) => ({ option, stages, onlyIf: null }));

/**
 * An empty proxy is none; `None` is a decision, so that nothing further is asked. A proxy that nobody knows counts as none,
 * and so does the environment: what follows is evaluated on some host.
 */
const noProxyFound = (settings: ReadonlyMap<OptionId, Setting>): boolean => {
  const value = settings.get('Network.https_proxy')?.value ?? null;
  return value === null || String(value).trim() === '';
};

/**
 * The order in which the client evaluates what it knows, and thereby which of two bad values it complains about.
 * The place of `hostname_override_file` is inferred. What is not in here the published client does not read at all.
 */
export const evaluationOrder: readonly Evaluation[] = [
  ...always('Auth.accesskey', 'Settings.debug_to_server', 'Auth.use_hw_uuid', 'Settings.no_rmmod'),
  ...always('Network.https_proxy'),
  { option: 'Network.gconf_proxy_lookup', stages, onlyIf: noProxyFound },
  ...always('Network.ssl_ca_cert_file', 'Network.ssl_ca_cert_dir', 'Network.update_repo_url'),
  ...always('Settings.suppress_ip', 'Settings.hostname_override_file'),
  ...always('Settings.autoinstall', 'Settings.install_on_reboot', 'Settings.upgrade_on_reboot'),
  ...(['install', 'available', 'error'] as const).map((event) => ({
    option: `Settings.cron_output_${event}` as const,
    stages: ['early', 'late'] as const,
    onlyIf: null,
  })),
];

/** In the order of the catalogue. */
const defaults: ReadonlyMap<OptionId, Setting> = new Map(
  options.map((option) => [
    idOf(option),
    { option, value: option.default, unknown: false, source: 'default', reading: null },
  ]),
);

/** Null where the file does not set it. */
function settingIn(reading: Reading, option: Option): Setting | null {
  const found = find(reading, option.section, option.name);
  const value = found && get(reading, option.section, option.name);
  if (!value) return null;
  return {
    option,
    value: value.kind === 'text' ? typed(option, value.text) : null,
    unknown: value.kind === 'unknown',
    source: 'file',
    reading: found,
  };
}

/** Null: a boolean that is none of the eight words. */
function typed(option: Option, text: string): boolean | string | null {
  return option.type === 'boolean' ? (booleanWords.get(text.toLowerCase()) ?? null) : text;
}

/** What the client says of a value that it cannot use; null for one that it can. */
export function refusalOf(option: Option, value: Value): { message: string; exitCode: 1 | -1 } | null {
  if (value.kind === 'error') {
    return { message: 'Unexpected error starting the Uptrack client.', exitCode: -1 };
  }
  if (value.kind === 'unknown' || typed(option, value.text) !== null) return null;
  const message = [
    'Error loading configuration file:',
    `Unable to read ${option.name} setting from /etc/uptrack/uptrack.conf.`,
    `Not a boolean: ${redactMessage(value.text)}`,
    `Please check that ${option.name} is set to 'yes' or 'no' and try again.`,
  ].join('\n');
  return { message, exitCode: 1 };
}

function fatalOf(reading: Reading, settings: ReadonlyMap<OptionId, Setting>): Fatal | null {
  if (reading.error) {
    const reason = redactMessage(reading.error.message);
    const message = `Error loading configuration file:\nUnable to parse config file: ${reason}`;
    return { message, exitCode: 1, line: reading.error.line, option: null, stages };
  }
  for (const { option: id, stages: stopped, onlyIf } of evaluationOrder) {
    const setting = settings.get(id);
    const value = setting?.reading ? get(reading, setting.option.section, setting.option.name) : undefined;
    if (!setting?.reading || !value || (onlyIf && !onlyIf(settings))) continue;
    const refusal = refusalOf(setting.option, value);
    if (refusal) return { ...refusal, line: setting.reading.line.index, option: id, stages: stopped };
  }
  return null;
}

export function effective(reading: Reading): Effective {
  const settings = new Map<OptionId, Setting>();
  for (const [id, byDefault] of defaults) settings.set(id, settingIn(reading, byDefault.option) ?? byDefault);
  return { dialect: reading.dialect, settings, fatal: fatalOf(reading, settings) };
}

/**
 * One for each of what `readAll` gives. Where one reading stands for all, so does what comes of it, unless a value refers to others:
 * Python 2 knows one more.
 */
export function effectivesOf(readings: readonly Reading[]): readonly Effective[] {
  const [first] = readings;
  if (!first || !isReadOnce(readings) || first.document.text.includes('%')) return readings.map(effective);
  const shared = effective(first);
  return readings.map(({ dialect }) => ({ ...shared, dialect }));
}

/** The setting of an option that the catalogue is known to have. */
export function settingAt(effective: Effective, id: OptionId): Setting {
  const [section = '', name = ''] = id.split('.');
  const option = findOption(section, name);
  const setting = effective.settings.get(id);
  if (!option || !setting) throw new Error(`No such option: ${id}`);
  return setting;
}
