/** Entry of the panel's page: the only file that knows the panel's host side and the document. */

import { render } from 'preact';
import type { FromView } from './messages.ts';
import { readViewState } from './messages.ts';
import { readToView } from './received.ts';
import { Page } from './page.tsx';
import type { Action } from './state.ts';
import { initialState, messageFor, reduce, savedState } from './state.ts';
import './style.css';

/** Given by VS Code to every webview, to be called once. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const root = document.getElementById('view');
if (root !== null) start(root);

function start(parent: HTMLElement): void {
  const vscode = acquireVsCodeApi();
  const post = (message: FromView) => {
    vscode.postMessage(message);
  };
  let state = initialState(readViewState(vscode.getState()));
  const draw = () => {
    render(<Page state={state} dispatch={dispatch} post={post} />, parent);
  };

  function dispatch(action: Action): void {
    const next = reduce(state, action);
    if (next === state) return;
    state = next;
    draw();
    const saved = savedState(state);
    if (saved !== null) vscode.setState(saved);
    const message = messageFor(action, state);
    if (message !== null) post(message);
  }

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readToView(event.data);
    if (message !== null) dispatch({ type: 'received', message });
  });
  draw();
  post({ type: 'ready' });
}
