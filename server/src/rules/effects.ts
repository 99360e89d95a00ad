/** The words for what a mistake does to the host, the same in every rule. */
import type { Analysis } from '../analysis.ts';
import { stages as allStages, type Stage } from '../config/effective.ts';
import { idOf, type Option, type OptionId } from '../config/options.ts';
import type { Dialect } from '../config/reader.ts';
import { redactMessage } from '../config/redact.ts';
import type { Severity } from './rule.ts';

const dialectNames: Readonly<Record<Dialect, { readonly python: string; readonly systems: string }>> = {
  '2': { python: 'Python 2', systems: 'Oracle Linux 7 and older' },
  '3.9': { python: 'Python 3.6 to 3.9', systems: 'Oracle Linux 8 and 9' },
  '3.10': { python: 'Python 3.10 and later', systems: 'Oracle Linux 10, current Debian and Ubuntu' },
};

const isPython3 = (dialects: readonly Dialect[]): boolean => dialects.length === 2 && !dialects.includes('2');

/** “Python 2 or Python 3.6 to 3.9” */
export const pythonNames = (dialects: readonly Dialect[]): string =>
  isPython3(dialects) ? 'Python 3' : dialects.map((dialect) => dialectNames[dialect].python).join(' or ');

/** “Python 3.6 to 3.9 (Oracle Linux 8 and 9)” */
export const pythons = (dialects: readonly Dialect[]): string =>
  isPython3(dialects)
    ? 'Python 3 (Oracle Linux 8 and later)'
    : dialects
        .map((dialect) => dialectNames[dialect])
        .map(({ python, systems }) => `${python} (${systems})`)
        .join(' or ');

/** “the client”, or “a client on …” where only some of the selected Pythons are meant. */
export function client(dialects: readonly Dialect[], selected: readonly Dialect[]): string {
  return selected.every((dialect) => dialects.includes(dialect)) ? 'the client' : `a client on ${pythons(dialects)}`;
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const starts: Readonly<Record<1 | -1, string>> = { 1: 'refuses to start', [-1]: 'crashes when it starts' };

/** “The client refuses to start (exit code 1): after a reboot no update is re-applied, and no run installs one.” */
export function refuses(
  dialects: readonly Dialect[],
  selected: readonly Dialect[],
  { exitCode = 1, stages = allStages }: { exitCode?: 1 | -1; stages?: readonly Stage[] } = {},
): string {
  const does = `${capitalized(client(dialects, selected))} ${starts[exitCode]}`;
  return stages.includes('cron')
    ? `${does} (exit code ${exitCode}): after a reboot no update is re-applied, and no run installs one.`
    : `${does} at boot (exit code ${exitCode}): after a reboot no update is re-applied; only the periodic run still works.`;
}

export const ignored = 'The client ignores it silently';

const noConnection = 'the late boot stage and the periodic run reach no server (exit code 10) and install nothing.';

/** What the client does with a text that is not what was meant, where it does not refuse it. */
const spoiled: Readonly<Partial<Record<OptionId, string>>> = {
  'Auth.accesskey':
    'The server refuses such a key: the late boot stage and the periodic run end with exit code 14 and install nothing.',
  'Network.https_proxy': `There is no such proxy: ${noConnection}`,
  'Network.ssl_ca_cert_file': `There are no such certificates: ${noConnection}`,
  'Network.ssl_ca_cert_dir': `There are no such certificates: ${noConnection}`,
  'Network.update_repo_url': `There is no such server: ${noConnection}`,
  'Settings.hostname_override_file': 'There is no such file: every run of the client ends with exit code 1.',
  'Settings.effective_version': 'No update has this level: an offline client installs nothing.',
};

export const spoils = (option: Option): string => spoiled[idOf(option)] ?? '';

/** Sentences, without the empty ones. */
export const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** A name from the file in a message: long ones are no names, and may be a misplaced key. */
export const quoted = (name: string): string => (name.length > 40 ? '…' : redactMessage(name));

/** What stops an online client does nothing to one that asks no server. */
export const forServer = (
  { context }: Analysis,
  what: string,
  effect: string,
  offline: string,
): { severity: Severity; message: string } =>
  context.client === 'online'
    ? { severity: 'error', message: `${what} ${effect}` }
    : { severity: 'information', message: `${what} ${offline}` };

/** The permission bits as `chmod` takes them: “0640”. */
export const octal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0');
