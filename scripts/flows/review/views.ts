/** Reviews as they are shown to the user: the running one, as its supervisor reports it, and the last one. */
import type { RunningView, ShownReview } from '../../core/review/views.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { readHeartbeat } from '../../io/review/job.js';
import { readReceipt } from '../../io/review/receipts.js';
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

/** The last review, read from the state and its receipt; null where there has been none yet. */
export function shownReview({ place, state }: Pick<OpenTask, 'place' | 'state'>): ShownReview | null {
  const { last } = state.reviews;
  if (!last) return null;
  const read = readReceipt(ledgerPaths(place.commonDir).record(place.task, last.job));
  const { findings, noted_findings: noted } = state;
  return { last, findings: findings.open, noted, open_reads: read?.receipt.codex.open_reads ?? null };
}
