/** What the engine needs to know of a configuration file, every value known. */
import { evaluationOrder, type Effective, type Setting, type Stage } from '../config/effective.ts';
import { findOption, type OptionId } from '../config/options.ts';
import type { Assuming, AssumedValue } from './outcome.ts';

/** Why the client refuses to run. */
export interface Refusal {
  /** The client's own words. */
  readonly message: string;
  readonly exitCode: 1 | -1;
  readonly stages: readonly Stage[];
  /** 0-based; null where no line is to blame. */
  readonly line: number | null;
}

export interface ClientConfig {
  readonly installOnReboot: boolean;
  readonly upgradeOnReboot: boolean;
  readonly autoinstall: boolean;
  readonly accessKey: 'present' | 'missing';
  /** Whether `hostname_override_file` names a file. */
  readonly hostnameFile: boolean;
  /** As in the file; null: not set. Only an offline client looks at it. */
  readonly effectiveVersion: string | null;
  readonly refusal: Refusal | null;
}

/** One way in which the unknown values of a file can come out. */
export interface ConfigBranch {
  /** The value of every unknown option, `refused` for a rendering that stops the client. */
  readonly assuming: Assuming;
  readonly config: ClientConfig;
}

/** What an unattended client does when an option is left out. */
export const defaultConfig: ClientConfig = {
  installOnReboot: true,
  upgradeOnReboot: false,
  autoinstall: false,
  accessKey: 'missing',
  hostnameFile: false,
  effectiveVersion: null,
  refusal: null,
};

export const refused = 'refused';

/** The options that decide what comes back, all of section Settings. */
export const decidingOptions = ['install_on_reboot', 'upgrade_on_reboot', 'autoinstall'] as const;
export type DecidingOption = (typeof decidingOptions)[number];

/** Where they stand in `ClientConfig`. */
const deciding = {
  'Settings.install_on_reboot': 'installOnReboot',
  'Settings.upgrade_on_reboot': 'upgradeOnReboot',
  'Settings.autoinstall': 'autoinstall',
} as const satisfies Record<`Settings.${DecidingOption}`, keyof ClientConfig>;

/** What a rendering that is no boolean stops: read at the start of every run, or not under cron. */
const evaluated = evaluationOrder.filter(({ option }) => {
  const [section = '', name = ''] = option.split('.');
  return findOption(section, name)?.type === 'boolean';
});

const placeholderKeys = ['', 'INSERT_ACCESS_KEY'];
const effectiveVersion = 'Settings.effective_version';

/**
 * Every way in which the unknown values of a file can come out: the normal ones first, then one refusal for each
 * unknown boolean. A file without unknown values has exactly one.
 *
 * @param levels what an unknown `effective_version` may name; without any it counts as not set
 */
export function clientConfigs(effective: Effective, levels: readonly string[] = []): readonly ConfigBranch[] {
  const known = knownConfig(effective);
  if (known.refusal?.stages.includes('cron')) return [{ assuming: {}, config: known }];

  let normal: readonly ConfigBranch[] = [{ assuming: {}, config: known }];
  for (const [key, field] of Object.entries(deciding) as [keyof typeof deciding, keyof ClientConfig][]) {
    if (isUnknown(effective, key)) normal = spread(normal, key, field, [true, false]);
  }
  if (isUnknown(effective, effectiveVersion) && levels.length > 0) {
    normal = spread(normal, effectiveVersion, 'effectiveVersion', [null, ...levels]);
  }

  const refusals = evaluated
    .filter(({ option, onlyIf }) => isUnknown(effective, option) && (onlyIf?.(effective.settings) ?? true))
    .flatMap(({ option: key, stages }): readonly ConfigBranch[] => {
      const refusal = notABoolean(effective.settings.get(key), stages);
      // A refusal of every stage leaves nothing for the other options to decide.
      if (stages.includes('cron')) return [{ assuming: { [key]: refused }, config: { ...known, refusal } }];
      if (known.refusal !== null) return [];
      return normal.map(({ assuming, config }) => ({
        assuming: { ...assuming, [key]: refused },
        config: { ...config, refusal },
      }));
    });
  return [...normal, ...refusals];
}

function spread(
  branches: readonly ConfigBranch[],
  key: string,
  field: keyof ClientConfig,
  values: readonly Exclude<AssumedValue, readonly string[]>[],
): readonly ConfigBranch[] {
  return branches.flatMap(({ assuming, config }) =>
    values.map((value) => ({ assuming: { ...assuming, [key]: value }, config: { ...config, [field]: value } })),
  );
}

function knownConfig({ settings, fatal }: Effective): ClientConfig {
  const boolean = (key: keyof typeof deciding) => {
    const value = settings.get(key)?.value;
    return typeof value === 'boolean' ? value : defaultConfig[deciding[key]];
  };
  const text = (key: OptionId) => {
    const value = settings.get(key)?.value;
    return typeof value === 'string' ? value.trim() : '';
  };
  const accessKey = settings.get('Auth.accesskey');
  // A template that has a place for the key is rendered with a key.
  const hasKey = accessKey?.unknown === true || !placeholderKeys.includes(text('Auth.accesskey'));
  return {
    installOnReboot: boolean('Settings.install_on_reboot'),
    upgradeOnReboot: boolean('Settings.upgrade_on_reboot'),
    autoinstall: boolean('Settings.autoinstall'),
    accessKey: hasKey ? 'present' : 'missing',
    hostnameFile:
      settings.get('Settings.hostname_override_file')?.unknown === true ||
      text('Settings.hostname_override_file') !== '',
    effectiveVersion: text(effectiveVersion) || null,
    refusal: fatal && { message: fatal.message, exitCode: fatal.exitCode, stages: fatal.stages, line: fatal.line },
  };
}

function isUnknown({ settings }: Effective, key: OptionId): boolean {
  return settings.get(key)?.unknown === true;
}

function notABoolean(setting: Setting | undefined, stages: readonly Stage[]): Refusal {
  const name = setting?.option.name ?? '';
  const message =
    `Error loading configuration file:\nUnable to read ${name} setting from /etc/uptrack/uptrack.conf.\n` +
    `Not a boolean: …\nPlease check that ${name} is set to 'yes' or 'no' and try again.`;
  return { message, exitCode: 1, stages, line: setting?.reading?.line.index ?? null };
}
