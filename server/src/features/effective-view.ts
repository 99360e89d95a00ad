/** What the client reads, as a document to look at: sections, values and defaults, or why it refuses the file. */
import type { Analysis } from '../analysis.ts';
import type { Effective, Setting } from '../config/effective.ts';
import { findOption, idOf, options, sections } from '../config/options.ts';
import { find, get, type Dialect, type OptionReading, type Reading } from '../config/reader.ts';
import { redactor, type Redactor } from '../config/secrets.ts';
import { capitalized, pythons } from '../rules/effects.ts';

/** The text of the document: in INI form, ending with a line break, without secrets. Dialects that read the same are one part. */
export function effectiveView({ readings, effectives }: Analysis): string {
  const fit = redactor(readings);
  const parts = new Map<string, Dialect[]>();
  for (const [index, reading] of readings.entries()) {
    const effective = effectives[index];
    if (!effective) continue;
    const text = partOf(reading, effective, fit);
    parts.set(text, [...(parts.get(text) ?? []), reading.dialect]);
  }
  const all = parts.size === 1;
  const titled = [...parts].map(([text, dialects]) => {
    const who = all && dialects.length > 1 ? 'Every client' : capitalized(pythons(dialects));
    return `# ${who} reads this:\n${text}`;
  });
  return `# What the client reads in this file.\n# Secrets are hidden; nothing here can be edited.\n\n${titled.join('\n\n')}`;
}

function partOf(reading: Reading, effective: Effective, fit: Redactor): string {
  const blocks = [...refusal(effective, fit)];
  // Without a readable file the client gets no further than its message: not even the defaults count.
  if (!reading.error) blocks.push(...sectionBlocks(reading, effective, fit));
  return `\n${blocks.join('\n\n')}\n`;
}

function refusal({ fatal }: Effective, fit: Redactor): string[] {
  if (!fatal) return [];
  const where = fatal.line === null ? '' : `, because of line ${fatal.line + 1}`;
  const when = fatal.stages.includes('cron') ? 'in every stage' : 'at boot; the periodic run still works';
  const words = fit.text(fatal.message).split(/\r\n|\r|\n/);
  return [
    [
      `# The client refuses this file with exit code ${fatal.exitCode}${where}: ${when}. It says:`,
      ...words.map((line) => `#   ${printable(line)}`.trimEnd()),
    ].join('\n'),
  ];
}

function sectionBlocks(reading: Reading, effective: Effective, fit: Redactor): string[] {
  const known = sections.map(({ name }) => name);
  const others = [...reading.sections.keys()].filter((name) => !known.includes(name));
  const blocks = [...known, ...others].flatMap((section) => {
    const own = reading.sections.get(section)?.options ?? new Map<string, OptionReading>();
    const lines = [...optionLines(section, effective, fit), ...ignoredLines(section, own, reading, fit)];
    const note = reading.sections.has(section)
      ? known.includes(section)
        ? ''
        : '  # the client ignores this section'
      : '  # not in the file';
    const name = printable(fit.message(section));
    return lines.length > 0 || reading.sections.has(section) ? [[`[${name}]${note}`, ...lines].join('\n')] : [];
  });
  return [...blocks, ...defaultsBlock(reading, fit)];
}

/** Once, though every section has them: that many lines nobody reads. What a client reads of them stands where it reads it. */
function defaultsBlock(reading: Reading, fit: Redactor): string[] {
  const lines = ignoredLines('DEFAULT', reading.defaults, reading, fit);
  return lines.length > 0 ? [['[DEFAULT]  # in every section', ...lines].join('\n')] : [];
}

/** The options of the catalogue, but for those that are gone from the client and from the file. */
function optionLines(section: string, { settings }: Effective, fit: Redactor): string[] {
  return options.flatMap((option) => {
    const setting = settings.get(idOf(option));
    if (option.section !== section || !setting) return [];
    if (option.status === 'removed' && setting.source === 'default') return [];
    return [settingLine(setting, fit)];
  });
}

function settingLine({ option: { name }, value, unknown, source, reading }: Setting, fit: Redactor): string {
  if (source === 'default') {
    if (value === null || value === '') return `# ${name} is not set`;
    return `${name} = ${shown(value)}  # default`;
  }
  const where = reading ? `line ${reading.line.index + 1}` : 'the file';
  if (unknown) return `# ${name} depends on the template (${where})`;
  if (value === null) return `# ${name} cannot be used (${where})`;
  return `${name} = ${shown(typeof value === 'string' ? fit.value(name, value) : value)}`.trimEnd() + `  # ${where}`;
}

const shown = (value: boolean | string): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : printable(value);

/** What the file has besides: the client never asks for it. */
function ignoredLines(
  section: string,
  own: ReadonlyMap<string, OptionReading>,
  reading: Reading,
  fit: Redactor,
): string[] {
  return [...own.keys()].flatMap((name) => {
    // Python 2 keeps the name of a section there.
    if (isRead(section, name, reading) || (name === '__name__' && reading.dialect === '2')) return [];
    const value = get(reading, section, name);
    const key = printable(fit.message(name));
    if (value?.kind === 'text') return [`${key} = ${printable(fit.value(name, value.text))}`.trimEnd() + '  # ignored'];
    return [`# ${key} is ignored`];
  });
}

/** Whether the client asks for an option where it stands; for one of [DEFAULT], in a section that is there and does not set it itself. */
const isRead = (section: string, name: string, reading: Reading): boolean =>
  section === 'DEFAULT'
    ? options.some((option) => {
        return option.name === name && find(reading, option.section, name) === reading.defaults.get(name);
      })
    : findOption(section, name) !== undefined;

/** On one line: a value may go on over several, and may hold anything. */
const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? '⏎' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
