/** One lens over [Settings]: what comes back after a power loss with this file. */
import type { Analysis } from '../analysis.ts';
import type { Span } from '../config/syntax.ts';
import { consequencesSentence } from './consequences.ts';

export interface CodeLens {
  readonly span: Span;
  readonly title: string;
}

export function findCodeLenses(analysis: Analysis): readonly CodeLens[] {
  const header = analysis.outline.find(({ name }) => name === 'Settings')?.header;
  // Without the section all its defaults hold, which is worth the same sentence.
  const span = header ? { start: header.start, end: header.end } : { start: 0, end: 0 };
  return [{ span, title: consequencesSentence(analysis) }];
}
