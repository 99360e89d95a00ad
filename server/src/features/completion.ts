/** Completion of the whole file, of sections, of the options that a section may still get, and of values. */
import type { Analysis } from '../analysis.ts';
import { commentedOption } from '../config/commented.ts';
import { defaultFile, defaultFileSnippet } from '../config/default-file.ts';
import { idOf, options, sections, type Option } from '../config/options.ts';
import { textOf, type CommentLine, type Document, type Line, type OptionLine, type Span } from '../config/syntax.ts';
import type { Edit } from '../rules/rule.ts';
import type { Topic } from './documentation.ts';
import { placeAt, presentNames, type Place } from './place.ts';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'file' | 'section' | 'option' | 'value';
  /** One line beside the label. */
  readonly detail: string;
  /** What `documentationOf` is asked for. */
  readonly topic: Topic;
  /** Its span is on one line and holds the position. */
  readonly edit: Edit;
  /** Edits of other places; they do not meet `edit`. */
  readonly otherEdits?: readonly Edit[];
  /** The new text with placeholders, for an editor that knows snippets. */
  readonly snippet?: string;
  /** Of use with its placeholders alone. */
  readonly isOnlySnippet?: boolean;
  /** What is typed is compared with this; absent: with the label. */
  readonly filterText?: string;
  /** A value is still to come, and some can be offered: the editor asks again after insertion. */
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
      return place.option ? valueItems(document, place.option, place.line, offset) : [];
    case 'elsewhere': {
      const span = wordAt(analysis, line, offset);
      if (!span) return [];
      const rest = textOf(document, { start: span.end, end: line.end });
      // What already stands behind the word becomes the value.
      const assign = (name: string): string => (rest.trim() === '' ? `${name} = ` : `${name} =`);
      const added = optionItems(place, span, assign);
      const offered = rest.trim() === '' ? added.map((item) => uncommenting(document, place, item)) : added;
      return [...fileItems(document, line), ...offered, ...sectionItems(analysis, line, span)];
    }
    case 'comment':
      return commentItems(document, place, offset);
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

/** The whole file, where there is nothing yet. */
function fileItems({ text }: Document, line: Line): CompletionItem[] {
  if (text.trim() !== '') return [];
  return [
    {
      label: 'uptrack.conf',
      kind: 'file',
      detail: 'the documented default file',
      topic: { kind: 'file' },
      edit: { span: { start: line.start, end: line.end }, newText: defaultFile },
      snippet: defaultFileSnippet,
      asksForValue: false,
    },
  ];
}

/** The lines of a place's section that hold an option, commented out. */
function commentedLines(document: Document, { section }: Place): ReadonlyMap<string, CommentLine> {
  const first = section?.header?.index;
  if (first === undefined) return new Map();
  const end = document.lines.findIndex(({ kind, index }) => kind === 'header' && index > first);
  const lines = document.lines.slice(first, end === -1 ? undefined : end);
  return new Map(
    lines.flatMap((line) => {
      const name = commentedOption(document, line);
      return name !== null && line.kind === 'comment' ? [[name, line] as const] : [];
    }),
  );
}

const uncommentedDetail = ({ index }: Line): string => `stands in line ${index + 1}, commented out`;

/** The same option, taken from the line where it stands commented out rather than added beside it. */
function uncommenting(document: Document, place: Place, item: CompletionItem): CompletionItem {
  const commented = commentedLines(document, place).get(item.label);
  if (!commented) return item;
  const { line } = place;
  const detail = uncommentedDetail(commented);
  const content = textOf(document, commented.content);
  // Without a value, which is still to be typed, the line moves here.
  if (/[=:]$/.test(content)) {
    return { ...item, detail, otherEdits: [{ span: { start: commented.start, end: commented.next }, newText: '' }] };
  }
  return {
    ...item,
    detail,
    edit: { span: { start: line.start, end: line.end }, newText: '' },
    otherEdits: [
      { span: { start: commented.start, end: commented.content.start }, newText: '' },
      ...(line.next > line.end ? [{ span: { start: line.end, end: line.next }, newText: '' }] : []),
    ],
    asksForValue: false,
  };
}

/** On a line that holds an absent option, commented out: the option. */
function commentItems(document: Document, place: Place, offset: number): CompletionItem[] {
  const { line, section } = place;
  const name = commentedOption(document, line);
  const option = options.find((each) => each.section === section?.name && each.name === name);
  if (option?.status === 'removed' || line.kind !== 'comment') return [];
  if (!option || presentNames(section).has(option.name)) return [];
  const span = { start: line.start, end: line.content.start + option.name.length };
  if (!holds(span, offset)) return [];
  return [
    {
      label: option.name,
      kind: 'option',
      detail: uncommentedDetail(line),
      topic: { kind: 'option', id: idOf(option) },
      edit: { span, newText: option.name },
      filterText: textOf(document, span),
      asksForValue: false,
    },
  ];
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
      topic: { kind: 'section', name: section.name },
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
      detail: `${option.type}, default ${defaultText(option)}`,
      topic: { kind: 'option', id: idOf(option) },
      edit: { span, newText: textFor(option.name) },
      asksForValue: !here && (wordsFor(option).length > 0 || shapes.has(idOf(option))),
    }));
}

const defaultText = ({ default: value }: Option): string =>
  value === null || value === '' ? 'none' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;

const wordsFor = ({ type, suggestions }: Option): readonly string[] =>
  type === 'boolean' ? ['yes', 'no'] : suggestions;

function valueItems(
  document: Document,
  option: Option,
  { key, delimiter, value }: OptionLine,
  offset: number,
): CompletionItem[] {
  const isInValue = value.start <= offset && offset <= value.end && value.start < value.end;
  const span = isInValue ? value : { start: delimiter.end, end: Math.max(value.end, offset) };
  // As the option is written: `key = value`, `key=value` or `key: value`.
  const isSpaced = key.end < delimiter.start || delimiter.end < value.start;
  const words = wordsFor(option);
  const isDefault = (word: string): boolean => option.default === (option.type === 'boolean' ? word === 'yes' : word);
  const space = isInValue || !isSpaced ? '' : ' ';
  const written = textOf(document, value);
  const item = (label: string, detail: string, newText: string) => ({
    label,
    kind: 'value' as const,
    detail,
    topic: { kind: 'option', id: idOf(option) } as const,
    edit: { span, newText },
    // On a whole word the others are wanted, which an editor would leave out.
    ...(words.includes(written) && { filterText: written }),
    asksForValue: false,
  });
  const items = words.map((word) => item(word, isDefault(word) ? 'default' : '', space + word));
  const shape = shapes.get(idOf(option));
  if (!shape) return items;
  return [
    { ...item(shape.label, shape.detail, space + shape.label), snippet: space + shape.snippet, isOnlySnippet: true },
    ...items,
  ];
}

/** How values are put together, as snippets. */
const shapes: ReadonlyMap<string, { readonly label: string; readonly detail: string; readonly snippet: string }> =
  new Map([
    [
      'Settings.effective_version',
      {
        label: 'RELEASE.ARCH/#N SMP DATE',
        detail: 'as uptrack-upgrade --list-effective prints it',
        snippet: '${1:5.15.0-206.153.7.1.el9uek}.${2|x86_64,aarch64|}/#${3:2} SMP ${4:Wed May 22 20:24:12 PDT 2024}',
      },
    ],
  ]);
