/** `uptrack-conf check`: what is wrong with the files, and what it does to their hosts. */
import type { AnalysisContext } from '../analysis.ts';
import { shownAsIs } from '../config/secrets.ts';
import { lineAt, type Document, type Span } from '../config/syntax.ts';
import { refuses } from '../rules/effects.ts';
import { check } from '../rules/index.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import { isTooLarge } from '../rules/size.ts';
import { contextOf, oneOf, parseArguments, UsageError } from './arguments.ts';
import type { CheckedFile, Diagnostic, Range } from './diagnostics.ts';
import { isUnreadable, readInputs, type Input, type Unreadable } from './files.ts';
import { checkFormats, type CheckFormat } from './formats/index.ts';
import { exit, type Command, type ExitCode, type Io } from './io.ts';
import { notUtf8 } from './not-utf8.ts';
import { Projects } from './project.ts';
import { openSource, redactorOf, type Source } from './source.ts';

/** The severities that make the command exit with 1. */
const failing = { error: ['error'], warning: ['error', 'warning'], never: [] } as const satisfies Record<
  string,
  readonly Severity[]
>;

const help = `Usage: uptrack-conf check [options] FILE|DIR…

Says what is wrong with configuration files and what it does to their hosts. A folder is searched
for uptrack.conf and its templates; - is standard input.

Options:
  --python 2|3.9|3.10|all        the Pythons that the files are for
  --client online|offline        the client that they are for
  --format text|json|sarif|github
                                 (default: text)
  --fail-on error|warning|never  what makes the exit code 1 (default: error)
  --stdin-filename NAME          what standard input is called; a name like uptrack.conf.erb
                                 makes it a template
  -h, --help                     prints this

What is not said here comes from the nearest .uptrack-conf.json in the folders above a file, else
it is all Pythons and the online client.

Exit codes: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or a file that cannot be read.
`;

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, {
    python: { type: 'string' },
    client: { type: 'string' },
    format: { type: 'string' },
    'fail-on': { type: 'string' },
    'stdin-filename': { type: 'string' },
  });
  const chosen = contextOf(values);
  const format = oneOf('format', values.format, Object.keys(checkFormats) as CheckFormat[], 'text');
  const threshold = oneOf('fail-on', values['fail-on'], Object.keys(failing) as (keyof typeof failing)[], 'error');
  if (positionals.length === 0) throw new UsageError('Name a file or a folder to check, or - for standard input.');

  const files: CheckedFile[] = [];
  const unreadable: Unreadable[] = [];
  const projects = new Projects(io.cwd);
  for await (const input of readInputs(positionals, values['stdin-filename'], io)) {
    if (isUnreadable(input)) {
      unreadable.push(input);
      continue;
    }
    const context = projects.contextOf(input);
    if (!('reason' in context)) files.push(checkFile(input, { ...context, ...chosen }));
    else if (!unreadable.includes(context)) unreadable.push(context);
  }
  for (const { name, reason } of unreadable) io.warn(`${name}: ${reason}`);
  if (files.length === 0 && unreadable.length === 0) io.warn('No configuration file found.');

  await io.write(checkFormats[format]({ files, unreadable, version: io.version }));
  if (unreadable.length > 0) return exit.failed;
  const counted: readonly Severity[] = failing[threshold];
  return files.some((file) => file.diagnostics.some(({ severity }) => counted.includes(severity)))
    ? exit.found
    : exit.done;
}

function checkFile(input: Input, context: AnalysisContext): CheckedFile {
  const source = openSource(input, context);
  const findings = findingsOf(source);
  if (findings.length === 0) return { file: input.name, diagnostics: [] };
  // What is too large is not read to find out what in it is secret: nothing that is said of it quotes it.
  const redactor = isTooLarge(source.analysis) ? shownAsIs : redactorOf(source);
  const diagnostics = findings.map(({ rule, severity, message, span }): Diagnostic => {
    return { rule, severity, message: redactor.text(message), range: rangeOf(source.analysis.document, span) };
  });
  return { file: input.name, diagnostics };
}

/** What is wrong with the file, its bytes included. */
export function findingsOf(source: Source): readonly Finding[] {
  return check(source.analysis, undecodableFindings(source));
}

function undecodableFindings({ undecodable, analysis }: Source): Finding[] {
  const { dialects } = analysis.context;
  const refusing = dialects.filter((dialect) => dialect !== '2');
  if (undecodable === null || refusing.length === 0) return [];
  const { offset, length } = undecodable;
  const message = `This is not UTF-8. ${refuses(refusing, dialects)} Save the file as UTF-8.`;
  return [{ rule: notUtf8.id, severity: 'error', span: { start: offset, end: offset + length }, message }];
}

function rangeOf(document: Document, { start, end }: Span): Range {
  const position = (offset: number): Range['start'] => {
    const line = lineAt(document, offset);
    return { line: line.index, character: Math.min(offset, line.end) - line.start };
  };
  return { start: position(start), end: position(end) };
}

export const checkCommand: Command = {
  name: 'check',
  summary: 'says what is wrong with configuration files',
  help,
  run,
};
