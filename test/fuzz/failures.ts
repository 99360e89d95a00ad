/** What does not hold of a document, and the smallest text of which it does not. */
import { featureProperties } from './properties/features.ts';
import { findingProperties } from './properties/findings.ts';
import { secretProperties } from './properties/secrets.ts';
import { simulationProperties } from './properties/simulation.ts';
import { textProperties } from './properties/text.ts';
import { subjectOf, type Property } from './subject.ts';

export const properties: readonly Property[] = [
  ...textProperties,
  ...findingProperties,
  ...featureProperties,
  ...secretProperties,
  ...simulationProperties,
];

export interface Failure {
  readonly name: string;
  readonly text: string;
  /** Of the context and the positions. */
  readonly seed: number;
  readonly error: Error;
}

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Null where it holds. Chance is the same whatever was asked before. */
export function failure({ name, hold }: Property, text: string, seed: number): Failure | null {
  try {
    hold(subjectOf(text, seed));
    return null;
  } catch (thrown) {
    return { name, text, seed, error: errorOf(thrown) };
  }
}

/**
 * All that fail of the properties whose turn it is; the smallest text of each.
 *
 * @param make as `subjectOf`, for who wants to watch it
 */
export function failures(text: string, seed: number, make = subjectOf): readonly Failure[] {
  const due = properties.filter(({ oneIn }) => seed % oneIn === 0);
  try {
    const subject = make(text, seed);
    for (const { hold } of due) hold(subject);
    return [];
  } catch {
    return due.flatMap((property) => {
      const found = failure(property, text, seed);
      return found ? [shrunk(property, found)] : [];
    });
  }
}

/** Pieces go, half of the text first, single characters last. */
function shrunk(property: Property, found: Failure): Failure {
  let smallest = found;
  for (let length = Math.ceil(found.text.length / 2); length > 0; length = length > 1 ? Math.ceil(length / 2) : 0) {
    for (let at = 0; at < smallest.text.length;) {
      const text = smallest.text.slice(0, at) + smallest.text.slice(at + length);
      const smaller = failure(property, text, found.seed);
      if (smaller) smallest = smaller;
      else at += length;
    }
    if (length === 1) break;
  }
  return smallest;
}

export const failureText = ({ name, text, seed, error }: Failure): string =>
  [`“${name}” does not hold of ${JSON.stringify(text)} (chance ${seed})`, error.stack ?? error.message].join('\n');
