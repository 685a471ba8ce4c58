/** One review of a task, with what became of its findings: what `review show` prints, from the ledger alone. */
import type { Event } from '../ledger/events.js';
import type { Entry } from '../ledger.js';
import type { OpenFinding, State } from '../model.js';
import { type ReviewSummary, reviewsOf } from './history.js';

type Returned = Extract<Event, { type: 'review-returned' }>;

/** A finding of a review, and what a later review said about it. */
export interface AnsweredFinding extends OpenFinding {
  /** null while no later review has answered. */
  later: { status: 'resolved' | 'still_open' | 'withdrawn'; comment: string } | null;
}

/** A review that ended. */
export interface ReviewDetail extends Omit<ReviewSummary, 'findings'> {
  job: string;
  /** The reviewer's own summary; null where the ledger does not hold it. */
  summary: string | null;
  model: string | null;
  seconds: number | null;
  findings: AnsweredFinding[];
  /** Findings of earlier reviews that this one settled. */
  settled: { id: string; title: string; status: 'resolved' | 'withdrawn'; comment: string }[];
}

/**
 * Finds a review.
 *
 * @param asked a gate, a milestone's id or a job; null: the last review with a verdict
 * @returns the last review that fits; null when none does
 */
export function reviewDetail(
  state: State,
  entries: readonly Pick<Entry, 'event'>[],
  asked: string | null,
): ReviewDetail | null {
  const events = entries.map(({ event }) => event);
  const found = reviewsOf(events).findLast((review) => fits(review, asked));
  if (found === undefined || found.job === null) return null;
  const { job } = found;
  const at = events.findIndex((event) => event.type === 'review-returned' && event.job === job);
  const event = events[at];
  if (event?.type !== 'review-returned')
    return { ...found, job, summary: null, model: null, seconds: null, findings: [], settled: [] };
  const { details, outcome } = event;
  return {
    ...found,
    job,
    summary: details?.summary ?? null,
    model: details?.model ?? null,
    seconds: details === undefined ? null : Math.round(details.duration_ms / 1000),
    findings: outcome.findings.map((finding) => answered(finding, state, events.slice(at + 1))),
    settled: settledBy(event, events.slice(0, at)),
  };
}

const fits = (review: ReviewSummary, asked: string | null): boolean =>
  asked === null
    ? review.kind !== 'outage'
    : review.job === asked || review.milestone === asked || (review.kind !== 'outage' && review.gate === asked);

/** The finding with its answer, and with the next review's word on it. */
function answered(finding: OpenFinding, state: State, after: readonly Event[]): AnsweredFinding {
  const open = state.findings.open.find(({ id }) => id === finding.id);
  const next = after.findIndex((event) => event.type === 'review-returned' && saysOf(event, finding.id) !== undefined);
  const between = next < 0 ? after : after.slice(0, next);
  const answer = between
    .flatMap((event) => (event.type === 'findings-answered' ? event.answers : []))
    .findLast(({ id }) => id === finding.id);
  const event = after[next];
  const later = event?.type === 'review-returned' ? saysOf(event, finding.id) : undefined;
  return {
    ...finding,
    ...(next < 0 ? open : undefined),
    ...(answer === undefined ? {} : { disposition: answer.disposition, reason: answer.reason }),
    later: later === undefined ? null : { status: later.status, comment: later.comment },
  };
}

const saysOf = ({ answers = [] }: Returned, finding: string) => answers.find(({ id }) => id === finding);

function settledBy({ answers = [] }: Returned, before: readonly Event[]): ReviewDetail['settled'] {
  const titles = new Map(
    before.flatMap((event) =>
      event.type === 'review-returned'
        ? event.outcome.findings.map(({ id, title }): [string, string] => [id, title])
        : [],
    ),
  );
  return answers.flatMap(({ id, status, comment }) =>
    status === 'still_open' ? [] : [{ id, title: titles.get(id) ?? '', status, comment }],
  );
}
