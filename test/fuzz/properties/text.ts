/** Parser and reader. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { get, optionNames, read, dialects, type Reading } from '../../../server/src/config/reader.ts';
import { parse, type Line } from '../../../server/src/config/syntax.ts';
import { isIn, must, whole, type Property } from '../subject.ts';

/** What a client gets, wherever its lines stand. */
export const gist = ({ error, sections, defaults }: Reading): unknown => [
  error && [error.type, error.lines.length],
  [...sections, ['DEFAULT', { options: defaults }] as const].map(([name, { options }]) => [
    name,
    [...options].map(([key, { raw }]) => [key, raw]),
  ]),
];

const partsOf = (line: Line): readonly (readonly [number, number])[] =>
  Object.values(line).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null && 'start' in value
      ? [[Number(value.start), (value as unknown as { end: number }).end]]
      : [],
  );

export const textProperties: readonly Property[] = [
  {
    name: 'the lines, joined, are the text, and are those of an editor',
    oneIn: 1,
    hold: ({ text, analysis: { document } }) => {
      must(document.lines.map(({ start, next }) => text.slice(start, next)).join('') === text, 'lossless');
      const editor = TextDocument.create('file:///x', 'x', 1, text);
      must(editor.lineCount === document.lines.length, `${editor.lineCount} lines, not ${document.lines.length}`);
      for (const line of document.lines) {
        must(editor.offsetAt({ line: line.index, character: 0 }) === line.start, `start of line ${line.index}`);
        for (const [start, end] of partsOf(line)) must(isIn({ start, end }, line), `part of line ${line.index}`);
      }
    },
  },
  {
    name: 'template spans are in the text, in order and disjoint',
    oneIn: 1,
    hold: ({ text, analysis: { document } }) => {
      let at = 0;
      for (const span of document.templateSpans) {
        must(isIn(span, whole({ text })) && span.start >= at && span.end > span.start, `span at ${span.start}`);
        at = span.end;
      }
      must(document.masked.length === text.length, 'mask');
    },
  },
  {
    name: 'every Python gives each line a role, and each option a value within the text',
    oneIn: 1,
    hold: ({ text, analysis }) => {
      for (const reading of analysis.readings) {
        must(reading.roles.length === analysis.document.lines.length, 'roles');
        for (const section of ['DEFAULT', ...reading.sections.keys()]) {
          for (const name of optionNames(reading, section)) must(get(reading, section, name) !== undefined, name);
        }
        for (const { options } of [{ options: reading.defaults }, ...reading.sections.values()]) {
          for (const { valueSpan } of options.values()) must(isIn(valueSpan, whole({ text })), 'value');
        }
      }
      for (const { fatal } of analysis.effectives) {
        must((fatal?.line ?? 0) < analysis.document.lines.length, 'line of a refusal');
      }
    },
  },
  {
    name: 'the same text is read the same again',
    oneIn: 8,
    hold: ({ text, context, analysis }) => {
      const document = parse(text, context.isTemplate, context.hasRubyLines);
      for (const reading of analysis.readings) {
        must(JSON.stringify(gist(read(document, reading.dialect))) === JSON.stringify(gist(reading)), reading.dialect);
      }
      must(dialects.length === 3, 'dialects');
    },
  },
];
