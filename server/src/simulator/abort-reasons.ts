/** From the reason why an update fails to the client's words, and back. */
import { abortCodes } from './abort-codes.ts';
import type { OtherMessage } from './file-messages.ts';
import type { Failing } from './host.ts';
import { failureReasons } from './host-schema.ts';

export type FailureReason = Failing['reason'];

const rows: readonly (readonly [string, OtherMessage])[] = Object.entries(abortCodes);

/** The rows of a reason: its own, and its special cases. */
function rowsOf(reason: FailureReason): readonly OtherMessage[] {
  return rows.flatMap(([name, row]) => (name === reason || row.partOf === reason ? [row] : []));
}

/** What the client says; of several, what it says where no module is to blame. Empty where no source has its words. */
export function wordsOf(reason: FailureReason): string {
  return rowsOf(reason).findLast(({ message }) => message !== '')?.message ?? '';
}

/** The reason behind the client's words; null where they tell none that is known. */
export function reasonOfText(text: string): FailureReason | null {
  const words = plain(text);
  const saysSo = ({ message }: OtherMessage) => message !== '' && words.includes(plain(message));
  return failureReasons.find((reason) => rowsOf(reason).some(saysSo)) ?? null;
}

function plain(text: string): string {
  return text.replaceAll('…', '').replace(/\s+/g, ' ').trim().toLowerCase();
}
