/** The host side of one power-loss panel: hands the server's answers to the page, follows the text and the host file. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import {
  draftHostRequest,
  reportRequest,
  whyRequest,
  type HostDraft,
  type StoredPreview,
  type Report,
  type ReportParams,
  type Why,
} from '../../server/src/protocol.ts';
import type { FromView } from '../view/messages.ts';
import { isOfSame } from '../view/scene.ts';
import { ask, askForPreview, hasStopped, stopped, textOf } from './asking.ts';
import type { Explorer } from './exploration.ts';
import { Exploring } from './exploring.ts';
import type { Guard } from './guard.ts';
import { followHostFile, openDraft, pickHostFile } from './host-files.ts';
import { languageId } from './language.ts';
import { Page } from './page.ts';
import { copy, saveHost, saveJson, savePicture } from './panel-output.ts';
import { columnBeside, revealLine } from './reveal.ts';
import { repeated } from './repeated.ts';
import { asTheHostHasIt, isSample, type Scene } from './scene.ts';
import { setOptions } from './set-options.ts';

/** What a panel is given by the window. */
export interface Surroundings {
  readonly extensionUri: vscode.Uri;
  readonly client: BaseLanguageClient;
  readonly guard: Guard;
  readonly explorer: Explorer;
}

type Handlers = {
  readonly [Type in FromView['type']]: (message: Extract<FromView, { readonly type: Type }>) => unknown;
};

/** Steps of the walkthrough are done with these. */
const contexts = { setOptions: 'uptrack.hasSetOptions', draftHost: 'uptrack.hasDraftedHost' } as const;

export class PowerLossPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #page: Page;
  readonly #client: BaseLanguageClient;
  readonly #subscriptions: vscode.Disposable;
  /** Of the host file that is shown. */
  #hostFile: vscode.Disposable | undefined;
  readonly #exploring: Exploring;
  #scene: Scene;
  #preview: StoredPreview | null = null;
  readonly #draw = repeated(async () => {
    if (!this.#page.isThere) return;
    const { document, host } = this.#scene;
    const message = await askForPreview(this.#client, this.#scene, this.#page.preview);
    // Of another choice by now: the page would go back to it, and forget where it is. The next answer is on its way.
    if (message === null || document !== this.#scene.document || host !== this.#scene.host) return;
    if (message.type === 'preview') this.#previewed(message.preview);
    this.#page.show(message);
  });

  constructor(panel: vscode.WebviewPanel, { extensionUri, client, guard, explorer }: Surroundings, scene: Scene) {
    this.#panel = panel;
    this.#client = client;
    this.#scene = scene;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'client', 'icon.png');
    this.#page = new Page(panel, extensionUri, {
      ready: () => {
        this.#page.post({ type: 'pinned', pinned: this.isPinned });
        this.#draw();
      },
      gone: () => {
        this.#exploring.cancel();
      },
      message: (message) => this.#receive(message),
      dropped: () => {
        client.outputChannel.appendLine('The panel sent a message that is none; dropped.');
      },
    });
    this.#exploring = new Exploring(client, explorer, (message) => {
      this.#page.post(message);
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#page,
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.shows(document.uri)) this.#draw();
      }),
      // Also where the file is read otherwise because of what stands around it.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.shows(uri))) this.#draw();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === languageId && !this.isPinned) this.#follow(editor.document.uri);
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running && newState !== State.Starting) this.#page.show(stopped);
      }),
      guard.onDidOpen(() => {
        this.#draw();
        this.#exploreAgain();
      }),
    );
    this.#followHost();
    this.#name();
  }

  /** As the page does: what was explored of something else is dropped. */
  #previewed(preview: StoredPreview): void {
    if (this.#preview && !isOfSame(this.#preview, preview)) this.#exploring.cancel();
    this.#preview = preview;
  }

  get #hostName(): string {
    return this.#preview?.host.name ?? '';
  }

  get isPinned(): boolean {
    return this.#scene.pinned;
  }

  shows(document: vscode.Uri): boolean {
    return this.#scene.document.toString() === document.toString();
  }

  /** Brings it to the front, with this document, and this host file where there is one. */
  show(document: vscode.Uri, host?: vscode.Uri): void {
    this.#panel.reveal(undefined, true);
    this.#follow(document);
    if (host) this.#setHost({ file: host });
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#hostFile?.dispose();
    this.#exploring.cancel();
    this.#panel.dispose();
  }

  #follow(document: vscode.Uri): void {
    if (this.shows(document)) return;
    this.#change({ document });
    this.#name();
  }

  /** With its folder: in a fleet's repository all files have the same name. */
  #name(): void {
    const place = this.#scene.document.path.split('/').filter(Boolean).slice(-2).join('/');
    this.#panel.title = vscode.l10n.t('Power Loss: {0}', place);
  }

  #setHost(host: Scene['host']): void {
    this.#change({ host, ...asTheHostHasIt });
    this.#followHost();
  }

  #followHost(): void {
    const { host } = this.#scene;
    this.#hostFile?.dispose();
    this.#hostFile = undefined;
    if (host === null || 'sample' in host) return;
    this.#hostFile = followHostFile(host.file, this.#draw, (file) => {
      this.#change({ host: { file } });
      this.#followHost();
    });
  }

  #change(changed: Partial<Scene>): void {
    this.#scene = { ...this.#scene, ...changed };
    this.#draw();
  }

  async #receive(message: FromView): Promise<void> {
    const handle = this.#handlers[message.type] as (message: FromView) => unknown;
    await this.#attempt(() => handle(message));
  }

  #exploreAgain(): void {
    void this.#attempt(() => this.#exploring.again(this.#scene));
  }

  async #attempt(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      // The page already says that the server is gone.
      if (hasStopped(this.#client, error)) return;
      void vscode.window.showErrorMessage(vscode.l10n.t('Power-loss preview: {0}', textOf(error)));
    }
  }

  readonly #handlers: Handlers = {
    ready: () => undefined,
    // An address in the place of a sample is that of the file which is shown already.
    chooseHost: ({ host }) => {
      if (isSample(host)) this.#setHost({ sample: host });
    },
    setConditions: ({ conditions, moment }) => {
      this.#change({ conditions, moment });
    },
    setAssumptions: ({ assumptions }) => {
      this.#change({ assumptions });
    },
    openLine: ({ line }) => revealLine(this.#panel, this.#scene.document, line),
    openHostLine: async ({ line }) => {
      const { host } = this.#scene;
      if (host && 'file' in host) await revealLine(this.#panel, host.file, line);
    },
    askWhy: async ({ moment, assuming, update }) => {
      const scene = this.#scene;
      const why = await ask<Why>(this.#client, whyRequest, scene, { moment, assuming, update });
      if (why && scene === this.#scene) this.#page.post({ type: 'why', why });
    },
    explore: () => this.#exploring.start(this.#scene),
    cancelExploring: () => {
      this.#exploring.cancel();
    },
    setOptions: async ({ options }) => {
      const { document } = this.#scene;
      const line = await setOptions(this.#client, document, options);
      if (line === null) return;
      await revealLine(this.#panel, document, line, true);
      await vscode.commands.executeCommand('setContext', contexts.setOptions, true);
    },
    draftHost: async ({ outputs, answers }) => {
      const draft = await this.#client.sendRequest<HostDraft>(draftHostRequest, { outputs, answers });
      this.#page.post({ type: 'draft', draft });
      await vscode.commands.executeCommand('setContext', contexts.draftHost, true);
    },
    useDraft: async ({ host }) => {
      this.#setHost({ file: await openDraft(host, this.#scene.document, columnBeside(this.#panel)) });
    },
    loadHost: async () => {
      const file = await pickHostFile(this.#scene.document);
      if (file) this.#setHost({ file });
    },
    saveHost: (message) => this.#report('host', message, (text) => saveHost(text, this.#scene.document)),
    copy: (message) => this.#report(message.format, message, copy),
    saveJson: (message) =>
      this.#report('json', message, (text) => saveJson(text, this.#hostName, this.#scene.document)),
    saveImage: ({ svg }) => savePicture(svg, this.#hostName, this.#scene.document),
    pin: ({ pinned }) => {
      this.#scene = { ...this.#scene, pinned };
      this.#page.post({ type: 'pinned', pinned });
    },
  };

  async #report(
    format: ReportParams['format'],
    { moment, assuming }: Pick<ReportParams, 'moment' | 'assuming'>,
    use: (text: string) => Promise<void>,
  ): Promise<void> {
    const report = await ask<Report>(this.#client, reportRequest, this.#scene, { format, moment, assuming });
    if (report) await use(report.text);
  }
}
