import type { WorkFact } from '../../../core/delegate/open-work.js';
import type { GuardLine } from '../../../core/guard/log.js';
import type { Event, EventType, ReviewDetails } from '../../../core/task/ledger/events.js';
import type { Actor, Attribution } from '../../../core/task/views/timeline.js';

/** What phrases are made with. */
export interface PhraseHelp {
  /** Turns the reason of an outage into a phrase. */
  why: (reason: string) => string;
  /** A time of the ledger as local time. */
  time: (at: string) => string;
  /** A digest or an id of git after a separator; empty where digests are not shown. */
  digest: (text: string) => string;
  /** Duration and tokens of a review after a separator. */
  spent: (details: ReviewDetails) => string;
}

/** What happened, in one phrase for each type of event. */
export type EventPhrases = {
  [T in EventType]: (event: Extract<Event, { type: T }>, help: PhraseHelp) => string;
};

/** The words of `trace`. */
export interface TraceWords {
  actors: Record<Actor, string>;
  /** Added to the phrase: how the program knows that the user said it. */
  attributions: Record<Attribution, string>;
  verdicts: Record<GuardLine['verdict'], string>;
  /** What happened outside of the gated loop. */
  work: Record<WorkFact['what'], string>;
  /** What a review took; both as text. */
  spent: (time: string, tokens: string) => string;
  events: EventPhrases;
}
