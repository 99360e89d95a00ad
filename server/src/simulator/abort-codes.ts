/** The table of abort codes of ksplice: why an update cannot be applied, and what the client then says. */
import type { Evidence } from '../config/evidence.ts';
import type { Failing } from './host.ts';

export type FailureReason = Failing['reason'];

export interface AbortCode {
  /** The start of the client's own words; an ellipsis stands for words left out here. Empty where no source has them. */
  readonly text: string;
  /** What in its words gives this reason away, other than `text`. */
  readonly marks: readonly string[];
  /** What happened, for people. */
  readonly meaning: string;
  /** Of the text; of the meaning where there is none. The names are in the source of ksplice. */
  readonly evidence: Evidence;
}

const unable = 'Ksplice was unable to install the update because';

export const abortCodes: Readonly<Record<FailureReason, AbortCode>> = {
  no_match: {
    text: '… your running kernel has been modified from the version provided by your vendor.',
    marks: ['the code in your running kernel does not match the expected version'],
    meaning: 'the code in memory is not the code that the update was made for',
    evidence: 'client',
  },
  code_busy: {
    text: `${unable} one or more programs are constantly using the kernel functions patched by this update. …`,
    marks: [],
    meaning: 'in five attempts, a second apart, some thread was always inside a function to be patched',
    evidence: 'client',
  },
  out_of_memory: {
    text: '… because your kernel is out of memory.',
    marks: [],
    meaning: 'the kernel had no memory left for the update',
    evidence: 'client',
  },
  module_busy: unspoken('a kernel module to be patched is being loaded or unloaded'),
  failed_to_find: unspoken('the code to be patched is not found in memory'),
  already_reversed: unspoken('the update has been removed already'),
  missing_export: unspoken('a symbol that the update needs is not exported by this kernel'),
  unexpected_running_task: unspoken('a thread runs where none is expected'),
  unexpected: unspoken('something that ksplice does not expect'),
  target_not_loaded: unspoken('the kernel module to be patched is not loaded'),
  call_failed: unspoken('a function that the update calls has failed'),
  cold_update_loaded: unspoken('a module is loaded that an update has replaced on disk'),
  bad_system_map: unspoken('System.map does not belong to the running kernel'),
};

/** A code that ksplice knows by name; what the client says then is in no source, and the meaning is read out of the name. */
function unspoken(meaning: string): AbortCode {
  return { text: '', marks: [], meaning, evidence: 'inferred' };
}

/** The reason behind the client's words; null where they tell none that is known. */
export function reasonOfText(text: string): FailureReason | null {
  const words = text.replace(/\s+/g, ' ').toLowerCase();
  const codes = Object.keys(abortCodes) as FailureReason[];
  return (
    codes.find((code) => {
      const { text: known, marks } = abortCodes[code];
      return [known.replaceAll('…', '').trim(), ...marks].some(
        (mark) => mark !== '' && words.includes(mark.toLowerCase()),
      );
    }) ?? null
  );
}
