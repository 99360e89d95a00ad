/** Messages between the panel's host side and its page. Both sides import this file; it knows neither DOM nor editor. */

import type { ConditionValue, Preview } from '../../server/src/protocol.ts';

/** What the page is told. Each message replaces what the one before it showed. */
export type ToView =
  | { readonly type: 'preview'; readonly preview: Preview; readonly fileName: string }
  /** Nothing to draw yet: the server starts, or no document is open. */
  | { readonly type: 'waiting'; readonly text: string }
  /** No answer: the server died, or the host cannot be read. */
  | { readonly type: 'problem'; readonly text: string };

/** What the page asks for. The moment of the cut is not here: every preview holds all of them. */
export type FromView =
  /** The page listens; it is sent once for each load. */
  | { readonly type: 'ready' }
  /** Another host, with the conditions as that host has them: those set before no longer count. */
  | { readonly type: 'chooseHost'; readonly host: string }
  /** All conditions that the user has set, not only the last one; empty: as the host has them. */
  | { readonly type: 'setConditions'; readonly conditions: Conditions }
  /** Zero-based. */
  | { readonly type: 'openLine'; readonly line: number };

/** By `Condition.id`. */
export type Conditions = Readonly<Record<string, ConditionValue>>;

/** What the page keeps with `setState`; the panel's serializer is given it back after a reload. */
export interface ViewState {
  readonly uri: string;
  readonly host: string;
  readonly moment: string;
  readonly conditions: Conditions;
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
