/** Where a claim stands, by how well it is known: what a person may look up. */
import { evidenceLevels, type Evidence } from './evidence.ts';

/** The sources behind each level (evidence: the list of sources that this project is built on). */
export const sourceTexts: Readonly<Record<Evidence, string>> = {
  documented:
    'Oracle Linux Ksplice User’s Guide E39380-73, the uptrack manual page, or the comments of the shipped file',
  client: 'Uptrack client 1.2, 2008–2011; newer clients are closed',
  source: 'source code of the boot loader, the package manager and others that take part',
  observed: 'public transcripts, templates and scripts',
  measured: 'CPython 2.7 and 3.6–3.13, run on such files',
  secondary: 'reports that quote or retell',
  inferred: 'inferred from other facts, seen nowhere',
  assumed: 'a parameter of this simulation',
  unknown: 'no source says so',
};

/**
 * Where a claim stands that builds on others.
 *
 * @param own how well it is known by itself
 * @param all how well it is known with all that leads up to it
 */
export function sourceText(own: Evidence, all: Evidence): string {
  const isWeaker = evidenceLevels.indexOf(all) > evidenceLevels.indexOf(own);
  return isWeaker ? `${sourceTexts[own]}; what leads up to it: ${sourceTexts[all]}` : sourceTexts[own];
}
