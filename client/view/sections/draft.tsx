import type { JSX, TargetedEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HostDraft, HostQuestion } from '../../../server/src/protocol.ts';
import type { FromView } from '../messages.ts';
import { Sentences, ToneIcon } from '../parts.tsx';

interface DraftProps {
  /** The last answer; null: nothing is read yet. */
  readonly draft: HostDraft | null;
  readonly questions: readonly HostQuestion[];
  readonly onClose: () => void;
  readonly post: (message: FromView) => void;
}

type Answers = Readonly<Record<string, string>>;

/** A host from pasted output: what it says, and questions about what it does not. */
export function Draft({ draft, questions, onClose, post }: DraftProps): JSX.Element {
  const [outputs, setOutputs] = useState<readonly string[]>(['']);
  const [answers, setAnswers] = useState<Answers>({});
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);

  const ask = (next: Answers) => {
    setAnswers(next);
    post({ type: 'draftHost', outputs: outputs.filter((output) => output.trim() !== ''), answers: next });
  };

  return (
    <section class="draft" aria-labelledby="draft-title">
      <h2 id="draft-title">A host from its own output</h2>
      <p id="draft-help" class="dim">
        Paste what <code>uptrack-show</code>, <code>uptrack-show --available</code> or <code>uname -r</code> prints on
        the host, in any order. It is read here and is not kept.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask(answers);
        }}
      >
        {outputs.map((output, i) => (
          <textarea
            key={i}
            ref={i === 0 ? first : null}
            rows={6}
            spellcheck={false}
            aria-label={i === 0 ? 'Output' : `Output ${i + 1}`}
            aria-describedby="draft-help"
            value={output}
            onInput={(event) => {
              const { value } = event.currentTarget;
              setOutputs(outputs.map((old, at) => (at === i ? value : old)));
            }}
          />
        ))}
        <div class="actions">
          <button type="submit" class={draft === null ? 'primary' : ''}>
            Read output
          </button>
          <button
            type="button"
            onClick={() => {
              setOutputs([...outputs, '']);
            }}
          >
            Add another output
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
      <div role="status">
        {draft !== null && (
          <>
            <Sentences of={draft.known} title="What the output says" />
            <Sentences
              of={draft.problems}
              title={
                <>
                  <ToneIcon tone="warn" size={16} /> What does not fit
                </>
              }
            />
            <Sentences of={draft.notes} title="What is assumed" />
          </>
        )}
      </div>
      {questions.length > 0 && (
        <fieldset class="questions">
          <legend>What the output does not say</legend>
          {questions.map((question) => (
            <Question
              key={question.id}
              question={question}
              answer={answers[question.id] ?? ''}
              onAnswer={(answer) => {
                ask({ ...answers, [question.id]: answer });
              }}
            />
          ))}
        </fieldset>
      )}
      {draft !== null && (
        <div class="actions">
          <UseHost host={draft.host} open={draft.open.length} onClose={onClose} post={post} />
        </div>
      )}
    </section>
  );
}

interface UseHostProps extends Pick<DraftProps, 'onClose' | 'post'> {
  readonly host: string | null;
  readonly open: number;
}

function UseHost({ host, open, onClose, post }: UseHostProps): JSX.Element {
  if (host === null) {
    return <p class="dim">{open === 0 ? 'No host can be made of this yet.' : `Questions still open: ${open}.`}</p>;
  }
  return (
    <button
      type="button"
      class="primary"
      onClick={() => {
        post({ type: 'useDraft', host });
        onClose();
      }}
    >
      Use this host
    </button>
  );
}

interface QuestionProps {
  readonly question: HostQuestion;
  readonly answer: string;
  readonly onAnswer: (answer: string) => void;
}

function Question({ question, answer, onAnswer }: QuestionProps): JSX.Element {
  const { id, asks, why, choices, form, remark } = question;
  const control = `question-${id}`;
  const suggestions = `${control}-choices`;
  const common = {
    id: control,
    'aria-describedby': `${control}-why`,
    'aria-invalid': remark !== '',
    value: answer,
    onChange: (event: TargetedEvent<HTMLInputElement | HTMLSelectElement>) => {
      onAnswer(event.currentTarget.value);
    },
  };
  return (
    <div class="field">
      <label for={control} dir="auto">
        {asks}
      </label>
      {choices.length > 0 && form === '' ? (
        <select {...common}>
          <option value="">choose…</option>
          <Options choices={choices} />
        </select>
      ) : (
        <input
          type="text"
          spellcheck={false}
          placeholder={form}
          list={choices.length > 0 ? suggestions : undefined}
          {...common}
        />
      )}
      {form !== '' && choices.length > 0 && (
        <datalist id={suggestions}>
          <Options choices={choices} />
        </datalist>
      )}
      <p id={`${control}-why`} class="dim" dir="auto">
        {remark !== '' && <b class="remark">{remark} </b>}
        {why}
      </p>
    </div>
  );
}

function Options({ choices }: Pick<HostQuestion, 'choices'>): JSX.Element {
  return (
    <>
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  );
}
