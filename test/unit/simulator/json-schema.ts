/** What tests of our JSON schemas share: a validator, and every way in which a document can fall short of a schema. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** The parts of JSON Schema that our schemas use. */
export interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema | readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
}

const root = new URL('../../../', import.meta.url);
const ajv = new Ajv({ strict: true, strictTypes: false });
// Words of editors; they validate nothing.
ajv.addVocabulary(['allowComments', 'allowTrailingCommas', 'enumDescriptions']);

/** @param path from the root of the project */
export const readSchema = (path: string): Schema => JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Schema;

export const accepts = (schema: Schema, document: unknown): boolean => ajv.validate(schema, document);

/** Why not, for a failing test. */
export const problems = (schema: Schema, document: unknown): readonly unknown[] =>
  ajv.validate(schema, document) ? [] : (ajv.errors ?? []);

/** What a schema asks of a document, as the path of a place in the schema and what is asked there. */
export type Demand = string;

const required = (at: string, name: string): Demand => `${at}.${name} is there`;
const known = (at: string): Demand => `${at} has one of its values`;
const closed = (at: string): Demand => `${at} has no other field`;

/** Everything that a schema asks for. */
export function demandsOf(schema: Schema, at = ''): readonly Demand[] {
  const { anyOf = [], items = [], properties = {}, additionalProperties } = schema;
  return [
    ...(isPick(schema) ? [known(at)] : []),
    ...(additionalProperties === false ? [closed(at)] : []),
    ...(schema.required ?? []).map((name) => required(at, name)),
    ...anyOf.flatMap((option, index) => demandsOf(option, `${at}|${index}`)),
    ...[items].flat().flatMap((item) => demandsOf(item, `${at}[]`)),
    ...Object.entries(properties).flatMap(([name, field]) => demandsOf(field, `${at}.${name}`)),
    ...(additionalProperties ? demandsOf(additionalProperties, `${at}.*`) : []),
  ];
}

/** Each demand with a document in which that alone is broken, out of the first of the documents that has something to break. */
export function broken(schema: Schema, documents: readonly unknown[]): ReadonlyMap<Demand, unknown> {
  const all = demandsOf(schema).length;
  const found = new Map<Demand, unknown>();
  for (const document of documents) {
    if (found.size === all) break;
    for (const [demand, changed] of breakages(schema, document)) if (!found.has(demand)) found.set(demand, changed);
  }
  return found;
}

/** A document as often as there is a demand in it, each time with that one broken. */
function* breakages(schema: Schema, value: unknown, at = ''): Generator<readonly [Demand, unknown]> {
  for (const [index, option] of (schema.anyOf ?? []).entries()) {
    if (accepts(option, value)) yield* breakages(option, value, `${at}|${index}`);
  }
  if (isPick(schema)) yield [known(at), 'none of them'];
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const item = Array.isArray(schema.items) ? (schema.items as readonly Schema[])[index] : (schema.items as Schema);
      for (const [demand, inner] of breakages(item ?? {}, entry, `${at}[]`)) yield [demand, value.with(index, inner)];
    }
  } else if (typeof value === 'object' && value !== null) {
    yield* ofObject(schema, value as Readonly<Record<string, unknown>>, at);
  }
}

function* ofObject(
  { properties = {}, additionalProperties, ...schema }: Schema,
  value: Readonly<Record<string, unknown>>,
  at: string,
): Generator<readonly [Demand, unknown]> {
  if (additionalProperties === false) yield [closed(at), { ...value, more: 1 }];
  for (const name of schema.required ?? []) {
    yield [required(at, name), Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))];
  }
  for (const [name, entry] of Object.entries(value)) {
    const field = properties[name];
    const shape = field ?? (additionalProperties === false ? undefined : additionalProperties);
    for (const [demand, inner] of breakages(shape ?? {}, entry, `${at}.${field ? name : '*'}`)) {
      yield [demand, { ...value, [name]: inner }];
    }
  }
}

function isPick(schema: Schema): boolean {
  return 'enum' in schema || 'const' in schema;
}
