/** `uptrack-conf settings`: what the client reads. */
import type { Effective, Stage } from '../config/effective.ts';
import { options, idOf, type OptionId } from '../config/options.ts';
import { dialects, get, optionNames, type Dialect, type Reading, type Value } from '../config/reader.ts';
import { grouped } from '../simulator/words.ts';
import { oneOf, parseArguments, UsageError } from './arguments.ts';
import { readInputs, type Unreadable } from './files.ts';
import { exit, printable, printableLines, escaped, type Command, type ExitCode, type Io } from './io.ts';
import type { Redactor } from '../config/secrets.ts';
import { Projects } from './project.ts';
import { effectivesOf, openInProject, redactorOf, type Source } from './source.ts';

const help = `Usage: uptrack-conf settings [options] FILE…

Shows what the client reads: every section and option as Python's parser gives them, and every
known option with its value and where that comes from. - is standard input.

Options:
  --python 2|3.9|3.10    the Python that reads (default: 3.9)
  --format json|text     json is one object a line and a file (default: json)
  --show-secrets         prints access keys and proxy passwords, too
  --stdin-filename NAME  what standard input is called; a name like uptrack.conf.erb makes it a template
  -h, --help             prints this

Exit codes: 0 done, 2 wrong usage or a file that cannot be read.
`;

/** An option as the parser gives it: its text, or why there is none. */
export type ShownValue = string | { readonly error: string } | { readonly unknown: true };

export interface ShownSetting {
  readonly value: boolean | string | null;
  /** Only where it is: a template decides. */
  readonly unknown?: true;
  readonly source: 'file' | 'default';
  /** 1-based. */
  readonly line: number | null;
}

/** As JSON this is a contract: extend it, rename nothing. */
export interface ShownFile {
  readonly file: string;
  readonly python: Dialect;
  /** Why Python cannot read the file. */
  readonly error: { readonly type: string; readonly line: number; readonly message: string } | null;
  readonly sections: Readonly<Record<string, Readonly<Record<string, ShownValue>>>>;
  readonly settings: Readonly<Record<OptionId, ShownSetting>>;
  readonly fatal: {
    readonly message: string;
    readonly exitCode: number;
    readonly line: number | null;
    readonly stages: readonly Stage[];
  } | null;
}

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, {
    python: { type: 'string' },
    format: { type: 'string' },
    'show-secrets': { type: 'boolean' },
    'stdin-filename': { type: 'string' },
  });
  const dialect = oneOf('python', values.python, dialects, '3.9');
  const format = oneOf('format', values.format, ['json', 'text'], 'json');
  if (positionals.length === 0) throw new UsageError('Name a file to read, or - for standard input.');

  let code: ExitCode = exit.done;
  const projects = new Projects(io.cwd);
  for await (const input of readInputs(positionals, values['stdin-filename'], io)) {
    const opened = openInProject(input, projects, { dialects: [dialect] });
    const source = 'reason' in opened ? opened : withinLimit(opened);
    if ('reason' in source) {
      io.warn(`${source.name}: ${source.reason}`);
      code = exit.failed;
      continue;
    }
    const shown = showFile(source, redactorOf(source, values['show-secrets']));
    if (shown !== null) await io.write(format === 'json' ? `${JSON.stringify(shown)}\n` : asText(shown));
  }
  return code;
}

/** The most options that are shown of a file; the shipped one has ten. */
const mostOptions = 1_000_000;

/** Every section has the options of [DEFAULT]: what a small file multiplies to may fit into no memory. */
function withinLimit(source: Source): Source | Unreadable {
  const [reading] = source.readings;
  if (reading === undefined || reading.sections.size * reading.defaults.size <= mostOptions) return source;
  return {
    name: source.name,
    reason: `too large: [DEFAULT] and the sections make more than ${grouped(mostOptions)} options; take some out of [DEFAULT]`,
  };
}

/** Null without a dialect. */
function showFile(source: Source, redactor: Redactor): ShownFile | null {
  const [reading] = source.readings;
  const [effective] = effectivesOf(source);
  if (reading === undefined || effective === undefined) return null;
  const { error } = reading;
  const { fatal } = effective;
  return {
    file: source.name,
    python: reading.dialect,
    error: error && { type: error.type, line: error.line + 1, message: redactor.message(error.message) },
    sections: error === null ? showSections(reading, redactor) : {},
    settings: error === null ? showSettings(effective, redactor) : nothingRead,
    fatal: fatal && {
      message: redactor.text(fatal.message),
      exitCode: fatal.exitCode,
      line: oneBased(fatal.line),
      stages: fatal.stages,
    },
  };
}

const oneBased = (line: number | null): number | null => (line === null ? null : line + 1);

/** The client gives up before it works with any option, defaults included. */
const nothingRead: ShownFile['settings'] = Object.fromEntries(
  options.map((option) => [idOf(option), { value: null, source: 'default', line: null }]),
);

function showSections(reading: Reading, redactor: Redactor): ShownFile['sections'] {
  return Object.fromEntries(
    Array.from(reading.sections.keys(), (section) => {
      const values = optionNames(reading, section).map((name): [string, ShownValue] => [
        redactor.message(name),
        showValue(get(reading, section, name), (text) => redactor.value(name, text)),
      ]);
      return [redactor.message(section), Object.fromEntries(values)];
    }),
  );
}

function showValue(value: Value | undefined, fit: (text: string) => string): ShownValue {
  if (value?.kind === 'text') return fit(value.text);
  return value?.kind === 'error' ? { error: value.type } : { unknown: true };
}

function showSettings({ settings }: Effective, redactor: Redactor): ShownFile['settings'] {
  return Object.fromEntries(
    Array.from(settings, ([id, { option, value, unknown, source, reading }]): [OptionId, ShownSetting] => [
      id,
      {
        value: typeof value === 'string' ? redactor.value(option.name, value) : value,
        ...(unknown && { unknown }),
        source,
        line: oneBased(reading?.line.index ?? null),
      },
    ]),
  );
}

function asText({ file, python, error, settings, fatal }: ShownFile): string {
  const lines = [`${escaped(file)} (Python ${python})`];
  if (error !== null) lines.push(`  cannot be read: ${error.type} in line ${error.line}`);
  if (fatal !== null) {
    const where = fatal.line === null ? '' : `, line ${fatal.line}`;
    lines.push(`  the client refuses to run (exit code ${fatal.exitCode}${where}; ${fatal.stages.join(', ')}):`);
    lines.push(...fatal.message.split('\n').map((line) => `    ${line}`));
  }
  if (error === null) lines.push(...settingLines(settings));
  return printableLines(`${lines.join('\n')}\n`);
}

function settingLines(settings: ShownFile['settings']): string[] {
  const width = Math.max(...options.map(({ name }) => name.length));
  return options.flatMap((option, index) => {
    const header = options[index - 1]?.section === option.section ? [] : [`  [${option.section}]`];
    const setting = settings[idOf(option)];
    if (setting === undefined) return header;
    const from = setting.line === null ? 'default' : `line ${setting.line}`;
    return [...header, `  ${option.name.padEnd(width)} = ${inWords(setting)}  (${from})`];
  });
}

/** A value, or why there is none, on one line. */
export function inWords({ value, unknown, source }: ShownSetting): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value !== null) return value === '' ? '(empty)' : printable(value);
  if (unknown) return '(template)';
  return source === 'file' ? '(refused)' : '(none)';
}

export const settingsCommand: Command = { name: 'settings', summary: 'shows what the client reads', help, run };
