/** Wiring of what the panel asks. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import * as convert from '../convert.ts';
import type { Documents } from '../documents.ts';
import { LSPErrorCodes, ResponseError } from '../library.ts';
import {
  draftHostRequest,
  explorationProgress,
  exploreRequest,
  previewRequest,
  reportRequest,
  setOptionsRequest,
  whyRequest,
  type DraftHostParams,
  type Exploration,
  type ExplorationProgress,
  type HostDraft,
  type OptionEdits,
  type PreviewAnswer,
  type PreviewParams,
  type Report,
  type ReportParams,
  type SceneParams,
  type SetOptionsParams,
  type Why,
  type WhyParams,
} from '../protocol.ts';
import { isTooLarge } from '../rules/size.ts';
import { cancelled, type Answers } from './answer.ts';

const load = () => import('./panel-features.ts');

export function connectPanel(connection: Connection, documents: Documents, answers: Answers): void {
  const answer = answers.from(load);
  connection.onRequest<PreviewAnswer, unknown>(
    previewRequest,
    answer<PreviewParams, PreviewAnswer>('preview', null, ({ doPreview }, { analysis, source, version }, params) =>
      doPreview(analysis, { ...params, uri: source.uri, version }),
    ),
  );
  connection.onRequest(
    whyRequest,
    answer<WhyParams, Why | null>('why', null, ({ doWhy }, { analysis }, params) => doWhy(analysis, params)),
  );
  connection.onRequest(
    reportRequest,
    answer<ReportParams, Report | null>('report', null, ({ doReport }, { analysis }, params) =>
      doReport(analysis, params),
    ),
  );
  connection.onRequest(setOptionsRequest, async (params: SetOptionsParams): Promise<OptionEdits> => {
    const document = documents.get(params.textDocument.uri);
    if (!document || isTooLarge(document.analysis)) throw refusal('The document is not open, or too large.');
    const { setOptions } = await load();
    const answered = setOptions(document.analysis, params.options);
    if ('problem' in answered) throw refusal(answered.problem);
    const edits = answered.edits.map((edit) => convert.textEdit(document, edit));
    return { version: document.version, edits };
  });
  connection.onRequest(draftHostRequest, async (params: DraftHostParams): Promise<HostDraft> => {
    const { doDraftHost } = await load();
    return doDraftHost(params);
  });

  const exploration = answer<SceneParams, Generator<number, Exploration | null> | null>(
    'explore',
    null,
    ({ explorationOf }, { analysis }, params) => explorationOf(analysis, params),
  );
  connection.onRequest(exploreRequest, async (params: SceneParams, token: CancellationToken) => {
    const steps = await exploration(params, token);
    const report = (progress: ExplorationProgress) => void connection.sendNotification(explorationProgress, progress);
    return steps && inSlices(steps, token, report);
  });
}

/** An answer that says why there is none. */
function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** Milliseconds: other requests are answered between two slices. */
const slice = 20;
const betweenReports = 200;

/** @throws {ResponseError} once it is cancelled */
async function inSlices<Result>(
  steps: Generator<number, Result>,
  token: CancellationToken,
  report: (progress: ExplorationProgress) => void,
): Promise<Result> {
  let reported = -Infinity;
  for (;;) {
    const end = performance.now() + slice;
    let done = 0;
    while (performance.now() < end) {
      const step = steps.next();
      if (step.done) return step.value;
      done = step.value;
    }
    await new Promise((resolve) => setTimeout(resolve));
    if (token.isCancellationRequested) throw cancelled();
    if (performance.now() - reported < betweenReports) continue;
    reported = performance.now();
    report({ done });
  }
}
