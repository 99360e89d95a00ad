/** Wiring of what the panel asks. */
import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver';
import * as convert from '../convert.ts';
import type { Documents } from '../documents.ts';
import { doDraftHost } from '../features/draft-host.ts';
import { explorationOf } from '../features/exploration.ts';
import { doPreview } from '../features/preview.ts';
import { doReport } from '../features/report.ts';
import { setOptions } from '../features/set-options.ts';
import { doWhy } from '../features/why.ts';
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
import type { Answer } from './answer.ts';

export function connectPanel(connection: Connection, documents: Documents, answer: Answer): void {
  connection.onRequest<PreviewAnswer, unknown>(
    previewRequest,
    answer<PreviewParams, PreviewAnswer>('preview', null, (document, params) =>
      doPreview(document.analysis, { ...params, uri: document.source.uri, version: document.version }),
    ),
  );
  connection.onRequest(
    whyRequest,
    answer<WhyParams, Why | null>('why', null, ({ analysis }, params) => doWhy(analysis, params)),
  );
  connection.onRequest(
    reportRequest,
    answer<ReportParams, Report | null>('report', null, ({ analysis }, params) => doReport(analysis, params)),
  );
  connection.onRequest(setOptionsRequest, (params: SetOptionsParams): OptionEdits => {
    const document = documents.get(params.textDocument.uri);
    if (!document || isTooLarge(document.analysis)) throw refusal('The document is not open, or too large.');
    const answered = setOptions(document.analysis, params.options);
    if ('problem' in answered) throw refusal(answered.problem);
    const edits = answered.edits.map((edit) => convert.textEdit(document, edit));
    return { version: document.version, edits };
  });
  connection.onRequest(draftHostRequest, (params: DraftHostParams): HostDraft => doDraftHost(params));

  const exploration = answer<SceneParams, Generator<number, Exploration | null> | null>(
    'explore',
    null,
    ({ analysis }, params) => explorationOf(analysis, params),
  );
  connection.onRequest(exploreRequest, (params: SceneParams, token: CancellationToken) => {
    const steps = exploration(params);
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
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    if (performance.now() - reported < betweenReports) continue;
    reported = performance.now();
    report({ done });
  }
}
