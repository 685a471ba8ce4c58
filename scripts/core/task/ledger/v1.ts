/**
 * Entries of version 1 of the ledger. They are never rewritten: hash and signature are checked over the stored values,
 * and only then is the event converted, in memory, to what this version calls it.
 */
import type { Event } from './events.js';

/** An event as version 1 stored it. */
export type EventV1 = Event;

/** What a stored event of version 1 means today. A change of an event in a later version is converted here. */
export const eventOfV1 = (event: EventV1): Event =>
  event.type === 'resumed' && event.strategy === 'manual' ? { ...event, at_once: true } : event;
