/** The power-loss panels of a window: each shows one document; one that is not pinned follows the editor. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { readViewState } from '../view/messages.ts';
import { Explorer } from './exploration.ts';
import type { Guard } from './guard.ts';
import { PowerLossPanel, type Surroundings } from './panel.ts';
import { firstScene, sceneOf, type Scene } from './scene.ts';

const viewType = 'uptrack.powerLoss';

export class PowerLossPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #surroundings: Surroundings;
  readonly #registration: vscode.Disposable;
  readonly #panels = new Set<PowerLossPanel>();

  constructor(extensionUri: vscode.Uri, client: BaseLanguageClient, guard: Guard) {
    this.#surroundings = { extensionUri, client, guard, explorer: new Explorer(client) };
    this.#registration = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** In the panel that shows the document, else in one that is free to follow, else in a new one. */
  open(document: vscode.Uri, host?: vscode.Uri): void {
    const panels = [...this.#panels];
    const panel = panels.find((one) => one.shows(document)) ?? panels.find(({ isPinned }) => !isPinned);
    if (panel) {
      panel.show(document, host);
      return;
    }
    const scene = firstScene(document);
    this.#attach(
      vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Beside),
      host ? { ...scene, host: { file: host } } : scene,
    );
  }

  /** After a reload of the window, with what the page had kept. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const scene = readScene(state);
    if (scene) this.#attach(panel, scene);
    else panel.dispose();
    return Promise.resolve();
  }

  #attach(webview: vscode.WebviewPanel, scene: Scene): void {
    const panel = new PowerLossPanel(webview, this.#surroundings, scene);
    this.#panels.add(panel);
    webview.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#surroundings.explorer.dispose();
    for (const panel of this.#panels) panel.dispose();
  }
}

/** Null for what is none. */
function readScene(state: unknown): Scene | null {
  const kept = readViewState(state);
  try {
    return kept && sceneOf(kept);
  } catch {
    return null;
  }
}
