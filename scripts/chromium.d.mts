/** Command line for a Chromium that tests drive: no window, nothing of the network but 127.0.0.1. */
export declare const chromiumFlags: readonly string[];

/** The first Chromium, Chrome or Edge of this machine, or null. */
export declare function findChromium(): string | null;

/** A Chromium: the one found, else one that is installed now; `log` is told what is installed before it is. */
export declare function ensureChromium(log?: (line: string) => void): Promise<string>;
