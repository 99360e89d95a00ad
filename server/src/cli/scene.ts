/** What a command about a host is given: a file, the host, and lines as if they stood in the file. */
import { defaultContext } from '../analysis.ts';
import type { Dialect } from '../config/reader.ts';
import type { Host } from '../simulator/host.ts';
import { assign, parseAssignment, remarkOn, type Assignment } from './assignment.ts';
import { dialectsOf, UsageError } from './arguments.ts';
import { isUnreadable, readInput, readInputs, type Input, type Unreadable } from './files.ts';
import { readHostArgument } from './host-argument.ts';
import { hostMet, type MetValues } from './met.ts';
import type { Io } from './io.ts';
import { Projects } from './project.ts';
import { openInProject, openSource, withText, type Source } from './source.ts';

export const sceneOptions = {
  host: { type: 'string' },
  cut: { type: 'string' },
  if: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  python: { type: 'string' },
  'stdin-filename': { type: 'string' },
} as const;

export const sceneHelp = `  --host FILE.json|sample:NAME     the host, and when the power is cut
  --cut MOMENT                     another moment of the cut, such as idle, apply-60 or write-plan-torn,
                                   or reboot for an orderly reboot instead; explore names them all
  --if CONDITION=VALUE             what the boot meets, such as network=down, as explore names it;
                                   may be repeated
  --set Section.option=value       as if this line stood in the file; may be repeated
  --python 2|3.9|3.10|all          the Pythons that may read the file (default: what .uptrack-conf.json
                                   says, else all)
  --stdin-filename NAME            what standard input is called; a name like uptrack.conf.erb makes
                                   it a template
`;

interface SceneValues extends MetValues {
  readonly host?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly python?: string | undefined;
  readonly 'stdin-filename'?: string | undefined;
}

/** How files are read, whichever they are. */
export interface Request {
  readonly assignments: readonly Assignment[];
  /** Null: those that the project of a file names, or all. */
  readonly dialects: readonly Dialect[] | null;
  readonly projects: Projects;
}

export const emptyFile: Input = { name: 'uptrack.conf', bytes: new Uint8Array() };

/** @throws {UsageError} for values that make no sense; what sets nothing is remarked on */
export function requestOf(values: SceneValues, io: Io): Request {
  const assignments = (values.set ?? []).map(parseAssignment);
  for (const assignment of assignments) {
    const remark = remarkOn(assignment);
    if (remark !== null) io.warn(remark);
  }
  return {
    assignments,
    dialects: values.python === undefined ? null : dialectsOf(values.python),
    projects: new Projects(io.cwd),
  };
}

/** The project file where that cannot be read. */
export function openScene(input: Input, { assignments, dialects, projects }: Request): Source | Unreadable {
  const chosen = dialects ? { dialects } : {};
  const opened =
    input === emptyFile ? openSource(input, { ...defaultContext, ...chosen }) : openInProject(input, projects, chosen);
  if ('reason' in opened) return opened;
  return assignments.reduce<Source>(
    (source, assignment) => withText(source, assign(source.analysis, assignment)),
    opened,
  );
}

export interface Scene {
  readonly source: Source;
  readonly host: Host;
}

/**
 * Null where the file or the host cannot be read; why is said.
 *
 * @throws {UsageError} for arguments that make no sense
 */
export async function readScene(values: SceneValues, positionals: readonly string[], io: Io): Promise<Scene | null> {
  const request = requestOf(values, io);
  if (values.host === undefined) throw new UsageError('Name a host: --host FILE.json or --host sample:NAME.');
  if (positionals.length > 1) throw new UsageError('A simulation is of one file.');
  const input = await readOne(positionals[0], values['stdin-filename'], io);
  const named = readHostArgument(values.host, io.cwd);
  if ('problems' in named) for (const problem of named.problems) io.warn(problem);
  const source = isUnreadable(input) ? input : openScene(input, request);
  if ('reason' in source) io.warn(`${source.name}: ${source.reason}`);
  return 'problems' in named || 'reason' in source ? null : { source, host: hostMet(named.host, values) };
}

async function readOne(path: string | undefined, stdinName: string | undefined, io: Io): Promise<Input | Unreadable> {
  if (path === undefined) return emptyFile;
  if (path !== '-') return readInput(path, io.cwd);
  for await (const input of readInputs([path], stdinName, io)) return input;
  return emptyFile;
}
