/** Our own requests and their types: the only file of the server that the client and its view import. */

/**
 * What a host runs after a power loss with the text of an open document: one answer holds every moment of the cut.
 * Sentences are made here so that the panel and the command line say the same; the view only draws.
 */
export const previewRequest = 'uptrack/preview';

/** The editor's command that opens the panel; its argument is the address of a document. */
export const previewCommand = 'uptrack.previewPowerLoss';

/** What the client reads in an open document, as a document. */
export const effectiveRequest = 'uptrack/effective';

/** The state of an open document in a few words. */
export const statusRequest = 'uptrack/status';

/** The documented default file; without parameters. */
export const defaultFileRequest = 'uptrack/defaultFile';

/** Asked of the client: the text of a file; null: there is none that can be read. */
export const readFileRequest = 'uptrack/readFile';

/** Asked of the client: which of some files or folders there are. */
export const existRequest = 'uptrack/exist';

export interface ReadFileParams {
  readonly uri: string;
}

export interface ExistParams {
  readonly uris: readonly string[];
}

export interface DocumentParams {
  /** An open document of language uptrack-conf. */
  readonly textDocument: { readonly uri: string };
}

export interface EffectiveView {
  readonly uri: string;
  /** Version of the document that was read. */
  readonly version: number;
  /** In INI form, without secrets. */
  readonly text: string;
}

export interface Status {
  readonly uri: string;
  /** Version of the document that was read. */
  readonly version: number;
  /** The client that the file is for. */
  readonly client: 'online' | 'offline';
  /** The Pythons that it is for, in words. */
  readonly pythons: string;
  /** As the lens has it: what comes back after a power loss. */
  readonly sentence: string;
  /** The same in at most fifty characters. */
  readonly summary: string;
  /** Of all findings; null: there is none. */
  readonly worst: 'error' | 'warning' | 'information' | 'hint' | null;
}

export interface DefaultFile {
  readonly text: string;
  /** With a placeholder for the access key. */
  readonly snippet: string;
}

export interface InitializationOptions {
  /** The client answers `uptrack/readFile` and `uptrack/exist`. */
  readonly readsFiles?: boolean;
  /** The editor's command that opens completion again, used after an option was inserted. */
  readonly suggestCommand?: string;
}

export interface PreviewParams {
  /** An open document of language uptrack-conf. */
  readonly textDocument: { readonly uri: string };
  /** Id of one of `Preview.hosts`; null: the first. */
  readonly host: string | null;
  /** What the boot after the cut meets, by `Condition.id`; what is left out stays as the host has it. */
  readonly conditions: Readonly<Record<string, ConditionValue>>;
}

export type ConditionValue = string | boolean;

/** Index into `Preview.lists`. */
export type ListRef = number;

export type Tone = 'good' | 'warn' | 'bad';

export interface Preview {
  readonly uri: string;
  /** Version of the document that was read. */
  readonly version: number;
  readonly hosts: readonly HostChoice[];
  readonly host: HostSummary;
  readonly conditions: readonly Condition[];
  readonly updates: readonly Update[];
  /** Lists of indices into `updates`, each stored once. */
  readonly lists: readonly (readonly number[])[];
  /** In the order of the strip: idle, applying 0 … n, writing the plan, package manager. */
  readonly moments: readonly Moment[];
  /** Index into `moments`: the one to show first, the cut that the host itself speaks of. */
  readonly start: number;
  /** Equal results are stored once; `Moment.results` points here. */
  readonly results: readonly Result[];
}

export interface HostChoice {
  readonly id: string;
  readonly name: string;
  /** System and client in a few words. */
  readonly description: string;
}

export interface HostSummary extends HostChoice {
  /** `uname -r` of the kernel that runs when the power fails. */
  readonly running: string;
  /** What the real listing behind it leaves out, in a sentence; empty where it is complete. */
  readonly remark: string;
}

/** A condition of the boot, as a native control. */
export interface Condition {
  readonly id: string;
  readonly label: string;
  /** What it means, in a sentence. */
  readonly help: string;
  readonly value: ConditionValue;
  /** Empty for a check box. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

export interface Update {
  /** 8 characters `[a-z0-9]`, or `unlisted-N` for one that the listing only counts. */
  readonly id: string;
  /** Empty where the listing does not say. */
  readonly title: string;
}

export interface Moment {
  /** Stable: `idle`, `apply-60`, `write-plan-torn` … */
  readonly id: string;
  /** Neighbouring moments of the same group are one segment of the strip. */
  readonly group: string;
  readonly groupLabel: string;
  readonly label: string;
  /** More than one where values are unknown (a template) or the Pythons read the file differently. */
  readonly results: readonly number[];
}

export interface Result {
  /** Under which this result holds, as a sentence; empty where there is only one. */
  readonly assuming: string;
  readonly tone: Tone;
  /** The verdict in one sentence. */
  readonly headline: string;
  readonly detail: string;
  readonly boot: BootSummary;
  readonly stages: readonly StageSummary[];
  /** What was in memory when the power failed. */
  readonly memory: ListRef;
  /** In memory at the cut and installed again at the end of the late stage. */
  readonly back: ListRef;
  /** In memory at the cut and not back (of another kernel: none). */
  readonly missing: ListRef;
  /** Available, neither installed nor missing. */
  readonly pending: ListRef;
  /** Set where the client refuses the file: its own words, and the line to go to, 0-based. */
  readonly refusal: { readonly message: string; readonly line: number | null } | null;
}

export interface BootSummary {
  /** Null where nothing boots by itself. */
  readonly kernel: string | null;
  /** Why this kernel, in a sentence. */
  readonly reason: string;
  readonly evidence: string;
}

export interface StageSummary {
  readonly stage: 'shutdown' | 'early' | 'late' | 'cron';
  readonly title: string;
  readonly tone: Tone;
  /** What it does, in a sentence. */
  readonly summary: string;
  /** The client's own words on the console or in its log; empty where it says nothing. */
  readonly message: string;
  /** After the stage. */
  readonly installed: ListRef;
  /** Null: the stage does not start. */
  readonly exitCode: number | null;
  /** Null: unknown to the client. */
  readonly effectiveKernel: string | null;
  readonly evidence: string;
  /** The assumptions that it rests on, each to follow “assumes that”. */
  readonly assumes: readonly string[];
}
