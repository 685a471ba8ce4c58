import type { GuardLine } from '../../../core/guard/log.js';
import type { Event, EventType } from '../../../core/task/ledger/events.js';
import type { Actor, Attribution } from '../../../core/task/views/timeline.js';

/** What happened, in one phrase for each type of event. `why` turns the reason of an outage into a phrase. */
export type EventPhrases = {
  [T in EventType]: (event: Extract<Event, { type: T }>, why: (reason: string) => string) => string;
};

/** The words of `trace`. */
export interface TraceWords {
  actors: Record<Actor, string>;
  /** Added to the phrase: how the program knows that the user said it. */
  attributions: Record<Attribution, string>;
  verdicts: Record<GuardLine['verdict'], string>;
  events: EventPhrases;
}
