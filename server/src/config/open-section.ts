/** A section while it is read, and what the branches of a template leave of it. */
import type { OptionReading } from './reader.ts';
import type { HeaderLine } from './syntax.ts';

export interface SectionBuild {
  /** Null for a name that a template span makes unknown: nothing refers to such a section later. */
  readonly name: string | null;
  readonly headers: HeaderLine[];
  readonly options: Map<string, OptionReading>;
  /** In a template: what is known of the assignments of a name so far. */
  readonly assignments: Map<string, Assignments>;
  /** Where the branches of a template leave several sections open, of which one gets the options: those. */
  readonly candidates: readonly SectionBuild[];
  /** `Build.tags` at its last header. */
  tags: number;
  /** Python 3 notes an empty option name as used, before it refuses it. */
  hasEmptyName: boolean;
}

/** A template may assign one name several times, in branches of which one is rendered. */
interface Assignments {
  /** `Build.tags` at the last assignment. */
  readonly tags: number;
  readonly differ: boolean;
}

export const newSection = (name: string | null): SectionBuild => ({
  name,
  headers: [],
  options: new Map(),
  assignments: new Map(),
  candidates: [],
  tags: 0,
  hasEmptyName: false,
});

/** More than there are sections to tell apart. */
const mostCandidates = 8;

/** The section that one of several branches has left open. A branch without any is out of the question: no client reads that. */
export function joinSections(states: readonly (SectionBuild | null)[]): SectionBuild | null {
  const open = states.flatMap((section) =>
    section === null ? [] : section.candidates.length > 0 ? section.candidates : [section],
  );
  const [first, ...others] = new Set(open);
  if (first === undefined) return null;
  if (others.length === 0) return first;
  return { ...newSection(null), candidates: [first, ...others].slice(0, mostCandidates) };
}

/** Of assignments in branches that differ, nobody knows which one counts. */
export function assign({ options, assignments }: SectionBuild, tags: number, reading: OptionReading): void {
  const { name, raw } = reading;
  const before = assignments.get(name);
  const isBranch = before !== undefined && before.tags !== tags;
  const differ = before?.differ === true || (isBranch && options.get(name)?.raw !== raw);
  assignments.set(name, { tags, differ });
  options.set(name, differ ? { ...reading, raw: null } : reading);
}
