/** Wiring of formatting, of the view of what the client reads, and of the status. */
import type {
  Connection,
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import { defaultFile, defaultFileSnippet } from '../config/default-file.ts';
import * as convert from '../convert.ts';
import { effectiveView } from '../features/effective-view.ts';
import { doFormat } from '../features/formatting.ts';
import { statusOf } from '../features/status.ts';
import {
  defaultFileRequest,
  effectiveRequest,
  statusRequest,
  type DefaultFile,
  type DocumentParams,
  type EffectiveView,
  type Status,
} from '../protocol.ts';
import type { Answer } from './answer.ts';

export function connectEditing(connection: Connection, answer: Answer): void {
  connection.onDocumentFormatting(
    answer<DocumentFormattingParams, TextEdit[]>('formatting', [], (document) =>
      doFormat(document.analysis).map((edit) => convert.textEdit(document, edit)),
    ),
  );
  connection.onDocumentRangeFormatting(
    answer<DocumentRangeFormattingParams, TextEdit[]>('formatting a range', [], (document, { range }) =>
      doFormat(document.analysis, document.span(range)).map((edit) => convert.textEdit(document, edit)),
    ),
  );
  connection.onRequest(
    effectiveRequest,
    answer<DocumentParams, EffectiveView | null>('effective view', null, (document) => ({
      uri: document.source.uri,
      version: document.version,
      text: effectiveView(document.analysis),
    })),
  );
  connection.onRequest(
    statusRequest,
    answer<DocumentParams, Status | null>('status', null, (document) => ({
      uri: document.source.uri,
      version: document.version,
      ...statusOf(document.analysis, document.findings),
    })),
  );
  connection.onRequest(defaultFileRequest, (): DefaultFile => ({ text: defaultFile, snippet: defaultFileSnippet }));
}
