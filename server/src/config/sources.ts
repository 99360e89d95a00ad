/** What a claim stands on: how well it is known, and by which sources (evidence: the list of sources of this project). */
import { isWeaker, weakest, type Evidence } from './evidence.ts';

/** What a person may look up. */
export const sourceTexts = {
  guide: 'Oracle Linux Ksplice User’s Guide E39380-73, September 2025',
  manual: 'the manual page of uptrack',
  client: 'Uptrack client 1.2, 2008–2011 (newer ones are closed)',
  ksplice: 'source code of Ksplice (kmodsrc/ksplice.c, ksplice-apply)',
  grub: 'source code of GRUB (10_linux)',
  dpkg: 'source code of dpkg (archives.c)',
  dracut: 'source code of dracut (dracut.sh)',
  transcripts: 'public transcripts and logs of Uptrack and of package managers',
  scripts: 'public scripts and Puppet modules that deal with Uptrack',
  'bug-reports': 'public bug reports of distributions',
  articles: 'articles that retell it',
  python: 'CPython 2.7 and 3.6–3.13, run on such files',
} as const;

export type SourceId = keyof typeof sourceTexts;

export const sourceIds = Object.keys(sourceTexts) as readonly SourceId[];

export interface Ground {
  readonly evidence: Evidence;
  /** In the order of the table; none where no source says anything. */
  readonly sources: readonly SourceId[];
}

export function ground<E extends Evidence>(evidence: E, ...sources: readonly SourceId[]) {
  return { evidence, sources };
}

export const byClient = ground('client', 'client');
export const byPython = ground('measured', 'python');
/** Seen nowhere: it follows from what the client does. */
export const inferredFromClient = ground('inferred', 'client');
export const unsaid = ground('unknown');

/** Of a claim that rests on all of these. */
export function together(grounds: readonly Ground[]): Ground {
  const named = new Set(grounds.flatMap(({ sources }) => sources));
  return {
    evidence: weakest(grounds.map(({ evidence }) => evidence)),
    sources: sourceIds.filter((id) => named.has(id)),
  };
}

/** Levels that no source states outright, to stand before those that a claim was drawn from. */
const drawnFrom: Readonly<Partial<Record<Evidence, string>>> = {
  inferred: 'inferred from: ',
  assumed: 'a parameter of this simulation',
  unknown: 'no source says so',
};

export function groundText({ evidence, sources }: Ground): string {
  const isSaid = evidence !== 'assumed' && evidence !== 'unknown';
  const named = isSaid ? sources.map((id) => sourceTexts[id]).join('; ') : '';
  return `${drawnFrom[evidence] ?? ''}${named}`;
}

/**
 * Where a claim stands that builds on others.
 *
 * @param own how well it is known by itself
 * @param all how well it is known with all that leads up to it
 */
export function sourceText(own: Ground, all: Ground): string {
  return isWeaker(all.evidence, own.evidence)
    ? `${groundText(own)} — what leads up to it: ${groundText(all)}`
    : groundText(own);
}
