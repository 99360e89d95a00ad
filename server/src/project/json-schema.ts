/** The JSON schema of `.uptrack-conf.json`. */
import { schemaFile, type JsonSchema } from '../simulator/json-schema.ts';
import { projectSchema } from './schema.ts';

/** What `syntaxes/uptrack-conf-project.schema.json` holds. */
export const projectJsonSchema = (): JsonSchema => schemaFile(projectSchema);
