/** Messages between the panel's host side and its page. Both sides import this file; it knows neither DOM nor editor. */

import type {
  AssumptionValue,
  ConditionValue,
  Exploration,
  HostDraft,
  HostProblems,
  OptionChoices,
  Preview,
  Why,
} from '../../server/src/protocol.ts';

/** What the page is told. Each message replaces what the one before it showed. */
export type ToView =
  | { readonly type: 'preview'; readonly preview: Preview; readonly fileName: string }
  /** Nothing to draw yet: the server starts, or no document is open. */
  | { readonly type: 'waiting'; readonly text: string }
  /** No answer: the server died. */
  | { readonly type: 'problem'; readonly text: string }
  /** The host file cannot be used; its name. */
  | { readonly type: 'hostProblems'; readonly fileName: string; readonly problems: HostProblems['problems'] }
  | { readonly type: 'why'; readonly why: Why }
  | { readonly type: 'exploring'; readonly done: number }
  | { readonly type: 'exploration'; readonly exploration: Exploration }
  | { readonly type: 'draft'; readonly draft: HostDraft }
  /** Whether the panel stays with its document. */
  | { readonly type: 'pinned'; readonly pinned: boolean };

/** What the page asks for. The moment of the cut is not here: every preview holds all of them. */
export type FromView =
  /** The page listens; it is sent once for each load. */
  | { readonly type: 'ready' }
  /** Another sample, with conditions and assumptions as it has them: those set before no longer count. */
  | { readonly type: 'chooseHost'; readonly host: string }
  /** All conditions that the user has set, not only the last one; empty: as the host has them. */
  | { readonly type: 'setConditions'; readonly conditions: Conditions }
  /** As `setConditions`. */
  | { readonly type: 'setAssumptions'; readonly assumptions: Assumptions }
  /** Zero-based. */
  | { readonly type: 'openLine'; readonly line: number }
  /** A line of the host file. */
  | { readonly type: 'openHostLine'; readonly line: number }
  | ({ readonly type: 'askWhy'; readonly update: string } & Shown)
  | { readonly type: 'explore' }
  /** Writes the options into the file: one edit, one undo. */
  | { readonly type: 'setOptions'; readonly options: OptionChoices }
  /** Pasted output of the client, with the answers given so far; nothing is kept of it. */
  | {
      readonly type: 'draftHost';
      readonly outputs: readonly string[];
      readonly answers: Readonly<Record<string, string>>;
    }
  /** Opens the drafted host as a new, unsaved host file and previews it. */
  | { readonly type: 'useDraft'; readonly host: string }
  | { readonly type: 'loadHost' }
  /** The shown host at this moment under these conditions, as a host file. */
  | ({ readonly type: 'saveHost' } & Shown)
  | ({ readonly type: 'copy'; readonly format: 'markdown' | 'transcript' } & Shown)
  | ({ readonly type: 'saveJson' } & Shown)
  | { readonly type: 'saveImage'; readonly svg: string }
  | { readonly type: 'pin'; readonly pinned: boolean };

/** What stands on the page. */
interface Shown {
  /** `Moment.id`. */
  readonly moment: string;
  /** `Result.assuming`. */
  readonly assuming: string;
}

/** By `Assumption.id`. */
export type Assumptions = Readonly<Record<string, AssumptionValue>>;

/** By `Condition.id`. */
export type Conditions = Readonly<Record<string, ConditionValue>>;

/** What the page keeps with `setState`; the panel's serializer is given it back after a reload. */
export interface ViewState {
  readonly uri: string;
  /** Id of a sample, or the address of a host file. */
  readonly host: string;
  readonly moment: string;
  readonly conditions: Conditions;
  readonly assumptions: Assumptions;
  readonly pinned: boolean;
}

/** The message, or null for anything that is not one. */
export function readToView(value: unknown): ToView | null {
  return isOneOf(toView, value) ? (value as ToView) : null;
}

/** The message, or null for anything that is not one. */
export function readFromView(value: unknown): FromView | null {
  return isOneOf(fromView, value) ? (value as FromView) : null;
}

/** The state, or null for anything that is not one. */
export function readViewState(value: unknown): ViewState | null {
  return viewState(value) ? (value as ViewState) : null;
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const isTrueOrFalse: Check = (value) => typeof value === 'boolean';
const index: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const integer: Check = (value) => Number.isSafeInteger(value);
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const orNull = (check: Check): Check => either((value) => value === null, check);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const conditionValue = either(text, isTrueOrFalse);
const conditions: Check = (value) => isObject(value) && Object.values(value).every(conditionValue);
const viewState = object({ uri: text, host: text, moment: text, conditions });

const tone = oneOf('good', 'warn', 'bad');
const hostFields = { id: text, name: text, description: text };
const stage = object({
  stage: oneOf('shutdown', 'early', 'late', 'cron'),
  title: text,
  tone,
  summary: text,
  message: text,
  installed: index,
  exitCode: orNull(integer),
  effectiveKernel: orNull(text),
  evidence: text,
  assumes: listOf(text),
});
const result = object({
  assuming: text,
  tone,
  headline: text,
  detail: text,
  boot: object({ kernel: orNull(text), reason: text, evidence: text }),
  stages: listOf(stage),
  memory: index,
  back: index,
  missing: index,
  pending: index,
  refusal: orNull(object({ message: text, line: orNull(index) })),
});
const previewShape = object({
  uri: text,
  version: integer,
  hosts: listOf(object(hostFields)),
  host: object({ ...hostFields, running: text, remark: text }),
  conditions: listOf(
    object({
      id: text,
      label: text,
      help: text,
      value: conditionValue,
      choices: listOf(object({ value: text, label: text })),
    }),
  ),
  updates: listOf(object({ id: text, title: text })),
  lists: listOf(listOf(index)),
  start: index,
  moments: listOf(object({ id: text, group: text, groupLabel: text, label: text, results: listOf(index) })),
  results: listOf(result),
});

/** A preview whose every index leads somewhere, so that drawing it cannot fail. */
const preview: Check = (value) => previewShape(value) && isConnected(value as Preview);

function isConnected({ updates, lists, moments, start, results }: Preview): boolean {
  const isList = (ref: number) => ref < lists.length;
  return (
    lists.every((list) => list.every((update) => update < updates.length)) &&
    start < moments.length &&
    moments.every((m) => m.results.length > 0 && m.results.every((r) => r < results.length)) &&
    results.every(
      (r) =>
        isList(r.memory) &&
        isList(r.back) &&
        isList(r.missing) &&
        isList(r.pending) &&
        r.stages.every((step) => isList(step.installed)),
    )
  );
}

const toView: Readonly<Record<ToView['type'], Check>> = {
  preview: object({ preview, fileName: text }),
  waiting: object({ text }),
  problem: object({ text }),
};

const fromView: Readonly<Record<FromView['type'], Check>> = {
  ready: isObject,
  chooseHost: object({ host: text }),
  setConditions: object({ conditions }),
  openLine: object({ line: index }),
};

function isOneOf(checks: Readonly<Record<string, Check>>, value: unknown): boolean {
  if (!isObject(value)) return false;
  const { type } = value;
  return typeof type === 'string' && Object.hasOwn(checks, type) && checks[type]?.(value) === true;
}
