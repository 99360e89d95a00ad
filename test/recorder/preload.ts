/** Loaded with `node --require` before a program: writes what it does into the file that UPTRACK_TEST_RECORD names, a line of JSON each. */
import { appendFileSync } from 'node:fs';
import { recordConnections, recordFiles, type Deed } from './recorder.ts';

/** One line of the file. */
export interface Recorded extends Omit<Deed, 'kind'> {
  readonly kind: Deed['kind'] | 'start';
  /** The script that runs. */
  readonly program: string;
}

const file = process.env.UPTRACK_TEST_RECORD;
if (file !== undefined) {
  const program = process.argv[1] ?? '';
  let isWriting = false;
  const record = (deed: Omit<Recorded, 'program'>): void => {
    // Writing is done with a file as well.
    if (isWriting) return;
    isWriting = true;
    appendFileSync(file, `${JSON.stringify({ ...deed, program } satisfies Recorded)}\n`);
    isWriting = false;
  };
  record({ kind: 'start', what: '', stack: '' });
  recordConnections(record);
  recordFiles(record);
}
