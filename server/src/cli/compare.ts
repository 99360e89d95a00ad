/** `uptrack-conf compare`: what a change of a file does. */
import type { AnalysisContext } from '../analysis.ts';
import { compareFiles, type ComparedFile, type Comparison } from '../features/compare.ts';
import type { Host } from '../simulator/host.ts';
import { findingsOf } from './check.ts';
import { comparisonText } from './comparison-text.ts';
import { contextOf, oneOf, parseArguments, UsageError } from './arguments.ts';
import { isUnreadable, readInput, readInputs, standardInput, type Input, type Unreadable } from './files.ts';
import { readHostArgument } from './host-argument.ts';
import { exit, type Command, type ExitCode, type Io } from './io.ts';
import { Projects } from './project.ts';
import { effectivesOf, openSource, redactorOf, type Source } from './source.ts';

const help = `Usage: uptrack-conf compare [options] OLD NEW

Says what a change of a configuration file does: options whose value differs, problems that appear and
disappear, whether the client refuses the file, and what comes back after a power loss, on any host
and on the one of --host. One of OLD and NEW may be - for standard input:

  git show HEAD:uptrack.conf | uptrack-conf compare - uptrack.conf

Options:
  --host FILE.json|sample:NAME  also compares what this host runs after the power cut that it names
  --python 2|3.9|3.10|all       the Pythons that the files are for
  --client online|offline       the client that they are for
  --format text|json            (default: text)
  --fail-on worse|never         what makes the exit code 1 (default: never); worse: the client refuses
                                what it did not refuse, there can be fewer updates after the late boot
                                stage or the periodic run, or there are new errors
  --stdin-filename NAME         what standard input is called; a name like uptrack.conf.erb makes it a
                                template (default: the name of the other file)
  -h, --help                    prints this

What is not said here comes for both files from the nearest .uptrack-conf.json above NEW, else it is
all Pythons and the online client. Modes of the files and what else lies around them do not count.

Exit codes: 0 both files were read, whatever differs, 1 for the worse, with --fail-on worse, 2 wrong usage or a
file or host that cannot be read.
`;

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, {
    host: { type: 'string' },
    python: { type: 'string' },
    client: { type: 'string' },
    format: { type: 'string' },
    'fail-on': { type: 'string' },
    'stdin-filename': { type: 'string' },
  });
  const chosen = contextOf(values);
  const format = oneOf('format', values.format, ['text', 'json'], 'text');
  const failOn = oneOf('fail-on', values['fail-on'], ['worse', 'never'], 'never');
  const [oldPath, newPath, ...others] = positionals;
  if (oldPath === undefined || newPath === undefined || others.length > 0) {
    throw new UsageError('Name two files, the old one and the new one.');
  }
  if (oldPath === standardInput && newPath === standardInput)
    throw new UsageError('Only one file can be standard input.');

  const stdinName = values['stdin-filename'] ?? (oldPath === standardInput ? newPath : oldPath);
  const files = [await readOne(oldPath, stdinName, io), await readOne(newPath, stdinName, io)] as const;
  const named = values.host === undefined ? null : readHostArgument(values.host, io.cwd);
  const opened = openBoth(files, chosen, io);
  // Both may have the same project.
  for (const { name, reason } of new Set(opened.filter(isUnreadable))) io.warn(`${name}: ${reason}`);
  if (named !== null && 'problems' in named) for (const problem of named.problems) io.warn(problem);
  const [old, changed] = opened;
  if (isUnreadable(old) || isUnreadable(changed) || (named !== null && 'problems' in named)) return exit.failed;

  const host = named?.host ?? null;
  const comparison = compare(old, changed, host);
  const names = { old: files[0].name, new: files[1].name };
  await io.write(
    format === 'json'
      ? `${JSON.stringify({ ...names, host: host?.name ?? null, ...comparison })}\n`
      : comparisonText(comparison, names, host),
  );
  return failOn === 'worse' && comparison.worse.length > 0 ? exit.found : exit.done;
}

async function readOne(path: string, stdinName: string, io: Io): Promise<Input | Unreadable> {
  if (path !== standardInput) return readInput(path, io.cwd);
  for await (const input of readInputs([path], stdinName, io)) return input;
  return { name: path, reason: 'cannot be read' };
}

/** Both for the Pythons and the client of the new one, so that nothing but the texts differs. */
function openBoth(
  [old, changed]: readonly [Input | Unreadable, Input | Unreadable],
  chosen: Partial<AnalysisContext>,
  io: Io,
): readonly [Source | Unreadable, Source | Unreadable] {
  const projects = new Projects(io.cwd);
  const context = projects.contextOf(changed);
  const open = (input: Input | Unreadable): Source | Unreadable => {
    const own = projects.contextOf(input);
    if (isUnreadable(input)) return input;
    if ('reason' in context) return context;
    if ('reason' in own) return own;
    const { dialects, client, severities } = context;
    const { isTemplate } = own;
    return openSource(input, { isTemplate, dialects, client, ...(severities && { severities }), ...chosen });
  };
  return [open(old), open(changed)];
}

function compare(old: Source, changed: Source, host: Host | null): Comparison {
  return compareFiles(comparedFile(old), comparedFile(changed), changed.analysis.context.client, host);
}

function comparedFile(source: Source): ComparedFile {
  return {
    document: source.analysis.document,
    readings: source.readings,
    effectives: effectivesOf(source),
    findings: findingsOf(source),
    redactor: redactorOf(source),
  };
}

export const compareCommand: Command = {
  name: 'compare',
  summary: 'says what a change of a configuration file does',
  help,
  run,
};
