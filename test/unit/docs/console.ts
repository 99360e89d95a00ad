/** Transcripts of a shell in pages: what was typed, what came of it, and a shell that knows just enough to type it again. */
import { cli, type Answer } from '../cli/cli.ts';

export interface Typed {
  /** With the lines that continue it, without their prompts. */
  readonly command: string;
  /** What stands below, a line each. */
  readonly output: readonly string[];
}

const prompt = '$ ';
const continued = '> ';

export function transcriptOf(text: string): readonly Typed[] {
  const typed: { command: string; output: string[] }[] = [];
  let isOpen = false;
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const last = typed.at(-1);
    if (line.startsWith(prompt)) typed.push({ command: line.slice(prompt.length), output: [] });
    else if (last === undefined) throw new Error(`Output of nothing: ${line}`);
    else if (isOpen && line.startsWith(continued)) last.command += `\n${line.slice(continued.length)}`;
    else last.output.push(line);
    isOpen = typed.at(-1)?.output.length === 0;
  }
  return typed;
}

const fromPrintf = /^printf '([^']*)' \| (uptrack-conf .*)$/s;
const fromHere = /^(uptrack-conf .*) <<'EOF'\n(.*)\nEOF$/s;

interface Invocation {
  readonly argv: readonly string[];
  readonly stdin: string;
}

/** @throws for what this shell does not know, so that no example goes unchecked */
export function invocationOf(command: string): Invocation {
  const joined = command.replaceAll('\\\n', '');
  const [, format, piped] = fromPrintf.exec(joined) ?? [];
  const [, fed, document] = fromHere.exec(joined) ?? [];
  const [program, ...argv] = wordsOf(piped ?? fed ?? joined);
  if (program !== 'uptrack-conf') throw new Error(`Not known here: ${command}`);
  const printed = format?.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
  return { argv, stdin: printed ?? (document === undefined ? '' : `${document}\n`) };
}

function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|([^\s']+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** What a terminal shows of each, standard error last; `echo $?` shows the exit code of the one before. */
export async function typeAgain(typed: readonly Typed[], cwd: string): Promise<readonly string[]> {
  let last: Answer | undefined;
  const shown: string[] = [];
  for (const { command } of typed) {
    if (command === 'echo $?' && last !== undefined) {
      shown.push(`${last.code}\n`);
      continue;
    }
    const { argv, stdin } = invocationOf(command);
    last = await cli(argv, { cwd, stdin });
    shown.push(last.out + last.err);
  }
  return shown;
}

const elided = '…';

/** What is printed, as a pattern of what a page shows of it: `…` for any lines, at the end of a line for the rest of it. */
export function patternOf(output: readonly string[]): RegExp {
  const lines = output.map((line) => {
    if (line === elided) return '(?:[^\\n]*\\n)+';
    const isCut = line.endsWith(elided);
    return `${escaped(isCut ? line.slice(0, -elided.length) : line)}${isCut ? '[^\\n]+' : ''}\\n`;
  });
  return new RegExp(`^${lines.join('')}$`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
