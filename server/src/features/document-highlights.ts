/**
 * What stands for the same thing: an option, its duplicates and the references to it, a section and its further headers, words about
 * the reboot options. An editor that asks here highlights nothing by itself.
 */
import type { Analysis } from '../analysis.ts';
import type { OutlineSection } from '../config/outline.ts';
import { textOf, type Document, type OptionLine, type Span } from '../config/syntax.ts';
import { ownerOf } from './owners.ts';
import { placeAt } from './place.ts';

export interface DocumentHighlight {
  readonly span: Span;
  /** write: where it is set · read: where a value refers to it · text: where it is spoken about. */
  readonly kind: 'write' | 'read' | 'text';
}

/** In the order of the text. */
export function findDocumentHighlights(analysis: Analysis, offset: number): readonly DocumentHighlight[] {
  const { document, outline } = analysis;
  const place = placeAt(analysis, offset);
  if (place.kind === 'header') {
    if (!touches(place.line.name, offset)) return [];
    const name = textOf(document, place.line.name);
    return outline.flatMap(({ header }) =>
      header && textOf(document, header.name) === name ? [{ span: header.name, kind: 'write' }] : [],
    );
  }
  if (place.kind === 'key') {
    if (!touches(place.line.key, offset)) return [];
    const name = ownerOf(analysis, place.line).option?.name ?? null;
    return name === null ? [] : highlightsOf(analysis, place.section, name);
  }
  if (place.kind === 'value' && place.section) {
    const reference = referencesIn(document, place.line).find(({ span }) => touches(span, offset));
    return reference ? highlightsOf(analysis, place.section, reference.name) : [];
  }
  if (place.kind !== 'comment') return [];
  const word = rebootWords(textOf(document, place.line)).find(({ start, end }) =>
    touches({ start: place.line.start + start, end: place.line.start + end }, offset),
  );
  if (!word) return [];
  const settings = outline.find(({ name }) => name === 'Settings');
  return highlightsOf(analysis, settings, word.name);
}

const touches = ({ start, end }: Span, offset: number): boolean => start < end && start <= offset && offset <= end;

/** In all sections of the same name: Python 2 reads them as one. */
function highlightsOf(
  analysis: Analysis,
  section: OutlineSection | undefined,
  name: string,
): readonly DocumentHighlight[] {
  const { document, outline } = analysis;
  const options = outline
    .filter(
      (each) => each === section || (section !== undefined && section.name !== null && each.name === section.name),
    )
    .flatMap((each) => each.options);
  const uses = options.flatMap((option): readonly DocumentHighlight[] => [
    ...(option.name === name ? [{ span: option.line.key, kind: 'write' } as const] : []),
    ...referencesIn(document, option.line)
      .filter((reference) => reference.name === name)
      .map(({ span }) => ({ span, kind: 'read' }) as const),
  ]);
  if (!rebootOptions.has(name)) return uses;
  const words = document.lines.flatMap((line) =>
    line.kind !== 'comment'
      ? []
      : rebootWords(textOf(document, line))
          .filter((word) => word.name === name)
          .map(({ start, end }): DocumentHighlight => ({
            span: { start: line.start + start, end: line.start + end },
            kind: 'text',
          })),
  );
  return [...uses, ...words].sort((a, b) => a.span.start - b.span.start);
}

/** The names in the `%(name)s` of a value, on the line of its option; Python takes them in lower case. */
function referencesIn(document: Document, { value }: OptionLine): readonly { span: Span; name: string }[] {
  return [...textOf(document, value).matchAll(/%%|%\(([^()%]+)\)s/g)].flatMap(({ 1: name, index }) => {
    if (name === undefined) return [];
    const start = value.start + index + '%('.length;
    return [{ span: { start, end: start + name.length }, name: name.toLowerCase() }];
  });
}

/** The two that comments in this file are mostly about. */
const rebootOptions: ReadonlySet<string> = new Set(['install_on_reboot', 'upgrade_on_reboot']);

/** Offsets into the text. */
function rebootWords(text: string): readonly (Span & { readonly name: string })[] {
  return [...text.matchAll(/\b(?:install|upgrade)_on_reboot\b/gi)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    name: word.toLowerCase(),
  }));
}
