/** What stands for the same thing: an option and its duplicates, a section and its further headers, words about the reboot options. */
import type { Analysis } from '../analysis.ts';
import type { OutlineSection } from '../config/outline.ts';
import { textOf, type Span } from '../config/syntax.ts';
import { ownerOf } from './owners.ts';
import { placeAt } from './place.ts';

export interface DocumentHighlight {
  readonly span: Span;
  /** write: where it is set · text: where it is spoken about. */
  readonly kind: 'write' | 'text';
}

/** In the order of the text; empty where the editor's own idea of the same word is as good. */
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
  const set = outline
    .filter(
      (each) => each === section || (section !== undefined && section.name !== null && each.name === section.name),
    )
    .flatMap(({ options }) => options.filter((option) => option.name === name))
    .map(({ line }): DocumentHighlight => ({ span: line.key, kind: 'write' }));
  if (!rebootOptions.has(name)) return set;
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
  return [...set, ...words].sort((a, b) => a.span.start - b.span.start);
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
