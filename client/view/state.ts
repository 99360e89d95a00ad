/** What the page shows, and how it changes: pure. */

import type { ConditionValue, Preview } from '../../server/src/protocol.ts';
import type { Conditions, FromView, ToView, ViewState } from './messages.ts';

/** Everything the page draws from. */
export interface State {
  /** The last message. */
  readonly shown: ToView;
  /** The last preview; it outlives a problem, so that another host can be chosen. */
  readonly preview: Preview | null;
  readonly fileName: string;
  readonly host: string | null;
  /** `Moment.id` and `Moment.group`; a later preview may know only the group. */
  readonly moment: string | null;
  readonly group: string | null;
  /** What the user has set. */
  readonly conditions: Conditions;
  /** What stood there before, as far as this page has seen it. */
  readonly replaced: Conditions;
  /** `Result.assuming` of the result shown in full. */
  readonly assuming: string;
}

/** What the host side or the user does. */
export type Action =
  | { readonly type: 'received'; readonly message: ToView }
  | { readonly type: 'move'; readonly moment: number }
  | { readonly type: 'chooseHost'; readonly host: string }
  | { readonly type: 'setCondition'; readonly id: string; readonly value: ConditionValue }
  | { readonly type: 'resetConditions' }
  | { readonly type: 'assume'; readonly assuming: string };

/** The state of a page that has just loaded, with what an earlier one has kept. */
export function initialState(saved: ViewState | null): State {
  return {
    shown: { type: 'waiting', text: 'Starting…' },
    preview: null,
    fileName: '',
    host: saved?.host ?? null,
    moment: saved?.moment ?? null,
    group: null,
    conditions: saved?.conditions ?? {},
    replaced: {},
    assuming: '',
  };
}

/** The next state. An action that changes nothing gives back the same object. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'received':
      return receive(state, action.message);
    case 'move': {
      const moment = state.preview?.moments[action.moment];
      if (moment === undefined || moment.id === state.moment) return state;
      return { ...state, moment: moment.id, group: moment.group };
    }
    case 'chooseHost':
      return { ...state, host: action.host, moment: null, group: null, conditions: {}, replaced: {} };
    case 'setCondition':
      return setCondition(state, action.id, action.value);
    case 'resetConditions':
      return { ...state, conditions: {}, replaced: {} };
    case 'assume':
      return { ...state, assuming: action.assuming };
  }
}

function receive(state: State, message: ToView): State {
  if (message.type !== 'preview') return { ...state, shown: message };
  const { preview, fileName } = message;
  const moment = preview.moments[momentIndex(preview, state)];
  return {
    ...state,
    shown: message,
    preview,
    fileName,
    host: preview.host.id,
    moment: moment?.id ?? null,
    group: moment?.group ?? null,
  };
}

/** A value that is set back to what stood there before is no longer set. */
function setCondition(state: State, id: string, value: ConditionValue): State {
  const old = state.replaced[id] ?? state.preview?.conditions.find((condition) => condition.id === id)?.value;
  const others = Object.fromEntries(Object.entries(state.conditions).filter(([other]) => other !== id));
  const wasRestored = id in state.conditions && !(id in state.replaced);
  if (old === value && !wasRestored) return { ...state, conditions: others };
  return {
    ...state,
    conditions: { ...others, [id]: value },
    replaced: wasRestored || old === undefined ? state.replaced : { ...state.replaced, [id]: old },
  };
}

/** The moment to show: the same as before, else the first of its group, else the one that the host speaks of. */
export function momentIndex({ moments, start }: Preview, { moment, group }: Pick<State, 'moment' | 'group'>): number {
  const same = moments.findIndex(({ id }) => id === moment);
  if (same >= 0) return same;
  const near = moments.findIndex((one) => one.group === group);
  return near >= 0 ? near : start;
}

/** What to keep over a reload; null as long as there is nothing to go back to. */
export function savedState({ preview, host, moment, conditions }: State): ViewState | null {
  if (preview === null || host === null || moment === null) return null;
  return { uri: preview.uri, host, moment, conditions };
}

/** What the host side has to hear of an action that has led to this state. Moving the cut is not among it. */
export function messageFor(action: Action, { conditions }: State): FromView | null {
  switch (action.type) {
    case 'chooseHost':
      return { type: 'chooseHost', host: action.host };
    case 'setCondition':
    case 'resetConditions':
      return { type: 'setConditions', conditions };
    case 'received':
    case 'move':
    case 'assume':
      return null;
  }
}
