/** Other combinations of the three options at one moment: which of them come to the same, and what a choice sets. */

import type { Combination, Moment, OptionChoices, OptionName, Preview, WhatIf } from '../../server/src/protocol.ts';

/** In the order of the columns. */
export const optionNames: readonly OptionName[] = ['install_on_reboot', 'upgrade_on_reboot', 'autoinstall'];

/** Combinations with one outcome. */
export interface WhatIfRow {
  /** Index of its first combination. */
  readonly combination: number;
  /** An option that is left out can be either. */
  readonly options: OptionChoices;
  readonly whatIf: WhatIf;
  /** The file can come out so. */
  readonly isCurrent: boolean;
  /** What has to be set in the file for it; empty where nothing has. */
  readonly toSet: OptionChoices;
}

/** A row for each outcome, or a few where its combinations cannot be told as one. */
export function whatIfRows({ combinations, whatIfs }: Preview, { whatIf }: Moment): readonly WhatIfRow[] {
  const open = new Set(combinations.keys());
  const rows: WhatIfRow[] = [];
  for (const options of patterns(0)) {
    const all = [...combinations.keys()].filter((i) => fits(combinations[i], options));
    const [first] = all.filter((i) => open.has(i));
    const outcomes = new Set(all.map((i) => whatIf[i]));
    const outcome = whatIfs[whatIf[first ?? -1] ?? -1];
    if (first === undefined || outcome === undefined || outcomes.size !== 1) continue;
    for (const i of all) open.delete(i);
    const isCurrent = all.some((i) => combinations[i]?.isCurrent === true);
    rows.push({ combination: first, options, whatIf: outcome, isCurrent, toSet: changes(combinations, options) });
  }
  return rows.toSorted((one, other) => one.combination - other.combination);
}

/** Choices for the options from an index on: those that leave most open come first. */
function patterns(from: number): readonly OptionChoices[] {
  const name = optionNames[from];
  if (name === undefined) return [{}];
  const rest = patterns(from + 1);
  const all = [
    rest,
    rest.map((one) => ({ [name]: 'yes' as const, ...one })),
    rest.map((one) => ({ [name]: 'no' as const, ...one })),
  ];
  return all.flat().toSorted((one, other) => Object.keys(one).length - Object.keys(other).length);
}

function fits(combination: Combination | undefined, options: OptionChoices): boolean {
  return (
    combination !== undefined &&
    optionNames.every((name) => (options[name] ?? combination.options[name]) === combination.options[name])
  );
}

/** Of these choices, those that the file does not make, or not in all that it can come out as. */
export function changes(combinations: readonly Combination[], options: OptionChoices): OptionChoices {
  const current = combinations.filter(({ isCurrent }) => isCurrent);
  const names = optionNames.filter(
    (name) => options[name] !== undefined && current.some((one) => one.options[name] !== options[name]),
  );
  return Object.fromEntries(names.map((name) => [name, options[name]]));
}

/** Of a file that is changed so: an index of a combination, or null. */
export function combinationAfter(combinations: readonly Combination[], options: OptionChoices): number | null {
  const current = combinations.find(({ isCurrent }) => isCurrent);
  if (current === undefined) return null;
  const index = combinations.findIndex((one) => fits(one, { ...current.options, ...options }));
  return index < 0 ? null : index;
}

/** `upgrade_on_reboot = yes, autoinstall = no`. */
export function optionsText(options: OptionChoices): string {
  return optionNames.flatMap((name) => (options[name] === undefined ? [] : `${name} = ${options[name]}`)).join(', ');
}
