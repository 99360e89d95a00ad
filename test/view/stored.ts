/** The made previews of the tests as they come to the page: packed as the server packs them. */
import type { ToView } from '../../client/view/messages.ts';
import type { PackedTables, Preview, StoredPreview } from '../../server/src/protocol.ts';
import { Packing } from '../../server/src/simulator/packing.ts';

export function stored({ lists, moments, results, whatIfs, ...rest }: Preview): StoredPreview {
  return {
    ...rest,
    resultId: '',
    packed: new Packing().packed({ lists, moments, results, whatIfs } satisfies PackedTables),
  };
}

/** What the page is told, with a preview that is not stored yet. */
export type Told =
  | Exclude<ToView, { readonly type: 'preview' }>
  | { readonly type: 'preview'; readonly preview: Preview; readonly fileName: string };

export const asSent = (message: Told): ToView =>
  message.type === 'preview' ? { ...message, preview: stored(message.preview) } : message;
