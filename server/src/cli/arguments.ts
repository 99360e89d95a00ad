/** Reading the arguments of a command. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { AnalysisContext } from '../analysis.ts';
import { dialects, type Dialect } from '../config/reader.ts';

/** Arguments that make no sense; the message says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/** @throws {UsageError} for an option that is not among these, or without its value */
export function parseArguments<T extends Options>(argv: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.replaceAll('\n', ' '));
    throw error;
  }
}

/** @throws {UsageError} for a value that is not among the choices */
export function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly T[],
  whenMissing: T,
): T {
  if (value === undefined) return whenMissing;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${name} takes ${choices.join(', ')}; not “${value}”.`);
  return found;
}

/** The value of `--python`; all of them where it is missing. */
export function dialectsOf(value: string | undefined): readonly Dialect[] {
  const chosen = oneOf('python', value, [...dialects, 'all'], 'all');
  return chosen === 'all' ? dialects : [chosen];
}

const clients = ['online', 'offline'] as const satisfies readonly AnalysisContext['client'][];

/** What `--python` and `--client` say of the files; nothing where they are missing. */
export function contextOf(values: { readonly python?: string; readonly client?: string }): Partial<AnalysisContext> {
  return {
    ...(values.python !== undefined && { dialects: dialectsOf(values.python) }),
    ...(values.client !== undefined && { client: oneOf('client', values.client, clients, 'online') }),
  };
}
