/** Parser, reader, rules, features and simulator on documents, positions and hosts that nobody chose. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documents } from './documents.ts';
import { failures, failureText, type Failure } from './failures.ts';
import { runs, seed, timeout } from './runs.ts';
import { watch } from './slowest.ts';

const batch = 500;
/** Between two lines that say how far it is. */
const told = 50_000;

test(
  `${runs} documents break no property`,
  async () => {
    console.log(`UPTRACK_FUZZ_SEED=${seed} UPTRACK_FUZZ_RUNS=${runs}`);
    const { subjectOf, summary } = watch();
    const found: Failure[] = [];
    for (let done = 0; done < runs && found.length === 0; done += batch) {
      if (done % told === 0 && done > 0) console.log(`${done} documents`);
      const texts = fc.sample(documents, { numRuns: Math.min(batch, runs - done), seed: seed + done });
      for (const [index, text] of texts.entries()) found.push(...failures(text, seed + done + index, subjectOf));
      // The runner wants to hear of its worker.
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log(summary());
    expect(found.map(failureText).join('\n\n')).toBe('');
  },
  timeout,
);
