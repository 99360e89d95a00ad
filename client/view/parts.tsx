/** Small pieces that several sections draw. */

import type { ComponentChildren, JSX } from 'preact';
import type { Tone } from '../../server/src/protocol.ts';
import { evidenceWords, tones } from './words.ts';

/** A tone as a mark, with its word for those who do not see the mark. */
export function Mark({ tone }: { readonly tone: Tone }): JSX.Element {
  return (
    <span class={`mark ${tone}`}>
      <span aria-hidden="true">{tones[tone].mark}</span>
      <span class="unseen">{tones[tone].word}: </span>
    </span>
  );
}

const toneShapes: Readonly<Record<Tone, JSX.Element>> = {
  good: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m7.8 12.4 2.9 2.9 5.6-6" />
    </>
  ),
  warn: (
    <>
      <path d="M12 3.6 2.8 19.8h18.4z" />
      <path d="M12 9.6v4.8M12 17v.2" />
    </>
  ),
  bad: (
    <>
      <path d="M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2z" />
      <path d="m9 9 6 6m0-6-6 6" />
    </>
  ),
};

/** The icon of a verdict: a shape of its own for each tone. `size` in CSS pixels. */
export function ToneIcon({ tone, size = 24 }: { readonly tone: Tone; readonly size?: number }): JSX.Element {
  return (
    <svg class={`icon ${tone}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {toneShapes[tone]}
    </svg>
  );
}

/** What a statement rests on, and where that stands. */
export function Evidence({ of, source = '' }: { readonly of: string; readonly source?: string }): JSX.Element {
  const known = Object.hasOwn(evidenceWords, of) ? evidenceWords[of] : undefined;
  return (
    <span class="evidence" title={[known?.meaning, source].filter(Boolean).join(' ')}>
      <span class="unseen">Evidence: </span>
      {known?.name ?? of}
    </span>
  );
}

/** What a control means, for its `aria-describedby`; nothing without an id. */
export function Help({ id, text }: { readonly id: string | undefined; readonly text: string }): JSX.Element | null {
  if (id === undefined) return null;
  return (
    <p id={id} class="dim" dir="auto">
      {text}
    </p>
  );
}

/** A text in which releases, options and commands can be told from the words around them. */
export function Terms({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split(terms).map((part, i) => (i % 2 === 0 ? part : <code key={i}>{part}</code>))}</>;
}

/** In one group, so that splitting keeps them: every second part. */
const terms = /(\b\d+\.\d+\.\d+-[\w.-]*\w|\b(?:autoinstall|[a-z]+(?:_[a-z]+)+)\b(?: = (?:yes|no)\b)?|\buptrack-[a-z]+)/;

interface SentencesProps {
  readonly of: readonly string[];
  readonly title?: ComponentChildren;
}

/** A list of sentences under its title; nothing where there are none. */
export function Sentences({ of, title }: SentencesProps): JSX.Element | null {
  if (of.length === 0) return null;
  return (
    <div class="sentences">
      {title !== undefined && <h3>{title}</h3>}
      <ul class="bullets">
        {of.map((sentence) => (
          <li key={sentence} dir="auto">
            <Terms text={sentence} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The client's own words, set apart from ours. */
export function ClientWords({ text }: { readonly text: string }): JSX.Element {
  return (
    <blockquote class="client-words">
      <span class="unseen">The client says: </span>
      <code dir="auto">{text}</code>
    </blockquote>
  );
}
