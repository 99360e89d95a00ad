/** How well a claim is known, strongest first. A chain of claims is as strong as its weakest link. */
export const evidenceLevels = [
  'documented',
  'client',
  'source',
  'observed',
  'measured',
  'secondary',
  'inferred',
  'assumed',
  'unknown',
] as const;

export type Evidence = (typeof evidenceLevels)[number];

/** What a person is told about each level. */
export const evidenceText: Readonly<Record<Evidence, string>> = {
  documented: 'stated by the vendor: the Ksplice user’s guide, the manual page or the comments of the shipped file',
  client: 'behaviour of the published Uptrack client of 2008–2011; newer clients are closed',
  source: 'source code of another program that takes part',
  observed: 'seen in real transcripts, templates and scripts',
  measured: 'measured with the Python interpreters or libcurl themselves',
  secondary: 'reported by others, quoting or retelling',
  inferred: 'follows from other facts, without direct evidence',
  assumed: 'a parameter of this simulation that nobody has measured',
  unknown: 'no source says so',
};

export function weakest(levels: readonly Evidence[]): Evidence {
  return evidenceLevels[Math.max(0, ...levels.map((level) => evidenceLevels.indexOf(level)))] ?? 'documented';
}

export function isWeaker(one: Evidence, other: Evidence): boolean {
  return evidenceLevels.indexOf(one) > evidenceLevels.indexOf(other);
}
