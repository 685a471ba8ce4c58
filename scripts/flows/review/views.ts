/** Reviews as they are shown to the user: the running one, as its supervisor reports it, and the last one. */
import type { RunningView, ShownReview } from '../../core/review/views.js';
import { reviewDetail } from '../../core/task/views/review.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { readReceipt } from '../../io/review/examine.js';
import { readHeartbeat } from '../../io/review/job.js';
import { livenessOf } from '../../io/run/run.js';
import type { Context } from '../context.js';
import type { OpenTask } from '../task/place.js';

/** The running review; null when there is none. */
export function runningView(context: Context, { place, state }: Pick<OpenTask, 'place' | 'state'>): RunningView | null {
  const review = state.reviews.running;
  if (review === null) return null;
  const dir = ledgerPaths(place.commonDir).record(place.task, review.job);
  const beat = readHeartbeat(dir);
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
  };
}

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
  // What else is open and noted belongs to the task, not to the one review that was asked for.
  return { last: state.reviews.last, review, findings: findings.open, noted, open_reads };
}
