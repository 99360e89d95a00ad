import { expect, it } from 'vitest';
import { repeated } from '../../../client/src/repeated.ts';

/** A task that ends when it is told to. */
function task() {
  const ends: (() => void)[] = [];
  const run = () => new Promise<void>((resolve) => ends.push(resolve));
  const end = async () => {
    ends.at(-1)?.();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { run, end, runs: () => ends.length };
}

it('runs at the first call', () => {
  const { run, runs } = task();
  repeated(run)();
  expect(runs()).toBe(1);
});

it('runs once more after any number of calls meanwhile, and not beside itself', async () => {
  const { run, end, runs } = task();
  const changed = repeated(run);
  for (let call = 0; call < 4; call++) changed();
  expect(runs()).toBe(1);
  await end();
  expect(runs()).toBe(2);
  await end();
  expect(runs()).toBe(2);
});

it('runs anew when it has come to rest', async () => {
  const { run, end, runs } = task();
  const changed = repeated(run);
  changed();
  await end();
  changed();
  expect(runs()).toBe(2);
});
