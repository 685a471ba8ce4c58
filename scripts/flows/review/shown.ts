/** The last review, read from the state and its receipt. */
import type { ShownReview } from '../../core/review/views.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { readReceipt } from '../../io/review/receipts.js';
import type { OpenTask } from '../task/place.js';

/** null where there has been no review yet. */
export function shownReview({ place, state }: Pick<OpenTask, 'place' | 'state'>): ShownReview | null {
  const { last } = state.reviews;
  if (!last) return null;
  const read = readReceipt(ledgerPaths(place.commonDir).record(place.task, last.job));
  const { findings, noted_findings: noted } = state;
  return { last, findings: findings.open, noted, open_reads: read?.receipt.codex.open_reads ?? null };
}
