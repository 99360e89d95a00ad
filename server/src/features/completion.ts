/** Completion of sections, of the options that a section may still get, and of values. */
import type { Analysis } from '../analysis.ts';
import { options, sections, type Option } from '../config/options.ts';
import type { Span } from '../config/syntax.ts';
import type { Edit } from '../rules/rule.ts';
import { optionMarkdown, sectionMarkdown, valueText } from './documentation.ts';
import { placeAt, presentNames, type Place } from './place.ts';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'section' | 'option' | 'value';
  /** One line beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  readonly edit: Edit;
  /** Further values follow: the editor asks again after insertion. */
  readonly asksForValue: boolean;
  readonly deprecated: boolean;
}

const item = (
  fields: Pick<CompletionItem, 'label' | 'kind' | 'detail' | 'documentation' | 'edit'>,
): CompletionItem => ({
  asksForValue: false,
  deprecated: false,
  ...fields,
});

/** Items in the order in which they are to be shown; empty where nothing can be offered. */
export function doComplete(analysis: Analysis, offset: number): readonly CompletionItem[] {
  const place = placeAt(analysis, offset);
  switch (place.kind) {
    case 'header':
      return offset <= (place.line.close ?? place.line).end ? sectionItems(analysis, headerSpan(place)) : [];
    case 'key':
      return optionItems(place, place.line.key, false);
    case 'value':
      return place.option ? valueItems(place.option, place.line.value, place.line.delimiter.end === offset) : [];
    case 'elsewhere': {
      const { line } = place;
      const word = { start: line.indent.end, end: line.end };
      if (offset < word.start) return [];
      return [...optionItems(place, word, true), ...sectionItems(analysis, word)];
    }
    case 'comment':
    case 'inside-value':
      return [];
  }
}

const headerSpan = ({ line }: Extract<Place, { kind: 'header' }>): Span => ({
  start: line.indent.end,
  end: (line.close ?? line).end,
});

function sectionItems({ outline }: Analysis, span: Span): CompletionItem[] {
  const here = outline.find(({ header }) => header?.indent.end === span.start);
  const present = new Set(outline.filter((section) => section !== here).map(({ name }) => name));
  return sections
    .filter(({ name }) => !present.has(name))
    .map((section) =>
      item({
        label: `[${section.name}]`,
        kind: 'section',
        detail: section.summary,
        documentation: sectionMarkdown(section),
        edit: { span, newText: `[${section.name}]` },
      }),
    );
}

function optionItems(place: Place, span: Span, withDelimiter: boolean): CompletionItem[] {
  const except = place.kind === 'key' ? place.line : undefined;
  const present = presentNames(place.section, except);
  return options
    .filter((option) => option.section === place.section?.name && !present.has(option.name))
    .filter((option) => option.status !== 'removed')
    .map((option) => ({
      ...item({
        label: option.name,
        kind: 'option',
        detail: `${option.type}, default ${valueText(option.default).replaceAll(/[*`]/g, '')}`,
        documentation: optionMarkdown(option),
        edit: { span, newText: withDelimiter ? `${option.name} = ` : option.name },
      }),
      asksForValue: withDelimiter,
    }));
}

function valueItems(option: Option, span: Span, needsSpace: boolean): CompletionItem[] {
  const words = option.type === 'boolean' ? ['yes', 'no'] : option.suggestions;
  const isDefault = (word: string): boolean => option.default === (option.type === 'boolean' ? word === 'yes' : word);
  return words.map((word) =>
    item({
      label: word,
      kind: 'value',
      detail: isDefault(word) ? 'default' : '',
      documentation: optionMarkdown(option),
      edit: { span, newText: needsSpace ? ` ${word}` : word },
    }),
  );
}
