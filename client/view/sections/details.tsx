import type { JSX } from 'preact';
import type { OptionChoices, Result, StageSummary } from '../../../server/src/protocol.ts';
import { ClientWords, Evidence, Terms, ToneIcon } from '../parts.tsx';

/** A result, and what its buttons do. */
export interface DetailsProps {
  readonly result: Result;
  readonly onOpenLine: (line: number) => void;
  readonly onSet: (options: OptionChoices) => void;
}

/** What stands below the sentence of a verdict: first the one thing to change, then what happens, then how sure that is. */
export function Details(props: DetailsProps): JSX.Element {
  const { refusal, detail, trap } = props.result;
  return (
    <>
      <Change {...props} />
      <div class="card-text">
        {refusal !== null && <ClientWords text={refusal.message} />}
        {detail !== '' && (
          <p dir="auto">
            <Terms text={detail} />
          </p>
        )}
        {trap !== null && <Trap text={trap} />}
        <WeakestLink {...props.result} />
      </div>
    </>
  );
}

/** The one thing to change, and the button that does it or leads to it. */
function Change({ result: { fix, refusal }, onOpenLine, onSet }: DetailsProps): JSX.Element | null {
  const options = fix?.options ?? null;
  const line = refusal?.line ?? null;
  if (fix === null && line === null) return null;
  return (
    <div class={options === null ? 'fix advice' : 'fix'}>
      {fix !== null && options === null && (
        <p>
          What would help:{' '}
          <b dir="auto">
            <Terms text={fix.label} />
          </b>
        </p>
      )}
      {fix !== null && options !== null && (
        <button
          type="button"
          class="primary"
          onClick={() => {
            onSet(options);
          }}
        >
          <span dir="auto">{fix.label}</span>
        </button>
      )}
      {fix !== null && (
        <p class="dim" dir="auto">
          <Terms text={fix.then} />
        </p>
      )}
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
    </div>
  );
}

/** A loss that the next boot makes permanent. */
function Trap({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="trap">
      <ToneIcon tone="warn" size={16} />
      <span dir="auto">
        <b>The next boot makes it permanent.</b> <Terms text={text} />
      </span>
    </p>
  );
}

/** What the verdict rests on: its sentence says that it is unsure, not which of the steps below makes it so. */
function WeakestLink({ evidence, boot, stages }: Result): JSX.Element {
  const steps = [{ title: 'Boot loader', evidence: boot.evidence, source: '' }, ...stages.filter(isOfVerdict)];
  const weakest = steps.filter((step) => step.evidence === evidence);
  return (
    <p class="weakest dim">
      Weakest link: <span dir="auto">{weakest.map(({ title }) => title).join(', ') || 'before the cut'}</span>{' '}
      <Evidence of={evidence} source={weakest.find(({ source }) => source !== '')?.source ?? ''} />
    </p>
  );
}

/** The verdict is about what is back before the first periodic run. */
const isOfVerdict = ({ stage }: StageSummary) => stage !== 'cron';
