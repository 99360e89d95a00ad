/** The same document for every server: as many options, a schema, one error, in the notation that the server reads. */
import { findOption, options, sections } from '../../server/src/config/options.ts';
import { key } from './documents.ts';

/** How a block of options is written; every block takes the same lines in each. */
interface Notation {
  readonly languageId: string;
  readonly fileName: string;
  /** In front of all blocks, with the address of the JSON schema. */
  readonly head: (schema: string) => readonly string[];
  readonly section: (name: string) => string;
  readonly option: (name: string, value: string, isLast: boolean) => string;
  readonly comment: (text: string) => string;
  readonly end: (isLast: boolean) => readonly string[];
}

const hash = (text: string): string => `# ${text}`;
const quoted = (text: string): string => JSON.stringify(text);
const blank = (isLast: boolean): string[] => (isLast ? [] : ['']);

const notations = {
  conf: {
    languageId: 'uptrack-conf',
    fileName: 'uptrack.conf',
    // Its schema is the catalogue of options; the groups are nobody's.
    head: () => ['# uptrack-conf-disable-file unknown-section'],
    section: (name) => `[${name}]`,
    option: (name, value) => `${name} = ${value}`,
    comment: hash,
    end: blank,
  },
  yaml: {
    languageId: 'yaml',
    fileName: 'sample.yaml',
    head: (schema) => [`# yaml-language-server: $schema=${schema}`],
    section: (name) => `${name}:`,
    option: (name, value) => `  ${name}: ${quoted(value)}`,
    comment: (text) => `  ${hash(text)}`,
    end: blank,
  },
  json: {
    // With comments, as the others have them.
    languageId: 'jsonc',
    fileName: 'sample.jsonc',
    head: (schema) => ['{', `  "$schema": ${quoted(schema)},`],
    section: (name) => `  ${quoted(name)}: {`,
    option: (name, value, isLast) => `    ${quoted(name)}: ${quoted(value)}${isLast ? '' : ','}`,
    comment: (text) => `    // ${text}`,
    end: (isLast) => (isLast ? ['  }', '}'] : ['  },']),
  },
  toml: {
    languageId: 'toml',
    fileName: 'sample.toml',
    head: (schema) => [`#:schema ${schema}`],
    section: (name) => `[${name}]`,
    option: (name, value) => `${name} = ${quoted(value)}`,
    comment: hash,
    end: blank,
  },
} as const satisfies Record<string, Notation>;

export type NotationId = keyof typeof notations;

/** The wrong value and the right one; a document begins with the wrong one. */
export const values = { wrong: 'maybe', right: 'no' } as const;

type Block = readonly [name: string, options: Readonly<Record<string, string>>];

const blockLines = 10;
const first: Block = ['Auth', { accesskey: key }];
const last: Block = ['Settings', { install_on_reboot: 'yes', upgrade_on_reboot: 'yes', autoinstall: values.wrong }];
const group = (index: number): Block => [
  `Group${index}`,
  Object.fromEntries(Array.from({ length: 7 }, (_, option) => [`key_${option}`, `value ${option} of ${index}`])),
];

const comment = 'Changes to this file are written down in the journal of the host.';

/** @param lines that it takes, in every notation the same: comments fill it up */
function linesOf(notation: Notation, [name, entries]: Block, lines: number, isLast = false): string[] {
  const written = Object.entries(entries).map(([option, value], index, all) =>
    notation.option(option, value, index === all.length - 1),
  );
  const end = notation.end(isLast);
  const comments = Array.from({ length: lines - 1 - written.length - end.length }, () => notation.comment(comment));
  return [notation.section(name), ...comments, ...written, ...end];
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** A document with the places that are asked about. */
export interface Sample {
  readonly fileName: string;
  readonly languageId: string;
  /** With the wrong value. */
  readonly text: string;
  /** Within the name of a known option. */
  readonly name: Position;
  /** Where the value starts that is wrong or right. */
  readonly value: Position;
  readonly options: number;
}

/**
 * @param lines of the document, a multiple of ten from 20 up
 * @param schema the address of the schema, for those that read one
 */
export function sampleOf(id: NotationId, lines: number, schema: string): Sample {
  const notation: Notation = notations[id];
  const groups = Array.from({ length: lines / blockLines - 2 }, (_, index) => group(index));
  const head = notation.head(schema);
  const all = [
    ...head,
    ...linesOf(notation, first, blockLines - head.length),
    ...groups.flatMap((block) => linesOf(notation, block, blockLines)),
    ...linesOf(notation, last, blockLines, true),
  ];
  const find = (option: string, at: string): Position => {
    const line = all.findLastIndex((each) => each.includes(option));
    return { line, character: (all[line] ?? '').indexOf(at) };
  };
  const name = find('install_on_reboot', 'install_on_reboot');
  return {
    ...{ fileName: notation.fileName, languageId: notation.languageId },
    text: `${all.join('\n')}\n`,
    name: { ...name, character: name.character + 'install'.length },
    value: find('autoinstall', values.wrong),
    options: [first, ...groups, last].reduce((count, [, entries]) => count + Object.keys(entries).length, 0),
  };
}

/** What the catalogue says, as a JSON schema: the same for every peer. */
export function sampleSchema(): object {
  const typeOf = (section: string, name: string): object =>
    findOption(section, name)?.type === 'boolean' ? { type: 'string', enum: ['yes', 'no'] } : { type: 'string' };
  const properties = sections.map(({ name: section, summary }) => [
    section,
    {
      type: 'object',
      description: summary,
      properties: Object.fromEntries(
        options
          .filter((option) => option.section === section)
          .map(({ name, summary: description }) => [name, { ...typeOf(section, name), description }]),
      ),
      additionalProperties: false,
    },
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { $schema: { type: 'string' }, ...(Object.fromEntries(properties) as object) },
    patternProperties: { '^Group': { type: 'object', additionalProperties: { type: 'string' } } },
    additionalProperties: false,
  };
}
