/** What else `simulate` can be asked: why an update is in or not, and what other options would do. */
import type { Effective } from '../config/effective.ts';
import { simulate } from '../simulator/branches.ts';
import type { Host } from '../simulator/host.ts';
import { matrixMarkdown, matrixText } from '../simulator/matrix-report.ts';
import { matrixOf } from '../simulator/matrix.ts';
import { markdown, plain } from '../simulator/report.ts';
import { whyText, type WhyAnswer } from '../simulator/why-report.ts';
import { explain } from '../simulator/why.ts';
import { oneOf, UsageError } from './arguments.ts';

const formats = ['text', 'json', 'markdown'] as const;

/** Asks about the file, and makes what it quotes of the file fit to be printed. */
export type Ask = <T extends object>(answer: (effectives: readonly Effective[]) => T) => T;

/** @throws {UsageError} for a format in which there is no answer */
export type Question = (ask: Ask, host: Host, format: string) => string;

/**
 * The question that the options ask; null: none but the simulation.
 *
 * @throws {UsageError} for more than one at once
 */
export function questionOf(values: {
  readonly why?: string | undefined;
  readonly matrix?: boolean | undefined;
  readonly batch?: boolean | undefined;
}): Question | null {
  const { why, matrix, batch } = values;
  const asked = [
    ...(why === undefined ? [] : ['--why']),
    ...(matrix ? ['--matrix'] : []),
    ...(batch ? ['--batch'] : []),
  ];
  if (asked.length > 1) throw new UsageError(`${asked.join(' and ')} exclude each other.`);
  if (matrix) return askMatrix;
  return why === undefined ? null : askWhy(why);
}

const askMatrix: Question = (ask, host, wanted) => {
  const format = oneOf('format', wanted, formats, 'text');
  const matrix = ask((effectives) => matrixOf(effectives, host));
  if (format === 'json') return JSON.stringify(matrix);
  return format === 'text' ? matrixText(matrix) : matrixMarkdown(matrix);
};

/** @throws {UsageError} for an update that the host does not know */
function askWhy(argument: string): Question {
  // As listings print it, too.
  const id = argument.replace(/^\[(.*)\]$/, '$1');
  return (ask, host, wanted) => {
    const format = oneOf('format', wanted, formats, 'text');
    const answer = ask((effectives): WhyAnswer => {
      const outcomes = simulate(effectives, host).outcomes.flatMap((outcome) => {
        const explanation = explain(id, outcome, host, effectives);
        return explanation === null ? [] : [{ assuming: outcome.assuming, explanation }];
      });
      return { host: host.name, outcomes };
    });
    if (answer.outcomes.length === 0) throw new UsageError(`No kernel of ${host.name} has an update ${id}.`);
    if (format === 'json') return JSON.stringify(answer);
    return whyText(answer, format === 'text' ? plain : markdown);
  };
}
