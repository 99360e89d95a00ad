import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../../server/src/protocol.ts';
import { ToneIcon } from '../parts.tsx';
import { tones } from '../words.ts';
import { Details } from './details.tsx';
import type { DetailsProps } from './details.tsx';

interface VerdictProps extends Omit<DetailsProps, 'result'> {
  /** All results of the moment; `result` is the one shown in full. */
  readonly results: readonly Result[];
  readonly result: Result;
  readonly onAssume: (assuming: string) => void;
}

/** So long nothing must have changed before the verdict is read out: who drags the cut does not want to hear each step. */
const quietMilliseconds = 500;

/** What comes back, in a sentence for each result; one of them in full, as all that stands below. */
export function Verdict({ results, result: shown, onAssume, ...handlers }: VerdictProps): JSX.Element {
  const isChoice = results.length > 1;
  return (
    <section id="verdict" class="verdict" aria-labelledby="verdict-title" tabIndex={-1}>
      <h2 id="verdict-title" class="unseen">
        Verdict
      </h2>
      <Announced text={results.map(spoken).join(' ')} />
      <div class="cards" role={isChoice ? 'radiogroup' : undefined} aria-label={isChoice ? 'Shown in full' : undefined}>
        {results.map((result) => (
          <div key={result.assuming} class={`card ${result.tone}`}>
            <ToneIcon tone={result.tone} />
            {isChoice ? (
              <label class="card-head">
                <input
                  type="radio"
                  name="assuming"
                  checked={result === shown}
                  onChange={() => {
                    onAssume(result.assuming);
                  }}
                />
                <span class="assuming" dir="auto">
                  {result.assuming}
                </span>
                <Headline of={result} />
              </label>
            ) : (
              <div class="card-head">
                {result.assuming !== '' && (
                  <span class="assuming" dir="auto">
                    {result.assuming}
                  </span>
                )}
                <Headline of={result} />
              </div>
            )}
            {result === shown && <Details result={result} {...handlers} />}
          </div>
        ))}
      </div>
    </section>
  );
}

function Headline({ of: { tone, headline } }: { readonly of: Result }): JSX.Element {
  return (
    <span class="headline" dir="auto">
      <span class="unseen">{tones[tone].word}: </span>
      <b>{headline}</b>
    </span>
  );
}

const spoken = ({ assuming, tone, headline }: Result) => [`${tones[tone].word}:`, assuming, headline].join(' ');

/** Says a text once it has settled. */
function Announced({ text }: { readonly text: string }): JSX.Element {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setSaid(text);
    }, quietMilliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
}
