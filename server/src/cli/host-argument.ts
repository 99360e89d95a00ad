/** The host of a simulation, as it is named on the command line. */
import { isUtf8 } from 'node:buffer';
import type { Host } from '../simulator/host.ts';
import { placeOf, placesOf, readHostText } from '../simulator/read-host.ts';
import { hostOf, samples } from '../simulator/samples.ts';
import { isUnreadable, readInput } from './files.ts';
import { mostBytes } from './read-file.ts';

/** What is wrong in one place is often wrong in all. */
const mostProblems = 20;

const samplePrefix = 'sample:';

export type HostArgument =
  | { readonly host: Host }
  /** What is wrong, a line for each mistake. */
  | { readonly problems: readonly string[] };

/** @param name `sample:ID`, or the path of a host file */
export function readHostArgument(name: string, cwd: string): HostArgument {
  if (name.startsWith(samplePrefix)) {
    const id = name.slice(samplePrefix.length);
    const sample = samples.find((candidate) => candidate.id === id);
    if (sample) return { host: hostOf(sample) };
    const known = samples.map((candidate) => `${samplePrefix}${candidate.id}`).join(', ');
    return { problems: [`There is no ${name}. The samples are ${known}.`] };
  }
  const input = readInput(name, cwd, mostBytes.other);
  if (isUnreadable(input)) return { problems: [`${name}: ${input.reason}`] };
  // Else an id could become another one.
  if (!isUtf8(input.bytes)) return { problems: [`${name}: not UTF-8`] };
  const text = new TextDecoder().decode(input.bytes);
  const reading = readHostText(text);
  if (reading.host !== null) return { host: reading.host };
  const told = reading.problems.slice(0, mostProblems);
  const places = placesOf(text, told);
  const problems = told.map((problem, index) => {
    const { line = 0, character = 0 } = places[index] ?? {};
    return `${name}:${line + 1}:${character + 1}: ${placeOf(problem)}${problem.message}`;
  });
  const more = reading.problems.length - told.length;
  return { problems: more === 0 ? problems : [...problems, `${name}: and ${more} more.`] };
}
