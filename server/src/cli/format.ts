/** `uptrack-conf format`: the white space of the files, in place. */
import { resolve } from 'node:path';
import { Analysis, defaultContext } from '../analysis.ts';
import { formOf, type NamedForm } from '../config/filename.ts';
import { doFormat } from '../features/formatting.ts';
import { applyEdits } from '../rules/apply.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { writeAtomically } from './atomic.ts';
import { decode } from './bytes.ts';
import { isUnreadable, readInputs, standardInput, type Unreadable } from './files.ts';
import { exit, escaped, type Command, type ExitCode, type Io } from './io.ts';
import { reasonOf } from './read-file.ts';

const help = `Usage: uptrack-conf format [options] FILE|DIR…

Formats configuration files in place: spaces around =, trailing white space, blank lines before
sections, the line break at the end. Only white space changes, and what a client reads stays the
same. A folder is searched for uptrack.conf and its templates; - is standard input, formatted to
standard output.

Options:
  --check                writes nothing; names the files that would change
  --stdin-filename NAME  what standard input is called; a name like uptrack.conf.erb makes it a template
  -h, --help             prints this

Exit codes: 0 done, 1 a file would change (with --check), 2 wrong usage or a file that cannot be
read or written.
`;

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, {
    check: { type: 'boolean' },
    'stdin-filename': { type: 'string' },
  });
  if (positionals.length === 0) throw new UsageError('Name a file or a folder to format, or - for standard input.');
  const stdinName = values['stdin-filename'] ?? standardInput;

  const changed: string[] = [];
  const failed: string[] = [];
  // Standard input goes by a name that no file has.
  for await (const input of readInputs(positionals, standardInput, io)) {
    const isStdin = input.name === standardInput;
    const name = isStdin ? stdinName : input.name;
    const result = isUnreadable(input) ? input : formatFile(name, input.bytes);
    if (isUnreadable(result)) {
      failed.push(`${name}: ${result.reason}`);
      continue;
    }
    if (result.isChanged) changed.push(name);
    if (values.check) continue;
    if (isStdin) {
      await io.write(result.text);
    } else if (result.isChanged) {
      const reason = write(resolve(io.cwd, name), result.text);
      if (reason !== null) failed.push(`${name}: ${reason}`);
    }
  }
  if (values.check) for (const name of changed) await io.write(`${escaped(name)}\n`);
  for (const message of failed) io.warn(message);
  if (failed.length > 0) return exit.failed;
  return values.check && changed.length > 0 ? exit.found : exit.done;
}

interface Formatted {
  readonly name: string;
  readonly text: string;
  readonly isChanged: boolean;
}

function formatFile(name: string, bytes: Uint8Array): Formatted | Unreadable {
  const { text, undecodable } = decode(bytes);
  if (undecodable !== null) return { name, reason: 'not UTF-8; left as it is' };
  const formatted = format(text, formOf(name));
  return { name, text: formatted, isChanged: formatted !== text };
}

/** Why it cannot be written; null once it is. */
function write(path: string, text: string): string | null {
  try {
    writeAtomically(path, text);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

const format = (text: string, form: NamedForm): string =>
  applyEdits(text, doFormat(new Analysis(text, { ...defaultContext, ...form })));

export const formatCommand: Command = {
  name: 'format',
  summary: 'formats configuration files in place',
  help,
  run,
};
