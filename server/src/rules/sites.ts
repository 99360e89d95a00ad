/** What the client does with the value at a place, and the lines that joined it. */
import type { Analysis, ValueSite } from '../analysis.ts';
import { evaluationOrder, refusalOf, stages, type Stage } from '../config/effective.ts';
import { idOf } from '../config/options.ts';
import type { Dialect } from '../config/reader.ts';
import type { Line } from '../config/syntax.ts';

export interface SiteRefusal {
  /** The Pythons on which the client refuses to run because of this value; empty: none. */
  readonly dialects: readonly Dialect[];
  readonly exitCode: 1 | -1;
  readonly stages: readonly Stage[];
}

export function siteRefusal(analysis: Analysis, site: ValueSite): SiteRefusal {
  const evaluation = evaluationOrder.find(({ option }) => option === idOf(site.option));
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

/** The lines that are more of the value, below the option itself; blank ones left out. */
export function joinedLines({ document }: Analysis, site: ValueSite): readonly Line[] {
  const joined: Line[] = [];
  for (let index = site.line.index + 1; ; index++) {
    const line = document.lines[index];
    if (!line || line.start >= site.span.end) return joined;
    // A comment at the first column stands between the lines of a value without being part of it.
    if (line.kind !== 'blank' && line.indent.end > line.indent.start) joined.push(line);
  }
}
