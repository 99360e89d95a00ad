/** What a panel asks the server about its scene. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { previewRequest, type PreviewAnswer, type PreviewParams, type SceneParams } from '../../server/src/protocol.ts';
import type { ToView } from '../view/messages.ts';
import { paramsOf, type Scene } from './scene.ts';

export const stopped: ToView = {
  type: 'problem',
  text: 'The language server has stopped. It is started again by itself.',
};

/** What the page shows of a scene. */
export async function askForPreview(client: BaseLanguageClient, scene: Scene): Promise<ToView> {
  try {
    // Opens the document for the server where no editor has it, as after a reload.
    await vscode.workspace.openTextDocument(scene.document);
    const params = await paramsOf(scene, client);
    const answer = params && (await client.sendRequest<PreviewAnswer>(previewRequest, previewParams(params, scene)));
    return messageOf(scene, params, answer);
  } catch (error) {
    return client.state === State.Running ? { type: 'problem', text: `No preview: ${textOf(error)}` } : stopped;
  }
}

function previewParams(params: SceneParams, { moment }: Scene): PreviewParams {
  return moment === null ? params : { ...params, moment };
}

function messageOf({ document, host }: Scene, params: SceneParams | null, answer: PreviewAnswer): ToView {
  if (answer && 'moments' in answer) {
    return { type: 'preview', preview: answer, fileName: nameOf(document) };
  }
  if (host && 'file' in host) {
    const fileName = nameOf(host.file);
    if (!params) return { type: 'hostProblems', fileName, problems: [unreadable] };
    if (answer) return { type: 'hostProblems', fileName, problems: answer.problems };
  }
  return { type: 'waiting', text: 'Open an uptrack.conf to see what a host runs after a power loss.' };
}

/** A new file is in no folder yet. */
const nameOf = (uri: vscode.Uri): string =>
  uri.scheme === 'untitled' ? uri.path.slice(uri.path.lastIndexOf('/') + 1) : vscode.workspace.asRelativePath(uri);

const unreadable = {
  message: 'The file is not there, or cannot be read. Load it again, or choose another host.',
  line: 0,
};

/** Asks something else about a scene; null: there is no answer to that. */
export async function ask<Answer>(
  client: BaseLanguageClient,
  request: string,
  scene: Scene,
  more: object,
): Promise<Answer | null> {
  const params = await paramsOf(scene, client);
  return params && client.sendRequest<Answer | null>(request, { ...params, ...more });
}

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
