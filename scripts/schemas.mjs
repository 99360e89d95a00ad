// node scripts/schemas.mjs: writes the JSON schemas from the schemas that the programs read with.
import { writeFile } from 'node:fs/promises';
import prettier from 'prettier';
import { projectJsonSchema } from '../server/src/project/json-schema.ts';
import { hostJsonSchema } from '../server/src/simulator/host-json-schema.ts';
import { simulationJsonSchema } from '../server/src/simulator/outcome-schema.ts';

const schemas = {
  'syntaxes/uptrack-conf-project.schema.json': projectJsonSchema(),
  'syntaxes/uptrack-host.schema.json': hostJsonSchema(),
  'docs/simulation.schema.json': simulationJsonSchema(),
};

for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(`../${name}`, import.meta.url);
  const options = await prettier.resolveConfig(file);
  await writeFile(file, await prettier.format(JSON.stringify(schema), { ...options, parser: 'json' }));
}
