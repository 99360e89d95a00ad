import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../../server/src/config/reader.ts';
import { projectJsonSchema } from '../../../server/src/project/json-schema.ts';
import { contextFor } from '../../../server/src/project/context.ts';
import { readProject, type Project } from '../../../server/src/project/project.ts';
import { ruleIds } from '../../../server/src/rules/index.ts';
import { withRanges } from '../marked.ts';

function projectOf(text: string): Project {
  const { project, problems } = readProject(text);
  expect(problems).toEqual([]);
  if (project === null) throw new Error('no project');
  return project;
}

describe('reading', () => {
  it('takes comments, trailing commas and a byte order mark', () => {
    const text = `\uFEFF// ours
{
  "$schema": "./schema.json",
  "rules": { "removed-option": "off", "not-utf8": "warning", }, /* done */
  "dialects": ["3.9"],
  "client": "offline",
  "templates": ["*.conf.x"],
  "overrides": [{ "files": ["a"], "templates": false }],
}
`;
    expect(projectOf(text)).toEqual({
      $schema: './schema.json',
      rules: { 'removed-option': 'off', 'not-utf8': 'warning' },
      dialects: ['3.9'],
      client: 'offline',
      templates: ['*.conf.x'],
      overrides: [{ files: ['a'], templates: false }],
    });
    expect(projectOf('{}')).toEqual({});
  });

  it.each([
    ['', /JSON/],
    ['// nothing', /JSON/],
    ['{ "client": «"x"» }', /Write "online" or "offline" as client, not "x"\./],
    ['{ "rules": { "removed-option": «"loud"» } }', /"off".*not "loud"/],
    ['{ "rules": { "no-such-rule": «"off"» } }', /Remove no-such-rule/],
    ['{\n\n  "dialect": «["2"]»\n}', /Remove dialect/],
    ['{ "dialects": [«"3"»] }', /"3\.10"/],
    ['{ "dialects": «[]» }', /at least one Python/],
    ['{ "templates": «true» }', /templates/],
    ['{ "overrides": [«{}»] }', /Add files\./],
    ['{ "overrides": [{ "files": «[]» }] }', /at least one pattern/],
    ['{ "overrides": [{ "files": [«""»] }] }', /pattern/],
    ['{ "overrides": [{ "files": ["a"], "overrides": «[]» }] }', /Remove overrides/],
    ['«[]»', /object/],
    ['«null»', /object/],
    ['{ "client": "online" «"dialects"»: [] }', /JSON.*Comma/],
  ])('%j is told what is wrong, and where', (marked, message) => {
    const { text, spans } = withRanges(marked);
    const { project, problems } = readProject(text);
    expect(project).toBeNull();
    expect(problems[0]?.message).toMatch(message);
    const [span] = spans;
    if (span) {
      expect(problems[0]?.span).toEqual(span);
      expect(problems[0]?.line).toBe(text.slice(0, span.start).split('\n').length - 1);
    }
  });

  it('survives any text, and gives a project or problems', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"rules"',
      ':',
      ',',
      '"files"',
      '"overrides"',
      'false',
      '"',
      '/*',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const { project, problems } = readProject(text);
          expect(project === null).toBe(problems.length > 0);
          for (const { span } of problems) expect(0 <= span.start && span.start <= span.end).toBe(true);
        },
      ),
    );
  });
});

describe('what a project says of a file', () => {
  const project = projectOf(`{
    "rules": { "removed-option": "off", "unknown-key": "warning" },
    "dialects": ["3.10", "3.9", "3.9"],
    "client": "online",
    "templates": ["templates/**"],
    "overrides": [
      { "files": ["el7/**"], "dialects": ["2"], "rules": { "removed-option": "hint" } },
      { "files": ["*.offline.conf", "el7/offline/*"], "client": "offline" },
      { "files": ["el7/x/**"], "rules": { "removed-option": "error" }, "templates": false }
    ]
  }`);

  it.each([
    ['etc/uptrack.conf', false, ['3.9', '3.10'], 'online', 'off'],
    ['a.offline.conf', false, ['3.9', '3.10'], 'offline', 'off'],
    ['el7/uptrack.conf', false, ['2'], 'online', 'hint'],
    ['el7/offline/uptrack.conf', false, ['2'], 'offline', 'hint'],
    ['el7/x/uptrack.conf.erb', false, ['2'], 'online', 'error'],
    ['el7/uptrack.conf.erb', true, ['2'], 'online', 'hint'],
    ['templates/a/uptrack.conf', true, ['3.9', '3.10'], 'online', 'off'],
  ] as const)('%s', (path, isTemplate, pythons, client, removed) => {
    const context = contextFor(project, path);
    expect(context).toMatchObject({ isTemplate, dialects: pythons, client });
    expect(context.severities).toEqual(
      new Map([
        ['removed-option', removed],
        ['unknown-key', 'warning'],
      ]),
    );
  });

  it('is what holds everywhere, where it says nothing', () => {
    for (const none of [null, projectOf('{}')]) {
      expect(contextFor(none, 'a/uptrack.conf')).toEqual({ isTemplate: false, dialects, client: 'online' });
      expect(contextFor(none, 'a/uptrack.conf.j2').isTemplate).toBe(true);
    }
    expect(contextFor(projectOf('{ "templates": false }'), 'uptrack.conf.j2').isTemplate).toBe(false);
  });
});

describe('the JSON schema', () => {
  const file = new URL('../../../syntaxes/uptrack-conf-project.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    properties: {
      rules: { properties: Record<string, { enum: string[] }> };
      overrides: { items: { required: string[] } };
    };
  };

  it('says what the reader takes', () => {
    // Else run: node scripts/schemas.mjs
    expect(schema).toEqual(projectJsonSchema());
  });

  it('knows every rule, and what has to be there', () => {
    expect(Object.keys(schema.properties.rules.properties)).toEqual(ruleIds);
    expect(schema.properties.rules.properties['unknown-key']?.enum).toContain('off');
    expect(schema.properties.overrides.items.required).toEqual(['files']);
  });
});
