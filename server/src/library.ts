/**
 * What the server needs of its library at run time, imported in this place alone: a bundle copies all the thousand names
 * of the library for each file that imports one of them. Types, and the constants of `vscode-languageserver-types`, cost nothing.
 */
export {
  DocumentDiagnosticReportKind,
  ErrorCodes,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
