/** The language of the files that this extension is for, and which of them is the one in use. */
import * as vscode from 'vscode';

export const languageId = 'uptrack-conf';

const isOurs = ({ languageId: id }: vscode.TextDocument): boolean => id === languageId;

/** Remembers which document of the language was looked at last: other editors, panels and walkthroughs come in front of it. */
export class LastDocument implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #last: vscode.Uri | undefined = vscode.window.activeTextEditor?.document.uri;

  constructor() {
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && isOurs(editor.document)) this.#last = editor.document.uri;
    });
  }

  /** The last one if it is still open, else any that is; undefined: none is open. */
  get uri(): vscode.Uri | undefined {
    const open = vscode.workspace.textDocuments.filter(isOurs);
    return (open.find(({ uri }) => uri.toString() === this.#last?.toString()) ?? open[0])?.uri;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
