/** What the ledger says about its reviews. A receipt is believed only where it says the same. */
import type { Entry } from '../ledger.js';
import { isTerminal, type ReviewOutcome, type State, type Subject } from '../model.js';
import type { AnsweredCall, Event } from './events.js';

export type Started = Extract<Event, { type: 'review-started' }>;
type Returned = Extract<Event, { type: 'review-returned' }>;
type Unavailable = Extract<Event, { type: 'codex-unavailable' }>;

/** Everything that a receipt must agree with. */
export interface NamedReview {
  task: string;
  job: string;
  fence: number;
  /** SHA-256 of the receipt's file. */
  digest: string;
  outcome: ReviewOutcome;
  /** How the review began; null when the ledger names no such review. */
  started: Started | null;
  /** Whether a gate that is still open rests on it. In that case the ledger must name what Codex was given. */
  isInUse: boolean;
  /** The earlier rounds of the same gate, milestone and plan, on which this one may rely. */
  earlier: readonly NamedReview[];
  /** The answers that it takes from earlier reviews; only in a review with lenses. */
  taken?: readonly TakenAnswer[];
}

/** How a review began according to the ledger; null when the ledger has no such job. */
export const startedReview = (entries: readonly Entry[], job: string): Started | null =>
  entries.map(({ event }) => event).findLast((event): event is Started => isStarted(event) && event.job === job) ??
  null;

const isStarted = (event: Event): event is Started => event.type === 'review-started';

/** What the ledger says of an answer that a review with lenses takes from an earlier one. */
export interface TakenAnswer {
  lens: string;
  /** How the earlier review began; null when the ledger names no such review. */
  started: Started | null;
  /** The answer as it was recorded when that review ended without a verdict; null when it was not. */
  answered: AnsweredCall | null;
}

/** The answers that a review takes from earlier ones. */
export const takenAnswers = (entries: readonly Entry[], { reviewers = [] }: Started): TakenAnswer[] =>
  reviewers.flatMap(({ lens, from }) =>
    from === null ? [] : [{ lens, started: startedReview(entries, from), answered: answerIn(entries, from, lens) }],
  );

/** The answer of a reviewer that is in the record of this very review, which ended without a verdict. */
const answerIn = (entries: readonly Entry[], job: string, lens: string): AnsweredCall | null =>
  endedWithout(entries, job)?.reviewers?.answered.find((answer) => answer.lens === lens && answer.job === job) ?? null;

/** How a review ended that gave no verdict; null when it has not ended so. */
export const endedWithout = (entries: readonly Entry[], job: string): Unavailable | null =>
  entries
    .map(({ event }) => event)
    .findLast((event): event is Unavailable => event.type === 'codex-unavailable' && event.job === job) ?? null;

/** Every review that has returned, in order, with what its receipt must agree with. */
export function returnedReviews(state: State, entries: readonly Entry[]): NamedReview[] {
  const events = entries.map(({ event }) => event);
  const named: NamedReview[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type !== 'review-returned') continue;
    const started = startedReview(entries, event.job);
    named.push({
      task: state.task_id,
      job: event.job,
      fence: event.fence,
      digest: event.receipt,
      outcome: event.outcome,
      started,
      isInUse: !isTerminal(state.status) && !events.slice(index).some((later) => usesUp(event, later)),
      earlier: started ? roundsOf(named, started.subject, lensesIn(started)) : [],
      taken: started ? takenAnswers(entries, started) : [],
    });
  }
  return named;
}

/**
 * The reviews of a subject's gate, milestone and plan, on which a later round may rely.
 *
 * @param lenses of the later round; what a reviewer has not seen is not covered for it, whoever else has
 */
export const roundsOf = (
  reviews: readonly NamedReview[],
  { gate, milestone, plan }: Subject,
  lenses: readonly string[],
): NamedReview[] =>
  reviews.filter(({ started }) => {
    const subject = started?.subject;
    const seen = started === null ? [] : lensesIn(started);
    const isSame = subject?.gate === gate && subject.milestone === milestone && subject.plan === plan;
    return isSame && lenses.every((lens) => seen.includes(lens));
  });

/** The reviewers of a review by lens; none where the gate's own is the only one. */
export const lensesIn = ({ reviewers = [] }: Pick<Started, 'reviewers'>): string[] => reviewers.map(({ lens }) => lens);

/** Whether a later event is the step that the review's approval allowed. */
function usesUp({ gate }: Returned, { type }: Event): boolean {
  switch (gate) {
    case 'plan':
      return type === 'implementation-started';
    case 'milestone':
      return type === 'milestone-accepted';
    case 'final':
      return type === 'task-finished';
    default:
      return gate satisfies never;
  }
}
