import type { JSX } from 'preact';
import { Evidence, Sentences } from '../parts.tsx';
import type { Explained } from '../state.ts';

interface WhyProps {
  readonly explained: Explained;
  /** The cut, the file or the host has changed since it was asked. */
  readonly isOld: boolean;
  readonly onAskAgain: () => void;
}

/** Why one update is in or not, and what would bring it in. */
export function WhyText({ explained, isOld, onAskAgain }: WhyProps): JSX.Element {
  const { why } = explained;
  return (
    <div class="why" role="status">
      {isOld && (
        <p class="old">
          This was said of another moment or an earlier state.{' '}
          <button type="button" onClick={onAskAgain}>
            Explain it as it is now
          </button>
        </p>
      )}
      {why === null ? (
        <p class="dim">Asking…</p>
      ) : (
        <>
          <p>
            <b dir="auto">{why.headline}</b> <Evidence of={why.evidence} />
          </p>
          <Sentences of={why.because} />
          {why.changes.length > 0 && (
            <>
              <h3>What would bring it in</h3>
              <ul class="bullets">
                {why.changes.map(({ label, comes, evidence }) => (
                  <li key={label}>
                    <b dir="auto">{label}</b>: <span dir="auto">{comes}</span> <Evidence of={evidence} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <Sentences title="This rests on" of={why.restsOn} />
        </>
      )}
    </div>
  );
}
