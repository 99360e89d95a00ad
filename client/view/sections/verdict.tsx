import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Fix, OptionChoices, Preview, Result } from '../../../server/src/protocol.ts';
import { ClientWords, Evidence, ToneIcon } from '../parts.tsx';
import { tones } from '../words.ts';

interface VerdictProps extends Handlers {
  readonly preview: Preview;
  readonly results: readonly Result[];
}

interface Handlers {
  readonly onOpenLine: (line: number) => void;
  readonly onSet: (options: OptionChoices) => void;
}

/** So long nothing must have changed before the verdict is read out: who drags the cut does not want to hear each step. */
const quietMilliseconds = 500;

/**
 * What comes back, in a sentence for each result. Below it, unseen, stands the longest verdict of all moments: it
 * keeps the height, so that the strip does not move away from the pointer that drags it.
 */
export function Verdict({ preview, results, ...handlers }: VerdictProps): JSX.Element {
  const longest = useMemo(() => longestVerdict(preview), [preview]);
  return (
    <section id="verdict" class="verdict" aria-labelledby="verdict-title" tabIndex={-1}>
      <h2 id="verdict-title" class="unseen">
        Verdict
      </h2>
      <Announced text={results.map(spoken).join(' ')} />
      <div class="cards">
        <Cards results={results} {...handlers} />
      </div>
      <div class="cards room" aria-hidden="true">
        <Cards results={longest} {...inert} />
      </div>
    </section>
  );
}

const inert: Handlers = { onOpenLine: () => undefined, onSet: () => undefined };

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

interface CardsProps extends Handlers {
  readonly results: readonly Result[];
}

function Cards({ results, ...handlers }: CardsProps): JSX.Element {
  return (
    <>
      {results.map((result) => (
        <div key={result.assuming} class={`card ${result.tone}`}>
          <ToneIcon tone={result.tone} />
          <div class="card-text">
            {result.assuming !== '' && (
              <p class="assuming" dir="auto">
                {result.assuming}
              </p>
            )}
            <p class="headline" dir="auto">
              <span class="unseen">{tones[result.tone].word}: </span>
              <b>{result.headline}</b> <Evidence of={result.evidence} />
            </p>
            {result.detail !== '' && <p dir="auto">{result.detail}</p>}
            {result.trap !== null && <Trap text={result.trap} />}
            {result.refusal !== null && <Refusal {...result.refusal} {...handlers} />}
          </div>
          {result.fix !== null && <OneFix fix={result.fix} {...handlers} />}
        </div>
      ))}
    </>
  );
}

/** A loss that the next boot makes permanent. */
function Trap({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="trap">
      <ToneIcon tone="warn" size={16} />
      <span dir="auto">
        <b>The next boot makes it permanent.</b> {text}
      </span>
    </p>
  );
}

/** The one thing to change. */
function OneFix({ fix, onSet }: { readonly fix: Fix } & Pick<Handlers, 'onSet'>): JSX.Element {
  const { label, options, then } = fix;
  return (
    <div class="fix">
      {options === null ? (
        <p dir="auto">
          <b>{label}</b>
        </p>
      ) : (
        <button
          type="button"
          class="primary"
          onClick={() => {
            onSet(options);
          }}
        >
          <span dir="auto">{label}</span>
        </button>
      )}
      <p class="dim" dir="auto">
        {then}
      </p>
    </div>
  );
}

type RefusalProps = NonNullable<Result['refusal']> & Pick<Handlers, 'onOpenLine'>;

function Refusal({ message, line, onOpenLine }: RefusalProps): JSX.Element {
  return (
    <>
      <ClientWords text={message} />
      {line !== null && (
        <button
          type="button"
          class="primary"
          onClick={() => {
            onOpenLine(line);
          }}
        >
          Go to line {line + 1}
        </button>
      )}
    </>
  );
}

/** Of all moments, roughly: what takes the most characters takes the most lines. */
function longestVerdict({ moments, results }: Preview): readonly Result[] {
  const lengths = results.map(
    ({ assuming, headline, detail, trap, fix, refusal }) =>
      assuming.length +
      headline.length * 1.2 +
      detail.length +
      (trap === null ? 0 : trap.length + 120) +
      (fix?.then.length ?? 0) / 2 +
      (refusal === null ? 0 : refusal.message.length + 200),
  );
  let longest: readonly number[] = [];
  let most = -1;
  for (const moment of moments) {
    const length = moment.results.reduce((sum, result) => sum + 150 + (lengths[result] ?? 0), 0);
    if (length > most) [longest, most] = [moment.results, length];
  }
  return longest.flatMap((result) => results[result] ?? []);
}
