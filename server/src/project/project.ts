/** `.uptrack-conf.json`: what the files under its folder are for, and how bad the findings of a rule are there. */
import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import * as v from 'valibot';
import { defaultContext, type AnalysisContext } from '../analysis.ts';
import { formOf } from '../config/filename.ts';
import type { RuleLevel } from '../config/severity.ts';
import type { Span } from '../config/syntax.ts';
import { tooDeep, tooDeepAt } from '../simulator/json-depth.ts';
import { sentenceOf } from '../simulator/read-host.ts';
import { matchesGlob } from './glob.ts';
import { projectSchema, type Project } from './schema.ts';

export type { Project } from './schema.ts';

/** Its name; the nearest one in the folders above a file holds for that file. */
export const projectFileName = '.uptrack-conf.json';

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
  const problem = (span: Span, message: string): ProjectProblem => ({ span, line: lineOf(text, span.start), message });
  const deep = tooDeepAt(text);
  if (deep !== null) return { project: null, problems: [problem({ start: deep, end: deep + 1 }, tooDeep)] };
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const broken = errors.map(({ error, offset, length }) =>
    problem({ start: offset, end: offset + length }, `Correct the JSON here: ${printParseErrorCode(error)}.`),
  );
  if (broken.length > 0) return { project: null, problems: broken };
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

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n?|\n/).length - 1;

/**
 * What a project says of a file; without one, what is so everywhere.
 *
 * @param path from the folder of the project, with slashes; without a project any path or address of the file
 */
export function contextFor(project: Project | null, path: string): AnalysisContext {
  const form = formOf(path);
  if (project === null) return { ...defaultContext, ...form };
  const said = [
    project,
    ...(project.overrides ?? []).filter(({ files }) => files.some((glob) => matchesGlob(glob, path))),
  ];
  const templates = said.findLast((each) => each.templates !== undefined)?.templates ?? [];
  const severities = new Map<string, RuleLevel>();
  for (const { rules } of said) {
    for (const [id, level] of Object.entries(rules ?? {})) if (level !== undefined) severities.set(id, level);
  }
  return {
    ...form,
    isTemplate: templates !== false && (form.isTemplate || templates.some((glob) => matchesGlob(glob, path))),
    dialects: inOrder(said.findLast((each) => each.dialects !== undefined)?.dialects) ?? defaultContext.dialects,
    client: said.findLast((each) => each.client !== undefined)?.client ?? defaultContext.client,
    ...(severities.size > 0 && { severities }),
  };
}

/** As everywhere else: each once, oldest first. */
const inOrder = (chosen: AnalysisContext['dialects'] | undefined): AnalysisContext['dialects'] | undefined =>
  chosen && defaultContext.dialects.filter((dialect) => chosen.includes(dialect));
