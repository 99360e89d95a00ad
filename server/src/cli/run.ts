/** The commands, and what is asked of all of them. */
import { UsageError } from './arguments.ts';
import { checkCommand } from './check.ts';
import { exploreCommand } from './explore.ts';
import { compareCommand } from './compare.ts';
import { explainCommand } from './explain.ts';
import { formatCommand } from './format.ts';
import { hostCommand } from './host.ts';
import { escaped, exit, type ExitCode, type Io } from './io.ts';
import { settingsCommand } from './settings.ts';
import { simulateCommand } from './simulate.ts';

const commands = [
  checkCommand,
  settingsCommand,
  simulateCommand,
  exploreCommand,
  compareCommand,
  explainCommand,
  formatCommand,
  hostCommand,
];

const help = `Usage: uptrack-conf COMMAND [options] …

Reads /etc/uptrack/uptrack.conf, the configuration file of Ksplice Uptrack, as the client does.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

Options:
  -h, --help  prints this; after a command, its options
  --version   prints the version

Output goes to standard output, messages to standard error.
`;

/** @param argv without the program and the script */
export async function run(argv: readonly string[], outside: Io): Promise<ExitCode> {
  // A message is one line, and names files and quotes hosts, which may be called as they like.
  const io: Io = {
    ...outside,
    warn: (message) => {
      outside.warn(escaped(message));
    },
  };
  const [name, ...rest] = argv;
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return runWithoutCommand(name, io);
  if (asksForHelp(rest)) {
    await io.write(command.help);
    return exit.done;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.warn(`uptrack-conf ${command.name}: ${error.message}`);
    io.warn(`uptrack-conf ${command.name} --help says more.`);
    return exit.failed;
  }
}

async function runWithoutCommand(name: string | undefined, io: Io): Promise<ExitCode> {
  if (name === '--help' || name === '-h') {
    await io.write(help);
    return exit.done;
  }
  if (name === '--version') {
    await io.write(`${io.version}\n`);
    return exit.done;
  }
  const said = name === undefined ? [] : [`uptrack-conf: “${name}” is not a command.`, ''];
  for (const line of [...said, ...help.trimEnd().split('\n')]) io.warn(line);
  return exit.failed;
}

/** Before a `--`; also where other arguments make no sense. */
function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).some((argument) => argument === '--help' || argument === '-h');
}
