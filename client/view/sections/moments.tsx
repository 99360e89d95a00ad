import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Preview } from '../../../server/src/protocol.ts';
import { cellOf, momentAt, segmentAt, segmentsOf } from '../strip.ts';
import { bar, boltPath, height, Legend, percent, Track } from './track.tsx';
import type { TrackProps } from './track.tsx';

interface MomentsProps {
  readonly preview: Preview;
  /** Index of the chosen moment. */
  readonly moment: number;
  readonly onMove: (moment: number) => void;
}

/**
 * The moment of the cut. It stands above the verdict, whose height changes with it: what the pointer drags stays in its place. The range input is the control: it has the focus, the keys and the words. It is not seen,
 * because its own track would put every moment at the same distance; the pointer works on the strip that is.
 */
export function Moments({ preview, moment, onMove }: MomentsProps): JSX.Element {
  const strip = useRef<HTMLDivElement>(null);
  const range = useRef<HTMLInputElement>(null);
  const segments = useMemo(() => segmentsOf(preview.moments), [preview]);
  const track = useMemo(() => <Track preview={preview} segments={segments} />, [preview, segments]);
  const names = useMemo(() => <Names preview={preview} segments={segments} />, [preview, segments]);
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
        <svg class="bolt" width="12" height="16" viewBox="0 0 12 16" aria-hidden="true">
          <path d={boltPath} />
        </svg>
        <Step name="Previous moment" path="m10 3-5 5 5 5" to={moment - 1} isPossible={moment > 0} onMove={onMove} />
        <Step
          name="Next moment"
          path="m6 3 5 5-5 5"
          to={moment + 1}
          isPossible={moment < preview.moments.length - 1}
          onMove={onMove}
        />
        <select
          aria-label="Moment by name"
          value={String(moment)}
          onChange={(event) => {
            onMove(Number(event.currentTarget.value));
          }}
        >
          {names}
        </select>
      </div>
    </section>
  );
}

interface StepProps {
  readonly name: string;
  readonly path: string;
  readonly to: number;
  readonly isPossible: boolean;
  readonly onMove: (moment: number) => void;
}

/** To a neighbour: on the strip, one of many steps is narrower than a pointer. */
function Step({ name, path, to, isPossible, onMove }: StepProps): JSX.Element {
  return (
    <button
      type="button"
      class="step-by"
      aria-label={name}
      title={name}
      // One that is disabled would lose the focus.
      aria-disabled={!isPossible}
      onClick={() => {
        if (isPossible) onMove(to);
      }}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

/** Every moment by name, in its group. */
function Names({ preview, segments }: TrackProps): JSX.Element {
  return (
    <>
      {segments.map(({ first, count, label }) => (
        <optgroup key={first} label={label}>
          {preview.moments.slice(first, first + count).map(({ id, label: name }, i) => (
            <option key={id} value={String(first + i)}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}
