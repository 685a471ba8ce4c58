/** The commits that are in no review of a task, as its ledger names them. */
import type { Entry } from '../ledger.js';
import type { Event } from './events.js';

export type LeftOut = Extract<Event, { type: 'base-moved' }>['left_out'];

/** The commits that moved bases have left out of the reviews so far. */
export const leftOutCommits = (entries: readonly Entry[]): LeftOut =>
  entries.flatMap(({ event }) => (event.type === 'base-moved' ? event.left_out : []));
