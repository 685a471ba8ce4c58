/** The result of a transition, and the functions that make one. */

import { type Notice, notice } from '../say/notices.js';
import type { Event, EventType } from './ledger/events.js';
import type { State } from './model.js';

export type Step = { ok: true; state: State } | { ok: false; refused: Notice };
export type Handler<T extends EventType> = (state: State, event: Extract<Event, { type: T }>) => Step;

/** The next state; a changed status also sets `previous_status`. */
export const go = (state: State, change: Partial<State>): Step => ({
  ok: true,
  state: {
    ...state,
    ...change,
    previous_status:
      change.status !== undefined && change.status !== state.status ? state.status : state.previous_status,
  },
});
export const refuse = (refused: Notice): Step => ({ ok: false, refused });

/** The refusal of an event that does not fit the present status. */
export const notNow = (state: State, event: { type: EventType }): Step =>
  refuse(notice('not-now', { event: event.type, status: state.status }));
