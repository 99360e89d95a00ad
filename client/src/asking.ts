/** What a panel asks the server about its scene. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import {
  previewRequest,
  type PreviewAnswer,
  type PreviewParams,
  type SceneParams,
  type StoredPreview,
} from '../../server/src/protocol.ts';
import type { ToView } from '../view/messages.ts';
import { isOfDeadServer } from './guard.ts';
import { firstScene, paramsOf, type Scene } from './scene.ts';

export const stopped: ToView = {
  type: 'problem',
  text: 'The language server has stopped. It is started again by itself.',
};

/**
 * What the page shows of a scene.
 *
 * @param shown as long as it is the same, the answer is null
 */
export async function askForPreview(
  client: BaseLanguageClient,
  scene: Scene,
  shown: StoredPreview | null,
): Promise<ToView | null> {
  try {
    // Opens the document for the server where no editor has it, as after a reload.
    await vscode.workspace.openTextDocument(scene.document);
    const params = await paramsOf(scene, client);
    // Without its host file there is still the list of the others.
    const asked = params ? previewParams(params, scene, shown) : await paramsOf(firstScene(scene.document), client);
    const answer = asked && (await client.sendRequest<PreviewAnswer>(previewRequest, asked));
    return params ? messageOf(scene, answer) : { ...problemsOf(scene, answer), problems: [unreadable] };
  } catch (error) {
    return hasStopped(client, error) ? stopped : { type: 'problem', text: `No preview: ${textOf(error)}` };
  }
}

function previewParams(params: SceneParams, { moment }: Scene, shown: StoredPreview | null): PreviewParams {
  return { ...params, ...(moment !== null && { moment }), ...(shown && { previousResultId: shown.resultId }) };
}

function messageOf(scene: Scene, answer: PreviewAnswer): ToView | null {
  if (!answer) return { type: 'waiting', text: 'Open an uptrack.conf to see what a host runs after a power loss.' };
  if ('isSame' in answer) return null;
  if ('problems' in answer) return { ...problemsOf(scene, answer), problems: answer.problems };
  return { type: 'preview', preview: answer, fileName: nameOf(scene.document) };
}

/** Without the problems. */
function problemsOf({ document, host }: Scene, answer: PreviewAnswer): Omit<HostProblemsMessage, 'problems'> {
  const file = host && 'file' in host ? host.file : document;
  return { type: 'hostProblems', fileName: nameOf(file), hosts: answer && 'hosts' in answer ? answer.hosts : [] };
}

type HostProblemsMessage = Extract<ToView, { readonly type: 'hostProblems' }>;

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

/** The error is that of a server which is no longer there. */
export const hasStopped = (client: BaseLanguageClient, error: unknown): boolean =>
  client.state !== State.Running || isOfDeadServer(error);

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
