/** Which document costs most for its length: one that costs far more than the others is a finding, whatever the machine. */
import { subjectOf } from './subject.ts';

interface Timed {
  readonly text: string;
  readonly seed: number;
  /** Milliseconds a character. */
  readonly cost: number;
}

export interface Watch {
  /** Makes the subject, and notes what it cost. */
  readonly subjectOf: typeof subjectOf;
  /** What is to be read, in a line. */
  readonly summary: () => string;
}

/** So that an empty text does not count as slow. */
const basis = 200;

/** Milliseconds of processor time: the machine may be busy with other work. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(text: string, seed: number): Timed {
  const start = processorTime();
  subjectOf(text, seed);
  return { text, seed, cost: (processorTime() - start) / (text.length + basis) };
}

/** The shortest of some runs: the others had the machine busy elsewhere. */
const again = ({ text, seed }: Timed): Timed =>
  Array.from({ length: 7 }, () => timed(text, seed)).reduce((one, other) => (other.cost < one.cost ? other : one));

const byCost = (one: Timed, other: Timed): number => other.cost - one.cost;

export function watch(): Watch {
  let slowest: readonly Timed[] = [];
  const some: Timed[] = [];
  return {
    subjectOf: (text, seed) => {
      const start = processorTime();
      const subject = subjectOf(text, seed);
      const cost = (processorTime() - start) / (text.length + basis);
      if (some.length < 1000) some.push({ text, seed, cost });
      if (cost > (slowest.at(-1)?.cost ?? 0) || slowest.length < 20) {
        slowest = [...slowest, { text, seed, cost }].sort(byCost).slice(0, 20);
      }
      return subject;
    },
    summary: () => {
      const usual = some.map(again).sort(byCost)[some.length >> 1];
      const [worst] = slowest.map(again).sort(byCost);
      if (!usual || !worst) return 'no document';
      const ratio = worst.cost / usual.cost;
      return `The slowest document takes ${ratio.toFixed(1)} × the median per character: ${JSON.stringify(worst.text.slice(0, 200))} (${worst.text.length} characters, chance ${worst.seed})`;
    },
  };
}
