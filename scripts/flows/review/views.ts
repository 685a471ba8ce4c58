/** Reviews as they are shown to the user: the running one, as its supervisor reports it, and the last one. */
import type { RunningView, ShownReview, ShownReviewer } from '../../core/review/views.js';
import type { ReviewerCall } from '../../core/task/ledger/events.js';
import { endedWithout, startedReview } from '../../core/task/ledger/reviews.js';
import type { Entry } from '../../core/task/ledger.js';
import { reviewDetail } from '../../core/task/views/review.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { readReceipt } from '../../io/review/examine.js';
import { type ReviewProgress, readHeartbeat } from '../../io/review/job.js';
import type { Receipt } from '../../io/review/receipts.js';
import { livenessOf } from '../../io/run/run.js';
import type { Context } from '../context.js';
import type { OpenTask } from '../task/place.js';

/** The running review; null when there is none. */
export function runningView(
  context: Context,
  { place, state, reading }: Pick<OpenTask, 'place' | 'state' | 'reading'>,
): RunningView | null {
  const review = state.reviews.running;
  if (review === null) return null;
  const dir = ledgerPaths(place.commonDir).record(place.task, review.job);
  const beat = readHeartbeat(dir);
  const started = startedReview(reading.entries, review.job);
  return {
    gate: review.gate,
    job: review.job,
    round: review.round,
    started_at: review.started_at,
    seconds: Math.max(0, Math.round((Date.parse(context.now()) - Date.parse(review.started_at)) / 1000)),
    liveness: livenessOf(dir),
    has_reported: beat !== null,
    phase: beat?.phase ?? 'snapshot',
    tokens: beat?.tokens ?? 0,
    ...(started?.reviewers && { reviewers: reviewersSeen(started.reviewers, beat) }),
    ...(started?.estimate && { estimate: started.estimate }),
  };
}

/** How far each reviewer of a gate with lenses is. */
export const reviewersSeen = (
  reviewers: readonly ReviewerCall[],
  beat: Pick<ReviewProgress, 'reviewers'> | null,
): NonNullable<RunningView['reviewers']> =>
  reviewers.map(({ lens, from }) => {
    const seen = beat?.reviewers?.find((one) => one.lens === lens);
    return { lens, phase: from === null ? (seen?.phase ?? 'waiting') : 'kept', tokens: seen?.tokens ?? 0 };
  });

/**
 * One review, read from the ledger and its receipt; null where none fits.
 *
 * @param asked a gate, a milestone's id or a job; null: the last review with a verdict
 */
export function shownReview(
  { place, state, reading }: Pick<OpenTask, 'place' | 'state' | 'reading'>,
  asked: string | null,
): ShownReview | null {
  const review = reviewDetail(state, reading.entries, asked);
  if (review === null) return null;
  const read = readReceipt(ledgerPaths(place.commonDir).record(place.task, review.job));
  const { findings, noted_findings: noted } = state;
  const open_reads = read?.receipt.codex.open_reads ?? null;
  const reviewers = shownReviewers(reading.entries, review.job, read?.receipt ?? null);
  // What else is open and noted belongs to the task, not to the one review that was asked for.
  return { last: state.reviews.last, review, findings: findings.open, noted, reviewers, open_reads };
}

/** What each reviewer said, by the receipt, or by how the review ended without one. */
function shownReviewers(entries: readonly Entry[], job: string, receipt: Receipt | null): ShownReviewer[] {
  if (receipt !== null)
    return (receipt.reviewers ?? []).map(({ lens, from, verdict, findings, usage, thread_id }) => ({
      ...{ lens, from, verdict, findings, thread_id, reason: null },
      tokens: usage.input_tokens + usage.output_tokens,
    }));
  const { missed = [], answered = [] } = endedWithout(entries, job)?.reviewers ?? {};
  const bare = { verdict: null, findings: null, tokens: null, thread_id: null };
  return [
    ...missed.map(({ lens, reason }) => ({ ...bare, lens, reason, from: null })),
    ...answered.map(({ lens, job: from }) => ({ ...bare, lens, reason: null, from: from === job ? null : from })),
  ];
}
