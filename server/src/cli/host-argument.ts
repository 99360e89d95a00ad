/** The host of a simulation, as it is named on the command line. */
import type { Host } from '../simulator/host.ts';
import { placeOf, readHostText } from '../simulator/read-host.ts';
import { hostOf, samples } from '../simulator/samples.ts';
import { isUnreadable, readInput } from './files.ts';

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
  const input = readInput(name, cwd);
  if (isUnreadable(input)) return { problems: [`${name}: ${input.reason}`] };
  const reading = readHostText(new TextDecoder().decode(input.bytes));
  if (reading.host !== null) return { host: reading.host };
  return { problems: reading.problems.map((problem) => `${name}: ${placeOf(problem)}${problem.message}`) };
}
