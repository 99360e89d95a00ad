import type { JSX } from 'preact';
import type { Preview, Result } from '../../../server/src/protocol.ts';
import { sizeOf } from '../lists.ts';
import { stageNames } from '../words.ts';

interface CurveProps {
  readonly preview: Preview;
  readonly result: Result;
}

interface Plateau {
  readonly name: string;
  readonly count: number;
  /** Empty where it is not said. */
  readonly version: string;
}

/** Heights in CSS pixels; across, everything is a share of the width, so that text keeps its size. */
const top = 20;
const bottom = 140;
const height = bottom + 8;

/** Two labels of the axis closer than this would touch. */
const labelDistance = 13;

/** How many updates are installed before the cut, while the kernel starts, and after each stage. */
export function Curve({ preview, result }: CurveProps): JSX.Element {
  const most = Math.max(preview.updates.length, 1);
  const y = (count: number) => Math.round(bottom - ((bottom - top) * count) / most);
  const inMemory = sizeOf(preview, result.memory);
  const plateaus = plateausOf(preview, inMemory, result);
  const width = 100 / plateaus.length;
  const isSameKernel = result.boot.kernel === preview.host.running || result.boot.kernel === null;
  const levels = axisLabels([0, most, inMemory, ...plateaus.map(({ count }) => count)], y);

  return (
    <div class="curve" role="img" aria-label={describe(plateaus, most)}>
      <p>Updates installed</p>
      <svg class="scale" height={height} aria-hidden="true">
        {levels.map((count) => (
          <text key={count} x="100%" y={y(count) + 4} text-anchor="end">
            {count}
          </text>
        ))}
      </svg>
      <svg class="plot" height={height} aria-hidden="true">
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0v6" />
          </pattern>
        </defs>
        {levels.map((count) => (
          <line key={count} class="grid" x1="0" x2="100%" y1={y(count)} y2={y(count)} />
        ))}
        {plateaus.map(({ count }, i) => {
          const lost = i === 0 || !isSameKernel ? 0 : inMemory - count;
          return (
            lost > 0 && (
              <rect
                key={i}
                class="lost"
                x={`${i * width}%`}
                width={`${width}%`}
                y={y(inMemory)}
                height={y(count) - y(inMemory)}
              />
            )
          );
        })}
        {plateaus.map(({ count }, i) => {
          const next = plateaus[i + 1];
          const lost = i === 0 || !isSameKernel ? 0 : inMemory - count;
          const end = `${(i + 1) * width}%`;
          return (
            <g key={i}>
              <line class="step" x1={`${i * width}%`} x2={end} y1={y(count)} y2={y(count)} />
              {next !== undefined && i > 0 && <line class="border" x1={end} x2={end} y1={top} y2={bottom + 6} />}
              {next !== undefined && <line class="step" x1={end} x2={end} y1={y(count)} y2={y(next.count)} />}
              <text class="count" x={`${(i + 0.5) * width}%`} y={y(count) - 6} text-anchor="middle">
                {count}
              </text>
              {lost > 0 && y(count) - y(inMemory) > 40 && (
                <text class="gap" x={`${(i + 0.5) * width}%`} y={y(inMemory) + 16} text-anchor="middle">
                  −{lost}
                </text>
              )}
            </g>
          );
        })}
        <line class="cut" x1={`${width}%`} x2={`${width}%`} y1={top - 8} y2={bottom + 6} />
      </svg>
      <div class="axis">
        {plateaus.map(({ name, version }) => (
          <div key={name}>
            {name}
            {version !== '' && <code>{version}</code>}
          </div>
        ))}
      </div>
    </div>
  );
}

function plateausOf(preview: Preview, inMemory: number, { boot, stages }: Result): readonly Plateau[] {
  const before: Plateau = { name: 'before', count: inMemory, version: '' };
  if (boot.kernel === null) return [before, { name: 'down', count: 0, version: '' }];
  return [
    before,
    { name: 'boot', count: 0, version: '' },
    ...stages
      .filter(({ stage }) => stage !== 'shutdown')
      .map(({ stage, installed, effectiveKernel }) => ({
        name: stageNames[stage],
        count: sizeOf(preview, installed),
        version: effectiveKernel ?? '',
      })),
  ];
}

/** The counts to name on the axis: later ones first, as the ends matter less than what the host runs. */
function axisLabels(counts: readonly number[], y: (count: number) => number): readonly number[] {
  const shown: number[] = [];
  for (const count of counts.toReversed()) {
    if (shown.every((other) => Math.abs(y(other) - y(count)) >= labelDistance)) shown.push(count);
  }
  return shown;
}

function describe(plateaus: readonly Plateau[], most: number): string {
  const levels = plateaus.map(({ name, count }) => `${count} ${axisWords[name] ?? `after ${name}`}`).join(', ');
  return `Installed updates of ${most}: ${levels}. The list below says the same.`;
}

const axisWords: Readonly<Record<string, string>> = {
  before: 'before the cut',
  boot: 'while the kernel starts',
  down: 'as no kernel starts',
};
