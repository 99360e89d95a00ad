/** What the client does with the value at a place, and the lines that joined it. */
import { once, type Analysis, type ValueSite } from '../analysis.ts';
import { evaluationOrder, refusalOf, stages, type Stage } from '../config/effective.ts';
import { idOf } from '../config/options.ts';
import { isReadOnce, type Dialect } from '../config/reader.ts';
import type { Document, Line } from '../config/syntax.ts';
import { isStatement } from '../config/tags.ts';

export interface SiteRefusal {
  /** The Pythons on which the client refuses to run because of this value; empty: none. */
  readonly dialects: readonly Dialect[];
  readonly exitCode: 1 | -1;
  readonly stages: readonly Stage[];
}

const evaluations = new Map(evaluationOrder.map((evaluation) => [evaluation.option, evaluation]));

/** Found once for each value: many lines may be a part of one, and its message quotes all of it. */
const known = new WeakMap<ValueSite, SiteRefusal>();

export function siteRefusal(analysis: Analysis, site: ValueSite): SiteRefusal {
  const refusal = known.get(site) ?? findRefusal(analysis, site);
  known.set(site, refusal);
  return refusal;
}

function findRefusal(analysis: Analysis, site: ValueSite): SiteRefusal {
  const evaluation = evaluations.get(idOf(site.option));
  const refused = analysis.effectives.flatMap(({ dialect, settings }) => {
    const value = site.values.get(dialect);
    const isRead = evaluation && (evaluation.onlyIf?.(settings) ?? true);
    const refusal = value && isRead ? refusalOf(site.option, value) : null;
    return refusal ? [{ dialect, refusal }] : [];
  });
  return {
    dialects: refused.map(({ dialect }) => dialect),
    exitCode: refused[0]?.refusal.exitCode ?? 1,
    stages: evaluation?.stages ?? stages,
  };
}

/** The lines that a selected Python takes for more of a value, in the order of the text. */
export const joinedLines = once(({ document, readings }: Analysis): readonly Line[] =>
  isReadOnce(readings)
    ? []
    : document.lines.filter(
        (line) =>
          line.kind !== 'blank' &&
          line.kind !== 'tag' &&
          // Rendered, it is no line of its own.
          !(line.kind === 'text' && line.isFragment) &&
          readings.some(({ roles }) => roles[line.index] === 'continuation'),
      ),
);

export const isPartOf = (line: Line, site: ValueSite): boolean =>
  site.line.index < line.index && line.start < site.span.end;

/** Where the option gets its value. */
export const sitesOf = (analysis: Analysis, name: string): readonly ValueSite[] =>
  analysis.valueSites.filter(({ option }) => option.name === name);

/** The values that the selected Pythons get, stripped as the client does; unknown and failing ones left out. */
export const texts = (site: ValueSite): string[] =>
  [...site.values.values()].flatMap((value) => (value.kind === 'text' ? [value.text.trim()] : []));

/** A tag, a line in a branch or a name of template text may render into anything, also into the line that is missing here. */
export function mayRenderMore({ document, outline }: Analysis): boolean {
  if (!document.isTemplate) return false;
  if (document.lines.some((line) => line.kind === 'tag' || isInBranch(document, line))) return true;
  return outline.some(
    ({ header, name, options }) => (header !== null && name === null) || options.some((option) => option.name === null),
  );
}

/** Whether a line of a template begins with a statement. */
function isInBranch({ text }: Document, { indent, templates: [first] }: Line): boolean {
  return first !== undefined && first.start <= indent.end && isStatement(text, first);
}
