/** How requests about an open document are answered. */
import type { OpenDocument } from '../documents.ts';

/** Makes a handler: `respond` for a document that is open, `nothing` for any other, and where it fails; an error for a request that is not what it should be. */
export type Answer = <Params extends { readonly textDocument: { readonly uri: string } }, Result>(
  name: string,
  nothing: Result,
  respond: (document: OpenDocument, params: Params) => Result,
) => (params: Params) => Result;
