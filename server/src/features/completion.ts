/** Completion of sections, of the options that a section may still get, and of values. */
import type { Analysis } from '../analysis.ts';
import { options, sections, type Option } from '../config/options.ts';
import { textOf, type Line, type OptionLine, type Span } from '../config/syntax.ts';
import type { Edit } from '../rules/rule.ts';
import { optionDocumentation, sectionMarkdown, valueText } from './documentation.ts';
import { placeAt, presentNames, type Place } from './place.ts';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'section' | 'option' | 'value';
  /** One line beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** Its span is on one line and holds the position. */
  readonly edit: Edit;
  /** A value is still to come: the editor asks again after insertion. */
  readonly asksForValue: boolean;
}

/** Items in the order in which they are to be shown; empty where nothing can be offered. */
export function doComplete(analysis: Analysis, offset: number): readonly CompletionItem[] {
  const { document } = analysis;
  const place = placeAt(analysis, offset);
  const { line } = place;
  if (document.isTemplate && line.templates.some(({ start, end }) => start < offset && offset < end)) return [];
  switch (place.kind) {
    case 'header': {
      const span = { start: startOf(line, place.line.name.start - 1), end: (place.line.close ?? line).end };
      return holds(span, offset) ? sectionItems(analysis, line, span) : [];
    }
    case 'key': {
      const span = { start: startOf(line, place.line.key.start), end: Math.max(place.line.key.end, offset) };
      return holds(span, offset) ? optionItems(place, span, (name) => name, place.line) : [];
    }
    case 'value':
      return place.option ? valueItems(place.option, place.line, offset) : [];
    case 'elsewhere': {
      const span = wordAt(analysis, line, offset);
      if (!span) return [];
      const rest = textOf(document, { start: span.end, end: line.end });
      // What already stands behind the word becomes the value.
      const assign = (name: string): string => (rest.trim() === '' ? `${name} = ` : `${name} =`);
      return [...optionItems(place, span, assign), ...sectionItems(analysis, line, span)];
    }
    case 'comment':
    case 'inside-value':
      return [];
  }
}

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** Sections and options start at the first column: an indentation is replaced with them, but no template span. */
const startOf = ({ start, templates }: Line, content: number): number => (templates.length > 0 ? content : start);

/** The first word of a line that is no option yet; null in the others. */
function wordAt({ document }: Analysis, line: Line, offset: number): Span | null {
  if (line.templates.length > 0) return null;
  const text = textOf(document, { start: line.indent.end, end: line.end });
  const end = line.indent.end + text.search(/\s|$/);
  return offset <= end ? { start: line.start, end } : null;
}

function sectionItems({ outline }: Analysis, line: Line, span: Span): CompletionItem[] {
  const others = outline.filter(({ header }) => header?.index !== line.index);
  const present = new Set(others.map(({ name }) => name));
  return sections
    .filter(({ name }) => !present.has(name))
    .map((section) => ({
      label: `[${section.name}]`,
      kind: 'section',
      detail: section.summary,
      documentation: sectionMarkdown(section),
      edit: { span, newText: `[${section.name}]` },
      asksForValue: false,
    }));
}

function optionItems(
  { section }: Place,
  span: Span,
  textFor: (name: string) => string,
  here?: OptionLine,
): CompletionItem[] {
  const present = presentNames(section, here);
  return options
    .filter((option) => option.section === section?.name && option.status !== 'removed' && !present.has(option.name))
    .map((option) => ({
      label: option.name,
      kind: 'option',
      detail: `${option.type}, default ${valueText(option.default).replaceAll(/[*`]/g, '')}`,
      documentation: optionDocumentation(option),
      edit: { span, newText: textFor(option.name) },
      asksForValue: !here,
    }));
}

function valueItems(option: Option, { key, delimiter, value }: OptionLine, offset: number): CompletionItem[] {
  const isInValue = value.start <= offset && offset <= value.end && value.start < value.end;
  const span = isInValue ? value : { start: delimiter.end, end: Math.max(value.end, offset) };
  // As the option is written: `key = value`, `key=value` or `key: value`.
  const isSpaced = key.end < delimiter.start || delimiter.end < value.start;
  const words = option.type === 'boolean' ? ['yes', 'no'] : option.suggestions;
  const isDefault = (word: string): boolean => option.default === (option.type === 'boolean' ? word === 'yes' : word);
  return words.map((word) => ({
    label: word,
    kind: 'value',
    detail: isDefault(word) ? 'default' : '',
    documentation: optionDocumentation(option),
    edit: { span, newText: isInValue || !isSpaced ? word : ` ${word}` },
    asksForValue: false,
  }));
}
