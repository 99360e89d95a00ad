import type { JSX } from 'preact';
import type { Exploration, Preview, Scenario } from '../../../server/src/protocol.ts';
import { Evidence, Mark, Sentences } from '../parts.tsx';
import { isOfSame } from '../scene.ts';
import type { Explored } from '../state.ts';
import { grouped } from '../words.ts';

interface ScenariosProps {
  readonly preview: Preview;
  readonly explored: Explored | null;
  readonly onExplore: () => void;
  readonly onCancel: () => void;
  readonly onLoad: (scenario: Scenario) => void;
}

/** Every modelled moment and condition: how many end how, and what holds in all of them. */
export function Scenarios({ preview, explored, onExplore, onCancel, onLoad }: ScenariosProps): JSX.Element {
  const exploration = explored?.exploration ?? null;
  const isOld = explored !== null && exploration !== null && !isOfSame(explored.preview, preview);
  const isRunning = explored !== null && exploration === null;
  return (
    <section aria-labelledby="scenarios-title">
      <div class="title-line">
        <h2 id="scenarios-title">All scenarios</h2>
        <button
          type="button"
          onClick={({ detail: clicks }) => {
            // The second click of two was not meant for what the first has made of the button.
            if (!isRunning) onExplore();
            else if (clicks < 2) onCancel();
          }}
        >
          {isRunning ? 'Cancel' : exploration === null ? 'Run all scenarios' : 'Run again'}
        </button>
      </div>
      {explored === null && (
        <p class="dim">Every moment of the cut under every modelled condition, counted by how it ends.</p>
      )}
      {isRunning && (
        <p class="running">
          <progress aria-label="Running all scenarios" value={explored.done} max={1} />
        </p>
      )}
      <div role="status">
        {isOld && <p class="old">The file, the host or an assumption has changed since. Run the scenarios again.</p>}
        {exploration !== null && <Counts {...exploration} onLoad={onLoad} />}
      </div>
    </section>
  );
}

type CountsProps = Exploration & Pick<ScenariosProps, 'onLoad'>;

function Counts({ scenarios, space, verdicts, claims, onLoad }: CountsProps): JSX.Element {
  const holding = claims.filter(({ counterexample }) => counterexample === null);
  const broken = claims.filter(({ counterexample }) => counterexample !== null);
  return (
    <>
      <p>
        <b>{grouped(scenarios)} scenarios.</b> These are counts: nobody knows how likely a scenario is.
      </p>
      <ul class="verdicts">
        {verdicts.map(({ text, tone, scenarios: count, example }) => (
          <li key={text}>
            <span class="number">{grouped(count)}</span>
            <span>
              <Mark tone={tone} /> <span dir="auto">{text}</span>
            </span>
            <Load name="Example" scenario={example} onLoad={onLoad} />
          </li>
        ))}
      </ul>
      <div class="claims">
        {holding.length > 0 && (
          <div>
            <h3>What always holds</h3>
            <ul>
              {holding.map(({ sentence, evidence, source }) => (
                <li key={sentence}>
                  <Mark tone="good" /> <span dir="auto">{sentence}</span> <Evidence of={evidence} source={source} />
                </li>
              ))}
            </ul>
          </div>
        )}
        {broken.length > 0 && (
          <div>
            <h3>What does not always hold</h3>
            <ul>
              {broken.map(({ sentence, holds, scenarios: of, counterexample, evidence, source }) => (
                <li key={sentence}>
                  <Mark tone="bad" /> <span dir="auto">{sentence}</span>{' '}
                  <span class="dim">
                    Holds in {grouped(holds)} of {grouped(of)}.
                  </span>{' '}
                  <Evidence of={evidence} source={source} />{' '}
                  {counterexample !== null && <Load name="Counterexample" scenario={counterexample} onLoad={onLoad} />}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <details class="dim">
        <summary>What is counted, and what is left out</summary>
        <Sentences of={space} />
      </details>
    </>
  );
}

interface LoadProps extends Pick<ScenariosProps, 'onLoad'> {
  readonly name: string;
  readonly scenario: Scenario;
}

function Load({ name, scenario, onLoad }: LoadProps): JSX.Element {
  return (
    <button
      type="button"
      class="link"
      title="Shows this scenario above"
      onClick={() => {
        onLoad(scenario);
      }}
    >
      {name}: <span dir="auto">{scenario.text}</span>
    </button>
  );
}
