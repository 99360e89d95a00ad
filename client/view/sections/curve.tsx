import type { JSX } from 'preact';
import type { Preview, Result, WhatIf } from '../../../server/src/protocol.ts';
import { sizeOf } from '../lists.ts';
import { otherLines, phasesOf, shadesOf } from '../timeline.ts';
import type { Phase, Shade } from '../timeline.ts';
import { spanText } from '../times.ts';
import { phaseNames } from '../words.ts';

/** Another outcome to draw beside the one that is shown, dashed. */
export interface Other {
  /** What leads to it: `upgrade_on_reboot = yes`. */
  readonly label: string;
  readonly whatIf: WhatIf;
}

interface CurveProps {
  readonly preview: Preview;
  readonly result: Result;
  readonly other: Other | null;
}

/** Down the drawing, in CSS pixels; across, everything is a share of the width, so that text keeps its size. */
const top = 44;
const bottom = 180;
const axis = { names: bottom + 20, times: bottom + 37, kernels: [bottom + 56, bottom + 72] };
const height = bottom + 80;

/** Two labels closer than this would touch. */
const textHeight = 15;

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

/** How many updates are installed before the cut, while the kernel starts, and after each stage. */
export function Curve({ preview, result, other }: CurveProps): JSX.Element {
  const inMemory = sizeOf(preview, result.memory);
  const most = Math.max(preview.updates.length, 1);
  const y = (count: number) => Math.round(bottom - ((bottom - top) * count) / most);
  const phases = phasesOf(preview, result);
  const cut = phases[1]?.start ?? 0;
  const lines = other?.whatIf.installed ? otherLines(phases, other.whatIf.installed) : [];
  const end = lines.at(-1);
  const counts = [0, most, ...(end === undefined ? [] : [end.to]), inMemory, ...phases.map(({ to }) => to)];
  const levels = axisLabels(counts, y);

  return (
    <div class="curve" role="img" aria-label={describe(phases, most, end === undefined ? null : other, end?.to ?? 0)}>
      <p aria-hidden="true">Updates installed, over assumed times (not to scale)</p>
      <svg class="plot" height={height} aria-hidden="true">
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0v6" />
          </pattern>
        </defs>
        <svg class="scale" width="1" height={height}>
          {levels.map((count) => (
            <text key={count} x="-8" y={y(count) + 4} text-anchor="end">
              {count}
            </text>
          ))}
        </svg>
        {levels.map((count) => (
          <line key={count} class="grid" x1="0" x2="100%" y1={y(count)} y2={y(count)} />
        ))}
        {shadesOf(preview, phases, result.exposure).map((shade) => (
          <Gap key={shade.start} shade={shade} inMemory={inMemory} phases={phases} y={y} />
        ))}
        {phases.slice(2).map(({ name, start }) => (
          <line key={name} class="border" x1={percent(start)} x2={percent(start)} y1={top} y2={bottom + 6} />
        ))}
        {lines.map(({ x1, x2, from, to }) => (
          <line key={x1} class="other" x1={percent(x1)} x2={percent(x2)} y1={y(from)} y2={y(to)} />
        ))}
        {end !== undefined && Math.abs(y(end.to) - y(phases.at(-1)?.to ?? 0)) >= textHeight && (
          <text class="count other-count" x="100%" y={y(end.to) - 6} text-anchor="end">
            {end.to}
          </text>
        )}
        {phases.map((phase, i) => (
          <Course key={phase.name} phase={phase} next={phases[i + 1]} y={y} />
        ))}
        <line class="cut" x1={percent(cut)} x2={percent(cut)} y1={8} y2={bottom + 6} />
        <text class="cut-label" x={percent(cut)} dx="6" y={18}>
          power cut
        </text>
        {phases.map((phase) => (
          <AxisLabels key={phase.name} phase={phase} />
        ))}
        {phases
          .filter(({ kernel }) => kernel !== '')
          .map((phase, i) => (
            <Version key={phase.name} phase={phase} line={i % 2} />
          ))}
      </svg>
    </div>
  );
}

interface GapProps {
  readonly shade: Shade;
  readonly inMemory: number;
  readonly phases: readonly Phase[];
  readonly y: (count: number) => number;
}

/** What was there before the cut and is missing; how many, where no count of the curve stands in the way. */
function Gap({ shade, inMemory, phases, y }: GapProps): JSX.Element | null {
  const { start, end, missing } = shade;
  if (missing === 0 || end <= start) return null;
  const [above, below] = [y(inMemory), y(inMemory - missing)];
  const label = above + 16;
  const counts = phases.filter((phase) => phase.start < end && phase.end > start).map(({ to }) => y(to) - 6);
  const hasRoom = end - start > 0.12 && [below - 6, ...counts].every((count) => Math.abs(count - label) >= textHeight);
  return (
    <g>
      <rect class="lost" x={percent(start)} width={percent(end - start)} y={above} height={below - above} />
      {hasRoom && below > label && (
        <text class="gap" x={percent((start + end) / 2)} y={label} text-anchor="middle">
          {missing} missing
        </text>
      )}
    </g>
  );
}

interface CourseProps {
  readonly phase: Phase;
  readonly next: Phase | undefined;
  readonly y: (count: number) => number;
}

/** A phase of the curve, the jump to the next one, and the count where it rests. */
function Course({ phase, next, y }: CourseProps): JSX.Element {
  const { start, end, from, to, stage } = phase;
  return (
    <g>
      <line class="step" x1={percent(start)} x2={percent(end)} y1={y(from)} y2={y(to)} />
      {next !== undefined && next.from !== to && (
        <line class="step" x1={percent(end)} x2={percent(end)} y1={y(to)} y2={y(next.from)} />
      )}
      {stage === null && (
        <text class="count" x={percent((start + end) / 2)} y={y(to) - 6} text-anchor="middle">
          {to}
        </text>
      )}
    </g>
  );
}

/** Below a phase its name and, of what does more than wait, when it begins: so two times never touch. */
function AxisLabels({ phase }: { readonly phase: Phase }): JSX.Element {
  const { name, start, end, at, stage } = phase;
  return (
    <g>
      <text
        class={stage === null ? 'phase waits' : 'phase'}
        x={percent((start + end) / 2)}
        y={axis.names}
        text-anchor="middle"
      >
        {phaseNames[name] ?? name}
      </text>
      {at !== null && (stage !== null || name === 'boot') && (
        <text class="time" x={percent(start)} y={axis.times} text-anchor="middle">
          {spanText(at)}
        </text>
      )}
    </g>
  );
}

/** The kernel that runs from a phase on. Neighbours stand on two lines: a version can be longer than a phase. */
function Version({ phase, line }: { readonly phase: Phase; readonly line: number }): JSX.Element {
  const isLate = phase.start > 0.6;
  return (
    <text
      class="version"
      x={percent(isLate ? phase.end : phase.start)}
      y={axis.kernels[line]}
      text-anchor={isLate ? 'end' : 'start'}
    >
      {phase.kernel}
    </text>
  );
}

/** The counts to name on the scale: later ones first, as the ends matter less than what the host runs. */
function axisLabels(counts: readonly number[], y: (count: number) => number): readonly number[] {
  const shown: number[] = [];
  for (const count of counts.toReversed()) {
    if (shown.every((other) => Math.abs(y(other) - y(count)) >= textHeight)) shown.push(count);
  }
  return shown;
}

function describe(phases: readonly Phase[], most: number, other: Other | null, count: number): string {
  const levels = phases
    .filter(({ name, stage }) => stage !== null || name in axisWords)
    .map(({ name, to }) => `${to} ${axisWords[name] ?? `after ${name}`}`)
    .join(', ');
  const instead = other === null ? '' : ` With ${other.label}: ${count} in the end.`;
  return `Installed updates of ${most}: ${levels}.${instead} The list below says the same.`;
}

const axisWords: Readonly<Record<string, string>> = {
  before: 'before the cut',
  boot: 'while the kernel starts',
  'nothing starts': 'as no kernel starts',
};
