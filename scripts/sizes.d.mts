interface Size {
  readonly what: string;
  readonly size: number;
  /** Null: there is no bar. */
  readonly most: number | null;
}

/** How large what is built and packaged is, and the most that is in order, in kilobytes of 1024 bytes. */
export declare function sizes(): Size[];

/** A sentence for each; throws with what is too large. */
export declare function checkSizes(): string[];
