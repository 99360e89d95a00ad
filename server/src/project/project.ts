/** Reads `.uptrack-conf.json`: what the files under its folder are for, and how bad the findings of a rule are there. */
import { findNodeAtLocation, getNodeValue, parseTree, type Node } from 'jsonc-parser';
import * as v from 'valibot';
import type { Span } from '../config/syntax.ts';
import { jsonFaults, placeAt } from '../simulator/json-faults.ts';
import { sentenceOf } from '../simulator/read-host.ts';
import { projectSchema, type Project } from './schema.ts';

export type { Project } from './schema.ts';

export interface ProjectProblem {
  readonly span: Span;
  /** 0-based. */
  readonly line: number;
  /** What to do about it. */
  readonly message: string;
}

/** A project, or all that is wrong with it. */
export type ProjectReading =
  | { readonly project: Project; readonly problems: readonly [] }
  | { readonly project: null; readonly problems: readonly ProjectProblem[] };

/** Comments and trailing commas are fine. */
export function readProject(text: string): ProjectReading {
  const problem = (span: Span, message: string): ProjectProblem => {
    return { span, line: placeAt(text, span.start).line, message };
  };
  const json = text.replace(/^\uFEFF/, ' ');
  const broken = jsonFaults(json).map(({ offset, length, message }) =>
    problem({ start: offset, end: offset + length }, message),
  );
  if (broken.length > 0) return { project: null, problems: broken };
  const root = parseTree(json, [], { allowTrailingComma: true });
  // To valibot an array is an object, too.
  if (root?.type !== 'object') return { project: null, problems: [problem(spanOf(root), 'Write an object: {}.')] };
  const read = v.safeParse(projectSchema, getNodeValue(root));
  if (read.success) return { project: read.output, problems: [] };
  const problems = read.issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    return problem(spanOf(nodeAt(root, path)), sentenceOf(issue, String(path.at(-1) ?? 'this file')));
  });
  return { project: null, problems };
}

/** The value at a path; the nearest one around it where that is missing. */
function nodeAt(root: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node;
  }
  return root;
}

const spanOf = (node: Node | undefined): Span => ({
  start: node?.offset ?? 0,
  end: (node?.offset ?? 0) + (node?.length ?? 0),
});
