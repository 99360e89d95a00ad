/** The JSON schema of host files: that of the reader, with a word on everything, and strict. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { hostJsonSchema } from '../../../server/src/simulator/host-json-schema.ts';
import { defaultAssumptions, defaultBoot } from '../../../server/src/simulator/host-schema.ts';
import { readHost } from '../../../server/src/simulator/host.ts';
import { samples } from '../../../server/src/simulator/samples.ts';
import { hostFile, ids, K1 } from './fixture.ts';
import { accepts, broken, demandsOf, problems, readSchema, type Schema } from './json-schema.ts';
import { caseIds, hostTextOf } from './power-loss-cases.ts';

const path = 'syntaxes/uptrack-host.schema.json';
const schema = readSchema(path);

/** A host that says everything. */
const complete = hostFile({
  host: {
    failing: [{ id: 'unlisted-7', reason: 'code_busy', stages: ['late'] }],
    nextBoots: [{ after: 'reboot', ...defaultBoot, released: { [K1]: ['unlisted-9'] } }],
  },
  K1: { upgradePlan: ids('u6-u8').map((id) => `Install ${id}`), supported: true, bootPlan: 'torn' },
  boot: { ...defaultBoot, chosenEntry: K1 },
  assumptions: { ...defaultAssumptions },
});
const ofCases = caseIds.map((id) => [id, parse(hostTextOf(id)) as unknown] as const);
const hosts: readonly (readonly [string, unknown])[] = [
  ['a host that says everything', complete],
  ...samples.map(({ id, host }) => [id, host] as const),
  ...ofCases,
];

describe('the JSON schema of a host', () => {
  it('is that of the reader', () => {
    // Else run: node scripts/schemas.mjs
    expect(schema).toEqual(hostJsonSchema());
  });

  it('is what the editor is given, with comments', () => {
    const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      contributes: {
        languages: { id: string; filenamePatterns?: string[] }[];
        jsonValidation: { fileMatch: string; url: string }[];
      };
    };
    const pattern = '*.uptrack-host.json';
    expect(contributes.jsonValidation).toContainEqual({ fileMatch: pattern, url: `./${path}` });
    expect(contributes.languages.find(({ id }) => id === 'jsonc')?.filenamePatterns).toContain(pattern);
  });

  it('says of every field what it means', () => {
    expect(silentFields(schema)).toEqual([]);
  });

  it.each(hosts)('takes %s', (_id, host) => {
    expect(problems(schema, host)).toEqual([]);
  });

  it('refuses hosts without a field that is required, with another field or with another value', () => {
    const all = broken(
      schema,
      hosts.map(([, host]) => host),
    );
    for (const [demand, host] of all) {
      if (accepts(schema, host)) expect.fail(demand);
      if (readHost(host).host !== null) expect.fail(`${demand}, to the reader`);
    }
    expect(new Set(all.keys())).toEqual(new Set(demandsOf(schema)));
  });
});

/** Paths of the fields that have no description. */
function silentFields({ anyOf = [], items = [], properties = {}, additionalProperties }: Schema, at = ''): string[] {
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      ...(/^[A-Z[].*\.$/.test(field.description ?? '') ? [] : [`${at}.${name}`]),
      ...silentFields(field, `${at}.${name}`),
    ]),
    ...[...anyOf, ...[items].flat(), ...(additionalProperties ? [additionalProperties] : [])].flatMap((inner) =>
      silentFields(inner, at),
    ),
  ];
}

describe('schema and reader', () => {
  type Path = readonly (string | number)[];
  type Change = (host: unknown) => unknown;

  /** Goes as many steps into a value as there are numbers and entries, so that each level is met as often. */
  function walk(value: unknown, [number, ...rest]: readonly number[]): Path {
    const keys: Path = Array.isArray(value) ? [...value.keys()] : Object.keys(value ?? {});
    const key = typeof value === 'string' || number === undefined ? undefined : keys[number % keys.length];
    return key === undefined ? [] : [key, ...walk(valueAt(value, [key]), rest)];
  }

  const valueAt = (value: unknown, at: Path): unknown =>
    at.reduce((inner, key) => (inner as Record<string | number, unknown>)[key], value);

  /** With another value at a path; undefined: without what stands there. */
  function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
    if (key === undefined) return to;
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
      string | number,
      unknown
    >;
    copy[key] = changed(copy[key], rest, to);
    return JSON.parse(
      JSON.stringify(Array.isArray(copy) ? copy.filter((entry) => entry !== undefined) : copy),
    ) as unknown;
  }

  const values = fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, 1, 3, -1, 0.5, '', 'newest', K1, [], {}, [[]], [1, 2], [2, 1]),
    fc.constantFrom('unlisted-1', 'unlisted-0', 'pwc6xmnr', 'Install unlisted-6', 'torn', 'old', 'new', 'idle', 'rpm'),
    fc.jsonValue(),
  );
  const names = fc.oneof(
    fc.constantFrom('leaves', 'done', 'keeps', 'title', 'after', 'pwc6xmnr', '$schema'),
    fc.string(),
  );
  const place = fc.array(fc.nat(), { maxLength: 4 }).map((numbers) => (host: unknown) => walk(host, numbers));
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.tuple(place, values).map(
      ([at, value]) =>
        (host: unknown) =>
          changed(host, at(host), value),
    ),
    fc.tuple(place, place).map(
      ([at, from]) =>
        (host: unknown) =>
          changed(host, at(host), valueAt(host, from(host))),
    ),
    place.map((at) => (host: unknown) => (at(host).length === 0 ? host : changed(host, at(host), undefined))),
    fc.tuple(place, names, values).map(([at, name, value]) => (host: unknown) => {
      const target = valueAt(host, at(host));
      const isObject = typeof target === 'object' && target !== null && !Array.isArray(target);
      return isObject ? changed(host, [...at(host), name], value) : host;
    }),
  );
  /** Valibot leaves these names out of every record. */
  const passedOver = /"(?:__proto__|constructor|prototype)":/;

  it('agree: what the schema refuses the reader refuses, what the reader takes the schema takes', () => {
    const small = [complete, ...ofCases.map(([, host]) => host)].filter((host) => JSON.stringify(host).length < 5_000);
    const seen = { taken: 0, refused: 0, refusedByReader: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.array(change, { minLength: 1, maxLength: 3 }), (host, changes) => {
        const mutant = changes.reduce((before, apply) => apply(before), host);
        fc.pre(!passedOver.test(JSON.stringify(mutant)));
        const isTaken = readHost(mutant).host !== null;
        const isValid = accepts(schema, mutant);
        if (isTaken) expect(problems(schema, mutant)).toEqual([]);
        seen[isTaken ? 'taken' : isValid ? 'refusedByReader' : 'refused']++;
      }),
      { numRuns: 3_000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
});
