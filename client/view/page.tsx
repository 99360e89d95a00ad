import type { JSX } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { OptionChoices, Preview } from '../../server/src/protocol.ts';
import { useExports } from './exports.ts';
import type { Wanted } from './exports.ts';
import type { FromView } from './messages.ts';
import { Notice } from './sections/notice.tsx';
import { pictureOf } from './picture.ts';
import { sceneOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Action, State } from './state.ts';
import { changes, combinationAfter, optionsText } from './whatif.ts';
import { Assumptions } from './sections/assumptions.tsx';
import { Bar } from './sections/bar.tsx';
import { Conditions } from './sections/conditions.tsx';
import type { Other } from './sections/curve.tsx';
import { Draft } from './sections/draft.tsx';
import type { ExportKind } from './sections/export.tsx';
import { Moments } from './sections/moments.tsx';
import { Scenarios } from './sections/scenarios.tsx';
import { Stages } from './sections/stages.tsx';
import { Updates } from './sections/updates.tsx';
import { Verdict } from './sections/verdict.tsx';
import { WhatIfs } from './sections/whatif.tsx';

interface PageProps {
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  readonly post: (message: FromView) => void;
}

/** The whole panel, section by section. */
export function Page({ state, dispatch, post }: PageProps): JSX.Element {
  const { shown, preview } = state;
  const [isPasting, setPasting] = useState(false);
  const scene = sceneOf(state);
  const give = useExports(state, post);
  const onChoose = (host: string) => {
    dispatch({ type: 'chooseHost', host });
  };
  if (preview === null || scene === null || shown.type === 'waiting') {
    return <Notice shown={shown} onChoose={onChoose} post={post} />;
  }

  const closeDraft = () => {
    setPasting(false);
    dispatch({ type: 'closeDraft' });
    document.getElementById('paste')?.focus();
  };
  return (
    <>
      <Bar
        fileName={state.fileName}
        hosts={preview.hosts}
        host={preview.host}
        chosen={state.host ?? preview.host.id}
        pinned={state.pinned}
        isPasting={isPasting}
        onPin={(pinned) => {
          dispatch({ type: 'pin', pinned });
        }}
        onChoose={onChoose}
        onPaste={() => {
          if (isPasting) closeDraft();
          else setPasting(true);
        }}
        onSaveHost={() => {
          give((now) => ({ type: 'saveHost', ...atOf(now) }));
        }}
        onExport={(what) => {
          give(exported[what]);
        }}
        post={post}
      />
      {isPasting && <Draft draft={state.draft} questions={state.questions} onClose={closeDraft} post={post} />}
      {shown.type === 'preview' ? (
        <Sections state={state} preview={preview} scene={scene} dispatch={dispatch} post={post} />
      ) : (
        <Notice shown={shown} post={post} />
      )}
    </>
  );
}

const atOf = ({ moment, result }: Scene) => ({ moment: moment.id, assuming: result.assuming });

const exported: Readonly<Record<ExportKind, Wanted>> = {
  markdown: (scene) => ({ type: 'copy', format: 'markdown', ...atOf(scene) }),
  transcript: (scene) => ({ type: 'copy', format: 'transcript', ...atOf(scene) }),
  json: (scene) => ({ type: 'saveJson', ...atOf(scene) }),
  image: ({ result }) => {
    const drawing = document.querySelector<SVGSVGElement>('svg.plot');
    return { type: 'saveImage', svg: drawing === null ? '' : pictureOf(drawing, result.headline) };
  },
};

interface SectionsProps extends PageProps {
  readonly preview: Preview;
  readonly scene: Scene;
}

/** What there is to say of a preview. */
function Sections({ state, preview, scene, dispatch, post }: SectionsProps): JSX.Element {
  const { index, moment, results, result } = scene;
  const { why } = state;
  const other = useMemo(() => otherOf(preview, scene, state.combination), [preview, moment, result, state.combination]);
  const onSet = (options: OptionChoices) => {
    post({ type: 'setOptions', options });
  };
  // The same functions all the time: else each of 500 rows would be drawn anew.
  const onAskWhy = useCallback((update: string) => {
    dispatch({ type: 'askWhy', update });
  }, []);
  const onCloseWhy = useCallback(() => {
    dispatch({ type: 'closeWhy' });
  }, []);
  return (
    <>
      <Moments
        preview={preview}
        moment={index}
        onMove={(to) => {
          dispatch({ type: 'move', moment: to });
        }}
      />
      <Verdict
        results={results}
        result={result}
        onAssume={(assuming) => {
          dispatch({ type: 'assume', assuming });
        }}
        onOpenLine={(line) => {
          post({ type: 'openLine', line });
        }}
        onSet={onSet}
      />
      <Stages preview={preview} moment={moment} result={result} other={other} />
      <WhatIfs
        preview={preview}
        moment={moment}
        combination={state.combination}
        onTry={(combination) => {
          dispatch({ type: 'tryCombination', combination });
        }}
        onSet={onSet}
      />
      <Scenarios
        preview={preview}
        explored={state.explored}
        onExplore={() => {
          dispatch({ type: 'explore' });
        }}
        onCancel={() => {
          dispatch({ type: 'cancelExploring' });
        }}
        onLoad={(scenario) => {
          dispatch({ type: 'loadScenario', scenario });
          document.getElementById('verdict')?.focus();
        }}
      />
      <Conditions
        conditions={preview.conditions}
        changed={state.conditions.set}
        onChange={(id, value) => {
          dispatch({ type: 'setCondition', id, value });
        }}
        onReset={() => {
          dispatch({ type: 'resetConditions' });
        }}
      />
      <Assumptions
        assumptions={preview.assumptions}
        changed={state.assumptions.set}
        onChange={(id, value) => {
          dispatch({ type: 'setAssumption', id, value });
        }}
        onReset={() => {
          dispatch({ type: 'resetAssumptions' });
        }}
      />
      <Updates
        preview={preview}
        result={result}
        explained={why}
        isOld={
          why !== null && (why.preview !== preview || why.moment !== moment.id || why.assuming !== result.assuming)
        }
        onAskWhy={onAskWhy}
        onCloseWhy={onCloseWhy}
      />
    </>
  );
}

/** What the curve draws dashed: the combination that is tried, else what the one fix leads to. */
function otherOf(preview: Preview, { moment, result }: Scene, tried: number | null): Other | null {
  const { combinations, whatIfs } = preview;
  const fix = result.fix?.options ?? null;
  const isTried = tried !== null && combinations[tried]?.isCurrent === false;
  const combination = isTried ? tried : fix && combinationAfter(combinations, fix);
  const whatIf = combination === null ? undefined : whatIfs[moment.whatIf[combination] ?? -1];
  if (combination === null || whatIf === undefined) return null;
  const options = combinations[combination]?.options ?? {};
  return { label: optionsText(changes(combinations, options)), whatIf };
}
