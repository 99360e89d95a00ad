/** What a project says of a file. Apart from its reading, which few files need: most have no project above them. */
import { defaultContext, type AnalysisContext } from '../analysis.ts';
import { formOf } from '../config/filename.ts';
import type { RuleLevel } from '../config/severity.ts';
import { matchesGlob } from './glob.ts';
import type { Project } from './schema.ts';

/** Its name; the nearest one in the folders above a file holds for that file. */
export const projectFileName = '.uptrack-conf.json';

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
