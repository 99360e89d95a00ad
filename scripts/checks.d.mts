interface Check {
  readonly title: string;
  readonly command: readonly string[];
}

/** What holds of the source without running it. */
export declare const checks: readonly Check[];

/** Writes every bundle into dist/. */
export declare function build(): Promise<void>;

/** Throws what is wrong. */
export declare function runCheck(check: Check): Promise<void>;
