import type { JSX } from 'preact';
import { Fragment } from 'preact';
import type { Moment, OptionChoices, Preview, WhatIf } from '../../../server/src/protocol.ts';
import { Evidence, Mark } from '../parts.tsx';
import { optionNames, optionsText, whatIfRows } from '../whatif.ts';
import type { WhatIfRow } from '../whatif.ts';

interface WhatIfProps {
  readonly preview: Preview;
  readonly moment: Moment;
  /** Index of the combination that is tried. */
  readonly combination: number | null;
  readonly onTry: (combination: number) => void;
  readonly onSet: (options: OptionChoices) => void;
}

const stages = ['early', 'late', 'cron'] as const;

/** What the other combinations of the three options would lead to at this moment; one can be tried and applied. */
export function WhatIfs({ preview, moment, combination, onTry, onSet }: WhatIfProps): JSX.Element {
  const rows = whatIfRows(preview, moment);
  const current = rows.find(({ isCurrent }) => isCurrent);
  const outcome = combination === null ? undefined : moment.whatIf[combination];
  const tried =
    rows.find((row) => row.combination === combination) ??
    rows.find((row) => preview.whatIfs[outcome ?? -1] === row.whatIf);
  return (
    <section aria-labelledby="whatif-title">
      <h2 id="whatif-title">What if the file said otherwise?</h2>
      <table class="whatif">
        <thead>
          <tr>
            {optionNames.map((name) => (
              <th key={name} scope="col" class="option">
                <code>
                  {name.split(/(?<=^[a-z]+_)/).map((part) => (
                    <Fragment key={part}>
                      <wbr />
                      {part}
                    </Fragment>
                  ))}
                </code>
              </th>
            ))}
            <th scope="col" class="outcome">
              The host then
            </th>
            {stages.map((stage) => (
              <th key={stage} scope="col" class="count">
                {stage}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.combination} row={row} isTried={row === (tried ?? current)} onTry={onTry} />
          ))}
        </tbody>
      </table>
      {tried !== undefined && !tried.isCurrent && <Compared now={current?.whatIf} row={tried} onSet={onSet} />}
    </section>
  );
}

interface RowProps {
  readonly row: WhatIfRow;
  readonly isTried: boolean;
  readonly onTry: (combination: number) => void;
}

function Row({ row, isTried, onTry }: RowProps): JSX.Element {
  const { combination, options, whatIf, isCurrent } = row;
  const id = `whatif-${combination}`;
  return (
    <tr class={isCurrent ? 'current' : ''} aria-current={isCurrent ? 'true' : undefined}>
      {optionNames.map((name, i) => (
        <td key={name} class="option" data-column={name}>
          {i === 0 && (
            <input
              type="radio"
              name="combination"
              id={id}
              aria-label={`Try ${optionsText(options) || 'any of them'}`}
              aria-describedby={`${id}-outcome`}
              checked={isTried}
              onChange={() => {
                onTry(combination);
              }}
            />
          )}
          <label for={id}>{options[name] ?? <span class="dim">any</span>}</label>
        </td>
      ))}
      <td class="outcome">
        <Mark tone={whatIf.tone} />{' '}
        <span id={`${id}-outcome`} dir="auto">
          {whatIf.headline}
        </span>{' '}
        {isCurrent && <span class="now">the file now</span>}
        {whatIf.isUnknownDifference && <span class="dim"> Nobody knows whether it differs from the file now.</span>}
      </td>
      {stages.map((stage) => (
        <td key={stage} class="count" data-column={stage}>
          {whatIf.installed?.[stage] ?? '–'}
        </td>
      ))}
    </tr>
  );
}

interface ComparedProps {
  readonly now: WhatIf | undefined;
  readonly row: WhatIfRow;
  readonly onSet: (options: OptionChoices) => void;
}

/** What is tried beside what the file says now. */
function Compared({ now, row, onSet }: ComparedProps): JSX.Element {
  return (
    <div class="compared" role="group" aria-label="The combination that is tried">
      <dl>
        {now !== undefined && <Outcome name="Now" whatIf={now} />}
        <Outcome name={`With ${optionsText(row.toSet)}`} whatIf={row.whatIf} />
      </dl>
      {Object.keys(row.toSet).length > 0 && (
        <button
          type="button"
          class="primary"
          onClick={() => {
            onSet(row.toSet);
          }}
        >
          Apply to file
        </button>
      )}
    </div>
  );
}

function Outcome({ name, whatIf }: { readonly name: string; readonly whatIf: WhatIf }): JSX.Element {
  const { tone, headline, installed, evidence } = whatIf;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Mark tone={tone} /> <span dir="auto">{headline}</span>
        <p class="counts">
          {installed !== null && stages.map((stage) => `${installed[stage]} after ${stage}`).join(', ')}{' '}
          <Evidence of={evidence} />
        </p>
      </dd>
    </div>
  );
}
