/** `minimum`: the oldest that the manifest promises. */
type ReleaseName = 'newest' | 'minimum';

/** A VS Code to run in: its executable. */
export declare function obtainVSCode(release?: ReleaseName): Promise<string>;

/** Whether it can be started with a folder that is not trusted. */
export declare function canRestrict(executable: string): boolean;

/** The desktop VS Code: its executable, or why there is none. */
export declare function downloadVSCode(): Promise<string | Error>;

/** Has VS Code run a module of test/vscode on a copy of a folder; `died`: it ended before the tests did. */
export declare function runInVSCode(
  executable: string,
  what: {
    readonly module: string;
    readonly workspace: string;
    readonly vsix?: string;
    readonly restricted?: boolean;
    readonly release?: ReleaseName;
  },
): Promise<{ readonly passed: number; readonly failed: number; readonly died: boolean }>;
