/** The outline of a file: sections and their options, without a secret that got into a name. */
import type { Analysis } from '../analysis.ts';
import { redactMessage } from '../config/redact.ts';
import { textOf, type Span } from '../config/syntax.ts';

export interface DocumentSymbol {
  /** As written, but for a secret: a key or an address in the wrong place. */
  readonly name: string;
  readonly kind: 'section' | 'option';
  /** The whole of it. */
  readonly span: Span;
  /** Its name. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export function findSymbols({ document, outline }: Analysis): readonly DocumentSymbol[] {
  const endOf = (line: number): number => document.lines[line]?.end ?? document.text.length;
  return outline.flatMap(({ header, options, lastLine }) => {
    const children = options
      .filter(({ line }) => line.key.end > line.key.start)
      .map((option): DocumentSymbol => ({
        name: redactMessage(textOf(document, option.line.key)),
        kind: 'option',
        span: { start: option.line.start, end: endOf(option.lastLine) },
        selection: option.line.key,
        children: [],
      }));
    if (!header) return children;
    const name = redactMessage(textOf(document, header.name)) || '[]';
    const selection = header.name.end > header.name.start ? header.name : { start: header.start, end: header.end };
    return [{ name, kind: 'section', span: { start: header.start, end: endOf(lastLine) }, selection, children }];
  });
}
