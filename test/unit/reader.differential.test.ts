/** Our reading against the interpreters of this machine, on documents that nobody chose. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadCorpus } from '../fixtures/python/corpus.ts';
import { documents } from '../fixtures/python/documents.ts';
import { ourAnswer } from './answers.ts';
import { findInterpreters, startOracle } from './python.ts';
import type { Answer, Oracle } from './python.ts';

const runs = Number(process.env.UPTRACK_DIFFERENTIAL_RUNS ?? 2_000);
const seed = Number(process.env.UPTRACK_DIFFERENTIAL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const batch = 500;
/** Generous: a document and an interpreter take well under a millisecond. */
const timeout = 120_000 + runs * 60;

const oracles = findInterpreters().map(startOracle);
afterAll(() => {
  for (const oracle of oracles) oracle.close();
});

interface Difference {
  readonly text: string;
  readonly python: Answer;
  readonly ours: Answer;
}

/** The first of the texts that is read differently. */
async function firstDifference(oracle: Oracle, texts: readonly string[]): Promise<Difference | null> {
  const answers = await oracle.ask(texts);
  for (const [index, text] of texts.entries()) {
    const python = answers[index];
    const ours = ourAnswer(text, oracle.interpreter.dialect);
    if (python !== undefined && !isDeepStrictEqual(ours, python)) return { text, python, ours };
  }
  return null;
}

/** The text without one piece, for all pieces of a length. */
function shortened(text: string, length: number): string[] {
  const starts = Array.from({ length: Math.ceil(text.length / length) }, (_, index) => index * length);
  return starts.map((start) => text.slice(0, start) + text.slice(start + length));
}

/** A smaller text that is still read differently: pieces go, half of the text first, single characters last. */
async function shrink(oracle: Oracle, difference: Difference): Promise<Difference> {
  let smallest = difference;
  let length = Math.ceil(smallest.text.length / 2);
  while (smallest.text.length > 0) {
    const smaller = await firstDifference(oracle, shortened(smallest.text, length));
    if (smaller !== null) smallest = smaller;
    else if (length > 1) length = Math.ceil(length / 2);
    else break;
  }
  return smallest;
}

function describe(oracle: Oracle, { text, python, ours }: Difference): string {
  const { version, dialect } = oracle.interpreter;
  return [
    `Python ${version} and dialect ${dialect} differ (UPTRACK_DIFFERENTIAL_SEED=${seed}) on ${JSON.stringify(text)}`,
    `Python: ${JSON.stringify(python)}`,
    `ours:   ${JSON.stringify(ours)}`,
  ].join('\n');
}

if (oracles.length === 0) {
  test('no Python is installed here: the recorded answers stand alone (reader.test.ts)', () => {
    console.warn('No Python 2.7 or 3.6+ found: nothing to compare with but test/fixtures/python/corpus.json.');
    expect(loadCorpus().entries.length).toBeGreaterThan(0);
  });
} else {
  const versions = oracles.map(({ interpreter }) => interpreter.version).join(', ');
  test(
    `reads ${runs} generated documents as Python ${versions} does`,
    async () => {
      console.log(`UPTRACK_DIFFERENTIAL_SEED=${seed} UPTRACK_DIFFERENTIAL_RUNS=${runs}`);
      for (let done = 0; done < runs; done += batch) {
        const texts = fc.sample(documents, { numRuns: Math.min(batch, runs - done), seed: seed + done });
        const found = await Promise.all(oracles.map((oracle) => firstDifference(oracle, texts)));
        const differences: string[] = [];
        for (const [index, difference] of found.entries()) {
          const oracle = oracles[index];
          if (difference === null || oracle === undefined) continue;
          differences.push(describe(oracle, await shrink(oracle, difference)));
        }
        expect(differences.join('\n\n')).toBe('');
      }
    },
    timeout,
  );
}
