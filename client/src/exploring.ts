/** The exploration of one panel: it ends with what it is about, and survives the death of the server. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ToView } from '../view/messages.ts';
import { hasStopped } from './asking.ts';
import type { Explorer } from './exploration.ts';
import { paramsOf, type Scene } from './scene.ts';

export class Exploring {
  readonly #client: BaseLanguageClient;
  readonly #explorer: Explorer;
  readonly #post: (message: ToView) => void;
  #running: vscode.CancellationTokenSource | undefined;
  /** The server died while it explored. */
  #wasInterrupted = false;

  constructor(client: BaseLanguageClient, explorer: Explorer, post: (message: ToView) => void) {
    this.#client = client;
    this.#explorer = explorer;
    this.#post = post;
  }

  /** @throws Error of a server that is alive */
  async start(scene: Scene): Promise<void> {
    this.cancel();
    const running = new vscode.CancellationTokenSource();
    const { token } = running;
    this.#running = running;
    try {
      const params = await paramsOf(scene, this.#client);
      if (!params) return;
      const progress = (done: number): void => {
        this.#post({ type: 'exploring', done });
      };
      progress(0);
      const exploration = await this.#explorer.explore(params, progress, token);
      if (exploration && !token.isCancellationRequested) this.#post({ type: 'exploration', exploration });
    } catch (error) {
      if (!hasStopped(this.#client, error)) throw error;
      this.#wasInterrupted = !token.isCancellationRequested;
    } finally {
      running.dispose();
      if (this.#running === running) this.#running = undefined;
    }
  }

  /** Begins anew where the page still waits. */
  async again(scene: Scene): Promise<void> {
    if (this.#running || this.#wasInterrupted) await this.start(scene);
  }

  cancel(): void {
    this.#running?.cancel();
    this.#wasInterrupted = false;
  }
}
