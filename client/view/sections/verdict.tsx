import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Preview, Result } from '../../../server/src/protocol.ts';
import { ClientWords, ToneIcon } from '../parts.tsx';
import { tones } from '../words.ts';

interface VerdictProps {
  readonly preview: Preview;
  readonly results: readonly Result[];
  readonly onOpenLine: (line: number) => void;
}

/**
 * What comes back, in a sentence for each result. Below it, unseen, stands the longest verdict of all moments: it
 * keeps the height, so that the strip does not move away from the pointer that drags it.
 */
export function Verdict({ preview, results, onOpenLine }: VerdictProps): JSX.Element {
  const longest = useMemo(() => longestVerdict(preview), [preview]);
  return (
    <section class="verdict" aria-labelledby="verdict-title">
      <h2 id="verdict-title" class="unseen">
        Verdict
      </h2>
      <div role="status" class="cards">
        <Cards results={results} onOpenLine={onOpenLine} />
      </div>
      <div class="cards room" aria-hidden="true">
        <Cards results={longest} onOpenLine={null} />
      </div>
    </section>
  );
}

interface CardsProps {
  readonly results: readonly Result[];
  readonly onOpenLine: ((line: number) => void) | null;
}

function Cards({ results, onOpenLine }: CardsProps): JSX.Element {
  return (
    <>
      {results.map((result) => (
        <div key={result.assuming} class={`card ${result.tone}`}>
          <ToneIcon tone={result.tone} />
          <div>
            {result.assuming !== '' && (
              <p class="assuming" dir="auto">
                {result.assuming}
              </p>
            )}
            <p class="headline" dir="auto">
              <span class="unseen">{tones[result.tone].word}: </span>
              <b>{result.headline}</b>
            </p>
            {result.detail !== '' && <p dir="auto">{result.detail}</p>}
            {result.refusal !== null && <Refusal {...result.refusal} onOpenLine={onOpenLine} />}
          </div>
        </div>
      ))}
    </>
  );
}

type RefusalProps = NonNullable<Result['refusal']> & Pick<CardsProps, 'onOpenLine'>;

function Refusal({ message, line, onOpenLine }: RefusalProps): JSX.Element {
  return (
    <>
      <ClientWords text={message} />
      {line !== null && (
        <button
          type="button"
          class="primary"
          onClick={() => {
            onOpenLine?.(line);
          }}
        >
          Go to line {line + 1}
        </button>
      )}
    </>
  );
}

function longestVerdict({ moments, results }: Preview): readonly Result[] {
  const lengths = results.map(
    ({ assuming, headline, detail, refusal }) =>
      assuming.length + headline.length * 1.2 + detail.length + (refusal?.message.length ?? 0) + (refusal ? 200 : 0),
  );
  let longest: readonly number[] = [];
  let most = -1;
  for (const moment of moments) {
    const length = moment.results.reduce((sum, result) => sum + 150 + (lengths[result] ?? 0), 0);
    if (length > most) [longest, most] = [moment.results, length];
  }
  return longest.flatMap((result) => results[result] ?? []);
}
