/** The JSON schema of `.uptrack-conf.json`. */
import { ruleTexts } from '../rules/described.ts';
import { ruleIds } from '../rules/index.ts';
import { schemaFile, type JsonSchema, type Note, type Notes } from '../simulator/json-schema.ts';
import { projectSchema } from './schema.ts';

/** Each rule has its title, wherever it is named. */
const titles: Notes = new Map(
  ['rules', 'overrides.rules'].flatMap((path) =>
    ruleIds.map((id): [string, Note] => [`${path}.${id}`, { says: { description: `${ruleTexts[id]?.title ?? id}.` } }]),
  ),
);

/** What `syntaxes/uptrack-conf-project.schema.json` holds. */
export const projectJsonSchema = (): JsonSchema => schemaFile(projectSchema, titles);
