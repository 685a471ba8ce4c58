/**
 * Entries of ledger version 1. They are never rewritten: hash and signature are checked over the stored values, and
 * only then is the event converted, in memory, to its present form.
 */
import type { Event } from './events.js';

/** An event as version 1 stored it. */
export type EventV1 = Event;

/** Converts a stored event of version 1. If a later version changes an event, convert it here. */
export const eventOfV1 = (event: EventV1): Event =>
  event.type === 'resumed' && event.strategy === 'manual' ? { ...event, at_once: true } : event;
