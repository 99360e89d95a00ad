/** Reads a host file: shape, defaults, and what its parts have to do with each other. */
import * as v from 'valibot';
import { findNodeAtLocation, parse, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { HostProblems } from '../protocol.ts';
import { checkHost } from './check-host.ts';
import { hostSchema } from './host-schema.ts';
import { tooDeep, tooDeepAt } from './json-depth.ts';
import type { Host, HostProblem, HostReading } from './host.ts';

/** A host out of parsed JSON, with every default filled in, or all that is wrong with it. */
export function readHost(value: unknown): HostReading {
  const read = v.safeParse(hostSchema, value);
  if (!read.success) return { host: null, problems: read.issues.map(problemOf) };
  const host: Host = {
    ...read.output,
    kernels: read.output.kernels.map((kernel) => ({ ...kernel, bootPlan: kernel.bootPlan ?? null })),
  };
  const problems = [...missingPlans(read.output.kernels), ...checkHost(host)];
  return problems.length > 0 ? { host: null, problems } : { host, problems: [] };
}

const options = { allowTrailingComma: true } as const;

/** As `readHost`, out of the text of a file; comments and trailing commas are fine. */
export function readHostText(text: string): HostReading {
  if (tooDeepAt(text) !== null) return { host: null, problems: [{ path: [], message: tooDeep }] };
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, options);
  const [first] = errors;
  if (first === undefined) return readHost(value);
  const line = text.slice(0, first.offset).split('\n').length;
  const message = `Correct the JSON in line ${line}: ${printParseErrorCode(first.error)}.`;
  return { host: null, problems: [{ path: [], message }] };
}

/** The lines, 0-based, in which a host file is wrong: of what is not there, that of the nearest thing around it. */
export function placed(text: string, problems: readonly HostProblem[]): HostProblems['problems'] {
  const errors: ParseError[] = [];
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  const deep = tooDeepAt(text);
  if (deep !== null) return problems.map(({ message }) => ({ message, line: lineAt(deep) }));
  const root = parseTree(text, errors, options);
  const [first] = errors;
  return problems.map(({ path, message }) => {
    if (first !== undefined) return { message, line: lineAt(first.offset) };
    const nodes = path.map((_, index) => root && findNodeAtLocation(root, path.slice(0, path.length - index)));
    return { message, line: lineAt((nodes.find((node) => node !== undefined) ?? root)?.offset ?? 0) };
  });
}

function missingPlans(kernels: v.InferOutput<typeof hostSchema>['kernels']): readonly HostProblem[] {
  return kernels.flatMap((kernel, index): readonly HostProblem[] => {
    const path = ['kernels', index, 'bootPlan'];
    if (kernel.packageList === 'absent' && kernel.bootPlan !== undefined && kernel.bootPlan !== null) {
      return [{ path, message: 'Leave bootPlan out: without a package list there is no saved plan that counts.' }];
    }
    if (kernel.packageList !== 'absent' && kernel.bootPlan === undefined) {
      const message =
        'Add bootPlan: the saved ids, [] for an empty plan, "torn", "zero-length", or null for no such file.';
      return [{ path, message }];
    }
    return [];
  });
}

function problemOf(issue: v.BaseIssue<unknown>): HostProblem {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  return { path, message: sentenceOf(issue, String(path.at(-1) ?? 'this file')) };
}

/** What to do about an issue; `field` is the last name on its path. */
export function sentenceOf(issue: v.BaseIssue<unknown>, field: string): string {
  // Only checks of a value carry a sentence of their own; those of a type say what valibot says by default.
  if (issue.kind === 'validation') return issue.message;
  if (issue.expected === 'never') return `Remove ${field}: there is no such field here.`;
  if (issue.received === 'undefined') return `Add ${field}.`;
  const expected = (issue.expected ?? 'another value').replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ');
  return `Write ${expected} as ${field}, not ${issue.received}.`;
}

/** `kernels[0].bootPlan: `; empty for the file as a whole. */
export function placeOf({ path }: HostProblem): string {
  if (path.length === 0) return '';
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return `${place.replace(/^\./, '')}: `;
}
