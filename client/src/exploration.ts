/** All scenarios of a scene. The server tells its progress without saying of which exploration, so there is one at a time. */
import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  explorationProgress,
  exploreRequest,
  type Exploration,
  type ExplorationProgress,
  type SceneParams,
} from '../../server/src/protocol.ts';

export class Explorer implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #subscription: vscode.Disposable;
  #last: Promise<unknown> = Promise.resolve();
  #progress: ((done: number) => void) | undefined;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#subscription = client.onNotification(explorationProgress, ({ done }: ExplorationProgress) => {
      this.#progress?.(done);
    });
  }

  /**
   * Explores once the explorations before it have ended.
   *
   * @param progress from 0 to 1
   * @returns null: it was cancelled, or there is nothing to explore
   * @throws Error of the server
   */
  explore(
    params: SceneParams,
    progress: (done: number) => void,
    token: vscode.CancellationToken,
  ): Promise<Exploration | null> {
    const wasCancelled = (): boolean => token.isCancellationRequested;
    const ask = async (): Promise<Exploration | null> => {
      if (wasCancelled()) return null;
      this.#progress = progress;
      try {
        return await this.#client.sendRequest<Exploration | null>(exploreRequest, params, token);
      } catch (error) {
        if (wasCancelled()) return null;
        throw error;
      } finally {
        this.#progress = undefined;
      }
    };
    const next = this.#last.then(ask);
    this.#last = next.catch(() => undefined);
    return next;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
