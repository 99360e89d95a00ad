/**
 * How the cost of each step grows with the size of a text: nothing may grow faster than the text does. Run by `npm run test:fuzz`; prints
 * what does, with the exponent between the two largest sizes, and fails.
 */
import { Analysis, type AnalysisContext } from '../../server/src/analysis.ts';
import { dialects, read } from '../../server/src/config/reader.ts';
import { parse } from '../../server/src/config/syntax.ts';
import { findCodeLenses } from '../../server/src/features/code-lens.ts';
import { doComplete } from '../../server/src/features/completion.ts';
import { findDocumentHighlights } from '../../server/src/features/document-highlights.ts';
import { findDocumentLinks } from '../../server/src/features/document-links.ts';
import { effectiveView } from '../../server/src/features/effective-view.ts';
import { doFixAll } from '../../server/src/features/fix-all.ts';
import { findFoldingRanges } from '../../server/src/features/folding.ts';
import { doFormat } from '../../server/src/features/formatting.ts';
import { doHover } from '../../server/src/features/hover.ts';
import { findInlayHints } from '../../server/src/features/inlay-hints.ts';
import { shownEffectives } from '../../server/src/features/scene.ts';
import { findSelectionRanges } from '../../server/src/features/selection-ranges.ts';
import { encodeTokens, findSemanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { setOptions } from '../../server/src/features/set-options.ts';
import { statusOf } from '../../server/src/features/status.ts';
import { doSuppress } from '../../server/src/features/suppress.ts';
import { findSymbols } from '../../server/src/features/symbols.ts';
import { check } from '../../server/src/rules/index.ts';
import { shapes } from './shapes.ts';
import { processorTime } from './slowest.ts';

type Step = (analysis: Analysis) => unknown;

/** Each on an analysis of its own, in which what stands before it is done already. */
const steps: Readonly<Record<string, Step>> = {
  parse: ({ text, context }) => parse(text, context.isTemplate, context.hasRubyLines),
  read: ({ document }) => dialects.map((dialect) => read(document, dialect)),
  effective: ({ effectives, valueSites }) => [effectives, valueSites],
  outline: ({ outline }) => outline,
  check: (analysis) => check(analysis),
  symbols: findSymbols,
  folding: findFoldingRanges,
  tokens: (analysis) => encodeTokens(findSemanticTokens(analysis)),
  links: (analysis) => findDocumentLinks(analysis, 'file:///etc/uptrack/uptrack.conf'),
  hints: findInlayHints,
  lenses: findCodeLenses,
  hover: (analysis) => doHover(analysis, analysis.text.length),
  completion: (analysis) => [doComplete(analysis, analysis.text.length), doComplete(analysis, 11)],
  highlights: (analysis) => [
    findDocumentHighlights(analysis, 12),
    findDocumentHighlights(analysis, analysis.text.length),
  ],
  selection: (analysis) => findSelectionRanges(analysis, [analysis.text.length >> 1, analysis.text.length]),
  format: (analysis) => doFormat(analysis),
  'format a range': (analysis) => doFormat(analysis, { start: 0, end: analysis.text.length }),
  status: (analysis) => statusOf(analysis, []),
  'effective view': effectiveView,
  'without secrets': shownEffectives,
  'set options': (analysis) => setOptions(analysis, { autoinstall: 'yes' }),
  'silencing comments': (analysis) => doSuppress(analysis, check(analysis), { start: 0, end: analysis.text.length }),
  'fix all': (analysis) => doFixAll(analysis),
};

const plain: AnalysisContext = { isTemplate: false, dialects, client: 'online' };
const contexts: Readonly<Record<string, AnalysisContext>> = {
  plain,
  template: { ...plain, isTemplate: true, hasRubyLines: true },
};

/** Largest last; beyond a million characters a document is not looked into. */
const sizes = [10_000, 100_000] as const;
/** Milliseconds: below it, an exponent says nothing. */
const noticeable = 15;
/** Ten times the text may cost this much more: 10 would be linear and 100 quadratic, but caches and the collection of garbage have steps. */
const mostRatio = 40;

/** What every step finds done already. */
const prepared: readonly Step[] = [({ effectives }) => effectives, ({ outline }) => outline];

/** The shortest of some runs, in milliseconds of processor time. */
function cost(step: Step, text: string, context: AnalysisContext, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const analysis = new Analysis(text, context);
    for (const prepare of prepared) prepare(analysis);
    const start = processorTime();
    step(analysis);
    return processorTime() - start;
  });
  return Math.min(...times);
}

/** Null where the cost grows with the text, and no faster. A single run may be a bad one. */
function growth(step: Step, shape: (length: number) => string, context: AnalysisContext): readonly number[] | null {
  for (const runs of [1, 5]) {
    const [before = 0, after = 0] = sizes.map((size) => cost(step, shape(size), context, runs));
    if (after < noticeable || after / before < mostRatio) return null;
    if (runs > 1 || after > 2_000) return [before, after];
  }
  return null;
}

const wanted = process.argv.slice(2);
let measured = 0;
let worse = 0;
for (const [name, shape] of Object.entries(shapes)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const [kind, context] of Object.entries(contexts)) {
    for (const [title, step] of Object.entries(steps)) {
      measured++;
      const costs = growth(step, shape, context);
      if (costs === null) continue;
      worse++;
      const [before = 0, after = 0] = costs;
      const times = costs.map((each) => each.toFixed(1)).join(' → ');
      const exponent = Math.log10(after / before).toFixed(2);
      console.log(`${title} of “${name}” (${kind}): ${times} ms, exponent ${exponent}`);
    }
  }
}
console.log(`${measured} costs at ${sizes.join(' and ')} characters; ${worse} grow faster than the text.`);
process.exitCode = worse > 0 ? 1 : 0;
