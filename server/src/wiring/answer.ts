/** How requests about an open document are answered. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Documents, OpenDocument } from '../documents.ts';
import { ErrorCodes, LSPErrorCodes, ResponseError } from '../library.ts';
import { isTooLarge } from '../rules/size.ts';
import { faultOf } from './params.ts';

interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

/** Answers as `Answers` says, out of code that the server does not start with. */
export type AnswerOf<Code> = <Params extends OfDocument, Result>(
  name: string,
  nothing: Result,
  respond: (code: Code, document: OpenDocument, params: Params) => Result,
) => (params: Params, token: CancellationToken) => Result | Promise<Result>;

/**
 * Makes handlers. Each responds for the document as it is when the request arrives, and says `nothing` of one that is not
 * open, and where it fails, which is logged without any text of the document. What is no such request is refused.
 */
export interface Answers {
  readonly now: <Params extends OfDocument, Result>(
    name: string,
    nothing: Result,
    respond: (document: OpenDocument, params: Params) => Result,
  ) => (params: Params) => Result;
  /** For code that is loaded when it is first asked for. What is cancelled before that is there is refused. */
  readonly from: <Code extends object>(load: () => Promise<Code>) => AnswerOf<Code>;
}

export function answersOf(connection: Connection, documents: Documents): Answers {
  /**
   * Undefined: there is nothing to say.
   *
   * @throws {ResponseError} where the request is not what it should be
   */
  function documentOf(name: string, params: OfDocument): OpenDocument | undefined {
    const fault = faultOf(name, params);
    if (fault !== null) throw new ResponseError(ErrorCodes.InvalidParams, `${name}: “${fault}” is missing or wrong.`);
    const document = documents.get(params.textDocument.uri);
    // The diagnostics say that it is too large.
    return document && (name === 'diagnostics' || !isTooLarge(document.analysis)) ? document : undefined;
  }
  function log(name: string, error: unknown): void {
    connection.console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.name) : 'unknown'}`);
  }
  function attempt<Result>(name: string, nothing: Result, respond: () => Result): Result {
    try {
      return respond();
    } catch (error) {
      log(name, error);
      return nothing;
    }
  }
  return {
    now: (name, nothing, respond) => (params) => {
      const document = documentOf(name, params);
      return document ? attempt(name, nothing, () => respond(document, params)) : nothing;
    },
    from: <Code extends object>(load: () => Promise<Code>): AnswerOf<Code> => {
      let loading: Promise<Code> | undefined;
      // To wait for what is there already takes a server as long as a hover.
      let loaded: Code | undefined;
      return (name, nothing, respond) => (params, token) => {
        // Before anything is waited for: the next message may change the document.
        const document = documentOf(name, params);
        if (!document) return nothing;
        const answer = (code: Code) => attempt(name, nothing, () => respond(code, document, params));
        if (loaded) return answer(loaded);
        const later = async () => {
          try {
            loaded = await (loading ??= load());
          } catch (error) {
            loading = undefined;
            log(name, error);
            return nothing;
          }
          if (token.isCancellationRequested) throw cancelled();
          return answer(loaded);
        };
        return later();
      };
    },
  };
}

/** What a request is answered with once nobody waits for it. */
export const cancelled = (): ResponseError => new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
