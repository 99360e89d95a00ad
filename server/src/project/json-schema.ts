/** A valibot schema as JSON Schema, for the parts of valibot that the schema of a project uses. */
import * as v from 'valibot';
import { projectSchema } from './schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** What `syntaxes/uptrack-conf-project.schema.json` holds. */
export function projectJsonSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...jsonSchema(projectSchema),
    allowComments: true,
    allowTrailingCommas: true,
  };
}

type Schema = v.GenericSchema;
type Piped = Schema & { readonly pipe?: readonly (v.GenericSchema | v.GenericPipeAction)[] };
type Action = v.GenericPipeAction & { readonly requirement?: unknown };

/** Each check of a pipe that a JSON schema can say. */
const checks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  min_length: { string: 'minLength', array: 'minItems' },
  max_length: { string: 'maxLength', array: 'maxItems' },
};

function jsonSchema(schema: Schema): JsonSchema {
  const title = v.getTitle(schema);
  const description = v.getDescription(schema);
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...shape(schema),
    ...Object.fromEntries(
      ((schema as Piped).pipe ?? []).flatMap((item) => {
        const name = checks[item.type]?.[schema.type];
        return name === undefined ? [] : [[name, (item as Action).requirement]];
      }),
    ),
  };
}

function shape(schema: Schema): JsonSchema {
  switch (schema.type) {
    case 'string':
      return { type: 'string' };
    case 'literal':
      return { const: (schema as v.LiteralSchema<v.Literal, undefined>).literal };
    case 'picklist':
      return { enum: (schema as v.PicklistSchema<v.PicklistOptions, undefined>).options };
    case 'union':
      return { anyOf: (schema as unknown as { readonly options: readonly Schema[] }).options.map(jsonSchema) };
    case 'array':
      return { type: 'array', items: jsonSchema((schema as v.ArraySchema<Schema, undefined>).item) };
    case 'strict_object': {
      const { entries } = schema as unknown as { readonly entries: Readonly<Record<string, Schema>> };
      const required = Object.keys(entries).filter((name) => entries[name]?.type !== 'exact_optional');
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, jsonSchema(entry)])),
        ...(required.length > 0 && { required }),
        additionalProperties: false,
      };
    }
    case 'exact_optional':
      return jsonSchema((schema as unknown as { readonly wrapped: Schema }).wrapped);
    default:
      throw new Error(`No JSON schema for ${schema.type}`);
  }
}
