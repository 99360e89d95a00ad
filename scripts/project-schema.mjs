// node scripts/project-schema.mjs: writes the JSON schema of .uptrack-conf.json from the one that reads it.
import { writeFile } from 'node:fs/promises';
import prettier from 'prettier';
import { projectJsonSchema } from '../server/src/project/json-schema.ts';

const file = new URL('../syntaxes/uptrack-conf-project.schema.json', import.meta.url);
const options = await prettier.resolveConfig(file);
await writeFile(file, await prettier.format(JSON.stringify(projectJsonSchema()), { ...options, parser: 'json' }));
