/** What the page shows, and how it changes: pure. */

import type {
  AssumptionValue,
  ConditionValue,
  Exploration,
  HostDraft,
  HostQuestion,
  Preview,
  Scenario,
  Why,
} from '../../server/src/protocol.ts';
import type { FromView, ToView, ViewState } from './messages.ts';
import { restored } from './restored.ts';
import { hostKey, isOfSame, momentIndex, sceneOf } from './scene.ts';
import { nothingSet, valuesOf, withValue, withValues } from './settings.ts';
import type { Settings } from './settings.ts';

/** What stands in the place of the page's main part. */
export type ShownMessage = Extract<ToView, { readonly type: 'preview' | 'waiting' | 'problem' | 'hostProblems' }>;

/** Everything the page draws from. */
export interface State {
  readonly shown: ShownMessage;
  /** The last preview; it outlives a problem, so that another host can be chosen. */
  readonly preview: Preview | null;
  readonly fileName: string;
  /** As in `ViewState`. */
  readonly host: string | null;
  /** `Moment.id` and `Moment.group`; a later preview may know only the group. */
  readonly moment: string | null;
  readonly group: string | null;
  readonly conditions: Settings<ConditionValue>;
  readonly assumptions: Settings<AssumptionValue>;
  /** `Result.assuming` of the result shown in full. */
  readonly assuming: string;
  /** Index of the combination that is tried; null: none. */
  readonly combination: number | null;
  readonly why: Explained | null;
  readonly explored: Explored | null;
  readonly draft: HostDraft | null;
  /** All questions of the draft so far: one that is answered can be answered again. */
  readonly questions: readonly HostQuestion[];
  readonly pinned: boolean;
}

/** An update whose explanation is open, and of what it was asked. */
export interface Explained {
  readonly update: string;
  readonly preview: Preview;
  readonly moment: string;
  readonly assuming: string;
  /** Null: not answered yet. */
  readonly why: Why | null;
}

/** All scenarios of the file and host that `preview` shows. */
export interface Explored {
  readonly preview: Preview;
  /** From 0 to 1. */
  readonly done: number;
  /** Null: not answered yet. */
  readonly exploration: Exploration | null;
}

/** What the host side or the user does. */
export type Action =
  | { readonly type: 'received'; readonly message: ToView }
  | { readonly type: 'move'; readonly moment: number }
  | { readonly type: 'chooseHost'; readonly host: string }
  | { readonly type: 'setCondition'; readonly id: string; readonly value: ConditionValue }
  | { readonly type: 'resetConditions' }
  | { readonly type: 'setAssumption'; readonly id: string; readonly value: AssumptionValue }
  | { readonly type: 'resetAssumptions' }
  | { readonly type: 'assume'; readonly assuming: string }
  | { readonly type: 'tryCombination'; readonly combination: number | null }
  | { readonly type: 'askWhy'; readonly update: string }
  | { readonly type: 'closeWhy' }
  | { readonly type: 'explore' }
  | { readonly type: 'cancelExploring' }
  | { readonly type: 'loadScenario'; readonly scenario: Scenario }
  | { readonly type: 'closeDraft' }
  | { readonly type: 'pin'; readonly pinned: boolean };

/** The state of a page that has just loaded, with what an earlier one has kept. */
export function initialState(saved: ViewState | null): State {
  return {
    shown: { type: 'waiting', text: 'Starting…' },
    preview: null,
    fileName: '',
    host: saved?.host ?? null,
    moment: saved?.moment ?? null,
    group: null,
    conditions: { set: saved?.conditions ?? {}, replaced: {} },
    assumptions: { set: saved?.assumptions ?? {}, replaced: {} },
    assuming: '',
    combination: null,
    why: null,
    explored: null,
    draft: null,
    questions: [],
    pinned: saved?.pinned ?? false,
  };
}

/** Another host starts at its own moment, with its own conditions and assumptions. */
const afresh = { moment: null, group: null, conditions: nothingSet, assumptions: nothingSet, why: null } as const;

/** The next state. An action that changes nothing gives back the same object. */
export function reduce(state: State, action: Action): State {
  const { preview } = state;
  switch (action.type) {
    case 'received':
      return receive(state, action.message);
    case 'move': {
      const moment = preview?.moments[action.moment];
      if (moment === undefined || moment.id === state.moment) return state;
      return { ...state, moment: moment.id, group: moment.group };
    }
    case 'chooseHost':
      return { ...state, ...afresh, host: action.host };
    case 'setCondition': {
      const current = valuesOf(preview?.conditions ?? []);
      return { ...state, conditions: withValue(state.conditions, current, action.id, action.value) };
    }
    case 'resetConditions':
      return { ...state, conditions: nothingSet };
    case 'setAssumption': {
      const current = valuesOf(preview?.assumptions ?? []);
      return { ...state, assumptions: withValue(state.assumptions, current, action.id, action.value) };
    }
    case 'resetAssumptions':
      return { ...state, assumptions: nothingSet };
    case 'assume':
      return { ...state, assuming: action.assuming };
    case 'tryCombination':
      return { ...state, combination: action.combination };
    case 'askWhy': {
      const scene = sceneOf(state);
      if (preview === null || scene === null) return state;
      const { moment, result } = scene;
      return {
        ...state,
        why: { update: action.update, preview, moment: moment.id, assuming: result.assuming, why: null },
      };
    }
    case 'closeWhy':
      return { ...state, why: null };
    case 'explore':
      return preview === null ? state : { ...state, explored: { preview, done: 0, exploration: null } };
    case 'cancelExploring':
      return { ...state, explored: null };
    case 'loadScenario': {
      const { moment, conditions } = action.scenario;
      const current = valuesOf(preview?.conditions ?? []);
      return {
        ...state,
        moment,
        group: preview?.moments.find(({ id }) => id === moment)?.group ?? state.group,
        conditions: withValues(state.conditions, current, conditions),
      };
    }
    case 'closeDraft':
      return { ...state, draft: null, questions: [] };
    case 'pin':
      return { ...state, pinned: action.pinned };
  }
}

function receive(state: State, message: ToView): State {
  switch (message.type) {
    case 'preview':
      return receivePreview(state, message);
    case 'waiting':
    case 'problem':
    case 'hostProblems':
      return { ...state, shown: message };
    case 'why':
      return state.why?.update === message.why.id ? { ...state, why: { ...state.why, why: message.why } } : state;
    case 'exploring':
      return state.explored === null ? state : { ...state, explored: { ...state.explored, done: message.done } };
    case 'exploration': {
      const { exploration } = message;
      return state.explored === null ? state : { ...state, explored: { ...state.explored, done: 1, exploration } };
    }
    case 'draft': {
      const { draft } = message;
      const asked = draft.open.filter(({ id }) => !state.questions.some((one) => one.id === id));
      const known = state.questions.map((one) => draft.open.find(({ id }) => id === one.id) ?? { ...one, remark: '' });
      return { ...state, draft, questions: [...known, ...asked] };
    }
    case 'pinned':
      return { ...state, pinned: message.pinned };
  }
}

function receivePreview(state: State, message: Extract<ToView, { readonly type: 'preview' }>): State {
  const { fileName } = message;
  const preview = restored(message.preview);
  const host = hostKey(preview);
  const isOtherHost = state.preview !== null && host !== state.host;
  const before = isOtherHost ? { ...state, ...afresh } : state;
  const moment = preview.moments[momentIndex(preview, before)];
  const { explored } = state;
  return {
    ...before,
    shown: message,
    preview,
    fileName,
    host,
    moment: moment?.id ?? null,
    group: moment?.group ?? null,
    // What was still running is cancelled with the file or the host that it was asked for.
    explored: explored?.exploration === null && !isOfSame(explored.preview, preview) ? null : explored,
  };
}

/** What to keep over a reload; null as long as there is nothing to go back to. */
export function savedState({ preview, host, moment, conditions, assumptions, pinned }: State): ViewState | null {
  if (preview === null || host === null || moment === null) return null;
  return { uri: preview.uri, host, moment, conditions: conditions.set, assumptions: assumptions.set, pinned };
}

/** What the host side has to hear of an action that has led to this state. Moving the cut is not among it. */
export function messageFor(action: Action, { moment, conditions, assumptions, why }: State): FromView | null {
  switch (action.type) {
    case 'chooseHost':
      return { type: 'chooseHost', host: action.host };
    case 'setCondition':
    case 'resetConditions':
    case 'loadScenario':
      return { type: 'setConditions', conditions: conditions.set, moment };
    case 'setAssumption':
    case 'resetAssumptions':
      return { type: 'setAssumptions', assumptions: assumptions.set };
    case 'askWhy':
      return why && { type: 'askWhy', update: why.update, moment: why.moment, assuming: why.assuming };
    case 'explore':
    case 'cancelExploring':
      return { type: action.type };
    case 'pin':
      return { type: 'pin', pinned: action.pinned };
    case 'received':
    case 'move':
    case 'assume':
    case 'tryCombination':
    case 'closeWhy':
    case 'closeDraft':
      return null;
  }
}
