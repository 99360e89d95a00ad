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

/** Why an update is in or not; answers `Why`, null where the host has no such update. */
export const whyRequest = 'uptrack/why';

/** Every modelled scenario of the scene; answers `Exploration`. Reports `ExplorationProgress` while it runs; can be cancelled. */
export const exploreRequest = 'uptrack/explore';
export const explorationProgress = 'uptrack/explorationProgress';

/** The scene at one moment as text; answers `Report`. */
export const reportRequest = 'uptrack/report';

/** The edits that set options in an open document, the shipped commented line uncommented where it is there; answers `OptionEdits`. */
export const setOptionsRequest = 'uptrack/setOptions';

/** Pasted output of the client as a host file, or what it does not say; answers `HostDraft`. */
export const draftHostRequest = 'uptrack/draftHost';

/** A host, and what is changed of it. */
export interface SceneParams extends DocumentParams {
  /** Null: the first sample. */
  readonly host: HostRef | null;
  /** What the boot after the cut meets, by `Condition.id`; what is left out stays as the host has it. */
  readonly conditions: Readonly<Record<string, ConditionValue>>;
  /** By `Assumption.id`; what is left out stays as the host has it. */
  readonly assumptions: Readonly<Record<string, AssumptionValue>>;
}

/** A sample by its id, or the text of a host file with its address. */
export type HostRef = { readonly sample: string } | { readonly file: string; readonly text: string };

export interface PreviewParams extends SceneParams {
  /** One that `moments` is to hold besides, by `Scenario.moment`; left out: none. */
  readonly moment?: string;
  /** `StoredPreview.resultId` of the one that is shown, which is not answered again; left out: none is. */
  readonly previousResultId?: string;
}

export interface MomentParams extends SceneParams {
  /** `Moment.id`. */
  readonly moment: string;
  /** `Result.assuming`. */
  readonly assuming: string;
}

export interface WhyParams extends MomentParams {
  /** `Update.id`. */
  readonly update: string;
}

export interface ReportParams extends MomentParams {
  /** json: the simulation as the command line prints it; host: the host file at this moment under these conditions. */
  readonly format: 'markdown' | 'transcript' | 'json' | 'host';
}

export interface Report {
  readonly text: string;
}

export interface SetOptionsParams extends DocumentParams {
  readonly options: OptionChoices;
}

export type OptionName = 'install_on_reboot' | 'upgrade_on_reboot' | 'autoinstall';
export type OptionChoices = Readonly<Partial<Record<OptionName, 'yes' | 'no'>>>;

export interface OptionEdits {
  /** Of the document that the edits are for. */
  readonly version: number;
  readonly edits: readonly { readonly range: ProtocolRange; readonly newText: string }[];
}

export interface ProtocolRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface DraftHostParams {
  /** What was pasted, in order. */
  readonly outputs: readonly string[];
  /** By `HostQuestion.id`. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface HostDraft {
  /** The host file, once nothing is open. */
  readonly host: string | null;
  readonly open: readonly HostQuestion[];
  /** What was assumed on the way, a sentence each. */
  readonly notes: readonly string[];
  /** Lines of the output that are not understood, and answers that do not fit. */
  readonly problems: readonly string[];
  /** What the output says, a short sentence each: `22 installed updates`, … */
  readonly known: readonly string[];
}

/** Something that a host file says and the output does not. */
export interface HostQuestion {
  readonly id: string;
  readonly asks: string;
  /** Why it matters. */
  readonly why: string;
  /** Empty for free text. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** How free text is written; empty where only the choices fit. */
  readonly form: string;
  /** What is wrong with the answer given; empty where there is none yet. */
  readonly remark: string;
}

export type ConditionValue = string | boolean;
export type AssumptionValue = boolean | number | Seconds;

/** [least, most]. */
export type Seconds = readonly [least: number, most: number];

/** A host file that cannot be used. */
export interface HostProblems {
  readonly problems: readonly { readonly message: string; /** 0-based. */ readonly line: number }[];
  /** What there is to choose instead. */
  readonly hosts: readonly HostChoice[];
}

/** Answers `uptrack/preview`; null: there is no host. */
export type PreviewAnswer = StoredPreview | SamePreview | HostProblems | null;

/** The preview is the one that is shown. */
export interface SamePreview {
  readonly isSame: true;
}

/** Why an update is in or not. */
export interface Why {
  readonly id: string;
  readonly title: string;
  readonly headline: string;
  readonly because: readonly string[];
  readonly restsOn: readonly string[];
  readonly evidence: string;
  /** The smallest changes that would bring it in, best first. */
  readonly changes: readonly { readonly label: string; readonly comes: string; readonly evidence: string }[];
}

export interface ExplorationProgress {
  /** From 0 to 1. */
  readonly done: number;
}

/** Counts, never shares: nobody knows how likely a scenario is. */
export interface Exploration {
  readonly scenarios: number;
  /** What the number is the product of, and what is left out, a sentence each. */
  readonly space: readonly string[];
  /** Worst first. */
  readonly verdicts: readonly {
    readonly text: string;
    readonly tone: Tone;
    readonly scenarios: number;
    readonly example: Scenario;
  }[];
  readonly claims: readonly {
    readonly sentence: string;
    readonly holds: number;
    readonly scenarios: number;
    /** Null: it holds in all of them. */
    readonly counterexample: Scenario | null;
    readonly evidence: string;
    /** Where that stands. */
    readonly source: string;
  }[];
}

/** One that the panel can load: the moment of the cut and the conditions, by their ids. */
export interface Scenario {
  readonly text: string;
  readonly moment: string;
  readonly conditions: Readonly<Record<string, ConditionValue>>;
}

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
  readonly assumptions: readonly Assumption[];
  /** The combinations of the three options, in a fixed order. */
  readonly combinations: readonly Combination[];
  /** What comes of a combination at a moment, each stored once; `Moment.whatIf` points here. */
  readonly whatIfs: readonly WhatIf[];
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

/** What of a preview grows with its moments. */
export type PackedTables = Pick<Preview, 'lists' | 'moments' | 'results' | 'whatIfs'>;

/** A preview on its way to the page: a template has a thousand results, which are made of a hundred parts. */
export interface StoredPreview extends Omit<Preview, keyof PackedTables> {
  /** Another one where anything in it is another. */
  readonly resultId: string;
  /** The `PackedTables`. */
  readonly packed: Packed;
}

/** JSON in which what repeats is stored once. */
export interface Packed {
  /** The place of all of it. */
  readonly root: number;
  readonly values: readonly PackedValue[];
  /** Names of the fields of an object. */
  readonly shapes: readonly (readonly string[])[];
  /** What stands before, between and behind the numbers of a text. */
  readonly words: readonly (readonly string[])[];
}

/** Itself, or a kind and what that is made of; places are those of values before it. */
export type PackedValue = null | boolean | number | string | readonly [kind: PackedKind, ...of: number[]];

/** What a value is made of are whole numbers from 0 to below this. */
export const packedLimit = 10_000_000;

export const packedKinds = {
  /** An index into `shapes`, and the places of the fields. */
  object: 0,
  /** The places of the items. */
  list: 1,
  /** Numbers in order: the first of a run of neighbours, how many they are; the same of the next run. */
  runs: 2,
  /** An index into `words`, and the numbers. */
  text: 3,
} as const;
export type PackedKind = (typeof packedKinds)[keyof typeof packedKinds];

export interface HostChoice {
  readonly id: string;
  readonly name: string;
  /** System and client in a few words. */
  readonly description: string;
}

export interface HostSummary extends HostChoice {
  /** Address of its file; null: a sample. */
  readonly file: string | null;
  /** `uname -r` of the kernel that runs when the power fails. */
  readonly running: string;
  /** Differs where the text of its file does; empty for a sample. */
  readonly fingerprint: string;
  /** What the real listing behind it leaves out, in a sentence; empty where it is complete. */
  readonly remark: string;
}

/** A parameter that nobody has measured, or what is taken for granted where no source says. */
export interface Assumption {
  readonly id: string;
  /** A sentence or a noun phrase, with the unit. */
  readonly label: string;
  readonly help: string;
  readonly value: AssumptionValue;
  /** What a host means that says nothing of it. */
  readonly standard: AssumptionValue;
}

/** What the three options are, be it by default. */
export interface Combination {
  readonly options: Readonly<Record<OptionName, 'yes' | 'no'>>;
  /** The file can come out so. */
  readonly isCurrent: boolean;
}

export interface WhatIf {
  readonly tone: Tone;
  /** The verdict in one sentence. */
  readonly headline: string;
  /** Installed after each stage; null where nothing boots. */
  readonly installed: { readonly early: number; readonly late: number; readonly cron: number } | null;
  readonly evidence: string;
  /** Nobody knows whether it differs from the current combination as it does here. */
  readonly isUnknownDifference: boolean;
}

/** A condition of the boot, as a native control. */
export interface Condition {
  readonly id: string;
  /** Conditions of one group stand together. */
  readonly group: string;
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
  /** How well it is known what such a cut leaves behind. */
  readonly evidence: string;
  /** Where that stands. */
  readonly source: string;
  /** By the index of a combination: an index into `Preview.whatIfs`. */
  readonly whatIf: readonly number[];
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
  /** How well the verdict is known. */
  readonly evidence: string;
  /** The one thing to change where the verdict is bad; null: nothing is wrong, or nothing in this file helps. */
  readonly fix: Fix | null;
  /** The loss becomes permanent with the next boot: why, and what prevents it; null: it does not. */
  readonly trap: string | null;
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
  /** Times in which updates that were in memory are not installed, from the return of the power. */
  readonly exposure: readonly Exposure[];
  /** Set where the client refuses the file: its own words, and the line to go to, 0-based. */
  readonly refusal: { readonly message: string; readonly line: number | null } | null;
}

export interface Fix {
  /** An imperative: “Set upgrade_on_reboot = yes”. */
  readonly label: string;
  /** What the button sets in the file; null: not a matter of this file, or the effect rests on something unknown. */
  readonly options: OptionChoices | null;
  /** What it leads to, in a sentence. */
  readonly then: string;
}

export interface Exposure {
  readonly from: Seconds;
  /** Null: not in this boot. */
  readonly to: Seconds | null;
  readonly missing: ListRef;
  /** In a sentence: how long how many updates, and how many CVEs that their titles name. */
  readonly text: string;
}

export interface BootSummary {
  /** Null where nothing boots by itself. */
  readonly kernel: string | null;
  /** Why this kernel, in a sentence. */
  readonly reason: string;
  readonly evidence: string;
  /** Where that stands. */
  readonly source: string;
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
  /** Seconds since the power came back; assumed. */
  readonly startsAt: Seconds;
  readonly seconds: Seconds;
  readonly evidence: string;
  /** Where that stands. */
  readonly source: string;
  /** The assumptions that it rests on, each to follow “assumes that”. */
  readonly assumes: readonly string[];
}
