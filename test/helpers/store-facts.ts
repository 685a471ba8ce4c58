/** The events that the store's tests record, and how they write state.json. */
import type { EventBody } from '../../scripts/core/task/ledger/events.js';
import type { StateText } from '../../scripts/io/task/store.js';

export const TASK = '20260102T030405-abcdef';

export const stateText: StateText = (state, { seq, head }) =>
  `${JSON.stringify({ status: state.status, session: state.loop.session, ledger_seq: seq, ledger_head: head })}\n`;

/** An event that any open task accepts, and that differs from all others. */
export const claimed = (session: string): EventBody => ({ type: 'loop-claimed', session });
