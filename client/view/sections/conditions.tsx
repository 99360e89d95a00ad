import type { JSX } from 'preact';
import type { Condition, ConditionValue } from '../../../server/src/protocol.ts';
import type { Conditions as Values } from '../messages.ts';
import { Help } from '../parts.tsx';

interface ConditionsProps {
  readonly conditions: readonly Condition[];
  /** What the user has set: ahead of `conditions` until the server has answered. */
  readonly changed: Values;
  readonly onChange: (id: string, value: ConditionValue) => void;
  readonly onReset: () => void;
}

/** What the boot after the cut meets, as native controls. */
export function Conditions({ conditions, changed, onChange, onReset }: ConditionsProps): JSX.Element {
  return (
    <section aria-labelledby="conditions-title">
      <div class="title-line">
        <h2 id="conditions-title">What the boot meets</h2>
        {Object.keys(changed).length > 0 && (
          <button type="button" onClick={onReset}>
            Reset
          </button>
        )}
      </div>
      <div class="groups">
        {[...new Set(conditions.map(({ group }) => group))].map((group) => (
          <fieldset key={group} class="conditions">
            <legend dir="auto">{group}</legend>
            {conditions
              .filter((condition) => condition.group === group)
              .map((condition) => (
                <Control
                  key={condition.id}
                  condition={condition}
                  value={changed[condition.id] ?? condition.value}
                  onChange={onChange}
                />
              ))}
          </fieldset>
        ))}
      </div>
    </section>
  );
}

const isCheck = ({ choices }: Condition) => choices.length === 0;

interface ControlProps {
  readonly condition: Condition;
  readonly value: ConditionValue;
  readonly onChange: (id: string, value: ConditionValue) => void;
}

function Control({ condition, value, onChange }: ControlProps): JSX.Element {
  const { id, label, help, choices } = condition;
  const control = `condition-${id}`;
  const described = help === '' ? undefined : `${control}-help`;
  return (
    <div title={help} class={isCheck(condition) ? 'field check' : 'field'}>
      {isCheck(condition) ? (
        <label>
          <input
            type="checkbox"
            id={control}
            aria-describedby={described}
            checked={value === true}
            onChange={(event) => {
              onChange(id, event.currentTarget.checked);
            }}
          />
          <span dir="auto">{label}</span>
        </label>
      ) : (
        <>
          <label for={control} dir="auto">
            {label}
          </label>
          <select
            id={control}
            aria-describedby={described}
            value={String(value)}
            onChange={(event) => {
              onChange(id, event.currentTarget.value);
            }}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </>
      )}
      <Help id={described} text={help} />
    </div>
  );
}
