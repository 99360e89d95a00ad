/** What is known of the file besides its text, name and readers. */
export interface Facts {
  /** The permission bits, like 0o640; null: not known. */
  readonly mode: number | null;
  /** Whether a file called `disable` stands in the same folder. */
  readonly disableFileBeside: boolean;
  readonly isVersionControlled: boolean;
}

export const noFacts: Facts = { mode: null, disableFileBeside: false, isVersionControlled: false };
