/**
 * Runs every scenario of a host and a file: each moment of the cut × each boot entry × each state of the cache × each update
 * that may fail × each condition. A run asks for a condition only when it looks at it: scenarios that differ in what nobody
 * looks at take the same course, and are counted without being run one by one.
 */
import type { Effective } from '../config/effective.ts';
import { machineAfter, oneBoot } from './boot.ts';
import { readingsOf } from './branches.ts';
import { Choices } from './choices.ts';
import { circumstances } from './claims.ts';
import { exclusions, noSuchUpdate } from './exclusions.ts';
import type { Exploration } from './exploration.ts';
import type { Host } from './host.ts';
import type { BootResult } from './outcome.ts';
import { cacheDimension, entryId, failingDimension, failingWith, type Dimension } from './scenario.ts';
import { dimensionsOf, framesOf, pickedEntry, spaceOf, type Frame, type Met, type Space } from './space.ts';
import { switches, type Context, type Switch } from './stage.ts';
import { Tally, type Counted, type Part } from './tally.ts';
import { conclude, nothingBoots } from './verdict.ts';

/** @param effectives one for each Python that may read the file */
export function explore(effectives: readonly Effective[], host: Host): Exploration {
  const steps = exploring(spaceOf(host, readingsOf(effectives, host)));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A frame of many courses is more than one step: who runs the steps wants to do something else between them. */
const coursesInAStep = 100;

/** As `explore`, in steps: what it yields is how much of the work is done, from 0 to 1. */
export function* exploring(space: Space): Generator<number, Exploration> {
  const dimensions = dimensionsOf(space);
  const tally = new Tally();
  const excluded = new Map<string, number>();
  const exclude = (id: string, scenarios: number) => void excluded.set(id, (excluded.get(id) ?? 0) + scenarios);
  const combinations = product(space.conditions.map(sizeOf));
  const failings = sizeOf(failingDimension);
  let courses = 0;

  for (const { frame, done } of framesOf(space)) {
    yield done;
    for (const [id, moments] of frame.excluded) exclude(id, moments * failings * combinations);
    const [first] = frame.moments;
    if (first === undefined) continue;
    exclude(noSuchUpdate.id, frame.moments.length * (failings - 1 - frame.failing.length) * combinations);
    const endings = new Map<string, Course>();
    for (const course of coursesOf(space, frame, first)) {
      courses++;
      const end = endOf(course);
      endings.set(end, merged(endings.get(end), course));
      if (courses % coursesInAStep === 0) yield done;
    }
    for (const course of endings.values()) {
      yield done;
      for (const met of frame.moments) tally.add(countedOf(frame, course, met));
    }
  }

  const exclusionCounts = [...exclusions, noSuchUpdate].flatMap(({ id, reason }) => {
    const scenarios = excluded.get(id) ?? 0;
    return scenarios === 0 ? [] : [{ id, reason, scenarios }];
  });
  const left = exclusionCounts.reduce((sum, { scenarios }) => sum + scenarios, 0);
  return {
    host: space.host.name,
    dimensions,
    momentsLeftOut: space.momentsLeftOut,
    exclusions: exclusionCounts,
    scenarios: product(dimensions.map(sizeOf)) - left,
    courses,
    verdicts: tally.verdicts,
    claims: tally.claims,
  };
}

/** Scenarios of one frame in which every stage does the same. */
interface Course {
  readonly result: BootResult;
  /** By the index of a circumstance. */
  readonly parts: readonly Part[];
  readonly flipped: readonly Switch[];
}

/** What a verdict and a claim look at: courses that end alike, and are known as well, are counted together. */
function endOf({ result: { boots, stages }, flipped }: Course): string {
  const steps = stages.map(({ installed, savedPlan, evidence, sources }) => [installed, savedPlan, evidence, sources]);
  return JSON.stringify([boots.kernel, boots.evidence, boots.sources, steps, flipped]);
}

function merged(one: Course | undefined, other: Course): Course {
  if (one === undefined) return other;
  return { ...one, parts: one.parts.map((part, index) => mergedPart(part, other.parts[index] ?? part)) };
}

function mergedPart(one: Part, other: Part): Part {
  const weight = one.weight + other.weight;
  if (one.weight === 0 || other.weight === 0) return one.weight === 0 ? other : one;
  return { weight, differs: sizeOfDifference(other) < sizeOfDifference(one) ? other.differs : one.differs };
}

/** A dimension that a run asks for. */
type Asked = Pick<Dimension, 'id' | 'values'>;

function* coursesOf({ conditions }: Space, frame: Frame, { leaves, waitSeconds }: Met): Generator<Course> {
  const choices = new Choices();
  const { host, kernel, reading, entry } = frame;
  const failing = [host.failing, ...frame.failing.map((value) => (kernel ? failingWith(host, value, kernel) : []))];
  const boot = asking(
    { ...host.boot, chosenEntry: pickedEntry(entry) },
    conditions.map(({ id, of }) => [id, () => of[choices.choose(id, of.length)]]),
  );
  const assumptions = asking(
    host.assumptions,
    switches.map((name) => [name, () => (choices.choose(name, 2) === 0) === host.assumptions[name]]),
  );
  const askingHost = asking({ ...host, assumptions }, [
    ['failing', () => failing[choices.choose(failingDimension.id, failing.length)]],
  ]);
  const context: Context = { host: askingHost, config: reading.config, conditions: boot, consulted: new Set() };
  const start = { conditions: boot, shutdown: null, waitSeconds };
  const asked: readonly Asked[] = [
    ...conditions,
    { id: failingDimension.id, values: [...failingDimension.values.slice(0, 1), ...frame.failing] },
  ];

  for (const { result, chosen } of choices.courses(() => oneBoot(context, start, machineAfter(leaves, boot)).result)) {
    yield {
      result,
      parts: partsOf(frame, asked, chosen),
      flipped: switches.filter((name) => chosen.get(name) === 1),
    };
  }
}

/** The object with some of its fields asked for when they are read. */
function asking<T extends object>(base: T, fields: readonly (readonly [keyof T, () => unknown])[]): T {
  const result = { ...base };
  for (const [name, get] of fields) Object.defineProperty(result, name, { get, enumerable: true });
  return result;
}

function partsOf(frame: Frame, asked: readonly Asked[], chosen: ReadonlyMap<string, number>): readonly Part[] {
  const { entry, cache } = frame;
  const differs = differsOf(frame, asked, chosen);
  return circumstances.map(({ allows }) => {
    const isIn = allows(entryId, entry) && allows(cacheDimension.id, cache);
    const weights = asked.map(({ id, values }) => {
      const allowed = values.map((value, index) => allows(id, { index, id: value.id }));
      const index = chosen.get(id);
      return index === undefined ? allowed.filter(Boolean).length : Number(allowed[index]);
    });
    return { weight: isIn ? product(weights) : 0, differs };
  });
}

function differsOf({ entry, cache }: Frame, asked: readonly Asked[], chosen: ReadonlyMap<string, number>) {
  const values = [
    [entryId, entry] as const,
    [cacheDimension.id, cache] as const,
    ...asked.map(({ id, values: all }) => {
      const index = chosen.get(id) ?? 0;
      return [id, { index, id: all[index]?.id ?? '' }] as const;
    }),
  ];
  return Object.fromEntries(values.filter(([, { index }]) => index > 0).map(([id, value]) => [id, value.id]));
}

function countedOf(frame: Frame, { result, parts, flipped }: Course, met: Met): Counted {
  const { kernel, reading } = frame;
  const { id, cut } = met.moment;
  const { ran, memory } = met.leaves;
  const { boots, stages } = result;
  const { verdict } = kernel ? conclude({ ran, memory }, kernel, stages) : nothingBoots({ ran, memory });
  return {
    ending: {
      boots,
      ran,
      memory,
      available: kernel?.available ?? [],
      at: (name) => stages.find(({ stage }) => stage === name),
    },
    verdict,
    evidence: result.evidence,
    parts,
    sizeOf: (part) => sizeOfDifference(part) + (id === 'idle' ? 0 : 1),
    exampleOf: ({ differs }) => ({ moment: id, cut, assuming: reading.assuming, differs }),
    flipped,
  };
}

function sizeOfDifference({ differs }: Part): number {
  return Object.keys(differs).length;
}

function sizeOf({ values }: Pick<Dimension, 'values'>): number {
  return values.length;
}

function product(factors: readonly number[]): number {
  return factors.reduce((result, factor) => result * factor, 1);
}
