/** What a position in the text is about. */
import type { Analysis } from '../analysis.ts';
import { findOption, type Option } from '../config/options.ts';
import type { OutlineOption, OutlineSection } from '../config/outline.ts';
import { lineAt, textOf, type HeaderLine, type Line, type OptionLine } from '../config/syntax.ts';

interface PlaceBase {
  readonly line: Line;
  /** The section that the position is in; undefined before the first. */
  readonly section: OutlineSection | undefined;
}

export type Place =
  | (PlaceBase & { readonly kind: 'header'; readonly line: HeaderLine })
  | (PlaceBase & {
      readonly kind: 'key' | 'value';
      readonly line: OptionLine;
      /** Undefined for one that the catalogue does not know in this section. */
      readonly option: Option | undefined;
    })
  | (PlaceBase & { readonly kind: 'comment' | 'inside-value' | 'elsewhere' });

const startOf = (section: OutlineSection): number => section.header?.start ?? 0;

export function placeAt(analysis: Analysis, offset: number): Place {
  const { document, outline } = analysis;
  const line = lineAt(document, offset);
  const section = outline.findLast((each) => startOf(each) <= line.start);
  const base = { line, section };
  const continued = section?.options.find((option) => option.line.index < line.index && line.index <= option.lastLine);
  if (continued && line.indent.end > line.indent.start) return { ...base, kind: 'inside-value' };
  switch (line.kind) {
    case 'header':
      return { ...base, line, kind: 'header' };
    case 'option': {
      const option = findOption(section?.name ?? '', textOf(document, line.key).toLowerCase());
      return { ...base, line, option, kind: offset < line.delimiter.end ? 'key' : 'value' };
    }
    case 'comment':
      return { ...base, kind: 'comment' };
    default:
      return { ...base, kind: 'elsewhere' };
  }
}

/** The names of the options of a section that stand in the text, but for one. */
export function presentNames(section: OutlineSection | undefined, except?: OutlineOption['line']): ReadonlySet<string> {
  const others = section?.options.filter((option) => option.line !== except) ?? [];
  return new Set(others.flatMap((option) => option.name ?? []));
}
