/** What it costs to explore every scenario of a host. */
import { Analysis } from '../../server/src/analysis.ts';
import { defaultFile } from '../../server/src/config/default-file.ts';
import { check } from '../../server/src/rules/index.ts';
import { explore } from '../../server/src/simulator/explore.ts';
import type { Host } from '../../server/src/simulator/host.ts';
import { hostOf as sampleHost, samples } from '../../server/src/simulator/samples.ts';
import { hostOf } from '../unit/simulator/fixture.ts';
import { growth, inTurns, inWords, linear, medianOf, ofTurns, ratio, timed, type Row } from './measure.ts';

const { effectives } = new Analysis(defaultFile);
const explored = (host: Host) => explore(effectives, host);

function analyse(): void {
  const analysis = new Analysis(defaultFile);
  if (analysis.effectives.length > 0) check(analysis);
}

/** In a run: one alone is over too soon. */
const analyses = 100;

/** Of each sample. */
export async function exploreCost(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const sample of samples) {
    const host = sampleHost(sample);
    const { scenarios, courses } = explored(host);
    const turns = await inTurns(7, [timed(() => explored(host)), timed(analyse, analyses)]);
    const perCourse = ratio(turns, [courses, analyses]).measured ?? NaN;
    const analysis = inWords(medianOf(turns, 1) / analyses);
    rows.push({
      name: `explore ${sample.id}: a scenario, against analysing the default file`,
      ...ratio(turns, [scenarios, analyses]),
      bar: 0.1,
      unit: '×',
      note: `${scenarios} scenarios in ${courses} courses; a course ${perCourse.toPrecision(2)} × of ${analysis}`,
    });
    rows.push({
      name: `explore ${sample.id}: scenarios in a millisecond`,
      ...ofTurns(turns, ([time = NaN]) => scenarios / time),
      bar: null,
      unit: '/ms',
      note: `all of them in ${inWords(medianOf(turns, 0))}`,
    });
  }
  return rows;
}

/** With so many updates, half of them installed. */
function withUpdates(count: number): Host {
  const ids = Array.from({ length: count }, (_, index) => `unlisted-${index + 1}`);
  const half = ids.slice(0, count / 2);
  return hostOf({ K1: { bootPlan: half, available: ids }, host: { installed: half, updates: {} } });
}

/** With so many more kernels that were patched before. */
function withKernels(count: number): Host {
  const host = hostOf();
  const older = host.kernels.slice(-1);
  const more = Array.from({ length: count }, (_, index) =>
    older.map((kernel) => ({ ...kernel, release: `4.1.12-${90 - index}.1.1.el6uek.x86_64` })),
  );
  return { ...host, kernels: [...host.kernels, ...more.flat()] };
}

const series = [
  { what: 'updates', hosts: [10, 100, 1000].map(withUpdates) },
  // Courses grow with their square: a hundred times as many would measure nothing but patience.
  { what: 'kernels', hosts: [2, 4, 8, 16].map(withKernels) },
] as const;

/** With the number of scenarios, and with that of the courses that are run for them. */
export async function exploreGrowth(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, hosts } of series) {
    const counts = hosts.map(explored);
    const turns = await inTurns(
      9,
      hosts.map((host) => timed(() => explored(host))),
    );
    const times = hosts.map((_, index) => medianOf(turns, index));
    for (const per of ['scenarios', 'courses'] as const) {
      const numbers = counts.map((count) => count[per]);
      const each = numbers.map((number, index) => inWords((times[index] ?? NaN) / number));
      // More updates are more scenarios, and not more courses.
      const grows = new Set(numbers).size > 1;
      rows.push({
        name: `growth of explore with ${per}, more ${what}`,
        ...(grows ? growth(turns, numbers) : { measured: null, runs: turns.length, spread: null }),
        bar: linear,
        unit: '^',
        note: `${numbers.join(', ')} ${per}; each ${each.join(', ')}`,
      });
    }
  }
  return rows;
}
