/** How long each server takes from the start of its process to `initialize`, and from a document to its diagnostics. */
import { casesOf, measureCases, notInstalled, rowOf, sizes, type Case } from './cases.ts';
import type { Row } from './measure.ts';
import { withServers } from './servers.ts';

/** Each in a process of its own. */
const count = 21;

/** Diagnostics of the first document of a process. */
export const starting = (): Promise<Row[]> =>
  withServers(async (servers) => {
    const cases = casesOf(servers);
    const initialize = new Map<Case, number[]>(cases.map((each) => [each, []]));
    const opened = await measureCases(count, cases, notInstalled(cases), (each) => async () => {
      const begin = performance.now();
      const session = await each.server.start(true);
      const initialized = performance.now();
      await session.open(each.sample, each.server.diagnoses);
      const time = performance.now() - initialized;
      await session.end();
      initialize.get(each)?.push(initialized - begin);
      return time;
    });
    const [smallest] = sizes;
    // The first only warms up; the document comes afterwards, so that one size says all.
    const turns = opened.turns.map((_, turn) => cases.map((each) => initialize.get(each)?.[turn + 1] ?? NaN));
    return [
      rowOf({ ...opened, turns }, 'start to initialize', smallest, { floor: 1.25 }),
      ...sizes.map((size) => rowOf(opened, `open to first diagnostics, ${size} lines`, size)),
    ];
  });
