/** A host with more updates than each of its moments has room for. */
import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../server/src/simulator/branches.ts';
import { spaceOf } from '../../../server/src/simulator/space.ts';
import { momentsOf } from '../../../server/src/simulator/strip.ts';
import { effectiveOf, hostOf } from './fixture.ts';

const hostWith = (updates: number) => {
  const ids = Array.from({ length: updates }, (_, index) => `unlisted-${index + 1}`);
  return hostOf({ K1: { bootPlan: ids, available: ids }, host: { installed: ids.slice(0, updates / 2), updates: {} } });
};
const spaceWith = (updates: number) => {
  const host = hostWith(updates);
  return spaceOf(host, readingsOf([effectiveOf({})], host));
};

describe('the moments that are run', () => {
  it('are all, where a host has as many updates as hosts have', () => {
    const { moments, momentsLeftOut } = spaceWith(500);
    expect(momentsLeftOut).toBe(0);
    expect(moments).toEqual(momentsOf(hostWith(500), 'every'));
  });

  it('are some of each group, its first and its last among them, where it has too many', () => {
    const every = momentsOf(hostWith(20_000), 'every');
    const { moments, momentsLeftOut } = spaceWith(20_000);
    expect(momentsLeftOut).toBe(every.length - moments.length);
    expect(moments.length).toBeLessThan(200);
    for (const group of new Set(every.map((moment) => moment.group))) {
      const ids = moments.filter((moment) => moment.group === group).map(({ id }) => id);
      const all = every.filter((moment) => moment.group === group).map(({ id }) => id);
      expect([group, ids.at(0), ids.at(-1)]).toEqual([group, all.at(0), all.at(-1)]);
    }
    // Between them, the steps are even.
    const done = moments.flatMap(({ cut }) => (cut.during === 'apply' ? [cut.done] : []));
    const gaps = done.slice(1).map((each, index) => each - (done[index] ?? 0));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });
});
