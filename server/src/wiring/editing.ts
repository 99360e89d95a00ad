/** Wiring of quick fixes, of formatting, of the view of what the client reads, and of the status. */
import type {
  CodeAction,
  CodeActionParams,
  Connection,
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  ServerCapabilities,
  TextEdit,
} from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver-types';
import { defaultFile, defaultFileSnippet } from '../config/default-file.ts';
import * as convert from '../convert.ts';
import {
  defaultFileRequest,
  effectiveRequest,
  statusRequest,
  type DefaultFile,
  type DocumentParams,
  type EffectiveView,
  type Status,
} from '../protocol.ts';
import type { AnswerEditor } from './editor.ts';

export const editingCapabilities = {
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, convert.fixAllKind] },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
} satisfies ServerCapabilities;

/** @param rulePages address of the folder with the page of each rule; null: not known */
export function connectEditing(connection: Connection, answer: AnswerEditor, rulePages: string | null): void {
  connection.onCodeAction(
    answer<CodeActionParams, CodeAction[]>('code actions', [], (features, document, { range, context: { only } }) => {
      const { analysis, findings } = document;
      const quickFixes = convert.asksFor(CodeActionKind.QuickFix, only)
        ? [
            ...features.doCodeActions(findings, document.span(range)),
            ...features.doSuppress(analysis, findings, document.span(range)),
          ]
        : [];
      // An editor asks for this kind by its name, on save or from the menu of source actions.
      const all = only && convert.asksFor(convert.fixAllKind, only) ? features.doFixAll(analysis, findings) : null;
      return [
        ...quickFixes.map((action) => convert.codeAction(document, action, rulePages)),
        ...(all ? [convert.fixAll(document, all)] : []),
      ];
    }),
  );
  connection.onDocumentFormatting(
    answer<DocumentFormattingParams, TextEdit[]>('formatting', [], ({ doFormat }, document) =>
      doFormat(document.analysis).map((edit) => convert.textEdit(document, edit)),
    ),
  );
  connection.onDocumentRangeFormatting(
    answer<DocumentRangeFormattingParams, TextEdit[]>('formatting a range', [], ({ doFormat }, document, { range }) =>
      doFormat(document.analysis, document.span(range)).map((edit) => convert.textEdit(document, edit)),
    ),
  );
  connection.onRequest(
    effectiveRequest,
    answer<DocumentParams, EffectiveView | null>('effective view', null, ({ effectiveView }, document) => ({
      uri: document.source.uri,
      version: document.version,
      text: effectiveView(document.analysis),
    })),
  );
  connection.onRequest(
    statusRequest,
    answer<DocumentParams, Status | null>('status', null, ({ statusOf }, document) => ({
      uri: document.source.uri,
      version: document.version,
      ...statusOf(document.analysis, document.findings),
    })),
  );
  connection.onRequest(defaultFileRequest, (): DefaultFile => ({ text: defaultFile, snippet: defaultFileSnippet }));
}
