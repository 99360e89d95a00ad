/** `uptrack-conf simulate`: what a host runs after a power loss. */
import type { Effective } from '../config/effective.ts';
import { simulate } from '../simulator/branches.ts';
import type { Host } from '../simulator/host.ts';
import type { Simulation } from '../simulator/outcome.ts';
import { remarksOf } from '../simulator/remarks.ts';
import { asMarkdown, asText } from '../simulator/report.ts';
import { asTranscript } from '../simulator/transcript-text.ts';
import { oneOf, parseArguments, UsageError } from './arguments.ts';
import { isUnreadable, readInput } from './files.ts';
import { readHostArgument } from './host-argument.ts';
import { exit, printableLines, type Command, type ExitCode, type Io } from './io.ts';
import { emptyFile, openScene, readScene, requestOf, sceneHelp, sceneOptions, type Request } from './scene.ts';
import { questionOf } from './simulate-questions.ts';
import { effectivesOf, redactorOf, type Source } from './source.ts';

const help = `Usage: uptrack-conf simulate --host HOST [options] [FILE]
       uptrack-conf simulate --batch --format json [options]

Says what a host runs after a power loss with this configuration file: which kernel boots, what each
stage installs, what is back, missing and pending. Without FILE the file is empty; - is standard input.

Options:
${sceneHelp}  --format text|json|markdown|transcript
                                   (default: text); transcript: what console and log show
  --why ID                         explains one update of that boot: why it is in or not, and the smallest
                                   change that would bring it in
  --matrix                         what comes back with every combination of install_on_reboot,
                                   upgrade_on_reboot and autoinstall, the rest of the file as it is
  --batch                          reads CONF<tab>HOST from each line of standard input, and prints
                                   one JSON object a line; an empty CONF is an empty file
  -h, --help                       prints this

Exit codes: 0 done, 2 wrong usage, or a file or a host that cannot be read.
`;

const formats = ['text', 'json', 'markdown', 'transcript'] as const;
/** Only Markdown is not for a terminal. */
const reports: Readonly<Record<Exclude<(typeof formats)[number], 'json'>, typeof asText>> = {
  text: (simulation, host, remarks) => printableLines(asText(simulation, host, remarks)),
  markdown: asMarkdown,
  transcript: (simulation, host) => printableLines(asTranscript(simulation, host)),
};

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, {
    ...sceneOptions,
    format: { type: 'string' },
    batch: { type: 'boolean' },
    why: { type: 'string' },
    matrix: { type: 'boolean' },
  });
  const question = questionOf(values);
  const format = oneOf('format', values.format, formats, values.batch ? 'json' : 'text');
  if (values.batch) {
    if (format !== 'json') throw new UsageError('--batch prints JSON alone.');
    if (values.host !== undefined || positionals.length > 0) {
      throw new UsageError('--batch takes its files and hosts from standard input.');
    }
    return runBatch(requestOf(values, io), io);
  }

  const scene = await readScene(values, positionals, io);
  if (scene === null) return exit.failed;
  const { source, host } = scene;
  if (question !== null) {
    const answer = question((ofFile) => fitToPrint(source, ofFile), host, format);
    await io.write(`${(format === 'text' ? printableLines(answer) : answer).trimEnd()}\n`);
    return exit.done;
  }
  const simulation = simulateSource(source, host);
  if (format === 'json') await io.write(`${JSON.stringify(simulation)}\n`);
  else {
    const effectives = effectivesOf(source);
    const report = reports[format](simulation, host, (outcome) => remarksOf(outcome, host, effectives));
    await io.write(report.endsWith('\n') ? report : `${report}\n`);
  }
  return exit.done;
}

function simulateSource(source: Source, host: Host): Simulation {
  return fitToPrint(source, (effectives) => simulate(effectives, host));
}

/** What the client says may quote the file; all else is the host's. */
function fitToPrint<T extends object>(source: Source, answer: (effectives: readonly Effective[]) => T): T {
  const { text } = redactorOf(source);
  const redacted = JSON.stringify(answer(effectivesOf(source)), (key, value: unknown) =>
    key === 'message' && typeof value === 'string' ? text(value) : value,
  );
  return JSON.parse(redacted) as T;
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

/** Two paths and a tabulator; of a line that goes on for ever, no more is kept. */
const longestLine = 100_000;

/** Leaves the stream when it is left. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, longestLine);
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
  const source = openScene(input, request);
  return 'reason' in source ? { error: `${source.name}: ${source.reason}` } : simulateSource(source, named.host);
}

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'says what a host runs after a power loss',
  help,
  run,
};
