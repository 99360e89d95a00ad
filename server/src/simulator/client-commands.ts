/** Command lines between pasted outputs: a shell prompt with what was typed, or a command of Uptrack by itself. */

/** What a command prints, as far as it matters: only these are read by where they stand. */
export type Reads = 'count' | 'release' | 'effective-release';

export interface Command {
  /** Null: its output speaks for itself, or is another program's. */
  readonly reads: Reads | null;
  /** Why its output is passed over, as a sentence; empty where it is not. */
  readonly unread: string;
}

const prompt = /^(?:\[[^\]]+\]|[^\s$#[\]]+(?: [^\s$#[\]]+)?|)\s*[$#](?: +(\S.*))?$/;
/** Without a prompt only what is plainly a command: prose may start with its name. */
const bare = /^((?:sudo )?(?:\/\S*\/)?(?:uptrack-[a-z]+|uname)(?: -\S+| [a-z0-9]{8})*(?: *\|.*)?)$/;

interface Row extends Partial<Command> {
  readonly pattern: RegExp;
}

/** By the command without `sudo` and its folder. The first that fits counts. */
const commands: readonly Row[] = [
  {
    pattern: /^(?:uptrack-|ksplice|uname).*\|(?! *(?:cat|less|more|tee)\b)/,
    unread: 'A pipe may have cut this output: paste it without the pipe.',
  },
  {
    pattern: /^(?:uptrack-(?:remove|install)|ksplice .*\b(?:remove|undo|apply))\b/,
    unread: 'This output is passed over: paste uptrack-show after it.',
  },
  {
    pattern: /^uptrack-show +[a-z0-9]{8}$/,
    unread: 'A single update says nothing of the others: paste uptrack-show without an id.',
  },
  { pattern: /^uptrack-show +--count\b(?!.* -)/, reads: 'count' },
  { pattern: /^uname +-(?:r|rv|vr|a)\b/, reads: 'release' },
  { pattern: /^uname +-r +-v\b/, reads: 'release' },
  { pattern: /^uptrack-uname +-(?:r|rv)\b/, reads: 'effective-release' },
];

/** Null: no command line. */
export function commandOf(line: string): Command | null {
  const match = prompt.exec(line) ?? bare.exec(line);
  if (match === null) return null;
  const typed = match[1] ?? '';
  const command = typed.replace(/^(?:sudo(?: +-\S+)* +)?(?:\/\S*\/)?/, '').trim();
  const row = commands.find(({ pattern }) => pattern.test(command));
  return { reads: row?.reads ?? null, unread: row?.unread ?? '' };
}
