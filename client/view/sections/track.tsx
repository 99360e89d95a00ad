import type { JSX } from 'preact';
import type { Preview, Tone } from '../../../server/src/protocol.ts';
import { cellOf } from '../strip.ts';
import type { Segment } from '../strip.ts';
import { toneOrder, worst } from '../words.ts';

/** A group of at most this many moments has its steps drawn. */
const fewMoments = 12;

/** Down the strip, in CSS pixels: the handle's bolt, the segments, how each moment ends, the labels. */
export const bar = { y: 14, height: 22 };
const endings = { y: 39, step: 3 };
const labels = { y: 50, height: 30 };
/** Of the whole strip. */
export const height = labels.y + labels.height;

/** A share of the strip's width, for an attribute. */
export const percent = (share: number): string => `${share * 100}%`;

/** The sign of the cut, 12 by 16 CSS pixels. */
export const boltPath = 'M7.2 0 1 8.6h3.6L3.2 16l7-9.6H6.4L9 0z';

/** What the bars below the strip mean. */
export function Legend(): JSX.Element {
  return (
    <span class="legend" aria-hidden="true">
      It ends
      {toneOrder.map((tone, i) => (
        <span key={tone}>
          <svg width="14" height="9">
            <rect class={`ending ${tone}`} width="14" height={endings.step * (i + 1)} />
          </svg>
          {endingWords[tone]}
        </span>
      ))}
    </span>
  );
}

const endingWords: Readonly<Record<Tone, string>> = { good: 'well', warn: 'in part', bad: 'badly' };

/** A preview and its strip. */
export interface TrackProps {
  readonly preview: Preview;
  readonly segments: readonly Segment[];
}

/** What does not move: outlines, labels, and below them how each moment ends, higher and darker where it is worse. */
export function Track({ preview, segments }: TrackProps): JSX.Element {
  return (
    <>
      {segments.map((segment) => (
        <g key={segment.first}>
          <rect class="segment" x={percent(segment.start)} width={percent(segment.end - segment.start)} {...bar} />
          {segment.count > 1 &&
            segment.count <= fewMoments &&
            Array.from({ length: segment.count - 1 }, (_, i) => (
              <Divider key={i} at={cellOf(segments, segment.first + i).end} />
            ))}
          <foreignObject x={percent(segment.start)} width={percent(segment.end - segment.start)} {...labels}>
            <div class="segment-label" title={segment.label}>
              <span dir="auto">{segment.label}</span>
            </div>
          </foreignObject>
        </g>
      ))}
      {tonesAlong(preview).map(({ tone, first, last }) => {
        const start = cellOf(segments, first).start;
        return (
          <rect
            key={first}
            class={`ending ${tone}`}
            x={percent(start)}
            y={endings.y}
            width={percent(cellOf(segments, last).end - start)}
            height={endings.step * (toneOrder.indexOf(tone) + 1)}
          />
        );
      })}
    </>
  );
}

function Divider({ at }: { readonly at: number }): JSX.Element {
  return <line class="divider" x1={percent(at)} x2={percent(at)} y1={bar.y} y2={bar.y + bar.height} />;
}

/** Neighbouring moments that end alike, of several results by the worst. */
function tonesAlong({ moments, results }: Preview): readonly { tone: Tone; first: number; last: number }[] {
  const runs: { tone: Tone; first: number; last: number }[] = [];
  for (const [index, moment] of moments.entries()) {
    const tone = worst(moment.results.flatMap((result) => results[result]?.tone ?? []));
    const run = runs.at(-1);
    if (run?.tone === tone) run.last = index;
    else runs.push({ tone, first: index, last: index });
  }
  return runs;
}
