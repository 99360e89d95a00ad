import type { ComponentChildren, JSX } from 'preact';
import type { Exposure, Moment, Preview, Result, Seconds, StageSummary, Tone } from '../../../server/src/protocol.ts';
import { sizeOf } from '../lists.ts';
import { ClientWords, Evidence, Mark, Terms } from '../parts.tsx';
import { countOf, evidenceWords } from '../words.ts';
import { endOf } from '../timeline.ts';
import { spanText } from '../times.ts';
import { Curve } from './curve.tsx';
import type { Other } from './curve.tsx';

interface StagesProps {
  readonly preview: Preview;
  readonly moment: Moment;
  readonly result: Result;
  readonly other: Other | null;
}

/** What happens from the cut to the first tick of cron: as a curve, and step by step with the same content. */
export function Stages({ preview, moment, result, other }: StagesProps): JSX.Element {
  return (
    <section aria-labelledby="stages-title">
      <h2 id="stages-title">What the host runs</h2>
      <Curve preview={preview} result={result} other={other} />
      <Exposures exposure={result.exposure} />
      <Steps preview={preview} moment={moment} result={result} />
      {other !== null && (
        <p class="instead" dir="auto">
          <span class="dash" aria-hidden="true" /> With {other.label}: {other.whatIf.headline}
        </p>
      )}
      <Glossary
        used={[
          moment.evidence,
          result.evidence,
          result.boot.evidence,
          ...result.stages.map(({ evidence }) => evidence),
        ]}
      />
    </section>
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
        <Step time={null} title="Power cut" tone={null} evidence={moment.evidence} source={moment.source}>
          <p dir="auto">{moment.label}</p>
          <p class="facts">
            {inMemory === 0 ? 'no updates in memory' : `${countOf(inMemory, 'update')} lost from memory`}
          </p>
        </Step>
      )}
      <Step
        time={[0, 0]}
        title="Boot loader"
        tone={boot.kernel === null ? 'bad' : null}
        evidence={boot.evidence}
        source={boot.source}
      >
        <p dir="auto">
          <Terms text={boot.reason} />
        </p>
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
  const { title, tone, summary, message, exitCode, effectiveKernel, evidence, source, assumes } = stage;
  return (
    <Step time={stage.startsAt} title={title} tone={tone} evidence={evidence} source={source}>
      <p dir="auto">
        <Terms text={summary} />
      </p>
      {message !== '' && message !== refusal && <ClientWords text={message} />}
      <ul class="facts">
        <li>
          {sizeOf(preview, stage.installed)} installed{exitCode !== null && ` after ${spanText(endOf(stage))}`}
        </li>
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

/** How long which updates are missing. */
function Exposures({ exposure }: { readonly exposure: readonly Exposure[] }): JSX.Element | null {
  if (exposure.length === 0) return null;
  return (
    <ul class="exposures" aria-label="Times without updates">
      {exposure.map(({ text }) => (
        <li key={text} dir="auto">
          {text}
        </li>
      ))}
    </ul>
  );
}

interface StepProps {
  /** Seconds since the power came back; null: before that. */
  readonly time: Seconds | null;
  readonly title: string;
  readonly tone: Tone | null;
  readonly evidence: string;
  readonly source: string;
  readonly children: ComponentChildren;
}

function Step({ time, title, tone, evidence, source, children }: StepProps): JSX.Element {
  return (
    <li>
      {tone === null ? <span class="mark" /> : <Mark tone={tone} />}
      <span class="when">{time === null ? '' : spanText(time)}</span>
      <h3 dir="auto">{title}</h3>
      <div class="what">{children}</div>
      <Evidence of={evidence} source={source} />
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
