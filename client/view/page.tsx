import type { JSX } from 'preact';
import type { FromView } from './messages.ts';
import { ToneIcon } from './parts.tsx';
import { momentIndex } from './state.ts';
import type { Action, State } from './state.ts';
import { Bar } from './sections/bar.tsx';
import { Conditions } from './sections/conditions.tsx';
import { Moments } from './sections/moments.tsx';
import { Stages } from './sections/stages.tsx';
import { Updates } from './sections/updates.tsx';
import { Verdict } from './sections/verdict.tsx';

interface PageProps {
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  readonly post: (message: FromView) => void;
}

/** The whole panel, section by section. */
export function Page({ state, dispatch, post }: PageProps): JSX.Element {
  const { shown, preview } = state;
  if (shown.type === 'waiting' || (shown.type === 'problem' && preview === null)) return <Notice {...shown} />;
  if (preview === null) return <Notice type="waiting" text="" />;

  const bar = (
    <Bar
      fileName={state.fileName}
      hosts={preview.hosts}
      host={preview.host}
      chosen={state.host ?? preview.host.id}
      onChoose={(host) => {
        dispatch({ type: 'chooseHost', host });
      }}
    />
  );
  if (shown.type === 'problem') {
    return (
      <>
        {bar}
        <Notice {...shown} />
      </>
    );
  }

  const index = momentIndex(preview, state);
  const moment = preview.moments[index];
  const results = moment?.results.flatMap((one) => preview.results[one] ?? []) ?? [];
  const result = results.find(({ assuming }) => assuming === state.assuming) ?? results[0];
  if (moment === undefined || result === undefined) return bar;
  return (
    <>
      {bar}
      <Verdict
        preview={preview}
        results={results}
        onOpenLine={(line) => {
          post({ type: 'openLine', line });
        }}
      />
      <Moments
        preview={preview}
        moment={index}
        onMove={(to) => {
          dispatch({ type: 'move', moment: to });
        }}
      />
      <Stages
        preview={preview}
        moment={moment}
        results={results}
        result={result}
        onAssume={(assuming) => {
          dispatch({ type: 'assume', assuming });
        }}
      />
      <Conditions
        conditions={preview.conditions}
        changed={state.conditions}
        onChange={(id, value) => {
          dispatch({ type: 'setCondition', id, value });
        }}
        onReset={() => {
          dispatch({ type: 'resetConditions' });
        }}
      />
      <Updates preview={preview} result={result} />
    </>
  );
}

/** Instead of a preview: why there is none. */
function Notice({ type, text }: { readonly type: 'waiting' | 'problem'; readonly text: string }): JSX.Element {
  return (
    <div class="notice" role={type === 'problem' ? 'alert' : 'status'}>
      {type === 'problem' && <ToneIcon tone="bad" />}
      <p dir="auto">{text}</p>
    </div>
  );
}
