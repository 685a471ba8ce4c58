/** The user's decisions as the ledger records them, and how the program knows that they are the user's. */
import type { Question } from '../../../generated/types.js';
import type { Entry } from '../ledger.js';
import type { AskedBy, Pins } from '../model.js';
import { comparePins } from '../pins.js';
import type { Event } from './events.js';

export interface RecordedDecision {
  /** ISO time. */
  at: string;
  what: string;
  /** As recorded in the event; undefined when the entry is older than this field. */
  by: AskedBy | 'unasked' | null | undefined;
}

/** Answers, choices at a pause (such as an accepted risk) and confirmations, in order. */
export function recordedDecisions(entries: readonly Pick<Entry, 'event'>[]): RecordedDecision[] {
  const decisions: RecordedDecision[] = [];
  let asked: Question | null = null;
  let pins: Pins | null = null;
  for (const { event } of entries) {
    const found = decisionOf(event, asked, pins);
    if (found !== null) decisions.push({ at: event.at, ...found });
    if (event.type === 'human-needed') asked = event.question;
    if (event.type === 'human-answered' || event.type === 'resumed') asked = null;
    if ('pins' in event) pins = event.pins;
  }
  return decisions;
}

function decisionOf(event: Event, asked: Question | null, pins: Pins | null): Omit<RecordedDecision, 'at'> | null {
  switch (event.type) {
    case 'human-answered': {
      const label = asked?.options.find(({ id }) => id === event.choice)?.label;
      const chosen = event.choice === null ? '' : `${event.choice}${label === undefined ? '' : ` (${label})`}`;
      const answer = [chosen, event.text].filter(Boolean).join(': ');
      return { what: `asked: ${asked?.question ?? ''}\n  answered: ${answer}`, by: event.asked_by };
    }
    case 'resumed': {
      const answer = asked?.kind === 'needs_human' ? answeredBy(event, asked) : '';
      if (event.strategy === 'recommended' && answer === '') return null;
      return {
        what: `chose ${event.strategy} at a pause: ${event.reason}${argument(event)}${answer}`,
        by: event.asked_by,
      };
    }
    case 'pins-confirmed': {
      const names = pins === null ? [] : comparePins(pins, event.pins).map(({ name }) => name);
      return { what: `confirmed changed settings: ${names.join(', ') || 'none'}`, by: event.asked_by };
    }
    case 'documents-synced':
      return event.choice === 'restored'
        ? null
        : {
            what: `kept the plan although planning documents were changed by hand (${event.choice})`,
            by: event.asked_by,
          };
    case 'replan-decided':
      return { what: `asked for a new plan: ${event.reason}`, by: event.asked_by };
    case 'upstream-confirmed':
      return { what: `confirmed as upstream's commits: ${event.commits.join(', ')}`, by: event.asked_by };
    default:
      return null;
  }
}

/** The answer that a choice gives to an open question: the recommended option, unless the user says otherwise. */
function answeredBy({ strategy }: Extract<Event, { type: 'resumed' }>, { recommended, options }: Question): string {
  const label = options.find(({ id }) => id === recommended)?.label ?? '';
  return strategy === 'free-input' || strategy === 'skip' ? '' : `\n  answered: ${recommended} (${label})`;
}

/** The reason that the user gave with the choice. */
function argument({ finding, words }: Extract<Event, { type: 'resumed' }>): string {
  const said = [finding, words].filter(Boolean).join(': ');
  return said === '' ? '' : `\n  said: ${said}`;
}
