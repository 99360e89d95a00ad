/** What a command knows of the process that it runs in; tests give their own. */

export interface Io {
  /** Relative paths start here. */
  readonly cwd: string;
  readonly version: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Standard output. False once nobody reads it any more; a command that could go on for ever then stops. */
  write(text: string): boolean | Promise<boolean>;
  /** Standard error; a line without its end. */
  warn(message: string): void;
}

export type ExitCode = 0 | 1 | 2;

/** done: nothing to complain of · found: something at or above the threshold · failed: wrong usage, or an input that cannot be read. */
export const exit = { done: 0, found: 1, failed: 2 } as const satisfies Record<string, ExitCode>;

export interface Command {
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** Printed by `--help`; ends with a line break. */
  readonly help: string;
  /** @throws {UsageError} for arguments that make no sense */
  readonly run: (argv: readonly string[], io: Io) => Promise<ExitCode>;
}

/** Makes a text safe for a terminal, on one line. What may steer the terminal, or turn its writing direction, is escaped. */
export function printable(text: string): string {
  return text.replaceAll('\n', ' ').replace(steering, (character) => {
    const code = character.charCodeAt(0);
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const steering = /(?!\t)[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/**
 * `printable` for what is shown as it is called, such as a file: its line breaks are escaped, for what stands behind one would pass
 * for a line of ours. JSON, SARIF and workflow commands have escapes of their own, and keep a name as it is.
 */
export function escaped(name: string): string {
  return printable(name.replaceAll('\n', '\\n'));
}

/** `printable`, line by line. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
