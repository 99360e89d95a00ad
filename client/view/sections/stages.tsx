import type { ComponentChildren, JSX } from 'preact';
import type { Moment, Preview, Result, StageSummary, Tone } from '../../../server/src/protocol.ts';
import { sizeOf } from '../lists.ts';
import { ClientWords, Evidence, Mark } from '../parts.tsx';
import { countOf, evidenceWords } from '../words.ts';
import { Curve } from './curve.tsx';

interface StagesProps {
  readonly preview: Preview;
  readonly moment: Moment;
  /** All results of the moment; `result` is the one shown. */
  readonly results: readonly Result[];
  readonly result: Result;
  readonly onAssume: (assuming: string) => void;
}

/** What happens from the cut to the first tick of cron: as a curve, and step by step with the same content. */
export function Stages({ preview, moment, results, result, onAssume }: StagesProps): JSX.Element {
  return (
    <section aria-labelledby="stages-title">
      <h2 id="stages-title">What the host runs</h2>
      {results.length > 1 && <Assuming results={results} result={result} onAssume={onAssume} />}
      <Curve preview={preview} result={result} />
      <Steps preview={preview} moment={moment} result={result} />
      <Glossary used={[result.boot.evidence, ...result.stages.map(({ evidence }) => evidence)]} />
    </section>
  );
}

function Assuming({ results, result, onAssume }: Pick<StagesProps, 'results' | 'result' | 'onAssume'>): JSX.Element {
  return (
    <fieldset class="assume">
      <legend>Shown below</legend>
      {results.map(({ assuming }) => (
        <label key={assuming}>
          <input
            type="radio"
            name="assuming"
            checked={assuming === result.assuming}
            onChange={() => {
              onAssume(assuming);
            }}
          />
          <span dir="auto">{assuming}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Steps({ preview, moment, result }: Pick<StagesProps, 'preview' | 'moment' | 'result'>): JSX.Element {
  const { boot, stages } = result;
  const inMemory = sizeOf(preview, result.memory);
  const before = stages.filter(({ stage }) => stage === 'shutdown');
  const after = stages.filter(({ stage }) => stage !== 'shutdown');
  return (
    <ol class="steps">
      {before.map((stage) => (
        <StageStep key={stage.stage} preview={preview} stage={stage} refusal={result.refusal?.message} />
      ))}
      {before.length === 0 && (
        <Step title="Power cut" tone={null} evidence={null}>
          <p dir="auto">{moment.label}</p>
          <p class="facts">
            {inMemory === 0 ? 'no updates in memory' : `${countOf(inMemory, 'update')} lost from memory`}
          </p>
        </Step>
      )}
      <Step title="Boot loader" tone={boot.kernel === null ? 'bad' : null} evidence={boot.evidence}>
        <p dir="auto">{boot.reason}</p>
        <p class="facts">
          {boot.kernel === null ? (
            'no kernel starts by itself'
          ) : (
            <>
              kernel <code>{boot.kernel}</code>
            </>
          )}
        </p>
      </Step>
      {after.map((stage) => (
        <StageStep key={stage.stage} preview={preview} stage={stage} refusal={result.refusal?.message} />
      ))}
    </ol>
  );
}

interface StageStepProps {
  readonly preview: Preview;
  readonly stage: StageSummary;
  /** Words that the verdict shows already. */
  readonly refusal: string | undefined;
}

function StageStep({ preview, stage, refusal }: StageStepProps): JSX.Element {
  const { title, tone, summary, message, exitCode, effectiveKernel, evidence, assumes } = stage;
  return (
    <Step title={title} tone={tone} evidence={evidence}>
      <p dir="auto">{summary}</p>
      {message !== '' && message !== refusal && <ClientWords text={message} />}
      <ul class="facts">
        <li>{sizeOf(preview, stage.installed)} installed</li>
        <li>
          {effectiveKernel === null ? (
            'effective version unknown'
          ) : (
            <>
              effective <code>{effectiveKernel}</code>
            </>
          )}
        </li>
        <li>{exitCode === null ? 'not started' : `exit code ${exitCode}`}</li>
        {assumes.length > 0 && <li>assumes that {assumes.join(', and that ')}</li>}
      </ul>
    </Step>
  );
}

interface StepProps {
  readonly title: string;
  readonly tone: Tone | null;
  readonly evidence: string | null;
  readonly children: ComponentChildren;
}

function Step({ title, tone, evidence, children }: StepProps): JSX.Element {
  return (
    <li>
      {tone === null ? <span class="mark" /> : <Mark tone={tone} />}
      <h3 dir="auto">{title}</h3>
      <div class="what">{children}</div>
      {evidence !== null && <Evidence of={evidence} />}
    </li>
  );
}

function Glossary({ used }: { readonly used: readonly string[] }): JSX.Element {
  return (
    <details class="glossary">
      <summary>How sure is this?</summary>
      <dl>
        {Object.entries(evidenceWords)
          .filter(([word]) => used.includes(word))
          .map(([word, { name, meaning }]) => (
            <div key={word}>
              <dt>{name}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
