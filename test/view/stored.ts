/** The made previews of the tests as they come to the page: in the tables that the server stores them in. */
import type { ToView } from '../../client/view/messages.ts';
import type { Preview, StoredPreview } from '../../server/src/protocol.ts';
import { PreviewTable } from '../../server/src/simulator/preview-table.ts';

export function stored(preview: Preview): StoredPreview {
  const table = new PreviewTable();
  const places = preview.results.map((result) => table.result(result));
  const { results, shared } = table;
  const moments = preview.moments.map((moment) => ({
    ...moment,
    results: moment.results.map((index) => places[index] ?? index),
  }));
  return { ...preview, moments, results, shared };
}

/** What the page is told, with a preview that is not stored yet. */
export type Told =
  | Exclude<ToView, { readonly type: 'preview' }>
  | { readonly type: 'preview'; readonly preview: Preview; readonly fileName: string };

export const asSent = (message: Told): ToView =>
  message.type === 'preview' ? { ...message, preview: stored(message.preview) } : message;
