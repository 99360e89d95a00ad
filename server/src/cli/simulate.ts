/** `uptrack-conf simulate`: what a host runs after a power loss. */
import { defaultContext } from '../analysis.ts';
import type { Dialect } from '../config/reader.ts';
import { simulate } from '../simulator/branches.ts';
import type { Simulation } from '../simulator/outcome.ts';
import { asMarkdown, asText } from '../simulator/report.ts';
import { asTranscript } from '../simulator/transcript-text.ts';
import { assign, parseAssignment, remarkOn, type Assignment } from './assignment.ts';
import { dialectsOf, oneOf, parseArguments, UsageError } from './arguments.ts';
import { isUnreadable, readInput, readInputs, type Input, type Unreadable } from './files.ts';
import { readHostArgument } from './host-argument.ts';
import { exit, printableLines, type Command, type ExitCode, type Io } from './io.ts';
import { Projects } from './project.ts';
import { effectivesOf, openInProject, openSource, redactorOf, withText } from './source.ts';

const help = `Usage: uptrack-conf simulate --host HOST [options] [FILE]
       uptrack-conf simulate --batch --format json [options]

Says what a host runs after a power loss with this configuration file: which kernel boots, what each
stage installs, what is back, missing and pending. Without FILE the file is empty; - is standard input.

Options:
  --host FILE.json|sample:NAME     the host, and when the power is cut
  --set Section.option=value       as if this line stood in the file; may be repeated
  --python 2|3.9|3.10|all          the Pythons that may read the file (default: what .uptrack-conf.json
                                   says, else all)
  --format text|json|markdown|transcript
                                   (default: text); transcript: what console and log show
  --batch                          reads CONF<tab>HOST from each line of standard input, and prints
                                   one JSON object a line; an empty CONF is an empty file
  --stdin-filename NAME            what standard input is called; a name like uptrack.conf.erb makes
                                   it a template
  -h, --help                       prints this

Exit codes: 0 done, 2 wrong usage, or a file or a host that cannot be read.
`;

const formats = ['text', 'json', 'markdown', 'transcript'] as const;
/** Only Markdown is not for a terminal. */
const reports: Readonly<Record<Exclude<(typeof formats)[number], 'json'>, typeof asText>> = {
  text: (simulation, host) => printableLines(asText(simulation, host)),
  markdown: asMarkdown,
  transcript: (simulation, host) => printableLines(asTranscript(simulation, host)),
};
const emptyFile: Input = { name: 'uptrack.conf', bytes: new Uint8Array() };

interface Request {
  readonly assignments: readonly Assignment[];
  /** Null: those that the project of a file names, or all. */
  readonly dialects: readonly Dialect[] | null;
  readonly projects: Projects;
}

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, {
    host: { type: 'string' },
    set: { type: 'string', multiple: true },
    python: { type: 'string' },
    format: { type: 'string' },
    batch: { type: 'boolean' },
    'stdin-filename': { type: 'string' },
  });
  const request: Request = {
    assignments: (values.set ?? []).map(parseAssignment),
    dialects: values.python === undefined ? null : dialectsOf(values.python),
    projects: new Projects(io.cwd),
  };
  const format = oneOf('format', values.format, formats, values.batch ? 'json' : 'text');
  if (values.batch) {
    if (format !== 'json') throw new UsageError('--batch prints JSON alone.');
    if (values.host !== undefined || positionals.length > 0) {
      throw new UsageError('--batch takes its files and hosts from standard input.');
    }
  }
  for (const assignment of request.assignments) {
    const remark = remarkOn(assignment);
    if (remark !== null) io.warn(remark);
  }
  if (values.batch) return runBatch(request, io);

  if (values.host === undefined) throw new UsageError('Name a host: --host FILE.json or --host sample:NAME.');
  if (positionals.length > 1) throw new UsageError('A simulation is of one file.');
  const input = await readOne(positionals[0], values['stdin-filename'], io);
  const named = readHostArgument(values.host, io.cwd);
  if (isUnreadable(input)) io.warn(`${input.name}: ${input.reason}`);
  if ('problems' in named) for (const problem of named.problems) io.warn(problem);
  if (isUnreadable(input) || 'problems' in named) return exit.failed;

  const { host } = named;
  const simulation = simulateInput(input, request, (effectives) => simulate(effectives, host));
  if ('reason' in simulation) {
    io.warn(`${simulation.name}: ${simulation.reason}`);
    return exit.failed;
  }
  if (format === 'json') await io.write(`${JSON.stringify(simulation)}\n`);
  else {
    const report = reports[format](simulation, host);
    await io.write(report.endsWith('\n') ? report : `${report}\n`);
  }
  return exit.done;
}

async function readOne(path: string | undefined, stdinName: string | undefined, io: Io): Promise<Input | Unreadable> {
  if (path === undefined) return emptyFile;
  if (path !== '-') return readInput(path, io.cwd);
  for await (const input of readInputs([path], stdinName, io)) return input;
  return emptyFile;
}

/** The project file where that cannot be read. What the client says may quote the file; all else is the host's. */
function simulateInput(
  input: Input,
  { assignments, dialects, projects }: Request,
  simulateWith: (effectives: ReturnType<typeof effectivesOf>) => Simulation,
): Simulation | Unreadable {
  const chosen = dialects ? { dialects } : {};
  const opened =
    input === emptyFile ? openSource(input, { ...defaultContext, ...chosen }) : openInProject(input, projects, chosen);
  if ('reason' in opened) return opened;
  let source = opened;
  for (const assignment of assignments) source = withText(source, assign(source.analysis, assignment));
  const { text } = redactorOf(source);
  const redacted = JSON.stringify(simulateWith(effectivesOf(source)), (key, value: unknown) =>
    key === 'message' && typeof value === 'string' ? text(value) : value,
  );
  return JSON.parse(redacted) as Simulation;
}

/** Answers each line before it reads the next, so that a program can talk to it. */
async function runBatch(request: Request, io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.done;
  for await (const line of linesOf(io.stdin)) {
    const answer = answerPair(line, request, io.cwd);
    if ('error' in answer) code = exit.failed;
    if (!(await io.write(`${JSON.stringify(answer)}\n`))) break;
  }
  return code;
}

/** Leaves the stream when it is left. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

function answerPair(line: string, request: Request, cwd: string): Simulation | { readonly error: string } {
  const columns = line.split('\t');
  const [conf, hostName] = columns;
  if (columns.length !== 2 || conf === undefined || !hostName) return { error: 'Write CONF<tab>HOST.' };
  const input = conf === '' ? emptyFile : readInput(conf, cwd);
  if (isUnreadable(input)) return { error: `${input.name}: ${input.reason}` };
  const named = readHostArgument(hostName, cwd);
  if ('problems' in named) return { error: named.problems.join('\n') };
  const simulation = simulateInput(input, request, (effectives) => simulate(effectives, named.host));
  return 'reason' in simulation ? { error: `${simulation.name}: ${simulation.reason}` } : simulation;
}

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'says what a host runs after a power loss',
  help,
  run,
};
