/** The answer to `uptrack/setOptions`: the smallest edits that give options their values, wherever they stand. */
import { Analysis } from '../analysis.ts';
import { commentedOption } from '../config/commented.ts';
import { settingAt } from '../config/effective.ts';
import { textOf, type OptionLine, type Span } from '../config/syntax.ts';
import type { OptionChoices, OptionName } from '../protocol.ts';
import { appendLines, insertLinesBehind, lineBreakOf, replace } from '../rules/edits.ts';
import type { Edit } from '../rules/rule.ts';
import { decidingOptions } from '../simulator/config.ts';

const section = 'Settings';

/** Edits that do not meet, in the order of the text; or why there are none, in a sentence. */
export type SetOptions = { readonly edits: readonly Edit[] } | { readonly problem: string };

export function setOptions(analysis: Analysis, options: OptionChoices): SetOptions {
  const wanted = decidingOptions.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const written = wanted.find(([name]) =>
    analysis.effectives.some((effective) => settingAt(effective, `Settings.${name}`).unknown),
  );
  if (written !== undefined) {
    return { problem: `The template gives ${written[0]} its value. Set it where the template gets its values from.` };
  }
  const missing: (readonly [OptionName, string])[] = [];
  const edits = wanted.flatMap(([name, value]): readonly Edit[] => {
    const sites = analysis.valueSites.filter(({ option }) => option.section === section && option.name === name);
    if (sites.length > 0) return sites.map(({ line, span }) => valueEdit(line, span, value));
    const commented = uncommenting(analysis, name, value);
    if (commented !== null) return [commented];
    missing.push([name, value]);
    return [];
  });
  const all = [...edits, ...(missing.length > 0 ? [insertion(analysis, missing)] : [])];
  const sorted = all.toSorted((a, b) => a.span.start - b.span.start);
  return isSet(analysis, sorted, options)
    ? { edits: sorted }
    : { problem: `The file cannot be edited so that every client reads ${listed(wanted)}. Edit it by hand.` };
}

/** `option = yes`, or without a value so far: as it is written beside the delimiter. */
function valueEdit({ key, delimiter }: OptionLine, span: Span, value: string): Edit {
  const isEmpty = span.start === span.end;
  const isSpaced = key.end < delimiter.start;
  return replace(isEmpty ? { start: delimiter.end, end: span.end } : span, isEmpty && isSpaced ? ` ${value}` : value);
}

/** The line of the section in which the option stands commented out, as the shipped file has it; null: there is none. */
function uncommenting({ document, outline }: Analysis, name: OptionName, value: string): Edit | null {
  const index = outline.findIndex((part) => part.header !== null && part.name === section);
  const header = outline[index]?.header;
  if (!header) return null;
  const next = outline[index + 1]?.header?.index ?? document.lines.length;
  const line = document.lines
    .slice(header.index + 1, next)
    .findLast((each) => commentedOption(document, each) === name);
  if (line?.kind !== 'comment') return null;
  const [start = ''] = /^[^=:]*[=:][ \t]*/.exec(textOf(document, line.content)) ?? [];
  return replace({ start: line.start, end: line.end }, start + value);
}

/** At the end of the section, else in a new one at the end of the file. */
function insertion({ document, outline }: Analysis, options: readonly (readonly [OptionName, string])[]): Edit {
  const end = lineBreakOf(document);
  const lines = options.map(([name, value]) => `${name} = ${value}${end}`).join('');
  const last = outline.findLast((part) => part.header !== null && part.name === section);
  if (last !== undefined) return insertLinesBehind(document, last.lastLine, lines);
  const gap = document.text.trim() === '' ? '' : end;
  return appendLines(document, `${gap}[${section}]${end}${lines}`);
}

/** A client that refuses the file for another reason reads nothing, before and after. */
function isSet({ text, context, readings }: Analysis, edits: readonly Edit[], options: OptionChoices): boolean {
  const after = new Analysis(applied(text, edits), context);
  return after.effectives.every((effective, index) => {
    if (readings[index]?.error) return true;
    return Object.entries(options).every(
      ([name, value]) => settingAt(effective, `Settings.${name as OptionName}`).value === (value === 'yes'),
    );
  });
}

function applied(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (rest, { span, newText }) => rest.slice(0, span.start) + newText + rest.slice(span.end),
    text,
  );
}

function listed(options: readonly (readonly [OptionName, string])[]): string {
  return options.map(([name, value]) => `${name} = ${value}`).join(' and ');
}
