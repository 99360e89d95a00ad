/** `uptrack-conf explain`: what an exit code, a message or a rule means, and how to repair it. */
import {
  explain,
  meantRule,
  type ExplainedCause,
  type ExplainedExitCode,
  type ExplainedMessage,
  type ExplainedRule,
  type Explanation,
} from '../features/explain.ts';
import type { RunName } from '../simulator/messages.ts';
import { capitalized, grouped } from '../simulator/words.ts';
import { oneOf, parseArguments, UsageError } from './arguments.ts';
import { readInputs, standardInput, isUnreadable, type Unreadable } from './files.ts';
import { exit, type Command, type ExitCode, type Io } from './io.ts';
import { notUtf8 } from './not-utf8.ts';
import { mostBytes } from './read-file.ts';

const help = `Usage: uptrack-conf explain [options] CODE|RULE|TEXT…

Says what happened and how to repair it. Each argument is one of

  CODE  an exit code of the client: 0, 1, -1 (which a shell shows as 255), 10 to 21
  RULE  a rule of “uptrack-conf check”, such as invalid-boolean
  TEXT  what the client says on the console or in /var/log/uptrack.log, or an error of its Python, in
        one line or several; time and level in front do not matter
  -     lines of standard input, each any of these

One exit code can have several causes; all that are known are listed. The text itself is never
printed, for it may hold an access key: what is explained is named by line.

Options:
  --format text|json  (default: text)
  -h, --help          prints this

Exit codes: 0 explained, 1 nothing of it recognised, 2 wrong usage, or more on standard input than is read.
`;

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv.map(asArgument), { format: { type: 'string' } });
  const format = oneOf('format', values.format, ['text', 'json'], 'text');
  if (positionals.length === 0)
    throw new UsageError('Name an exit code, a rule or a message, or - for standard input.');

  const texts = await Promise.all(positionals.map((text) => textOf(text, io)));
  const unreadable = texts.filter((text) => typeof text !== 'string');
  for (const { name, reason } of unreadable) io.warn(`${name}: ${reason}`);
  if (unreadable.length > 0) return exit.failed;
  const lines = texts.flatMap((text) => (typeof text === 'string' ? text.split(/\r?\n/) : []));
  const { explanations, unrecognised } = explain(lines, [notUtf8]);
  if (format === 'json') {
    const summary = { explanations: explanations.length, unrecognised: unrecognised.length };
    await io.write(`${JSON.stringify({ explanations, summary })}\n`);
  } else if (explanations.length > 0) {
    await io.write(`${explanations.map((each) => asText(each, lines.length)).join('\n\n')}\n`);
  }
  if (unrecognised.length > 0) io.warn(remarkOn(unrecognised, lines));
  return explanations.length > 0 ? exit.done : exit.found;
}

/** A negative number is no option, and with this minus not taken for one. */
const asArgument = (argument: string): string => argument.replace(/^-(?=\d+$)/, '−');

async function textOf(argument: string, io: Io): Promise<string | Unreadable> {
  if (argument !== standardInput) return argument;
  for await (const input of readInputs([argument], undefined, io, mostBytes.other)) {
    return isUnreadable(input) ? input : new TextDecoder().decode(input.bytes).replace(/\r?\n$/, '');
  }
  return '';
}

function remarkOn(unrecognised: readonly number[], lines: readonly string[]): string {
  const meant = [...new Set(unrecognised.map((line) => meantRule(lines[line - 1] ?? '')))].filter((id) => id !== null);
  const count = unrecognised.length === 1 ? 'One line is' : `${grouped(unrecognised.length)} lines are`;
  return `${count} not recognised.${meant.length > 0 ? ` Did you mean ${meant.join(', ')}?` : ''}`;
}

const runTexts: Readonly<Record<RunName, string>> = {
  'check-init': 'where the boot asks whether to start the early stage (--check-init)',
  early: 'in the early boot stage',
  late: 'in the late boot stage',
  cron: 'in the periodic run',
  shutdown: 'at an orderly shutdown',
  manual: 'in a command by hand',
};

/** @param total how many lines were asked about */
function asText(explanation: Explanation, total: number): string {
  const place = total === 1 ? '' : ` (${placeOf(explanation.lines)})`;
  switch (explanation.kind) {
    case 'exit-code':
      return exitCodeText(explanation, place);
    case 'message':
      return messageText(explanation, place);
    case 'rule':
      return ruleText(explanation, place);
  }
}

function placeOf(lines: readonly number[]): string {
  const [first = 0] = lines;
  const last = lines.at(-1) ?? first;
  if (lines.length === 1) return `line ${first}`;
  return lines.length === 2 ? `lines ${first} and ${last}` : `${grouped(lines.length)} lines, ${first} to ${last}`;
}

function exitCodeText({ exitCode, meaning, causes }: ExplainedExitCode, place: string): string {
  const known = causes.length === 1 ? 'One cause is known' : `${causes.length} causes are known`;
  return [
    `Exit code ${exitCode}: ${meaning}${place}. ${known}:`,
    ...causes.map((cause) => causeText(cause, { isCodeKnown: true })),
  ].join('\n\n');
}

function messageText({ causes, options }: ExplainedMessage, place: string): string {
  const about = options.length > 0 ? `, about ${options.join(', ')}` : '';
  const what = causes.length > 1 ? 'Its words fit several messages' : 'A message of the client';
  return [`${what}${about}${place}:`, ...causes.map((cause) => causeText(cause, { isCodeKnown: false }))].join('\n\n');
}

function causeText(cause: ExplainedCause, { isCodeKnown }: { readonly isCodeKnown: boolean }): string {
  const { exitCode, runs, message, meaning, repair, rules, evidence } = cause;
  const code = exitCode === null ? 'ends no run; ' : `exit code ${exitCode}; `;
  const details = [
    `${capitalized(`${isCodeKnown ? '' : code}${runsText(runs)}`)}.`,
    ...(message === '' ? [] : [`The client says:\n${indented(message)}`]),
    ...(repair === '' ? [] : [`What helps: ${repair}.`]),
    ...(rules.length === 0 ? [] : [`Rules that look for it in the file: ${rules.join(', ')}.`]),
  ];
  return indented([`${capitalized(meaning)}. (${evidence})`, ...details.map(indented)].join('\n'));
}

function runsText([first, ...others]: readonly RunName[]): string {
  if (first === undefined) return '';
  if (others.length === 0) return runTexts[first];
  return `likeliest ${runTexts[first]}, also ${others.map((run) => runTexts[run]).join(', ')}`;
}

const indented = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, '  ');

function ruleText({ rule, title, effect, severities, example, fixes, evidence }: ExplainedRule, place: string): string {
  return [
    `${rule}: ${title} (${severities.join(', ')})${place}`,
    `  ${effect.replaceAll('`', '')} (${evidence.join(', ')})`,
    ...(example === null ? [] : [exampleText('Wrong', example.wrong), exampleText('Right', example.right)]),
    ...(fixes.length === 0 ? [] : [`  Quick fixes: ${fixes.join('; ')}.`]),
  ].join('\n\n');
}

const exampleText = (title: string, text: string): string => `  ${title}:\n${indented(indented(text))}`;

export const explainCommand: Command = {
  name: 'explain',
  summary: 'says what an exit code, a message or a rule means',
  help,
  run,
};
