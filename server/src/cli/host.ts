/** `uptrack-conf host`: from pasted output of the client, and answers, to a host file. */
import { lineRedactor } from '../config/secrets.ts';
import { parseClientOutput } from '../simulator/client-output.ts';
import { knownFrom } from '../simulator/client-known.ts';
import { answerKey, draftHost, type Answers } from '../simulator/host-draft.ts';
import { choicesOf, questions, type OpenQuestion, type QuestionId } from '../simulator/host-questions.ts';
import { placeOf } from '../simulator/read-host.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { isUnreadable, readInputs } from './files.ts';
import { mostBytes } from './read-file.ts';
import { exit, type Command, type ExitCode, type Io } from './io.ts';

const ids = Object.keys(questions) as QuestionId[];

/** What a flag takes before its value, by what the question is about. */
const subjects = { kernel: '[RELEASE=]', update: 'ID=', gap: 'N=' } as const;

const help = `Usage: uptrack-conf host [answers] FILE…

Makes a host file for simulate out of what uptrack-show, uptrack-show --available, uptrack-upgrade and
uname -r have printed, pasted into files in that order; - is standard input. Prompts, colours and quoting marks do not
matter. What the output does not say is asked for, not guessed.

Answers:
${ids.map(flagHelp).join('\n')}
  -h, --help  prints this

An answer about another kernel than the running one is --on-disk RELEASE=complete.

Exit codes: 0 the host file is printed; 2 something is still open, wrong usage, or a file that cannot be read.
`;

function flagHelp(id: QuestionId): string {
  const { about, asks, form } = questions[id];
  const values = [
    choicesOf(id)
      .map(({ value }) => value)
      .join('|'),
    form,
  ]
    .filter((part) => part !== '')
    .join('; or ');
  return `  --${id} ${about === null ? '' : subjects[about]}…\n      ${asks.replace('%s', 'it')}\n      ${values}`;
}

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, {
    ...(Object.fromEntries(ids.map((id) => [id, { type: 'string', multiple: true }])) as Record<
      QuestionId,
      { type: 'string'; multiple: true }
    >),
  });
  if (positionals.length === 0) throw new UsageError('Name a file with output of the client, or - for standard input.');
  const answers = answersOf(values);
  const outputs = [];
  for await (const input of readInputs(positionals, undefined, io, mostBytes.other)) {
    if (isUnreadable(input)) {
      io.warn(`${input.name}: ${input.reason}`);
      return exit.failed;
    }
    const pasted = new TextDecoder().decode(input.bytes);
    const output = parseClientOutput(pasted);
    const fit = output.problems.length > 0 ? lineRedactor(pasted) : String;
    for (const { line, text, message } of output.problems)
      io.warn(`${input.name}:${line}: ${message} ${fit(text)}`.trim());
    outputs.push(output);
  }
  const draft = draftHost(knownFrom(outputs), answers);
  for (const key of draft.unused) io.warn(`--${key.replace(' ', ' … ')} is not asked for, and changes nothing.`);
  if (draft.host === null) {
    for (const problem of draft.problems) io.warn(`${placeOf(problem)}${problem.message}`);
    for (const question of draft.open) io.warn(openLine(question));
    return exit.failed;
  }
  for (const { text, evidence } of draft.notes) io.warn(`${text} (${evidence})`);
  await io.write(`${JSON.stringify(draft.host, null, 2)}\n`);
  return exit.done;
}

/** `--on-disk complete` about the kernel that runs, `--on-disk RELEASE=complete` about another. */
function answersOf(values: Partial<Record<QuestionId, string[]>>): Answers {
  const answers = new Map<string, string>();
  for (const id of ids) {
    for (const value of values[id] ?? []) {
      const equals = questions[id].about === null ? -1 : value.indexOf('=');
      const key = answerKey(id, equals < 0 ? null : value.slice(0, equals));
      if (answers.has(key)) throw new UsageError(`--${id} answers the same twice.`);
      answers.set(key, value.slice(equals + 1));
    }
  }
  return Object.fromEntries(answers);
}

function openLine({ id, subject, asks, choices, form, remark }: OpenQuestion): string {
  const options = [...choices.map(({ value }) => value), ...(form === '' ? [] : [form])].join(', ');
  const flag = `--${id} ${subject === null ? '' : `${subject}=`}…`;
  return `${flag}  ${remark && `${remark} `}${asks} (${options})`;
}

export const hostCommand: Command = {
  name: 'host',
  summary: 'makes a host file out of pasted output of the client',
  help,
  run,
};
