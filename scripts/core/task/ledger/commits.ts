/** The commits that no review of a task includes, as its ledger names them. */
import type { Entry } from '../ledger.js';
import type { Event } from './events.js';

export type LeftOut = Extract<Event, { type: 'base-moved' }>['left_out'];

/** The commits that were left out of the reviews so far because the base moved. */
export const leftOutCommits = (entries: readonly Entry[]): LeftOut =>
  entries.flatMap(({ event }) => (event.type === 'base-moved' ? event.left_out : []));
