import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Assumption, AssumptionValue, Seconds } from '../../../server/src/protocol.ts';
import type { Assumptions as Values } from '../messages.ts';
import { Help } from '../parts.tsx';
import { isSame } from '../settings.ts';

interface AssumptionsProps {
  readonly assumptions: readonly Assumption[];
  /** What the user has set: ahead of `assumptions` until the server has answered. */
  readonly changed: Values;
  readonly onChange: (id: string, value: AssumptionValue) => void;
  readonly onReset: () => void;
}

/** What nobody has measured or said, as native controls. */
export function Assumptions({ assumptions, changed, onChange, onReset }: AssumptionsProps): JSX.Element | null {
  if (assumptions.length === 0) return null;
  const others = assumptions.filter(({ id, value, standard }) => !isSame(changed[id] ?? value, standard)).length;
  return (
    <details class="assumptions">
      <summary>
        <h2>Assumptions ({assumptions.length})</h2>
        {others > 0 && <span class="now">{others} not standard</span>}
      </summary>
      <div class="title-line">
        <p class="dim">No source says these. The times and some of the outcomes above rest on them.</p>
        {Object.keys(changed).length > 0 && (
          <button type="button" onClick={onReset}>
            Reset assumptions
          </button>
        )}
      </div>
      <fieldset class="conditions" aria-label="Assumptions">
        {assumptions.map((assumption) => (
          <Control
            key={assumption.id}
            assumption={assumption}
            value={changed[assumption.id] ?? assumption.value}
            onChange={onChange}
          />
        ))}
      </fieldset>
    </details>
  );
}

interface ControlProps {
  readonly assumption: Assumption;
  readonly value: AssumptionValue;
  readonly onChange: (id: string, value: AssumptionValue) => void;
}

function Control({ assumption, value, onChange }: ControlProps): JSX.Element {
  const { id, label, help, standard } = assumption;
  const control = `assumption-${id}`;
  const described = `${control}-help`;
  const explanation = <Help id={described} text={`${help} Standard: ${words(standard)}.`} />;
  const set = (next: AssumptionValue) => {
    onChange(id, next);
  };
  if (typeof value === 'boolean') {
    return (
      <div class="field check" title={help}>
        <label>
          <input
            type="checkbox"
            aria-describedby={described}
            checked={value}
            onChange={(event) => {
              set(event.currentTarget.checked);
            }}
          />
          <span dir="auto">{label}</span>
        </label>
        {explanation}
      </div>
    );
  }
  if (typeof value === 'number') {
    return (
      <div class="field" title={help}>
        <label for={control} dir="auto">
          {label}
        </label>
        <NumberInput id={control} described={described} value={value} onSet={set} />
        {explanation}
      </div>
    );
  }
  const [least, most] = value;
  return (
    <div class="field" role="group" aria-label={label} aria-describedby={described} title={help}>
      <span dir="auto" aria-hidden="true">
        {label}
      </span>
      <div class="range">
        <NumberInput
          name={`${label}: at least`}
          described={described}
          value={least}
          onSet={(next) => {
            set(atLeast(next, most));
          }}
        />
        <span aria-hidden="true">to</span>
        <NumberInput
          name={`${label}: at most`}
          described={described}
          value={most}
          onSet={(next) => {
            set(atMost(least, next));
          }}
        />
      </div>
      {explanation}
    </div>
  );
}

/** An end that passes the other one takes it along. */
const atLeast = (least: number, most: number): Seconds => [least, Math.max(least, most)];
const atMost = (least: number, most: number): Seconds => [Math.min(least, most), most];

interface NumberInputProps {
  readonly id?: string;
  /** Where no label belongs to it. */
  readonly name?: string;
  readonly described: string;
  readonly value: number;
  readonly onSet: (value: number) => void;
}

function NumberInput({ id, name, described, value, onSet }: NumberInputProps): JSX.Element {
  /** What is being typed: an answer that comes meanwhile must not take it away. */
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="number"
      id={id}
      aria-label={name}
      aria-describedby={described}
      step="any"
      value={typed ?? value}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onChange={(event) => {
        setTyped(null);
        const next = event.currentTarget.valueAsNumber;
        if (Number.isFinite(next)) onSet(next);
        else event.currentTarget.value = String(value);
      }}
      onBlur={() => {
        setTyped(null);
      }}
    />
  );
}

function words(value: AssumptionValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : `${value[0]} to ${value[1]}`;
}
