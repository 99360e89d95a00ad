/** Messages between the panel's host side and its page. Both sides import this file; it knows neither DOM nor editor. */

import type {
  AssumptionValue,
  ConditionValue,
  Exploration,
  HostDraft,
  HostProblems,
  OptionChoices,
  StoredPreview,
  Why,
} from '../../server/src/protocol.ts';
import { index, isObject, isTrueOrFalse, listOf, object, oneOf, orNull, recordOf, text } from './checks.ts';
import type { Check } from './checks.ts';
import { assumptionValue, conditionValue, optionChoices } from './values.ts';

/** What the page is told. Each message replaces what the one before it showed. */
export type ToView =
  | { readonly type: 'preview'; readonly preview: StoredPreview; readonly fileName: string }
  /** Nothing to draw yet: the server starts, or no document is open. */
  | { readonly type: 'waiting'; readonly text: string }
  /** No answer: the server died. */
  | { readonly type: 'problem'; readonly text: string }
  /** The host file cannot be used; its name. */
  | ({ readonly type: 'hostProblems'; readonly fileName: string } & HostProblems)
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
  /**
   * All conditions that the user has set, not only the last one; empty: as the host has them. With the `Moment.id` that is
   * shown: one of a loaded scenario need not be on the strip of its own.
   */
  | { readonly type: 'setConditions'; readonly conditions: Conditions; readonly moment: string | null }
  /** As `setConditions`. */
  | { readonly type: 'setAssumptions'; readonly assumptions: Assumptions }
  /** Zero-based. */
  | { readonly type: 'openLine'; readonly line: number }
  /** A line of the host file. */
  | { readonly type: 'openHostLine'; readonly line: number }
  | ({ readonly type: 'askWhy'; readonly update: string } & Shown)
  | { readonly type: 'explore' }
  | { readonly type: 'cancelExploring' }
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
export function readFromView(value: unknown): FromView | null {
  return isOneOf(fromView, value) ? (value as FromView) : null;
}

/** The state, or null for anything that is not one. */
export function readViewState(value: unknown): ViewState | null {
  return viewState(value) ? (value as ViewState) : null;
}

const conditions = recordOf(conditionValue);
const assumptions = recordOf(assumptionValue);
const shown = { moment: text, assuming: text };

const viewState = object({
  uri: text,
  host: text,
  moment: text,
  conditions,
  assumptions,
  pinned: isTrueOrFalse,
} satisfies Readonly<Record<keyof ViewState, Check>>);

const fromView: Readonly<Record<FromView['type'], Check>> = {
  ready: object({}),
  chooseHost: object({ host: text }),
  setConditions: object({ conditions, moment: orNull(text) }),
  setAssumptions: object({ assumptions }),
  openLine: object({ line: index }),
  openHostLine: object({ line: index }),
  askWhy: object({ update: text, ...shown }),
  explore: object({}),
  cancelExploring: object({}),
  setOptions: object({ options: optionChoices }),
  draftHost: object({ outputs: listOf(text), answers: recordOf(text) }),
  useDraft: object({ host: text }),
  loadHost: object({}),
  saveHost: object(shown),
  copy: object({ format: oneOf('markdown', 'transcript'), ...shown }),
  saveJson: object(shown),
  saveImage: object({ svg: text }),
  pin: object({ pinned: isTrueOrFalse }),
};

/** @param checks one for each type of message */
export function isOneOf(checks: Readonly<Record<string, Check>>, value: unknown): boolean {
  if (!isObject(value)) return false;
  const { type } = value;
  return typeof type === 'string' && Object.hasOwn(checks, type) && checks[type]?.(value) === true;
}
