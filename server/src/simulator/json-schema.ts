/**
 * A valibot schema as JSON Schema, for the parts of valibot that the schemas of this project use. Neither server nor
 * command line need one: only scripts and tests import this.
 */
import * as v from 'valibot';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What an editor says of a field besides its shape. */
export interface Note {
  /** `default` only where the valibot schema does not say it itself. */
  readonly says: { readonly title?: string; readonly description: string; readonly default?: unknown };
  /** What each value of a picklist means. */
  readonly values?: Readonly<Record<string, string>>;
}

/**
 * By path, its names joined by dots, empty for the whole. An entry of a list or a record has no name of its own; of a
 * variant it is the value that tells it from the others (`cut.apply.done`).
 */
export type Notes = ReadonlyMap<string, Note>;

type Schema = v.GenericSchema;
type Piped = Schema & { readonly pipe?: readonly (v.GenericSchema | v.GenericPipeAction)[] };
type Action = v.GenericValidation & { readonly requirement?: unknown };
/** What schemas of a certain type have besides. */
type Fields = Schema & {
  readonly item: Schema;
  readonly items: readonly Schema[];
  readonly key: unknown;
  readonly value: Schema;
  readonly wrapped: Schema;
  readonly entries: Readonly<Record<string, Schema>>;
  readonly options: readonly Schema[];
  readonly default?: unknown;
};

/** A schema file, for humans to write: comments and trailing commas are fine. */
export function schemaFile(schema: Schema, notes?: Notes): JsonSchema {
  return { ...resultSchemaFile(schema, notes), allowComments: true, allowTrailingCommas: true };
}

/** A schema file of what only programs write. */
export function resultSchemaFile(schema: Schema, notes: Notes = new Map()): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...noted(schema, '', notes) };
}

function noted(schema: Schema, path: string, notes: Notes): JsonSchema {
  return { ...notes.get(path)?.says, ...shape(schema, path, notes) };
}

function shape(schema: Schema, path: string, notes: Notes): JsonSchema {
  const title = v.getTitle(schema);
  const description = v.getDescription(schema);
  const actions = ((schema as Piped).pipe ?? []).flatMap((item) =>
    item.kind === 'validation' ? [item as Action] : [],
  );
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...bare(schema as Fields, path, notes),
    ...v.getMetadata(schema),
    ...Object.fromEntries(
      actions.flatMap(({ type, requirement }) => Object.entries(checks[type]?.(requirement, schema.type) ?? {})),
    ),
  };
}

/** Each check of a pipe that a JSON schema can say. */
const checks: Readonly<Record<string, (requirement: unknown, type: string) => JsonSchema>> = {
  min_length: (least, type) => ({ [type === 'string' ? 'minLength' : 'minItems']: least }),
  max_length: (most, type) => ({ [type === 'string' ? 'maxLength' : 'maxItems']: most }),
  min_value: (minimum) => ({ minimum }),
  integer: () => ({ type: 'integer' }),
  regex: (pattern) => ({ pattern: (pattern as RegExp).source }),
};

const isOptional = ({ type }: Schema): boolean => type === 'optional' || type === 'exact_optional';

function bare(schema: Fields, path: string, notes: Notes): JsonSchema {
  const inner = (part: Schema) => shape(part, path, notes);
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type: schema.type };
    case 'literal':
      return { const: (schema as unknown as v.LiteralSchema<v.Literal, undefined>).literal };
    case 'picklist':
      return picklist(schema.options as unknown as readonly v.Literal[], notes.get(path)?.values);
    case 'union':
      return { anyOf: schema.options.map(inner) };
    case 'nullable':
      return { anyOf: [...optionsIn(inner(schema.wrapped)), { type: 'null' }] };
    case 'variant':
      return {
        anyOf: schema.options.map((option) => shape(option, joined(path, tagOf(option, String(schema.key))), notes)),
      };
    case 'array':
      return { type: 'array', items: inner(schema.item) };
    case 'strict_tuple': {
      const { length } = schema.items;
      return { type: 'array', items: schema.items.map(inner), minItems: length, maxItems: length };
    }
    case 'record':
      return { type: 'object', propertyNames: inner(schema.key as Schema), additionalProperties: inner(schema.value) };
    case 'strict_object': {
      const entries = Object.entries(schema.entries);
      const required = entries.filter(([, entry]) => !isOptional(entry)).map(([name]) => name);
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, entry]) => [name, noted(entry, joined(path, name), notes)])),
        ...(required.length > 0 && { required }),
        additionalProperties: false,
      };
    }
    case 'lazy':
      return inner((schema as unknown as v.LazySchema<Schema>).getter({}));
    case 'optional':
    case 'exact_optional':
      return { ...inner(schema.wrapped), ...(schema.default !== undefined && { default: schema.default }) };
    default:
      throw new Error(`No JSON schema for ${schema.type}`);
  }
}

/** Unions in unions are one: editors look for the best match in one list alone. */
function optionsIn(schema: JsonSchema): readonly unknown[] {
  return Object.keys(schema).length === 1 && Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
}

function picklist(options: readonly v.Literal[], values: Note['values']): JsonSchema {
  return {
    enum: options,
    ...(values && { enumDescriptions: options.map((option) => values[String(option)] ?? '') }),
  };
}

/** What tells an option of a variant from the others. */
function tagOf(option: Schema, key: string): string {
  const tag = (option as Fields).entries[key] as Schema & { readonly literal?: v.Literal };
  return String(tag.literal);
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
