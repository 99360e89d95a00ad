/** What a panel shows, as its user has chosen it; and what that is in a request, and in the state that outlives a reload. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { HostRef, SceneParams } from '../../server/src/protocol.ts';
import type { Assumptions, Conditions, ViewState } from '../view/messages.ts';
import { readHostFile } from './host-files.ts';

export interface Scene {
  readonly document: vscode.Uri;
  /** Null: the first sample. */
  readonly host: { readonly sample: string } | { readonly file: vscode.Uri } | null;
  readonly conditions: Conditions;
  /** `Moment.id` that the strip must have; null: any. */
  readonly moment: string | null;
  readonly assumptions: Assumptions;
  /** The panel stays with its document. */
  readonly pinned: boolean;
}

/** Nothing is changed of the host. */
export const asTheHostHasIt = { conditions: {}, moment: null, assumptions: {} } as const;

/** A document that was just opened in a panel. */
export const firstScene = (document: vscode.Uri): Scene => ({
  document,
  host: null,
  ...asTheHostHasIt,
  pinned: false,
});

/** The id of a sample, not the address of a host file: an address has a colon. */
export const isSample = (host: string): boolean => !host.includes(':');

/** @throws Error where an address in it is none */
export function sceneOf({ uri, host, moment, conditions, assumptions, pinned }: ViewState): Scene {
  return {
    document: vscode.Uri.parse(uri, true),
    host: isSample(host) ? { sample: host } : { file: vscode.Uri.parse(host, true) },
    conditions,
    moment,
    assumptions,
    pinned,
  };
}

/** What every request about the scene begins with; null: the host file cannot be read. */
export async function paramsOf(
  { document, host, conditions, assumptions }: Scene,
  client: BaseLanguageClient,
): Promise<SceneParams | null> {
  const ref = await refOf(host);
  if (ref === undefined) return null;
  return {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document) },
    host: ref,
    conditions,
    assumptions,
  };
}

async function refOf(host: Scene['host']): Promise<HostRef | null | undefined> {
  if (host === null || 'sample' in host) return host;
  const text = await readHostFile(host.file);
  return text === null ? undefined : { file: host.file.toString(), text };
}
