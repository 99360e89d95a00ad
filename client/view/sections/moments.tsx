import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Preview, Tone } from '../../../server/src/protocol.ts';
import { cellOf, momentAt, segmentAt, segmentsOf } from '../strip.ts';
import type { Segment } from '../strip.ts';
import { toneOrder, worst } from '../words.ts';

interface MomentsProps {
  readonly preview: Preview;
  /** Index of the chosen moment. */
  readonly moment: number;
  readonly onMove: (moment: number) => void;
}

/** A group of at most this many moments shows each of them as a button; a larger one its first, middle and last. */
const fewMoments = 12;

/** Down the strip, in CSS pixels: the handle's bolt, the segments, how each moment ends, the labels. */
const bar = { y: 14, height: 22 };
const endings = { y: 39, step: 3 };
const labels = { y: 50, height: 30 };
const height = labels.y + labels.height;

const percent = (share: number) => `${share * 100}%`;

/**
 * The moment of the cut. The range input is the control: it has the focus, the keys and the words. It is not seen,
 * because its own track would put every moment at the same distance; the pointer works on the strip that is.
 */
export function Moments({ preview, moment, onMove }: MomentsProps): JSX.Element {
  const strip = useRef<HTMLDivElement>(null);
  const range = useRef<HTMLInputElement>(null);
  const segments = useMemo(() => segmentsOf(preview.moments), [preview]);
  const track = useMemo(() => <Track preview={preview} segments={segments} />, [preview, segments]);
  const current = segmentAt(segments, moment);
  const cell = cellOf(segments, moment);
  const at = (cell.start + cell.end) / 2;
  const label = preview.moments[moment]?.label ?? '';

  const moveTo = (clientX: number) => {
    const box = strip.current?.getBoundingClientRect();
    if (box !== undefined) onMove(momentAt(segments, (clientX - box.left) / box.width));
  };

  return (
    <section aria-labelledby="moments-title">
      <div class="title-line">
        <h2 id="moments-title">When does the power fail?</h2>
        <Legend />
      </div>
      <div
        ref={strip}
        class="strip"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          range.current?.focus({ preventScroll: true });
          moveTo(event.clientX);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event.clientX);
        }}
      >
        <input
          ref={range}
          type="range"
          aria-label="Moment of the power cut"
          aria-valuetext={label}
          min={0}
          max={preview.moments.length - 1}
          step={1}
          value={moment}
          onInput={(event) => {
            onMove(event.currentTarget.valueAsNumber);
          }}
        />
        <svg width="100%" height={height} aria-hidden="true">
          {current !== undefined && (
            <>
              <rect
                class="segment current"
                x={percent(current.start)}
                width={percent(current.end - current.start)}
                {...bar}
              />
              <rect class="passed" x={percent(current.start)} width={percent(at - current.start)} {...bar} />
            </>
          )}
          {track}
          <svg class="handle" x={percent(at)} width="1" height={height} overflow="visible">
            <rect class="halo" x="-5" y={bar.y - 3} width="10" height={bar.height + 6} rx="3" />
            <path class="line" d={`M0 ${bar.y}v${bar.height + 12}`} />
            <path class="bolt" transform="translate(-6 -2)" d={boltPath} />
          </svg>
        </svg>
      </div>
      <div class="chosen">
        <p class="moment">
          <svg class="bolt" width="12" height="16" viewBox="0 0 12 16" aria-hidden="true">
            <path d={boltPath} />
          </svg>
          <span dir="auto">{label}</span>
        </p>
        <div class="choices" role="group" aria-label={`Moments of “${current?.label ?? ''}”`}>
          {current !== undefined &&
            choicesOf(current).map((choice) => (
              <button
                key={preview.moments[choice]?.id}
                type="button"
                class="choice"
                aria-pressed={choice === moment}
                onClick={() => {
                  onMove(choice);
                }}
              >
                {preview.moments[choice]?.label}
              </button>
            ))}
        </div>
      </div>
    </section>
  );
}

const boltPath = 'M7.2 0 1 8.6h3.6L3.2 16l7-9.6H6.4L9 0z';

function choicesOf({ first, count }: Segment): readonly number[] {
  if (count === 1) return [];
  const steps =
    count <= fewMoments ? Array.from({ length: count }, (_, i) => i) : [0, Math.floor(count / 2), count - 1];
  return steps.map((step) => first + step);
}

/** What the bars below the strip mean. */
function Legend(): JSX.Element {
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

interface TrackProps {
  readonly preview: Preview;
  readonly segments: readonly Segment[];
}

/** What does not move: outlines, labels, and below them how each moment ends, higher and darker where it is worse. */
function Track({ preview, segments }: TrackProps): JSX.Element {
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
